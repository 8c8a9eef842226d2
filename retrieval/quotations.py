"""Quotations of all articles in sight, and who is quoted."""

from __future__ import annotations

import heapq
from collections import Counter

import numpy as np

from corpus.facts import Facts
from corpus.quotes import Quote
from corpus.values import Article
from retrieval.citing import cite_article
from retrieval.fact_table import ARTICLE, INDEX, SPEAKER, Speaker, Table
from retrieval.facts import QuotePage, SaidQuote
from retrieval.generation import Generation
from retrieval.live import Snapshot
from retrieval.terms import fold, words

# So many names are told where nobody of the name that was typed is quoted.
_NAMED = 25


def quotations(
    snapshot: Snapshot, speaker: str | None, article_id: str | None, start: int = 0, count: int | None = None
) -> QuotePage:
    """The quotations of whoever is called `speaker`, or of everybody, at most `count`; raises UnknownArticle.

    Where somebody has exactly that name only they are meant, else everybody in whose name or a form of it each word stands.
    """
    scoped = snapshot.rows(article_id)
    wanted = [(generation, row) for generation, rows in _matching(scoped, speaker) for row in rows.tolist()]
    end = None if count is None else start + count
    shown = tuple(_said(generation, row) for generation, row in wanted[start:end])
    speakers = tuple(each.label for each in _speakers(scoped)[:_NAMED])
    return QuotePage(shown, start, len(wanted), speakers)


def suggest_speakers(snapshot: Snapshot, typed: str, article_id: str | None, limit: int) -> tuple[str, ...]:
    """Up to `limit` names of people and bodies quoted that hold what is typed, those quoted most first."""
    parts = words(typed)
    found = (
        speaker
        for speaker in _speakers(snapshot.rows(article_id))
        if all(part in fold(f"{speaker.label} {' '.join(speaker.forms)}") for part in parts)
    )
    best = heapq.nsmallest(
        limit, found, key=lambda each: (not fold(each.label).startswith(fold(typed)), -each.quotes, each.label)
    )
    return tuple(each.label for each in best)


def said_quote(article: Article, corpus_id: int, facts: Facts, quote: Quote) -> SaidQuote:
    """A quotation of `article`, whose facts are `facts`, with its citation."""
    citation = cite_article(
        article, facts.quotes, quote.sentence, corpus_id=corpus_id, paragraph=quote.paragraph, number=1
    )
    return SaidQuote(article, corpus_id, quote, citation)


def _rows(generation: Generation, article_row: int | None) -> Table:
    quotes = generation.facts.quotes
    return np.arange(len(quotes)) if article_row is None else np.flatnonzero(quotes[:, ARTICLE] == article_row)


def _matching(scoped: tuple[tuple[Generation, int | None], ...], speaker: str | None) -> list[tuple[Generation, Table]]:
    everything = [(generation, _rows(generation, article_row)) for generation, article_row in scoped]
    if speaker is None:
        return everything
    asked = frozenset(words(speaker))
    exact = [
        _spoken(generation, rows, [key[0] == asked for key in generation.facts.keys]) for generation, rows in everything
    ]
    if any(len(rows) for rows in exact):
        return [(generation, rows) for (generation, _), rows in zip(everything, exact, strict=True)]
    return [
        (generation, _spoken(generation, rows, [any(asked <= form for form in key) for key in generation.facts.keys]))
        for generation, rows in everything
    ]


def _spoken(generation: Generation, rows: Table, meant: list[bool]) -> Table:
    """Those of `rows` whose speaker is `meant`."""
    places = np.flatnonzero(np.array(meant, bool))
    return rows[np.isin(generation.facts.quotes[rows, SPEAKER], places)]


def _speakers(scoped: tuple[tuple[Generation, int | None], ...]) -> list[Speaker]:
    """Those with a name who are quoted, the one quoted most first; their counts are those of what is in scope."""
    counts: Counter[str] = Counter()
    known: dict[str, Speaker] = {}
    for generation, article_row in scoped:
        places, quoted = np.unique(generation.facts.quotes[_rows(generation, article_row), SPEAKER], return_counts=True)
        for place, count in zip(places.tolist(), quoted.tolist(), strict=True):
            if place >= 0 and generation.facts.speakers[place].named:
                speaker = generation.facts.speakers[place]
                known.setdefault(speaker.label, speaker)
                counts[speaker.label] += count
    return [
        Speaker(label, named=True, forms=known[label].forms, quotes=count)
        for label, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]


def _said(generation: Generation, row: int) -> SaidQuote:
    article_row, index = (int(generation.facts.quotes[row, column]) for column in (ARTICLE, INDEX))
    article, facts = generation.articles[article_row], generation.facts.of(article_row)
    return said_quote(article, generation.manifest.corpus_id, facts, facts.quotes[index])
