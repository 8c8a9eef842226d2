"""Articles for half-typed titles, as fast as people type."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from corpus.values import Article
from retrieval.generations.live import Snapshot
from retrieval.terms import fold


def suggest(snapshot: Snapshot, typed: str, limit: int) -> tuple[Article, ...]:
    """Up to `limit` articles whose title or id holds every word of `typed`, those that begin with it first.

    Of two articles with one id the later corpus's is meant, as everywhere.
    """
    parts = fold(typed).split()
    found = _matches(snapshot, " ".join(parts), parts)
    best = heapq.nsmallest(limit, found, key=lambda each: (each[0], each[1], each[2].id))
    return tuple(article for _, _, article in best)


def _matches(snapshot: Snapshot, whole: str, parts: list[str]) -> Iterator[tuple[int, str, Article]]:
    for at, generation in enumerate(snapshot.generations):
        later = snapshot.generations[at + 1 :]
        for title, article in zip(generation.folded_titles, generation.articles, strict=True):
            if any(article.id in each.rows for each in later):
                continue
            if title.startswith(whole) or article.id.startswith(whole):
                yield 0, title, article
            elif f" {whole}" in title:
                yield 1, title, article
            elif all(part in title or part in article.id for part in parts):
                yield 2, title, article
