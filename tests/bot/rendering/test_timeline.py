"""A timeline as a message."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from hypothesis import given

from bot.days import days_in_words
from bot.rendering.text import name
from bot.rendering.timeline import AT_ONCE, MOST_PLACES, PICTURE, ShownTimeline, described, lay_out, render_timeline
from bot.wording import whose_words
from corpus.dates import Anchor
from corpus.timeline import Place, TimelineEvent
from corpus.values import Article, Span
from retrieval.facts.values import Dated, DatedEvent, TimelinePage, TimelineQuery
from retrieval.values import Attribution
from tests.bot.rendering import hostile_facts
from tests.bot.rendering.hostile import citation_of
from tests.bot.rendering.markdown import check_limits, components_of, one_kind_of_line_end, texts, units, walk
from tests.bot.rendering.reading import buttons, check_description, check_marks, lines, quoted
from tests.wire.description import tool

ARTICLE = Article(
    "mill",
    "The mill of Aldo",
    "In July the council said it would close the mill by December 1. The mill burned down on May 3, 1902. It had been "
    "built in 1871.",
    publisher="Aldo Herald",
    url="https://news.example/mill",
    published=dt.date(2015, 11, 30),
    published_basis="inferred",
)


def event(clause: str, phrase: str, first: dt.date | None, last: dt.date | None, **changes: Any) -> DatedEvent:
    """An event of ARTICLE."""
    start, at = ARTICLE.body.index(clause), ARTICLE.body.index(phrase)
    span = Span(start, start + len(clause))
    facts: dict[str, Any] = {"precision": "day", "basis": "stated", "anchor": None, "status": "past", **changes}
    places = (Place(span, 1),) * facts.pop("mentions", 1)
    found = TimelineEvent(
        first=first, last=last, phrase=Span(at, at + len(phrase)), clause=span, places=places, names=(), **facts
    )
    cited = tuple(citation_of(ARTICLE, span, n) for n, _ in enumerate(places[:MOST_PLACES], 1))
    return DatedEvent(ARTICLE, 0, found, cited)


BURNED = event("The mill burned down on May 3, 1902.", "on May 3, 1902", dt.date(1902, 5, 3), dt.date(1902, 5, 3))
BUILT = event(
    "It had been built in 1871.", "in 1871", dt.date(1871, 1, 1), dt.date(1871, 12, 31), precision="year", mentions=4
)
CLOSING = event(
    "it would close the mill by December 1",
    "by December 1",
    None,
    dt.date(2015, 12, 1),
    basis="resolved",
    anchor=Anchor(dt.date(2015, 11, 30)),
    status="planned",
)


def shown(*events: DatedEvent, total: int | None = None, start: int = 0, first: int = 0, **other: Any) -> ShownTimeline:
    total = start + len(events) if total is None else total
    page = TimelinePage(events, start, total, Dated(3, dt.date(1871, 1, 1), dt.date(2015, 12, 1)))
    return ShownTimeline(page, other.pop("query", TimelineQuery()), first, **other)


def rendered(what: ShownTimeline, listing: str | None = "abcdefghijkl", *, pictured: bool = False) -> Any:
    return render_timeline(what, lay_out(what), listing, pictured=pictured)


@hostile_facts.slow
@given(hostile_facts.shown_timelines())
def test_discord_takes_every_timeline(what: ShownTimeline) -> None:
    """Texts, components, rows, ids and descriptions are within Discord's limits, and nothing untrusted takes effect."""
    view = rendered(what, pictured=bool(what.page.events))
    check_limits(view)
    check_marks(lines(view))
    for each in walk(components_of(view)):
        if each["type"] == 12:
            assert [units(item["description"]) <= 256 for item in each["items"]] == [True]


