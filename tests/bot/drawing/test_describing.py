from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.drawing import DrawingError
from bot.drawing.describing import MOST_EVENTS, describe
from bot.drawing.values import Scene
from corpus.dates.values import DateBasis, Precision
from corpus.timeline.values import Status
from tests.bot.drawing.pages import SHIPPED, Told, page_of

HOSTILE = st.text(st.characters() | st.sampled_from("$\\_^{}\x00\x1b\u202e\ud800\n\u2028…"), max_size=600)
DAYS = st.none() | st.dates().map(dt.date.isoformat)


def test_what_is_to_come_stands_below_what_was() -> None:
    """Planned and future events are a block of their own, each block in the page's order."""
    scene = describe(page_of(SHIPPED), dark=True)
    assert [entry.day for entry in scene.past] == ["July 2015"]
    assert [entry.day for entry in scene.coming] == ["up to 1 December 2015", "from 30 November 2015"]
    assert scene.title == "BlackBerry to exit Pakistan to avoid Data Monitoring demands"
    assert scene.subtitle == "TVI · 30 November 2015 (inferred) · 3 events"
    assert scene.more is None


def test_what_is_inferred_or_approximate_is_marked() -> None:
    """Days that rest on an inferred date of publication, or are approximate, are doubtful; stated ones are not."""
    inferred = describe(page_of(SHIPPED), dark=True).past[0]
    assert (inferred.doubtful, inferred.notes) == (True, ("by the date of publication, which is inferred",))
    stated = describe(page_of(SHIPPED, published_basis="stated"), dark=True).past[0]
    assert (stated.doubtful, stated.notes) == (False, ("by the date of publication",))
    about = describe(
        page_of([Told("it rained", "2011-01-01", "2011-12-31", "year", "unknown", "approximate")]), dark=True
    )
    assert about.past[0].doubtful
    assert about.past[0].notes == ("approximate", "whether it happened is not known")


def test_a_clause_says_where_its_sentence_goes_on() -> None:
    """An ellipsis stands where the sentence has other words, and only there; the clause itself is unchanged."""
    scene = describe(page_of(SHIPPED), dark=True)
    assert scene.past[0].clause.startswith("…the Pakistan")
    assert scene.past[0].clause.endswith("(known as BES)…")
    assert scene.coming[0].clause.endswith("for “security reasons.”")
    assert scene.coming[1].clause == "…After Nov. 30, BlackBerry will no longer operate in Pakistan."


@pytest.mark.parametrize(
    ("first", "second", "precision", "words"),
    [
        ("2014-05-01", "2014-05-02", "day", None),
        ("2014-05-01", "2014-05-06", "day", "5 days later"),
        ("2014-05-01", "2014-05-15", "day", "about 2 weeks later"),
        ("2014-05-01", "2014-09-01", "day", "about 4 months later"),
        ("2014-05-01", "2016-05-01", "day", "about 2 years later"),
        ("2014-05-01", "2014-05-01", "day", None),
        ("2014-05-01", "2014-04-01", "day", None),
        ("2014-05-01", "2014-05-06", "week", "about 5 days later"),
        ("0001-01-01", "9999-12-31", "day", "about 9,999 years later"),
    ],
)
def test_how_long_after(first: str, second: str, precision: Precision, words: str | None) -> None:
    """The time between two events is exact only for a few days between days; what is not later has none."""
    page = page_of([Told("one", first, first, precision), Told("two", second, second, precision)])
    assert describe(page, dark=True).past[1].gap == words


def test_of_many_events_the_first_are_drawn_and_the_others_counted() -> None:
    """A page of 500 gives as many as a phone can show, and says how many more there are, those of later pages too."""
    events = [Told(f"event {at}", "2014-05-01", "2014-05-01") for at in range(500)]
    scene = describe(page_of(events, start=10, total=1600), dark=True)
    assert len(scene.past) == MOST_EVENTS
    assert scene.subtitle.endswith("events 11–22 of 1,600")
    assert scene.more == "and 1,578 more events"


def test_the_articles_are_told_apart() -> None:
    """Where events are of several articles the title counts them and each event names its own."""
    scene = describe(page_of(SHIPPED, title="A title", articles=2), dark=True)
    assert (scene.title, scene.subtitle) == ("2 articles", "3 events")
    assert scene.past[0].notes[-1] == "in “A title”"
    assert scene.coming[0].notes[-1] == "in “A title 1”"


def test_an_event_without_a_sentence_is_its_clause() -> None:
    """Where no sentence is cited the clause stands alone; an article may lack publisher and date."""
    page = page_of(SHIPPED[:1], publisher=None)
    dated = page.events[0]
    article, event = replace(dated.article, published=None, published_basis=None), replace(dated.event, places=())
    scene = describe(replace(page, events=(replace(dated, article=article, event=event),)), dark=True)
    assert scene.past[0].clause == SHIPPED[0].clause
    assert scene.subtitle == "1 event"


def test_an_empty_page_is_refused() -> None:
    """Nothing is drawn of nothing."""
    with pytest.raises(DrawingError, match="no event"):
        describe(page_of([]), dark=True)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            Told,
            HOSTILE,
            DAYS,
            DAYS,
            st.sampled_from(get_args(Precision)),
            st.sampled_from(get_args(Status)),
            st.sampled_from(get_args(DateBasis)),
            st.booleans(),
            HOSTILE,
            HOSTILE,
        ),
        min_size=1,
        max_size=4,
    ),
    HOSTILE.filter(str.strip),
    st.none() | HOSTILE,
    st.integers(1, 3),
)
def test_any_page_becomes_a_small_scene(events: list[Told], title: str, publisher: str | None, articles: int) -> None:
    """Whatever the texts hold, the scene is small, on one line each, and comes back from its JSON as it was."""
    scene = describe(page_of(events, title=title, publisher=publisher, articles=articles), dark=False)
    told = scene.to_json()
    assert Scene.from_json(told) == scene
    assert len(told) < 20_000
    assert len(scene.past) + len(scene.coming) == len(events)
    for text in (scene.title, scene.subtitle, *(entry.clause for entry in (*scene.past, *scene.coming))):
        assert len(text) <= 402
        assert text.isprintable() or not any(char in text for char in "\n\r\t\x00\x1b\u2028\u202e\ud800")


def test_a_clause_of_megabytes_costs_nothing() -> None:
    """Texts are bounded before they are worked on, and end with the mark of it."""
    page = page_of([Told("x" * 5_000_000, "2014-05-01", "2014-05-01")], title="y" * 5_000_000)
    scene = describe(page, dark=True)
    assert len(scene.past[0].clause) == 400
    assert scene.past[0].clause.endswith("…")
    assert describe(page_of([Told(" " * 5_000_000, None, None)]), dark=True).past[0].clause == "…"
