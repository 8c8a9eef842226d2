"""A page of a timeline as a scene: which events are drawn, and every text bounded before it leaves this process."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import replace

from bot.days import basis_in_words, day_in_words, days_in_words
from bot.drawing.errors import DrawingError
from bot.drawing.values import Entry, Marker, Scene
from bot.rendering.text import shortened
from bot.wording import whose_words
from corpus.printable import counted, printable
from corpus.timeline.values import Status, TimelineEvent
from retrieval.facts.values import DatedEvent, TimelinePage

# What can be read on a phone without drawing it larger.
MOST_EVENTS = 12
# More than four lines hold, less than would keep the child busy.
_MOST_CLAUSE, _MOST_TITLE, _MOST_NOTE = 400, 200, 120
# What of a text is looked at, so that one of megabytes costs nothing.
_LOOKED_AT = 4096

_MARKERS: dict[Status, Marker] = {"past": "past", "planned": "coming", "future": "coming", "unknown": "unknown"}


def describe(page: TimelinePage, *, dark: bool) -> Scene:
    """The scene of `page`; raises DrawingError where it has no events."""
    if not page.events:
        raise DrawingError("there is no event to draw on this timeline")
    drawn = page.events[:MOST_EVENTS]
    several = len({(each.corpus_id, each.article.id) for each in page.events}) > 1
    left = page.total - page.start - len(drawn)
    past = [each for each in drawn if _MARKERS[each.event.status] != "coming"]
    coming = [each for each in drawn if _MARKERS[each.event.status] == "coming"]
    return Scene(
        title=_title(page, several=several),
        subtitle=_subtitle(page, len(drawn), several=several),
        past=_entries(past, several=several),
        coming=_entries(coming, several=several),
        more=f"and {counted(left, 'more event')}" if left > 0 else None,
        footer=f"Footnote · words of the {'articles' if several else 'article'}, dates as marked",
        dark=dark,
    )


def _title(page: TimelinePage, *, several: bool) -> str:
    if several:
        articles = {(each.corpus_id, each.article.id) for each in page.events}
        return counted(len(articles), "article")
    return _line(page.events[0].article.title, _MOST_TITLE)


def _subtitle(page: TimelinePage, drawn: int, *, several: bool) -> str:
    facts = []
    if not several:
        article = page.events[0].article
        if article.publisher:
            facts.append(_line(article.publisher, 60))
        if article.published:
            inferred = " (inferred)" if article.published_basis == "inferred" else ""
            facts.append(f"{day_in_words(article.published)}{inferred}")
    if drawn < page.total:
        facts.append(f"events {page.start + 1:,}–{page.start + drawn:,} of {page.total:,}")
    else:
        facts.append(counted(drawn, "event"))
    return " · ".join(facts)


def _entries(events: Sequence[DatedEvent], *, several: bool) -> tuple[Entry, ...]:
    if not events:
        return ()
    entries = [_entry(each, several=several) for each in events]
    for at, (before, after) in enumerate(itertools.pairwise(events), 1):
        days = _days_between(before.event, after.event)
        if days is not None:
            exact = all(_exact(each.event) for each in (before, after))
            entries[at] = replace(entries[at], gap_days=days, gap=_gap_in_words(days, exact=exact))
    return tuple(entries)


def _entry(dated: DatedEvent, *, several: bool) -> Entry:
    event, article = dated.event, dated.article
    basis = basis_in_words(event, article)
    by_publication = event.anchor is not None and event.anchor.span is None and event.basis != "stated"
    notes = [basis] if basis else []
    if dated.said_by is not None and not dated.said_by.evident:
        notes.append(whose_words(dated.said_by))
    if event.status == "unknown":
        notes.append("whether it happened is not known")
    if several:
        notes.append(f"in “{_line(article.title, 80)}”")
    return Entry(
        day=_line(days_in_words(event, article), _MOST_NOTE),
        clause=_clause(event, article.body),
        notes=tuple(_line(note, _MOST_NOTE) for note in notes),
        doubtful=event.basis == "approximate" or (by_publication and article.published_basis == "inferred"),
        marker=_MARKERS[event.status],
    )


def _clause(event: TimelineEvent, body: str) -> str:
    """The clause, with an ellipsis on each side where its sentence has other words."""
    clause = _line(event.clause.of(body), _MOST_CLAUSE)
    if not event.places:
        return clause
    sentence = event.places[0].span
    before = _says(body[sentence.start : event.clause.start])
    after = _says(body[event.clause.end : sentence.end]) and not clause.endswith("…")
    return f"{'…' if before else ''}{clause}{'…' if after else ''}"


def _says(text: str) -> bool:
    return any(char.isalnum() for char in text[:_LOOKED_AT])


def _line(text: str, most: int) -> str:
    """`text` on one line, cut with an ellipsis, without characters that steer the direction of writing."""
    looked_at = text[:_LOOKED_AT]
    line = shortened(printable(" ".join(looked_at.split())), most)
    return line if len(text) <= _LOOKED_AT or line.endswith("…") else f"{line}…"


def _days_between(before: TimelineEvent, after: TimelineEvent) -> int | None:
    """Days from the end of one event to the beginning of the next; None where they touch or a side is not known."""
    end, begin = before.last or before.first, after.first or after.last
    if end is None or begin is None or begin <= end:
        return None
    return (begin - end) // dt.timedelta(days=1)


def _exact(event: TimelineEvent) -> bool:
    return event.precision == "day" and event.basis != "approximate"


def _gap_in_words(days: int, *, exact: bool) -> str | None:
    """`5 days later`, `about 4 months later`; None for what is next to nothing."""
    if days < 2:
        return None
    if days < 14:
        return f"{'' if exact else 'about '}{days} days later"
    for unit, length, least in (("year", 365.25, 700), ("month", 30.44, 56), ("week", 7, 14)):
        if days >= least:
            return f"about {counted(round(days / length), unit)} later"
    return None
