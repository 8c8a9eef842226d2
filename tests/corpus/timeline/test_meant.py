"""What was only meant, listed or thought of for a day, and what is compared with one, is not what happened on it."""

from __future__ import annotations

import pytest

from corpus.dates import find_dates
from corpus.timeline.asides import is_aside
from tests.corpus.timeline.marks import PUBLISHED, event_of, events_of, marked, parse_of

BEFORE, AFTER = "2020-06-12", "2020-06-19"


@pytest.mark.parametrize(
    ("body", "day", "status"),
    [
        ("The trial was originally listed for Friday at Leeds.", BEFORE, "planned"),
        ("The book had been announced for Friday by its publisher.", BEFORE, "planned"),
        ("The band was billed for Friday at the town hall.", BEFORE, "planned"),
        ("The book was announced on Friday by its publisher.", BEFORE, "past"),
        ("The band was listed on Friday for the first time.", BEFORE, "past"),
        ("The committee moved the vote to Friday last week.", BEFORE, "planned"),
        ("The probe was meant to land on Friday in the desert.", BEFORE, "planned"),
        ("Analysts said they no longer expected a rise on Friday.", AFTER, "unknown"),
        ("The firm no longer plans to open the plant on Friday.", AFTER, "unknown"),
        ("The firm still plans to open the plant on Friday.", AFTER, "planned"),
        ("The club no longer played in Leeds on Friday.", BEFORE, "past"),
        ("The firm no longer expects sales to recover on Friday.", AFTER, "unknown"),
        ("The firm expects sales to recover on Friday.", AFTER, "planned"),
        ("The agency ruled out an attempt to free the ship on Friday.", AFTER, "unknown"),
        ("The agency has not ruled out an attempt to free the ship on Friday.", AFTER, "unknown"),
        ("The agency made a plan to free the ship on Friday.", AFTER, "planned"),
        ("The Reds have to play at Leeds on Friday.", AFTER, "planned"),
        ("The Reds had to play at Leeds on Friday.", BEFORE, "past"),
        ("The firm also has options of ten more ships to take up on Friday.", AFTER, "future"),
        ("Councillors voted to shut the pool on Friday.", AFTER, "planned"),
        ("Councillors voted to shut the pool on Friday.", BEFORE, "past"),
    ],
)
def test_what_is_set_for_a_day_is_a_plan(body: str, day: str, status: str) -> None:
    """Listed, moved or meant for a day is planned; no longer expected or ruled out is neither planned nor denied for sure."""
    event = event_of(body, "Friday", day)
    assert event is not None
    assert event.status == status


@pytest.mark.parametrize(
    ("body", "clause"),
    [
        (
            "The firm extended the deadline for their merger on Friday for the third time.",
            "The firm extended the deadline for their merger on Friday for the third time",
        ),
        ("On Friday manager Dave Pollock offered to go.", "On Friday manager Dave Pollock offered to go"),
        ("The firm met for a merger on Friday in Leeds.", "a merger on Friday"),
    ],
)
def test_a_plan_for_a_happening_does_not_date_it(body: str, clause: str) -> None:
    """The day is that of what was done with the plan."""
    event = event_of(body, "Friday", BEFORE)
    assert event is not None
    assert event.clause.of(body) == clause


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("The wall was promised by 2016 at the latest.", "planned"),
        ("The wall was promised in 2016 by the mayor.", "past"),
    ],
)
def test_what_is_promised_by_a_day_is_a_plan(body: str, status: str) -> None:
    """The day behind "by" is that of what is promised."""
    (event,) = events_of(body, *find_dates(body, PUBLISHED, parse_of(body)))
    assert event.status == status


def test_a_year_ago_this_week_is_no_comparison() -> None:
    """Unlike "the year-ago quarter" it is when something happened."""
    body = "The verdict was thrown out a year ago this week."
    (event,) = events_of(body, *find_dates(body, PUBLISHED, parse_of(body)))
    assert (event.status, event.phrase.of(body)) == ("past", "a year ago this week")


def test_no_earlier_than_a_day_denies_nothing() -> None:
    """The "no" of "no earlier than" is of the day alone."""
    body = "The rover will leave its ramp no earlier than 4 July."
    (event,) = events_of(body, *find_dates(body, PUBLISHED, parse_of(body)))
    assert (event.status, event.last) == ("future", None)


@pytest.mark.parametrize(
    ("body", "aside"),
    [
        ("They expect 9,000 guests, as many as in 2011.", True),
        ("The school is as full as it was in 2011.", True),
        ("The firm opened as many shops as it did in 2011.", True),
        ("The bridge was shut as late as in 2011.", False),
        ("As many as 200 guests came in 2011.", False),
        ("He works as a cook as well and won in 2011.", False),
    ],
)
def test_as_many_as_in_a_year_is_a_comparison(body: str, aside: bool) -> None:  # noqa: FBT001
    """What something is as much as in a year says nothing new of that year."""
    assert is_aside(body, marked(body, "2011", "2011")) == aside


@pytest.mark.parametrize(
    ("entry", "status"),
    [
        ("last swim of all", "planned"),
        ("whether there is a last swim", "unknown"),
    ],
)
def test_what_a_list_has_for_a_day_to_come_is_planned(entry: str, status: str) -> None:
    """Without a verb an entry tells of its day, which is ahead."""
    body = f"- 2 July: the pool will be emptied\n- 5 August: {entry}\n- 3 September: the staff will leave"
    events = events_of(body, *find_dates(body, PUBLISHED, parse_of(body)))
    assert [event.status for event in events if event.phrase.of(body) == "5 August"] == [status]


def test_an_entry_for_a_day_gone_by_is_no_plan() -> None:
    """Nothing says whether it happened."""
    body = "- 2 May: the pool was emptied\n- 5 May: last swim of all\n- 3 June: the staff left"
    events = events_of(body, *find_dates(body, PUBLISHED, parse_of(body)))
    assert [event.status for event in events if event.phrase.of(body) == "5 May"] == ["unknown"]


def test_what_describes_a_noun_is_a_participle() -> None:
    """It has the tense of its day, though the parser takes it for a past."""
    body = "- 2 July: the pool will be emptied\n- 3 July: the staff will leave\n- Spring 2022: land handed back to the Ashdown farm"
    *_, event = events_of(body, *find_dates(body, PUBLISHED, parse_of(body)))
    assert (event.phrase.of(body), event.status) == ("Spring 2022", "planned")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("Leeds came from behind to win the cup on Friday.", "past"),
        ("Leeds came back to draw the match on Friday.", "past"),
        ("The Reds rallied back to beat Leeds on Friday.", "past"),
        ("She went on to win the cup on Friday.", "past"),
        ("She never went on to win the cup on Friday.", "unknown"),
        ("Leeds never came from behind to win the cup on Friday.", "unknown"),
        ("He came back to visit the school on Friday.", "unknown"),
        ("Leeds hoped to come from behind to win the cup on Friday.", "unknown"),
    ],
)
def test_a_result_is_no_plan(body: str, status: str) -> None:
    """How a match ended is what happened, what somebody came for is not."""
    event = event_of(body, "Friday", BEFORE)
    assert event is not None
    assert event.status == status
