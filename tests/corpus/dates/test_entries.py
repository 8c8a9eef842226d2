"""The days of a live blog: each entry is told from its own day, and from nothing that stands in another."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.dates import find_dates
from tests.corpus.dates.reading import only

FRIDAY = dt.date(2024, 1, 19)
BLOG = """Friday 19 January 2024, 8.05am

The dam held. Schools reopen tomorrow.

Thursday 18 January 2024, 9.40pm

Two people were rescued this morning.

7.15am

The river rose yesterday.

Wednesday, 6.30pm

The first warning was given today."""


def days(body: str, published: dt.date | None) -> dict[str, str]:
    return {each.span.of(body): each.value for each in find_dates(body, published, None)}


@pytest.mark.parametrize("published", [FRIDAY, dt.date(2024, 1, 18), dt.date(2024, 1, 17)])
def test_an_entry_is_told_from_its_own_day(published: dt.date) -> None:
    """The day in its heading, or the last one above; it may be two days after the publication."""
    told = days(BLOG, published)
    assert told["tomorrow"] == "2024-01-20"
    assert told["this morning"] == "2024-01-18TMO"
    assert told["yesterday"] == "2024-01-17"
    assert told["today"] == "2024-01-17"


def test_without_a_day_of_writing_the_headings_give_it() -> None:
    """As far as they name their days by themselves."""
    told = days(BLOG.replace("Wednesday, 6.30pm", "Wednesday 17 January 2024, 6.30pm"), None)
    assert (told["tomorrow"], told["yesterday"], told["today"]) == ("2024-01-20", "2024-01-17", "2024-01-17")


def test_times_alone_leave_the_day_of_publication() -> None:
    """ "The day given once" is that of all entries."""
    body = "17:42\n\nIt reopened.\n\n12:30 pm\n\nHe left at 11.45am.\n\n09:10\n\nIt fell this morning and was shut yesterday."
    told = days(body, FRIDAY)
    assert (told["11.45am"], told["this morning"], told["yesterday"]) == (
        "2024-01-19T11:45",
        "2024-01-19TMO",
        "2024-01-18",
    )


def test_no_day_of_one_entry_is_that_of_the_next() -> None:
    """A time of day is not on the Monday that was spoken of above it."""
    body = "17:42\n\nHe will speak on Monday.\n\n12:30\n\nHe left at 11.45am.\n\n09:10\n\nIt began."
    assert days(body, FRIDAY)["11.45am"] == "2024-01-19T11:45"


@pytest.mark.parametrize("published", [dt.date(2024, 5, 20), dt.date(2025, 6, 1), dt.date(2044, 6, 8)])
def test_what_is_told_by_the_hour_of_other_days_was_not_written_then(published: dt.date) -> None:
    """A programme is written before its day, a history long after it, and so is what stands below."""
    body = "Saturday 8 June 2024\n\n09:00\n\nIt leaves.\n\n11:30\n\nIt calls.\n\n14:00\n\nIt is back. It was painted yesterday."
    assert days(body, published)["yesterday"] == (published - dt.timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He left at 11.45am with a box.", "2013-03-22T11:45"),
        ("He left at 8.30 p.m. with a box.", "2013-03-22T20:30"),
        ("It ended at 14.05 GMT in the rain.", "2013-03-22T14:05Z"),
    ],
)
def test_a_clock_s_stop_may_be_a_point(text: str, value: str) -> None:
    """Where a half of the day or a zone says that it is a time."""
    assert only(text).value == value


@pytest.mark.parametrize(
    "text", ["It cost 11.45 million.", "It rose by 3.25 per cent.", "He ran 3.45 and won.", "Section 11.45 amended it."]
)
def test_other_figures_with_a_point_are_no_times(text: str) -> None:
    """Nothing there says that they are."""
    assert find_dates(text, FRIDAY, None) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It hangs in the Museu do Mar.", []),
        ("They met at Costa del Mar. It rained.", []),
        ("It reopened in Mar. and fell.", ["Mar."]),
        ("It reopened last Dec. after rain.", ["last Dec."]),
        ("The museum, Jan. and Feb., is shut.", ["Jan.", "Feb."]),
    ],
)
def test_a_short_month_behind_a_name_is_a_part_of_it(text: str, found: list[str]) -> None:
    """By itself it is a month only where the word before it may stand before one."""
    assert [each.span.of(text) for each in find_dates(text, FRIDAY, None)] == found
