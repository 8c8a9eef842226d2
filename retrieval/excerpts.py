"""Excerpts: which one or two sentences are cited for each that ranks well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from corpus.values import Span
from retrieval.citing import cite
from retrieval.evidence import leans_on_what_precedes
from retrieval.generation import ARTICLE, PARAGRAPH
from retrieval.ranking import Ranked
from retrieval.scope import Scope
from retrieval.values import Citation, Excerpt

# A pair of sentences longer than this is no excerpt any more: then the sentence stands alone.
_LONGEST_PAIR = 240
# Neighbours whose scores are no further apart are cited together: where it is open which of them answers, both do.
_CLOSE = 2.0
# How likely words must be what answers to be pointed at.
_POINTED = 0.5


def cite_best(ranked: Ranked, count: int, *, point: bool = True) -> tuple[Citation, ...]:
    """Up to `count` citations by score; each the sentence, or with the neighbour that it leans on or that is as good; none overlap.

    `point` is whether the words that answer are looked for.
    """
    citations: list[Citation] = []
    taken: list[tuple[int, str, Span]] = []
    scores = dict(zip(zip(ranked.scope.tolist(), ranked.row.tolist(), strict=True), ranked.score.tolist(), strict=True))
    for at in range(len(ranked)):
        if len(citations) == count:
            break
        scope = ranked.scopes[int(ranked.scope[at])]
        row = int(ranked.row[at])
        article = scope.generation.article_of(row)
        corpus_id = scope.generation.manifest.corpus_id
        others = [span for corpus, article_id, span in taken if (corpus, article_id) == (corpus_id, article.id)]
        least = float(ranked.score[at]) - _CLOSE
        near = [(scores.get((int(ranked.scope[at]), side), -np.inf), side) for side in (row - 1, row + 1)]
        span = excerpt_span(scope, row, others, [side for score, side in sorted(near, reverse=True) if score >= least])
        if span is None:
            continue
        article_row, paragraph = (int(scope.generation.sentences[row, column]) for column in (ARTICLE, PARAGRAPH))
        citation = cite(scope.generation, article_row, span, paragraph=paragraph, score=float(ranked.score[at]))
        if _verbatim(citation.excerpt, article.body):
            taken.append((corpus_id, article.id, span))
            answer = _pointed(ranked, at, scope.generation.sentence_span(row)) if point else None
            citations.append(replace(citation, number=len(citations) + 1, answer=answer))
    return tuple(citations)


def _pointed(ranked: Ranked, at: int, sentence: Span) -> Span | None:
    """The words of the sentence that answer, where the selector is sure of them."""
    words = ranked.words[at] if ranked.words else None
    if words is None or words.probability < _POINTED or not words.start < words.end <= len(sentence):
        return None
    return Span(sentence.start + words.start, sentence.start + words.end)


def excerpt_span(scope: Scope, row: int, taken: Sequence[Span], near: Sequence[int] = ()) -> Span | None:
    """The span to cite for the sentence of `row`, or None where its words are taken.

    `near` are rows beside it that are nearly as good, the best first.
    """
    generation = scope.generation
    own = generation.sentence_span(row)
    if any(own.overlaps(span) for span in taken):
        return None
    leans = leans_on_what_precedes(generation.sentence_text(row))
    for side in (row - 1, *near) if leans else near:
        if side not in scope.sentences:
            continue
        here, there = generation.sentences[row], generation.sentences[side]
        if here[ARTICLE] == there[ARTICLE] and here[PARAGRAPH] == there[PARAGRAPH]:
            other = generation.sentence_span(side)
            pair = Span(min(own.start, other.start), max(own.end, other.end))
            if len(pair) <= _LONGEST_PAIR and not any(pair.overlaps(span) for span in taken):
                return pair
    return own


def _verbatim(excerpt: Excerpt, body: str) -> bool:
    """Law 1: the excerpt is the body's own words; a span that runs out of the body has fewer of them than it should."""
    return 0 < len(excerpt.text) == len(excerpt.span) and excerpt.text == excerpt.span.of(body)
