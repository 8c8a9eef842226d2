"""What stands around an excerpt in its article."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corpus.values import Article, Span
from retrieval.generations.generation import END, PARAGRAPH, START, Generation


@dataclass(frozen=True, slots=True)
class Context:
    """An excerpt's sentences and those around it, up to the ends of the neighbouring paragraphs, in order, by spans.

    `before` and `after` are whole sentences; nothing of the excerpt stands in them.
    """

    article: Article
    before: tuple[Span, ...]
    excerpt: Span
    after: tuple[Span, ...]


def context_of(generation: Generation, article_id: str, excerpt: Span) -> Context | None:
    """The context of `excerpt`, or None where the generation has no such article or place."""
    row = generation.rows.get(article_id)
    if row is None:
        return None
    article, rows = generation.articles[row], generation.sentences_of(row)
    table = generation.sentences[rows.start : rows.stop]
    inside = np.flatnonzero((table[:, START] < excerpt.end) & (table[:, END] > excerpt.start))
    if len(inside) == 0:
        return None
    first, last = int(table[inside[0], PARAGRAPH]), int(table[inside[-1], PARAGRAPH])
    near = table[(table[:, PARAGRAPH] >= first - 1) & (table[:, PARAGRAPH] <= last + 1)]
    return Context(
        article,
        tuple(Span(int(each[START]), int(each[END])) for each in near if each[END] <= excerpt.start),
        excerpt,
        tuple(Span(int(each[START]), int(each[END])) for each in near if each[START] >= excerpt.end),
    )
