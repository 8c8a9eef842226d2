"""Which sentence carries the answer: candidates from four searches, judged by features that compare across articles.

Candidates are the best sentences by vector and by BM25, and the sentences of the best passages by either. Each is scored by
a linear model over what was measured of it (FEATURES), with weights fitted by `python -m retrieval.fitting`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.encoders import Vectors
from retrieval.evidence import KINDS, Asked, offered_by, offers
from retrieval.generation import ARTICLE, FIRST, LAST, PARAGRAPH, Generation
from retrieval.lexical import LexicalIndex, idf
from retrieval.scope import Scope
from retrieval.selectors import Words

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

MATCHES = (
    "sentence_cosine",  # of the question's and the sentence's vectors
    "passage_cosine",  # the best of the passages that hold the sentence
    "sentence_bm25",  # as a share of the most that the question's terms can reach
    "passage_bm25",
    "coverage",  # share of the question's terms that the sentence holds, rare ones counting more
    "coverage_before",  # what the sentence before adds to it
    "coverage_after",
    "pairs",  # share of the question's neighbouring words that are neighbours here
    "leans",  # opens with a pronoun
)
# What a sentence offers counts differently for each kind of question.
FEATURES = (*MATCHES, *(f"{kind}:{offer}" for kind, wanted in KINDS.items() for offer in wanted))

_SENTENCES, _PASSAGES = 30, 8


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidate sentences of one scope list, best first.

    `scope[i]` is the index of the scope that candidate i comes from, `row[i]` its sentence row there, `features[i]` what
    was measured of it. Of the article that the best one stands in, `known_share` is the share of the question's terms, rare
    ones counting more, that it holds anywhere, and `missing_names` the share of its names and numbers that it does not hold.
    `count` is how many sentences there are in scope. Once a selector has read the best of them (retrieval/selecting.py), `score`
    is of both, `before` the linear model's, `answers[i]` the selector's log odds that candidate i answers (a little less than
    the least where it was not read), `words[i]` the words of it that do, and `nothing` the least of the windows' log odds that
    nothing there answers.
    """

    scopes: tuple[Scope, ...]
    scope: Rows
    row: Rows
    score: Floats
    features: Floats
    known_share: float
    missing_names: float
    count: int
    before: Floats | None = None
    answers: Floats | None = None
    words: tuple[Words | None, ...] = ()
    nothing: float = 0.0

    def __len__(self) -> int:
        return len(self.row)

    def covered(self) -> float:
        """Of the question's terms, the share that the best sentence holds with its better neighbour."""
        here, before, after = (self.features[0, MATCHES.index(f"coverage{side}")] for side in ("", "_before", "_after"))
        return float(here + max(before, after))


def rank(scopes: Sequence[Scope], asked: Asked, query: Vectors, weights: Floats) -> Ranked:
    """Rank the sentences of `scopes` for a question with vector `query`; `weights` follow FEATURES."""
    scopes = tuple(scope for scope in scopes if scope.sentences)
    sentences = _Statistics.over([(s.generation.sentence_terms, s.known) for s in scopes], asked.terms)
    passages = _Statistics.over([(s.generation.passage_terms, s.passages) for s in scopes], asked.terms)
    found = [_candidates(scope, asked, query, sentences, passages) for scope in scopes]
    rows = np.concatenate([rows for rows, _ in found]) if found else np.empty(0, np.int64)
    features = np.concatenate([each for _, each in found]) if found else np.empty((0, len(FEATURES)))
    origin = np.repeat(np.arange(len(found)), [len(rows) for rows, _ in found])
    score = features @ weights
    order = np.lexsort((rows, origin, -score))
    return Ranked(
        scopes,
        origin[order],
        rows[order],
        score[order],
        features[order],
        *_at_home(scopes, origin[order], rows[order], asked, sentences),
        count=sum(len(scope.sentences) for scope in scopes),
    )


def _at_home(
    scopes: Sequence[Scope], origin: Rows, rows: Rows, asked: Asked, known: _Statistics
) -> tuple[float, float]:
    """`known_share` and `missing_names` of the best sentence's article; nothing is known where nothing was ranked."""
    if len(rows) == 0:
        return 0.0, 0.0
    scope, row = scopes[int(origin[0])], int(rows[0])
    home = scope.generation.sentences_of(int(scope.generation.sentences[row, ARTICLE]))
    held = {term for term in asked.terms if len(scope.generation.sentence_terms.postings(term).within(home).rows)}
    wanted = [term for term in (*asked.names, *asked.numbers) if term in known.frequency]
    share = sum(known.idf(term) for term in held) / known.total(asked.terms)
    return share, sum(term not in held for term in wanted) / len(wanted) if wanted else 0.0


@dataclass(frozen=True, slots=True)
class _Statistics:
    """How many rows there are in scope, and how many of them hold each term."""

    count: int
    frequency: dict[str, int]

    @classmethod
    def over(cls, parts: Sequence[tuple[LexicalIndex, range]], terms: Sequence[str]) -> _Statistics:
        frequency = {term: sum(len(index.postings(term).within(rows).rows) for index, rows in parts) for term in terms}
        return cls(sum(len(rows) for _, rows in parts), frequency)

    def idf(self, term: str) -> float:
        return idf(self.frequency[term], self.count)

    def total(self, terms: Sequence[str]) -> float:
        return sum(self.idf(term) for term in terms) or 1.0


