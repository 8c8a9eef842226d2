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
from retrieval.generations.generation import ARTICLE, END, FIRST, LAST, PARAGRAPH, START, Generation
from retrieval.generations.scope import Scope
from retrieval.ranking.evidence import KINDS, Asked, offered_by, offers
from retrieval.ranking.lookup import Frequencies, Lookup
from retrieval.selectors import Words
from retrieval.values import Quoted

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

_COVERAGE = slice(MATCHES.index("coverage"), MATCHES.index("coverage_after") + 1)
# Where the columns of what is offered begin, and for each kind of question its own.
_OFFERS = MATCHES.index("pairs")
_OWN = {kind: slice(at := FEATURES.index(f"{kind}:{wanted[0]}"), at + len(wanted)) for kind, wanted in KINDS.items()}

_SENTENCES, _PASSAGES = 30, 8


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidate sentences of one scope list, best first.

    `scope[i]` is the index of the scope that candidate i comes from, `row[i]` its sentence row there, `features[i]` what
    was measured of it. Of the article that the best one stands in, `known_share` is the share of the question's terms, rare
    ones counting more, that it holds anywhere, and `missing_names` the share of its names and numbers that it does not hold.
    `count` is how many sentences there are in scope. Once a selector has read the best of them (`selecting.py` beside this), `score`
    is of both, `before` the linear model's, `answers[i]` the selector's log odds that candidate i answers (a little less than
    the least where it was not read), `words[i]` the words of it that do, and `nothing` the least of the windows' log odds that
    nothing there answers. No sentence of what was `quoted` before is among them.
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
    quoted: tuple[Quoted, ...] = ()

    def __len__(self) -> int:
        return len(self.row)

    def covered(self) -> float:
        """Of the question's terms, the share that the best sentence holds with its better neighbour."""
        here, before, after = self.features[0, _COVERAGE].tolist()
        return float(here + max(before, after))


def rank(
    scopes: Sequence[Scope], asked: Asked, query: Vectors, weights: Floats, quoted: tuple[Quoted, ...] = ()
) -> Ranked:
    """Rank the sentences of `scopes`, without what was `quoted`, for a question with vector `query`; `weights` follow FEATURES."""
    scopes = tuple(scope for scope in scopes if scope.sentences)
    terms = len(asked.terms)
    lookups = [_Lookups.of(scope, asked) for scope in scopes]
    sentences = Frequencies.over([(each.sentences, each.scope.known) for each in lookups], terms)
    passages = Frequencies.over([(each.passages, each.scope.passages) for each in lookups], terms)
    found = [_unquoted(each.scope, *_candidates(each, asked, query, sentences, passages), quoted) for each in lookups]
    rows = np.concatenate([rows for rows, _ in found]) if found else np.empty(0, np.int64)
    features = np.concatenate([each for _, each in found]) if found else np.empty((0, len(FEATURES)))
    origin = np.repeat(np.arange(len(found)), [len(rows) for rows, _ in found])
    score = features @ weights
    order = np.lexsort((rows, origin, -score))
    origin, rows = origin[order], rows[order]
    return Ranked(
        scopes,
        origin,
        rows,
        score[order],
        features[order],
        *(_at_home(lookups[int(origin[0])], int(rows[0]), asked, sentences) if len(rows) else (0.0, 0.0)),
        count=sum(len(scope.sentences) for scope in scopes),
        quoted=quoted,
    )


def _unquoted(scope: Scope, rows: Rows, features: Floats, quoted: tuple[Quoted, ...]) -> tuple[Rows, Floats]:
    """`rows` and their `features` without the sentences of `scope` that share a character with what was `quoted`."""
    if not quoted:
        return rows, features
    generation = scope.generation
    table = generation.sentences[rows]
    left = np.ones(len(rows), bool)
    for each in quoted:
        if each.corpus_id == generation.manifest.corpus_id and each.article_id in generation.rows:
            same = table[:, ARTICLE] == generation.rows[each.article_id]
            left &= ~(same & (table[:, START] < each.span.end) & (table[:, END] > each.span.start))
    return rows[left], features[left]


@dataclass(frozen=True, slots=True)
class _Lookups:
    """Where the question's terms stand in a scope's generation."""

    scope: Scope
    sentences: Lookup
    passages: Lookup

    @classmethod
    def of(cls, scope: Scope, asked: Asked) -> _Lookups:
        generation = scope.generation
        return cls(scope, Lookup(generation.sentence_terms, asked.terms), Lookup(generation.passage_terms, asked.terms))