@hostile_facts.slow
@given(hostile_facts.shown_timelines())
def test_every_clause_is_the_articles_own_words_under_its_days(what: ShownTimeline) -> None:
    """Each event in sight stands once, below its days, quoted to the character or told to be too long; the planned last."""
    sheet = lay_out(what)
    events = sheet.of(what.page.events, what.page.start)
    events = [
        each for coming in (False, True) for each in events if (each.event.status in ("planned", "future")) == coming
    ]
    told = [text for text in texts(rendered(what)) if "\n> " in text or "too long for a message" in text]
    assert len(told) == len(events)
    for each, text in zip(events, told, strict=True):
        days = days_in_words(each.event, each.article)
        assert text.startswith(f"**{days[0].upper()}{days[1:]}**\n")
        clause = each.event.clause.of(each.article.body)
        assert quoted(text) == one_kind_of_line_end(clause) or f"{len(clause):,} characters, too long" in text


@hostile_facts.slow
@given(hostile_facts.shown_timelines())
def test_pages_lose_nothing(what: ShownTimeline) -> None:
    """A page has at least one event where there is one, Next begins where it ends, and the page before ends at its beginning
    or reaches into it."""
    sheet = lay_out(what)
    if not what.page.events:
        assert sheet.first == sheet.end == 0
        return
    assert what.first == sheet.first < sheet.end <= min(sheet.first + AT_ONCE, sheet.total)
    if sheet.first > what.page.start:
        assert sheet.previous < sheet.first
        before = lay_out(dataclasses.replace(what, first=sheet.previous))
        assert before.end >= sheet.first


@pytest.mark.skipif(tool() is None, reason="DISCORD_OPENAPI names no description with its checker beside it")
@hostile_facts.slow
@given(hostile_facts.shown_timelines())
def test_discords_own_description_has_every_timeline(what: ShownTimeline) -> None:
    """The message is a body that Discord's description of its interface allows."""
    check_description(rendered(what, pictured=bool(what.page.events)))


def test_an_event_says_when_what_where_and_how_that_is_known() -> None:
    """Days in words, the words with those that date them in bold, the basis, the place with its link and further mentions."""
    said = "\n".join(texts(rendered(shown(BUILT, CLOSING, title="The mill of Aldo"))))
    assert "**2 events** · The mill of Aldo" in said
    assert "**1871**\n> It had been built **in 1871**." in said
    assert "also [paragraph 1](https://news.example/mill#" in said
    assert "2 more mentions" in said
    assert "### Planned or to come when written" in said
    assert "**Up to 1 December 2015**\n> it would close the mill **by December 1**" in said
    assert "-# by the date of publication, which is inferred\n-# [paragraph 1](" in said


def test_what_dates_an_event_from_elsewhere_is_told() -> None:
    """Where the words that date it are not among those shown, they are given."""
    away = dataclasses.replace(BURNED.event, phrase=CLOSING.event.phrase)
    assert "-# dated by “by December 1”" in "\n".join(texts(rendered(shown(dataclasses.replace(BURNED, event=away)))))


def test_what_somebody_said_is_not_shown_as_having_happened() -> None:
    """Above a clause that is somebody's words stands whose they are."""
    told = dataclasses.replace(BURNED, said_by=Attribution("the *council*", None, "indirect", inferred=True))
    whose = name(whose_words(told.said_by)) if told.said_by else ""
    assert "\\*council\\*" in whose
    assert f"**3 May 1902**\n-# {whose[0].upper()}{whose[1:]}:\n> The mill burned down" in "\n".join(
        texts(rendered(shown(told)))
    )


def test_of_several_articles_each_event_names_its_own() -> None:
    """With one article in sight its title stands once, with several at each event."""
    assert sum(text.count("The mill of Aldo") for text in texts(rendered(shown(BUILT, BURNED)))) == 2
    assert sum(text.count("The mill of Aldo") for text in texts(rendered(shown(BUILT, title="The mill of Aldo")))) == 1


