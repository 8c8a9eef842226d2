"""Events of all articles in sight, in order of time."""

from __future__ import annotations

import datetime as dt

import numpy as np

from corpus.facts import Facts
from corpus.timeline import TimelineEvent
from corpus.values import Article
from retrieval.citing import attribution, cite_article
from retrieval.fact_table import ARTICLE, FIRST, INDEX, LAST, Table
from retrieval.facts import Dated, DatedEvent, TimelinePage, TimelineQuery
from retrieval.generation import Generation
from retrieval.live import Snapshot
from retrieval.terms import words

# Columns of what is put in order: the generation's place in the snapshot, the event's row there, and its days, of which an
# open side is taken to be the other one.
_GENERATION, _ROW, _FROM, _TO = range(4)


def timeline(snapshot: Snapshot, query: TimelineQuery, start: int = 0, count: int | None = None) -> TimelinePage:
    """The events that `query` asks for, from number `start` on, at most `count`; raises UnknownArticle."""
    every = _events(snapshot, query.article_id)
    wanted = every
    if query.first is not None:
        wanted = wanted[wanted[:, _TO] >= query.first.toordinal()]
    if query.last is not None:
        wanted = wanted[wanted[:, _FROM] <= query.last.toordinal()]
    if query.person is not None:
        wanted = wanted[_naming(snapshot, wanted, query.person)]
    end = None if count is None else start + count
    shown = tuple(_shown(snapshot.generations[at], row) for at, row in wanted[start:end, :_FROM].tolist())
    return TimelinePage(shown, start, len(wanted), _dated(every))


def dated_event(article: Article, corpus_id: int, facts: Facts, event: TimelineEvent) -> DatedEvent:
    """An event of `article`, whose facts are `facts`, with its citations."""
    citations = tuple(
        cite_article(article, facts.quotes, place.span, corpus_id=corpus_id, paragraph=place.paragraph, number=number)
        for number, place in enumerate(event.places, start=1)
    )
    return DatedEvent(article, corpus_id, event, citations, attribution(article, facts.quotes, event.clause))


def _events(snapshot: Snapshot, article_id: str | None) -> Table:
    """All events in sight, or those of one article, in order of time: by the first day that is known, finer first."""
    tables = [np.empty((0, 4), np.int64)]
    for generation, article_row in snapshot.rows(article_id):
        events = generation.facts.events
        rows = np.arange(len(events)) if article_row is None else np.flatnonzero(events[:, ARTICLE] == article_row)
        first, last = events[rows, FIRST], events[rows, LAST]
        place = snapshot.generations.index(generation)
        tables.append(
            np.stack([np.full(len(rows), place), rows, np.where(first, first, last), np.where(last, last, first)], 1)
        )
    every = np.concatenate(tables)
    return every[np.lexsort((every[:, _TO], every[:, _FROM]))]


def _naming(snapshot: Snapshot, events: Table, person: str) -> Table:
    """Which of `events` name `person`: every word typed, in the event's names or in its sentences."""
    asked = set(words(person))
    articles: dict[tuple[int, int], bool] = {}
    found = []
    for at, row in events[:, :_FROM].tolist():
        generation = snapshot.generations[at]
        article_row = int(generation.facts.events[row, ARTICLE])
        # Most articles are told by their words at once, and their facts need not be read.
        body = generation.articles[article_row].body
        if (at, article_row) not in articles:
            articles[at, article_row] = asked <= set(words(body))
        found.append(articles[at, article_row] and _names(generation, row, body, asked))
    return np.array(found, bool)


def _names(generation: Generation, row: int, body: str, asked: set[str]) -> bool:
    event = _event(generation, row)
    return any(asked <= set(words(text)) for text in (*event.names, *(place.span.of(body) for place in event.places)))


def _shown(generation: Generation, row: int) -> DatedEvent:
    article_row = int(generation.facts.events[row, ARTICLE])
    article, facts = generation.articles[article_row], generation.facts.of(article_row)
    return dated_event(article, generation.manifest.corpus_id, facts, _event(generation, row))


def _event(generation: Generation, row: int) -> TimelineEvent:
    article_row, index = (int(generation.facts.events[row, column]) for column in (ARTICLE, INDEX))
    return generation.facts.of(article_row).events[index]


def _dated(events: Table) -> Dated:
    if len(events) == 0:
        return Dated(0, None, None)
    first, last = int(events[:, _FROM].min()), int(events[:, _TO].max())
    return Dated(len(events), dt.date.fromordinal(first), dt.date.fromordinal(last))
