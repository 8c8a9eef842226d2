"""Who said what, as a message: each quotation with its speaker and its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.rendering import layout
from bot.rendering.excerpts import origin, too_long, whereabouts
from bot.rendering.pages import Entry, Sheet, apart, sheet, turning
from bot.rendering.text import name, plain, quote, small, units
from corpus.printable import counted
from retrieval.facts.values import QuotePage, SaidQuote
from retrieval.voices import speaker_label

AT_ONCE = 6
_NOBODY = "Somebody whom the article does not name"
_INFERRED = "speaker inferred from what stands before"
_REPORTED = "reported, not word for word:"
# The foot, which comes to what an entry takes.
_AROUND = 100
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class ShownQuotes:
    """What a message of quotations says: the page that begins with number `first` of `page`.

    `page` should reach as far as a page before and after it. `title` is the article's where all comes from one.
    """

    page: QuotePage
    speaker: str | None
    first: int = 0
    title: str | None = None


def lay_out(shown: ShownQuotes) -> Sheet:
    """Which quotations have room on the page."""
    # Any of them may be the first of its page, where its article is named.
    entries = [_entry(each, shown, named=True) for each in shown.page.quotes]
    return sheet(entries, shown.page.start, shown.first, shown.page.total, AT_ONCE, _room(shown))


def render_quotes(shown: ShownQuotes, page: Sheet, listing_id: str | None) -> discord.ui.LayoutView:
    """The quotations of `page`; where there is none, whom the articles do quote."""
    here = page.of(shown.page.quotes, shown.page.start)
    if not here:
        return layout.notice(_nothing(shown))
    items: list[layout.Item] = [layout.words(_head(shown)), layout.line()]
    # An article is named where its quotations begin.
    named = [at == 0 or _source(here[at - 1]) != _source(here[at]) for at in range(len(here))]
    items += apart([_entry(each, shown, named=first) for each, first in zip(here, named, strict=True)])
    if not page.whole:
        items += [layout.line(), layout.words(small(page.numbers("quote")))]
    return layout.message(*items, *layout.buttons([turning(page, "quotes", listing_id)]), colour=layout.ANSWER)


def _room(shown: ShownQuotes) -> int:
    return layout.MOST_UNITS - units(_head(shown)) - _AROUND


def _head(shown: ShownQuotes) -> str:
    """How many, and of whom and from which article where that was asked for."""
    of = f" of “{name(shown.speaker, 100)}”" if shown.speaker else ""
    title = f" · {name(shown.title)}" if shown.title else ""
    return f"**{counted(shown.page.total, 'quote')}{of}**{title}"


def _nothing(shown: ShownQuotes) -> str:
    one, speakers = shown.title is not None, shown.page.speakers
    here = "this article" if one else "these articles"
    title = f"\n{small(name(shown.title))}" if shown.title else ""
    if not speakers and not shown.speaker:
        return f"**Nobody is quoted in {here}.**{title}"
    headline = f"**“{name(shown.speaker or '', 100)}” is not quoted in {here}.**"
    if not speakers:
        return f"{headline}\nNobody is, by name.{title}"
    return f"{headline}\nQuoted there: {_listed(speakers)}.{title}"


def _listed(speakers: Sequence[str]) -> str:
    named = ", ".join(name(each, 80) for each in speakers[:_MOST_NAMED])
    left = len(speakers) - _MOST_NAMED
    return f"{named} and {left:,} more" if left > 0 else named


def _source(said: SaidQuote) -> tuple[int, str]:
    return said.corpus_id, said.article.id


def _entry(said: SaidQuote, shown: ShownQuotes, *, named: bool) -> Entry:
    """Who and the words, in quotation marks what is given word for word and nothing else; and where they stand.

    Above them the article, where `named` and not plain from elsewhere.
    """
    content = said.quote.content.of(said.article.body)
    direct = said.quote.kind == "direct"
    title = (small(origin(said.citation)),) if shown.title is None else ()
    head, foot = _speaker(said), small(" · ".join([*_notes(said), whereabouts(said.citation)]))
    words = quote(f"“{plain(content)}”" if direct else plain(content))
    if sum(map(units, (*title, head, words, foot))) + 1 > _room(shown):
        words = too_long("quotation" if direct else "report", len(content))
    return (*(title if named else ()), f"{head}\n{words}", foot)


def _speaker(said: SaidQuote) -> str:
    """The name, what the article says they are, and whether it reports them in its own words."""
    found = said.quote
    who = f"**{name(speaker_label(found, said.article.body) or '', 100) or _NOBODY}**"
    if found.role is not None:
        who = f"{who}, {name(found.role.of(said.article.body), 120)}"
    return who if found.kind == "direct" else f"{who} · {_REPORTED}"


def _notes(said: SaidQuote) -> list[str]:
    """How the speaker is written where that differs, and what of it is not the article's own word."""
    written, notes = _written(said), []
    if written and said.quote.name is not None and _bare(written) != _bare(said.quote.name):
        notes.append(f"as “{name(written, 80)}”")
    if said.quote.inferred:
        notes.append(_INFERRED)
    return notes


def _written(said: SaidQuote) -> str:
    """The speaker as the article writes it there; nothing where it names none."""
    found = said.quote.speaker
    return "" if found is None else " ".join(found.of(said.article.body).split())


def _bare(who: str) -> str:
    """A name as far as it tells one from another."""
    return who.casefold().removeprefix("the ")
