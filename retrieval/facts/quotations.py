"""Quotations of all articles in sight, and who is quoted."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import islice

import numpy as np

from corpus.quotes import Quote
from corpus.values import Article
from retrieval.citing import cite_article
from retrieval.facts.values import QuotePage, SaidQuote
from retrieval.generations.fact_table import ARTICLE, INDEX, NOBODY, SPEAKER, FactTable, Table
from retrieval.generations.generation import Generation
from retrieval.generations.live import Snapshot
from retrieval.terms import fold, words
from retrieval.voices import Voices

# So many names are told where nobody of the name that was typed is quoted.
_NAMED = 25
# So many of those who speak in a corpus are looked at while somebody types a name; who types all of it finds the others too.
_MOST_LOOKED_AT = 20_000

Scoped = tuple[tuple[Generation, int | None], ...]


def quotations(
    snapshot: Snapshot, speaker: str | None, article_id: str | None, start: int = 0, count: int | None = None
) -> QuotePage:
    """The quotations of whoever is called `speaker`, or of everybody, at most `count`; raises UnknownArticle.

    Where somebody has exactly that name only they are meant, else everybody in whose name or a form of it each word stands;
    what holds no word means nobody.
    """
    scoped = snapshot.facts(article_id)
    wanted = [_rows(generation.facts, row) for generation, row in scoped]
    if speaker is not None:
        wanted = rows_of(scoped, frozenset(words(speaker)))
    total = sum(len(rows) for rows in wanted)
    shown: list[SaidQuote] = []
    skipped, left = start, total if count is None else count
    for (generation, _), rows in zip(scoped, wanted, strict=True):
        shown += [_said(generation, row) for row in rows[skipped : skipped + left].tolist()]
        skipped, left = max(0, skipped - len(rows)), max(0, left - len(rows[skipped : skipped + left]))
    return QuotePage(tuple(shown), start, total, () if total else suggest_speakers(snapshot, "", article_id, _NAMED))


def suggest_speakers(snapshot: Snapshot, typed: str, article_id: str | None, limit: int) -> tuple[str, ...]:
    """Up to `limit` names of people and bodies quoted that hold what is typed, those that begin with it first."""
    parts, whole = words(typed), " ".join(fold(typed).split())
    counts: dict[str, int] = {}
    begins: dict[str, bool] = {}
    for generation, article_row in snapshot.rows(article_id):
        facts = generation.facts
        for place, count in islice(_quoted(facts, article_row), _MOST_LOOKED_AT):
            if facts.speakers[place].named and all(part in facts.folded_forms[place] for part in parts):
                label = facts.speakers[place].label
                counts[label] = counts.get(label, 0) + count
                begins[label] = facts.folded_labels[place].startswith(whole)
    return tuple(heapq.nsmallest(limit, counts, key=lambda label: (not begins[label], -counts[label], label)))


def said_quote(article: Article, corpus_id: int, voices: Voices, quote: Quote) -> SaidQuote:
    """A quotation of `article`, in which `voices` speak, with its citation."""
    citation = cite_article(article, voices, quote.sentence, corpus_id=corpus_id, paragraph=quote.paragraph, number=1)
    return SaidQuote(article, corpus_id, quote, citation)


def _quoted(facts: FactTable, article_row: int | None) -> Iterator[tuple[int, int]]:
    """The places of those who speak, in all articles or in one, each with the number of their quotations."""
    if article_row is None:
        yield from ((place, speaker.quotes) for place, speaker in enumerate(facts.speakers))
        return
    places, counts = np.unique(facts.quotes[_rows(facts, article_row), SPEAKER], return_counts=True)
    yield from (each for each in zip(places.tolist(), counts.tolist(), strict=True) if each[0] != NOBODY)


def _rows(facts: FactTable, article_row: int | None) -> Table:
    if article_row is None:
        return np.arange(len(facts.quotes))
    return np.flatnonzero(facts.quotes[:, ARTICLE] == article_row)


def rows_of(scoped: Scoped, name: frozenset[str]) -> list[Table]:
    """The rows of what whoever is called by the words of `name` said, for each generation, as `quotations` has it."""
    tables = [(generation.facts, _rows(generation.facts, article_row)) for generation, article_row in scoped]
    if not name:
        return [rows[:0] for _, rows in tables]
    exact = [_spoken(facts, rows, [key[0] == name for key in facts.keys]) for facts, rows in tables]
    if any(len(rows) for rows in exact):
        return exact
    return [_spoken(facts, rows, [any(name <= form for form in key) for key in facts.keys]) for facts, rows in tables]


def _spoken(facts: FactTable, rows: Table, meant: list[bool]) -> Table:
    """Those of `rows` whose speaker is `meant`."""
    return rows[np.isin(facts.quotes[rows, SPEAKER], np.flatnonzero(np.array(meant, bool)))]


def _said(generation: Generation, row: int) -> SaidQuote:
    article_row, index = (int(generation.facts.quotes[row, column]) for column in (ARTICLE, INDEX))
    quote, voices = generation.facts.of(article_row).quotes[index], generation.facts.voices(article_row)
    return said_quote(generation.articles[article_row], generation.manifest.corpus_id, voices, quote)
