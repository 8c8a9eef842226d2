"""What one question may see, bound before anything is searched."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corpus.values import Span
from retrieval.errors import UnknownArticle
from retrieval.generations.generation import END, START, Generation


@dataclass(frozen=True, slots=True)
class Scope:
    """A stretch of one generation: sentence rows that may be cited, and the passage rows that hold them.

    `known` are the sentence rows among which a term counts as rare or common; it holds `sentences`.
    """

    generation: Generation
    sentences: range
    passages: range
    known: range


def whole(generation: Generation) -> Scope:
    """All of a generation."""
    sentences = range(len(generation.sentences))
    return Scope(generation, sentences, range(len(generation.passages)), sentences)


def one_article(generation: Generation, article_id: str) -> Scope:
    """One article of a generation; raises UnknownArticle where it has none of that id."""
    row = generation.rows.get(article_id)
    if row is None:
        raise UnknownArticle(f"there is no article {article_id[:80]!r}: `footnote articles` lists the ids")
    sentences = generation.sentences_of(row)
    return Scope(generation, sentences, generation.passages_of(row), sentences)


def within(scope: Scope, span: Span) -> Scope:
    """The sentences of a one-article `scope` that lie inside `span`, and the passages that hold any of them."""
    table = scope.generation.sentences[scope.sentences.start : scope.sentences.stop]
    inside = np.flatnonzero((table[:, START] >= span.start) & (table[:, END] <= span.end))
    if len(inside) == 0:
        return Scope(scope.generation, range(0), range(0), scope.known)
    sentences = range(scope.sentences.start + int(inside[0]), scope.sentences.start + int(inside[-1]) + 1)
    passages = scope.generation.passages
    rows = np.arange(scope.passages.start, scope.passages.stop)
    holding = rows[(passages[rows, 1] < sentences.stop) & (passages[rows, 2] >= sentences.start)]
    if len(holding) == 0:
        return Scope(scope.generation, sentences, range(0), scope.known)
    return Scope(scope.generation, sentences, range(int(holding[0]), int(holding[-1]) + 1), scope.known)
