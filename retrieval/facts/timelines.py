"""Events of all articles in sight, in order of time."""

from __future__ import annotations

import datetime as dt
from functools import reduce

import numpy as np

from corpus.timeline import TimelineEvent
from corpus.values import Article
from retrieval.citing import attribution, cite_article
from retrieval.facts.values import Dated, DatedEvent, TimelinePage, TimelineQuery
from retrieval.generations.fact_table import ARTICLE, FIRST, INDEX, LAST, Table
from retrieval.generations.generation import Generation
from retrieval.generations.live import Snapshot
from retrieval.terms import words
from retrieval.voices import Voices

# Columns of what is put in order: the generation's place in the snapshot, the event's row there, and its days, of which an
# open side is taken to be the other one.
_GENERATION, _ROW, _FROM, _TO = range(4)


def timeline(
    snapshot: Snapshot, query: TimelineQuery, start: int = 0, count: int | None = None, places: int | None = None
) -> TimelinePage:
    """The events that `query` asks for, from number `start` on, at most `count`, each cited at most at `places`.

    Raises UnknownArticle.
    """
    every = _events(snapshot, query.article_id)
    wanted = every
    if query.first is not None:
        wanted = wanted[wanted[:, _TO] >= query.first.toordinal()]
    if query.last is not None:
        wanted = wanted[wanted[:, _FROM] <= query.last.toordinal()]
    if query.person is not None:
        wanted = wanted[_naming(snapshot, wanted, query.person)]
    end = None if count is None else start + count
    shown = tuple(_shown(snapshot.generations[at], row, places) for at, row in wanted[start:end, :_FROM].tolist())
    return TimelinePage(shown, start, len(wanted), _dated(every))


def dated_event(
    article: Article, corpus_id: int, voices: Voices, event: TimelineEvent, places: int | None = None
) -> DatedEvent:
    """An event of `article`, in which `voices` speak, with the citations of its places, or of the first so many."""
    citations = tuple(
        cite_article(article, voices, place.span, corpus_id=corpus_id, paragraph=place.paragraph, number=number)
        for number, place in enumerate(event.places[:places], start=1)
    )
    return DatedEvent(article, corpus_id, event, citations, attribution(article, voices, event.clause))


def _events(snapshot: Snapshot, article_id: str | None) -> Table:
    """All events in sight, or those of one article, in order of time: by the first day that is known, finer first."""
    tables = [np.empty((0, 4), np.int64)]
    for generation, article_row in snapshot.facts(article_id):
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
    """Which of `events` name `person`: every word typed, in the event's names or sentences. Without a word, none do."""
    asked = dict.fromkeys(words(person))
    named = np.zeros(len(events), bool)
    for at, generation in enumerate(snapshot.generations):
        rows = [generation.facts.events_with(word) for word in asked]
        if rows:
            wanted = reduce(np.intersect1d, rows)
            named |= (events[:, _GENERATION] == at) & np.isin(events[:, _ROW], wanted)
    return named


def _shown(generation: Generation, row: int, places: int | None) -> DatedEvent:
    article_row, index = (int(generation.facts.events[row, column]) for column in (ARTICLE, INDEX))
    event, voices = generation.facts.of(article_row).events[index], generation.facts.voices(article_row)
    return dated_event(generation.articles[article_row], generation.manifest.corpus_id, voices, event, places)


def _dated(events: Table) -> Dated:
    if len(events) == 0:
        return Dated(0, None, None)
    first, last = int(events[:, _FROM].min()), int(events[:, _TO].max())
    return Dated(len(events), dt.date.fromordinal(first), dt.date.fromordinal(last))
