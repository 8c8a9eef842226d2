"""The events of an article: in order, exact, and never an exception."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.dates import find_dates
from corpus.dates.values import Anchor, DateMention
from corpus.names import find_names
from corpus.sentences import sentences
from corpus.timeline import TimelineEvent, find_events
from corpus.values import Article, Span
from tests.corpus.timeline.marks import PUBLISHED, events_of, marked, parse_of

PIECES = [
    "The council closed the bridge",
    " on May 5",
    " in 2011",
    " by Friday",
    ", police said",
    " if ",
    " who was born",
    "“",
    '"',
    ")",
    ". ",
    "\n\n",
    "\n",
    " and ",
    "said that ",
    "\ud800",
    "\x00",
    "\u00a0",
    "Copyright © ",
    "Sources\n\n",
    " will open",
]
HOSTILE = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


def check(body: str, events: tuple[TimelineEvent, ...]) -> None:
    whole = {(sentence.span, sentence.paragraph) for sentence in sentences(body)}
    for event in events:
        assert event.places
        assert all((place.span, place.paragraph) in whole for place in event.places)
        assert event.places[0].span.holds(event.clause)
        assert event.places[0].span.holds(event.phrase)
        assert len(event.clause) > 0
        assert event.clause.of(body) == event.clause.of(body).strip()
        assert event.first or event.last
        assert event.first is None or event.last is None or event.first <= event.last


@given(HOSTILE, st.lists(st.tuples(st.integers(0, 300), st.integers(1, 12)), max_size=6))
def test_any_dates_in_any_text_give_exact_events(body: str, places: list[tuple[int, int]]) -> None:
    """Wherever dates are said to stand, nothing raises and all spans lie in whole sentences of the body."""
    dates, end = [], 0
    for start, length in sorted(places):
        if start >= end and start + length <= len(body):
            span = Span(start, start + length)
            dates.append(DateMention(span, "DATE", "2020-05-05", PUBLISHED, PUBLISHED, "day", "resolved", None, span))
            end = span.end
    article = Article("an-article", "A title", body, published=PUBLISHED)
    check(body, find_events(article, tuple(dates), find_names(body, None), None))


@settings(deadline=None)  # the first text loads the parser
@given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
def test_what_is_read_out_of_a_text_gives_exact_events(body: str) -> None:
    """The same holds for the dates, names and grammar that are found in a text."""
    parse = parse_of(body)
    article = Article("an-article", "A title", body, published=PUBLISHED)
    dates = find_dates(body, PUBLISHED, parse)
    check(body, find_events(article, dates, find_names(body, parse), parse))


def test_events_stand_in_order_of_time() -> None:
    """By the first known day, of one without a first by its last; the finer before the coarser, then by place."""
    body = (
        "The bridge was built in 2019. It was shut on January 1 by the mayor. The council sold it in January. "
        "It must be gone by May 5. A shop opened beside it on January 1."
    )
    events = events_of(
        body,
        marked(body, "2019", "2019"),
        marked(body, "January 1", "2020-01-01"),
        marked(body, "January.", "2020-01"),
        marked(body, "May 5", "2020-05-05", bound="to", leading="by "),
        marked(body, "January 1", "2020-01-01", occurrence=2),
    )
    assert [event.clause.of(body)[:14] for event in events] == [
        "The bridge was",
        "It was shut on",
        "A shop opened ",
        "The council so",
        "It must be gon",
    ]


@pytest.mark.parametrize("filler", ["A", "A ", '" ', "(", "Aa. ", "a\n\n", "“"])
def test_a_long_filler_is_read(filler: str) -> None:
    """100 kB of one thing around a sentence with a date are read: a rule that looked at all from everywhere would take minutes."""
    said = "The council closed the bridge on May 5. "
    body = filler * (50_000 // len(filler)) + said + filler * (50_000 // len(filler))
    date = marked(body, "May 5", "2020-05-05")
    assert len(events_of(body, date, parsed=False)) <= 1


def test_a_thousand_dates_are_a_thousand_events() -> None:
    """Merging compares events of near days only, so that a chronicle of a thousand days is read quickly."""
    days = [dt.date(2000, 1, 1) + dt.timedelta(n) for n in range(1000)]
    body = " ".join(f"The council closed bridge {n} on {day.isoformat()}." for n, day in enumerate(days))
    dates = [marked(body, day.isoformat(), day.isoformat()) for day in days]
    assert len(events_of(body, *dates, parsed=False)) == 1000


def test_a_table_without_stops_makes_no_events() -> None:
    """What the dates of a sentence of thousands of characters are the dates of cannot be told."""
    body = "The council closed the bridge on May 5 and " * 100
    date = marked(body, "May 5", "2020-05-05")
    assert events_of(body, replace(date, basis="stated"), parsed=False) == ()


UNDATED = (
    "The war ended in 1953 and the bridge was built again.\n\nThe leaders are to meet on June 8 at the bridge. "
    "The mayor said that it would not be closed on that day."
)


def anchored(words: str, value: str, on: DateMention) -> DateMention:
    mention = marked(UNDATED, words, value)
    assert mention.first
    return replace(mention, anchor=Anchor(on.first or mention.first, on.span))


def test_an_undated_article_lends_no_year_from_another_paragraph() -> None:
    """Without a date of publication, June 8 is not of the year that stood paragraphs before, nor is what rests on it."""
    war = replace(marked(UNDATED, "1953", "1953"), basis="stated")
    june = anchored("June 8", "1953-06-08", war)
    that = anchored("that day", "1953-06-08", june)
    events = events_of(UNDATED, war, june, that, published=None)
    assert [event.phrase.of(UNDATED) for event in events] == ["1953"]


def test_an_undated_article_lends_a_year_within_a_paragraph() -> None:
    """What rests on a date of its own paragraph stays, resolved."""
    body = "The war ended in 1953. The bridge was opened in June of that time."
    war = replace(marked(body, "1953", "1953"), basis="stated")
    june = replace(marked(body, "June", "1953-06"), anchor=Anchor(dt.date(1953, 1, 1), war.span))
    events = events_of(body, war, june, published=None)
    assert [event.basis for event in events] == ["stated", "resolved"]


def test_an_undated_article_is_anchored_on_its_dateline() -> None:
    """The day of a dateline counts as a day of publication."""
    body = "June 9, 2007\n\nThe old bridge was closed today by the council of the town."
    line = replace(marked(body, "June 9, 2007", "2007-06-09"), basis="stated")
    today = replace(marked(body, "today", "2007-06-09"), anchor=Anchor(dt.date(2007, 6, 9), line.span))
    (event,) = events_of(body, line, today, published=None)
    assert event.phrase.of(body) == "today"


def test_a_bare_time_of_day_is_a_guess() -> None:
    """That 18:00 is of the day of publication nobody says; ten minutes later is no day at all."""
    body = "The ship passed the old bridge at 18:00 sharp. Ten minutes later it sank in the harbour."
    clock = marked(body, "18:00", "2020-06-17", kind="TIME")
    later = marked(body, "Ten minutes later", "2020-06-17", kind="TIME")
    (event,) = events_of(body, clock, later)
    assert (event.phrase.of(body), event.basis) == ("18:00", "approximate")


def test_the_entries_of_a_chronicle_are_events() -> None:
    """In a list of days each entry tells in the present what happened on its day, and is past."""
    body = (
        "Key days of the old bridge are these.\n- March 3, 2011: The council votes to close the bridge\n"
        "- May 5, 2011: Police arrest the mayor of the town\n- June 6, 2011: The bridge is sold to a firm"
    )
    days = {"March 3, 2011": "2011-03-03", "May 5, 2011": "2011-05-05", "June 6, 2011": "2011-06-06"}
    events = events_of(body, *(marked(body, words, value, basis="stated") for words, value in days.items()))
    assert [(event.phrase.of(body), event.status) for event in events] == [(words, "past") for words in days]


def test_the_season_of_a_name_is_no_day() -> None:
    """The 2018 Atlantic season is a name; the year a period ended in is not the year of what ended it."""
    named = "Isaac has become the fifth storm of the 2018 Atlantic season."
    assert events_of(named, marked(named, "2018", "2018", basis="stated")) == ()
    ended = "During the year that ended in January, prices rose by a tenth."
    assert events_of(ended, marked(ended, "January", "2020-01")) == ()


def test_a_day_behind_since_is_not_that_of_the_verb_before() -> None:
    """Of the first find since a king's of 1922, the find was not made then; a happening behind "since" is dated all the same."""
    first = (
        "They have uncovered a tomb of a queen, the first uncovered there since King Tut’s in 1922, the museum said."
    )
    assert events_of(first, marked(first, "1922", "1922", basis="stated")) == ()
    power = "It is the biggest change of her team since she took power in July 2016."
    (event,) = events_of(power, marked(power, "July 2016", "2016-07", basis="stated"))
    assert event.clause.of(power) == "she took power in July 2016"


def test_what_is_so_again_and_again_is_no_event() -> None:
    """A habit is of no single time; what was often done in a year is."""
    habit = "The rain over the bridge often lasts until May."
    assert events_of(habit, marked(habit, "May", "2020-05", leading="until ", bound="to")) == ()
    done = "The mayor often crossed the old bridge in 2019."
    assert len(events_of(done, marked(done, "2019", "2019", basis="stated"))) == 1