def _candidates(
    scope: Scope, asked: Asked, query: Vectors, sentences: _Statistics, passages: _Statistics
) -> tuple[Rows, Floats]:
    """Candidate rows of one scope, ascending, and their features."""
    generation = scope.generation
    sentence_bm25 = _bm25(generation.sentence_terms, scope.sentences, asked.terms, sentences)
    passage_bm25 = _bm25(generation.passage_terms, scope.passages, asked.terms, passages)
    _, near = generation.sentence_vectors.search(query, _SENTENCES, scope.sentences)
    _, near_passages = generation.passage_vectors.search(query, _PASSAGES, scope.passages)
    chosen = {int(row) for row in near}
    chosen.update(scope.sentences.start + int(at) for at in _best(sentence_bm25, _SENTENCES))
    best_passages = {int(row) for row in near_passages}
    best_passages.update(scope.passages.start + int(at) for at in _best(passage_bm25, _PASSAGES))
    for row in best_passages:
        _, first, last = generation.passages[row].tolist()
        chosen.update(range(max(first, scope.sentences.start), min(last + 1, scope.sentences.stop)))
    rows = np.array(sorted(chosen), np.int64)
    features = np.zeros((len(rows), len(FEATURES)))
    if len(rows) == 0:
        return rows, features
    features[:, 0] = generation.sentence_vectors.vectors(rows) @ query
    features[:, 2] = sentence_bm25[rows - scope.sentences.start]
    features[:, 1], features[:, 3] = _by_passage(scope, rows, query, passage_bm25)
    features[:, 4:7] = _coverage(generation, rows, asked, sentences)
    features[:, 7:] = _offers(generation, rows, asked)
    return rows, features


def _bm25(index: LexicalIndex, rows: range, terms: Sequence[str], known: _Statistics) -> Floats:
    """BM25 of each of `rows`, with frequencies as `known`, divided by what the terms can reach at most."""
    scores = np.zeros(len(rows))
    total = known.total(terms)
    for term in terms:
        everywhere = index.postings(term)
        postings = everywhere.within(rows)
        if len(postings.rows):
            scale = known.idf(term) / idf(len(everywhere.rows), len(index)) / total
            scores[postings.rows - rows.start] += postings.weights * scale
    return scores


def _best(scores: Floats, count: int) -> Rows:
    """Indices of at most `count` of the highest scores above zero."""
    top = np.argpartition(-scores, count - 1)[:count] if len(scores) > count else np.arange(len(scores))
    return top[scores[top] > 0]


def _by_passage(scope: Scope, rows: Rows, query: Vectors, passage_bm25: Floats) -> tuple[Floats, Floats]:
    """For each sentence row, the best cosine and the best BM25 of the passages that hold it."""
    table = scope.generation.passages[scope.passages.start : scope.passages.stop]
    cosines, bm25 = np.zeros(len(rows)), np.zeros(len(rows))
    # Passages are in order, so those that hold a sentence are neighbours.
    low = np.searchsorted(table[:, LAST], rows, side="left")
    high = np.searchsorted(table[:, FIRST], rows, side="right")
    wanted = np.unique(np.concatenate([np.arange(a, b) for a, b in zip(low, high, strict=True)] or [low[:0]]))
    if len(wanted) == 0:
        return cosines, bm25
    near = scope.generation.passage_vectors.vectors(wanted + scope.passages.start) @ query
    at = np.searchsorted(wanted, low), np.searchsorted(wanted, high)
    for i, (a, b) in enumerate(zip(*at, strict=True)):
        if a < b:
            cosines[i] = near[a:b].max()
            bm25[i] = passage_bm25[wanted[a:b]].max()
    return cosines, bm25


def _coverage(generation: Generation, rows: Rows, asked: Asked, known: _Statistics) -> Floats:
    """Shares of the question's terms held by each sentence, and added by the one before and the one after it."""
    held = np.zeros((3, len(rows), len(asked.terms)), bool)
    table = generation.sentences
    for at, offset in enumerate((0, -1, 1)):
        near = rows + offset
        real = (near >= 0) & (near < len(table))
        beside = np.where(real, near, rows)
        same = (
            real
            & (table[beside, ARTICLE] == table[rows, ARTICLE])
            & (table[beside, PARAGRAPH] == table[rows, PARAGRAPH])
        )
        for column, term in enumerate(asked.terms):
            postings = generation.sentence_terms.postings(term).rows
            place = np.searchsorted(postings, beside)
            inside = place < len(postings)
            held[at, inside, column] = postings[place[inside]] == beside[inside]
        held[at] &= same[:, None]
    weights = np.array([known.idf(term) for term in asked.terms]) / known.total(asked.terms)
    own = held[0] @ weights
    return np.stack([own, (held[0] | held[1]) @ weights - own, (held[0] | held[2]) @ weights - own], 1)


def _offers(generation: Generation, rows: Rows, asked: Asked) -> Floats:
    """Pairs, leaning and, in the columns of the question's kind, what each sentence offers."""
    block = np.zeros((len(rows), len(FEATURES) - 7))
    wanted = KINDS[asked.kind]
    first = FEATURES.index(f"{asked.kind}:{wanted[0]}") - 7
    for at, row in enumerate(rows.tolist()):
        offered = offered_by(generation.sentence_text(row))
        block[at, 0] = len(asked.pairs & offered.pairs) / max(1, len(asked.pairs))
        block[at, 1] = offered.leans
        block[at, first : first + len(wanted)] = offers(asked, offered)
    return block