def _at_home(lookups: _Lookups, row: int, asked: Asked, known: Frequencies) -> tuple[float, float]:
    """`known_share` and `missing_names` of the article of the best sentence, that of `row`."""
    generation = lookups.scope.generation
    counts = lookups.sentences.counts(generation.sentences_of(int(generation.sentences[row, ARTICLE])))
    held = {term for term, count in zip(asked.terms, counts, strict=True) if count}
    wanted = [term for term in (*asked.names, *asked.numbers) if term in asked.terms]
    share = sum(idf for idf, count in zip(known.idf, counts, strict=True) if count) / known.total
    return share, sum(term not in held for term in wanted) / len(wanted) if wanted else 0.0


def _candidates(
    lookups: _Lookups, asked: Asked, query: Vectors, sentences: Frequencies, passages: Frequencies
) -> tuple[Rows, Floats]:
    """Candidate rows of one scope, ascending, and their features."""
    scope, generation = lookups.scope, lookups.scope.generation
    sentence_bm25 = lookups.sentences.bm25(scope.sentences, sentences)
    passage_bm25 = lookups.passages.bm25(scope.passages, passages)
    _, near = generation.sentence_vectors.search(query, _SENTENCES, scope.sentences)
    _, near_passages = generation.passage_vectors.search(query, _PASSAGES, scope.passages)
    best_passages = np.concatenate([near_passages, scope.passages.start + _best(passage_bm25, _PASSAGES)])
    first, last = generation.passages[best_passages, FIRST : LAST + 1].T
    inside = _ranges(np.maximum(first, scope.sentences.start), np.minimum(last + 1, scope.sentences.stop))
    rows = np.unique(np.concatenate([near, scope.sentences.start + _best(sentence_bm25, _SENTENCES), inside]))
    features = np.zeros((len(rows), len(FEATURES)))
    if len(rows) == 0:
        return rows, features
    features[:, 0] = generation.sentence_vectors.vectors(rows) @ query
    features[:, 2] = sentence_bm25[rows - scope.sentences.start]
    features[:, 1], features[:, 3] = _by_passage(scope, rows, query, passage_bm25)
    features[:, 4:7] = _coverage(generation, rows, lookups.sentences, sentences)
    _offer(features, generation, rows, asked)
    return rows, features


def _ranges(starts: Rows, stops: Rows) -> Rows:
    """All whole numbers of the ranges from `starts` to `stops`, one range after the other."""
    lengths = np.maximum(stops - starts, 0)
    ends = lengths.cumsum()
    numbers: Rows = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - lengths), lengths)
    return numbers


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
    wanted = np.unique(_ranges(low, high))
    if len(wanted) == 0:
        return cosines, bm25
    near = scope.generation.passage_vectors.vectors(wanted + scope.passages.start) @ query
    held = low < high
    ends = np.stack([wanted.searchsorted(low[held]), wanted.searchsorted(high[held])], 1).ravel()
    for found, values in ((cosines, near), (bm25, passage_bm25[wanted])):
        # The greatest from each even end up to the next; what follows the last is there to be an end.
        found[held] = np.maximum.reduceat(np.append(values, 0.0), ends)[::2]
    return cosines, bm25


def _coverage(generation: Generation, rows: Rows, lookup: Lookup, known: Frequencies) -> Floats:
    """Shares of the question's terms held by each sentence, and added by the one before and the one after it."""
    table = generation.sentences
    near = rows + np.array([[0], [-1], [1]])
    real = (near >= 0) & (near < len(table))
    near = np.where(real, near, rows)
    # Neighbours stand in the same paragraph of the same article.
    same = real & (table[near, ARTICLE] == table[rows, ARTICLE]) & (table[near, PARAGRAPH] == table[rows, PARAGRAPH])
    own, before, after = lookup.holds(near) & same[..., None]
    weights = np.array(known.idf) / known.total
    share = own @ weights
    return np.stack([share, (own | before) @ weights - share, (own | after) @ weights - share], 1)


def _offer(features: Floats, generation: Generation, rows: Rows, asked: Asked) -> None:
    """Fill in pairs, leaning and, in the columns of the question's kind, what each sentence offers."""
    table = generation.sentences[rows]
    bodies = [generation.articles[row].body for row in table[:, ARTICLE].tolist()]
    spans = zip(bodies, table[:, START].tolist(), table[:, END].tolist(), strict=True)
    offered = [offered_by(body[start:end]) for body, start, end in spans]
    pairs = [[pair in each.stems for each in offered] for pair in asked.pairs]
    features[:, _OFFERS] = np.array(list(map(sum, zip(*pairs, strict=True))) or 0.0) / max(1, len(pairs))
    features[:, _OFFERS + 1] = [each.leans for each in offered]
    features[:, _OWN[asked.kind]] = [offers(asked, each) for each in offered]
