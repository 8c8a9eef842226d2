"""Which passages look as if they answered a question and do not: the negatives that a ranker would let through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import bm25s
import numpy as np
from scipy.sparse import csc_matrix, csr_matrix

from retrieval.terms import terms
from training.sets import Answered

_KEPT = 6
_LOOKED_AT = 40
_QUESTIONS_A_PASS = 256


def mine(questions: Sequence[Answered]) -> list[tuple[int, ...]]:
    """For each of `questions`, the indices of up to six others whose sentences match it best by BM25 and hold no answer.

    Only for ordered ones, and among those of the same source: other paragraphs of the same articles, most of them.
    """
    found: list[tuple[int, ...]] = [()] * len(questions)
    by_source: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(questions):
        if each.ordered:
            by_source[each.source].append(at)
    for rows in by_source.values():
        _mine_source(questions, rows, found)
    return found


def _mine_source(questions: Sequence[Answered], rows: Sequence[int], found: list[tuple[int, ...]]) -> None:
    # Many questions are asked of one passage: the first stands for it.
    holder: dict[tuple[str, ...], int] = {}
    for row in rows:
        holder.setdefault(questions[row].sentences, row)
    holders = list(holder.values())
    texts = [" ".join(questions[row].sentences) for row in holders]
    vocabulary: dict[str, int] = {}
    ids = [[vocabulary.setdefault(term, len(vocabulary)) for term in terms(text)] for text in texts]
    index = bm25s.BM25()
    index.index((ids, dict(vocabulary)), show_progress=False)  # which adds a word to the second
    columns = (index.scores["data"], index.scores["indices"], index.scores["indptr"])
    weights = csc_matrix(columns, shape=(len(texts), len(vocabulary))).T.tocsr()
    lowered = [text.lower() for text in texts]
    for first in range(0, len(rows), _QUESTIONS_A_PASS):
        some = rows[first : first + _QUESTIONS_A_PASS]
        asked = [[vocabulary[term] for term in terms(questions[row].question) if term in vocabulary] for row in some]
        bounds = np.cumsum([0, *map(len, asked)])
        cells = (np.ones(bounds[-1], np.float32), [term for each in asked for term in each], bounds)
        scores = (csr_matrix(cells, shape=(len(some), len(vocabulary))) @ weights).toarray()
        for row, score in zip(some, scores, strict=True):
            answer = _answer(questions[row])
            best = np.argpartition(-score, min(_LOOKED_AT, len(score)) - 1)[:_LOOKED_AT]
            near = [
                holders[at]
                for at in best[np.argsort(-score[best], kind="stable")].tolist()
                if score[at] > 0
                and holders[at] != holder[questions[row].sentences]
                and not (answer and answer in lowered[at])
            ]
            found[row] = tuple(near[:_KEPT])


def _answer(question: Answered) -> str:
    if question.answer is None:
        return ""
    at, start, end = question.answer
    return question.sentences[at][start:end].lower()