def test_unknown_status_is_told() -> None:
    """What may not have happened is not shown as if it had."""
    unknown = dataclasses.replace(BURNED, event=dataclasses.replace(BURNED.event, status="unknown"))
    assert "the article does not say whether it happened" in "\n".join(texts(rendered(shown(unknown))))


def test_buttons_hold_what_was_asked_for_and_where_a_page_begins() -> None:
    """Previous and Next lead to pages by number; at an end a button can't be pressed; without a record there are none."""
    view = rendered(shown(*[BURNED] * 12, total=30, start=6, first=12))
    assert buttons(view) == {"Previous": "fn:timeline:abcdefghijkl:6", "Next": "fn:timeline:abcdefghijkl:18"}
    assert texts(view)[-1] == "-# events 13–18 of 30"
    assert list(buttons(rendered(shown(*[BURNED] * 8, total=8)))) == ["Next"]
    assert list(buttons(rendered(shown(*[BURNED] * 8, total=8)), pressable=False)) == ["Previous"]
    assert buttons(rendered(shown(*[BURNED] * 8, total=8), None)) == {}
    assert buttons(rendered(shown(BURNED))) == {}


def test_a_picture_is_described_by_its_days() -> None:
    """Who can't see the picture hears which days it shows, cut where there are too many."""
    view = rendered(shown(BUILT, CLOSING), pictured=True)
    (gallery,) = [each for each in walk(components_of(view)) if each["type"] == 12]
    (item,) = gallery["items"]
    assert item["media"]["url"] == f"attachment://{PICTURE}"
    assert item["description"] == "A timeline of 2 events: 1871; up to 1 December 2015"
    assert len(described([CLOSING] * 60)) == 256
    assert not [each for each in walk(components_of(rendered(shown(BUILT)))) if each["type"] == 12]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            TimelineQuery(None, dt.date(2016, 1, 1), dt.date(2016, 12, 31)),
            "**Nothing between 1 January 2016 and 31 December 2016.**\nThis article dates 3 events (1871 to 2015).",
        ),
        (TimelineQuery(None, dt.date(2016, 1, 1)), "**Nothing from 1 January 2016 on.**\n"),
        (TimelineQuery(None, None, dt.date(1800, 1, 1)), "**Nothing up to 1 January 1800.**\n"),
        (TimelineQuery(None, dt.date(1800, 1, 1), dt.date(1800, 1, 1)), "**Nothing on 1 January 1800.**\n"),
        (TimelineQuery(person="*Ida*"), "**Nothing that names “\\*Ida\\*”.**\n"),
    ],
)
def test_an_empty_timeline_says_what_there_is(query: TimelineQuery, said: str) -> None:
    """What was asked for is named, and what the article does date."""
    assert said in texts(rendered(shown(query=query, title="The mill")))[0]


def test_whose_words_are_too_long_is_said() -> None:
    """Words that no message can hold are still told to be somebody's."""
    body = f"The miller said in 1871 that {'it burned and ' * 400}ended."
    article = dataclasses.replace(ARTICLE, body=body)
    clause = Span(body.index("it burned"), len(body))
    said_by = Attribution("the miller", None, "indirect", inferred=False)
    told = dataclasses.replace(
        BUILT,
        article=article,
        event=dataclasses.replace(BUILT.event, clause=clause, phrase=Span(16, 23)),
        said_by=said_by,
    )
    whose = whose_words(said_by)
    said = texts(rendered(shown(told)))
    assert (
        f"**1871**\n-# {whose[0].upper()}{whose[1:]}:\nOne stretch of {len(clause):,} characters, too long"
        in "\n".join(said)
    )


def test_an_article_that_dates_nothing_says_so() -> None:
    """Where there is no dated event at all no days are made up."""
    nothing = ShownTimeline(TimelinePage((), 0, 0, Dated(0, None, None)), TimelineQuery(), 0, "The mill")
    assert texts(rendered(nothing)) == [
        "**Nothing here is dated: this article names no day of any event.**\n-# The mill"
    ]
