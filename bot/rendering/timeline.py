"""What happened when, as a message: events in order, each with its days, its words and its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.days import basis_in_words, day_in_words, days_in_words, reach_in_words
from bot.rendering import layout
from bot.rendering.excerpts import emphasised, introduced, too_long, whereabouts
from bot.rendering.pages import Entry, Sheet, apart, sheet, space, turning
from bot.rendering.text import name, plain, quote, small, units
from bot.wording import STATUSES
from corpus.printable import counted
from retrieval.facts.values import Dated, DatedEvent, TimelinePage, TimelineQuery

AT_ONCE = 6
PICTURE = "timeline.png"
_COMING = "### Planned or to come when written"
# Headings and the foot, which come to what an entry takes.
_AROUND = 200
# Places of an event that have room, and so citations that it should come with.
MOST_PLACES = 2
# Discord's limit of a media item's description.
_MOST_DESCRIPTION = 256


@dataclass(frozen=True, slots=True)
class ShownTimeline:
    """What a message of a timeline says: the page that begins with event number `first` of `page`.

    `page` should reach as far as a page before and after it. `title` is the article's where all comes from one.
    """

    page: TimelinePage
    query: TimelineQuery
    first: int = 0
    title: str | None = None


def lay_out(shown: ShownTimeline) -> Sheet:
    """Which events have room on the page."""
    room = layout.MOST_UNITS - units(_head(shown)) - _AROUND
    entries = [_entry(event, room, titled=shown.title is None) for event in shown.page.events]
    return sheet(entries, shown.page.start, shown.first, shown.page.total, AT_ONCE, room)


def render_timeline(
    shown: ShownTimeline, page: Sheet, listing_id: str | None, *, pictured: bool
) -> discord.ui.LayoutView:
    """The events of `page`, what is planned or to come after the rest; with `pictured` the file PICTURE goes with it."""
    events = page.of(shown.page.events, shown.page.start)
    if not events:
        return layout.notice(_nothing(shown))
    room = layout.MOST_UNITS - units(_head(shown)) - _AROUND
    over = [event for event in events if not _is_coming(event)]
    coming = [event for event in events if _is_coming(event)]
    items: list[layout.Item] = [layout.words(_head(shown))]
    for heading, block in (("", over), (_COMING, coming)):
        if block:
            items.append(layout.line())
            items += [layout.words(heading)] if heading else []
            items += apart([_entry(event, room, titled=shown.title is None) for event in block])
    if pictured:
        items += [space(), _picture(events)]
    if not page.whole:
        items += [layout.line(), layout.words(small(page.numbers("event")))]
    return layout.message(*items, *layout.buttons([turning(page, "timeline", listing_id)]), colour=layout.ANSWER)


def described(events: Sequence[DatedEvent]) -> str:
    """What the picture of `events` shows, for who can't see it: their days alone, since the text has the words."""
    text = f"A timeline of {counted(len(events), 'event')}: {'; '.join(days_in_words(each.event, each.article) for each in events)}"
    return text if len(text) <= _MOST_DESCRIPTION else text[: _MOST_DESCRIPTION - 1] + "…"


def _head(shown: ShownTimeline) -> str:
    title = f" · {name(shown.title)}" if shown.title else ""
    lines = [f"**{counted(shown.page.total, 'event')}**{title}"]
    if asked := _asked(shown.query):
        lines.append(small(asked))
    return "\n".join(lines)


def _asked(query: TimelineQuery) -> str:
    """The days and the person that were asked for, as far as any were."""
    parts = [_between(query.first, query.last)]
    if query.person:
        parts.append(f"naming “{name(query.person, 100)}”")
    return " · ".join(filter(None, parts))


def _between(first: dt.date | None, last: dt.date | None) -> str:
    if first is not None and last is not None:
        return (
            f"between {day_in_words(first)} and {day_in_words(last)}" if first != last else f"on {day_in_words(first)}"
        )
    if first is not None:
        return f"from {day_in_words(first)} on"
    return f"up to {day_in_words(last)}" if last is not None else ""


def _nothing(shown: ShownTimeline) -> str:
    """What is said where nothing is as it was asked for: that, and what there is."""
    one, dated, query = shown.title is not None, shown.page.dated, shown.query
    here = "this article" if one else "these articles"
    title = f"\n{small(name(shown.title))}" if shown.title else ""
    if not dated.events:
        return f"**Nothing here is dated: {here} {'names' if one else 'name'} no day of any event.**{title}"
    about = f" that names “{name(query.person, 100)}”" if query.person else ""
    between = _between(query.first, query.last)
    there = f"{here} {'dates' if one else 'date'} {counted(dated.events, 'event')}{_reach(dated)}"
    return f"**Nothing{about}{' ' if between else ''}{between}.**\n{there[0].upper()}{there[1:]}.{title}"


def _reach(dated: Dated) -> str:
    """From when to when, as far as the articles name any day."""
    if dated.first is None or dated.last is None:
        return ""
    return f" ({reach_in_words(dated.first, dated.last)})"


def _is_coming(event: DatedEvent) -> bool:
    return event.event.status in ("planned", "future")


def _entry(dated: DatedEvent, room: int, *, titled: bool) -> Entry:
    """The days and the words, those that date them in bold; and the places with how the days are known."""
    event, body = dated.event, dated.article.body
    days = days_in_words(event, dated.article)
    head = f"**{days[0].upper()}{days[1:]}**"
    foot = "\n".join(map(small, _notes(dated, titled=titled)))
    clause = introduced(dated.said_by, quote(emphasised(body, event.clause, event.phrase)))
    if units(head) + units(clause) + units(foot) + 2 > room:
        clause = introduced(dated.said_by, too_long("stretch", len(event.clause)))
    return f"{head}\n{clause}", foot


def _notes(dated: DatedEvent, *, titled: bool) -> list[str]:
    """Where an event stands, how its days are known, and whether it has happened where that is not plain."""
    event, body = dated.event, dated.article.body
    known = basis_in_words(event, dated.article)
    notes = []
    if not event.clause.holds(event.phrase):
        notes.append(f"dated by “{name(event.phrase.of(body), 80)}”")
    if known:
        notes.append(plain(known))
    if event.status == "unknown":
        notes.append(STATUSES["unknown"])
    first, *others = dated.citations
    # The day that the article is of is left out: beside the days of an event it would be taken for one of them.
    places = [whereabouts(first), *([name(first.title)] if titled else [])]
    places += [f"also {whereabouts(each)}" for each in others]
    if left := len(dated.event.places) - len(dated.citations):
        places.append(counted(left, "more mention"))
    where = " · ".join(places)
    return [" · ".join(notes), where] if notes else [where]


def _picture(events: Sequence[DatedEvent]) -> discord.ui.MediaGallery[Any]:
    return discord.ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{PICTURE}", description=described(events)))
