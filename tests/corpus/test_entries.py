"""Where the entries of a live blog begin."""

from __future__ import annotations

import time

import pytest

from corpus.entries import entry_headings

TOLD = "The bridge was closed by the county at once."


def blog(*headings: str, between: str = "\n\n") -> str:
    return between.join(f"{heading}{between}{TOLD}" for heading in headings)


def found(body: str) -> list[str]:
    return [heading.span.of(body) for heading in entry_headings(body)]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "heading",
    [
        "10:42",
        "10:42 am",
        "3.40pm",
        "9 a.m.",
        "14.05 BST",
        "7:48 PM EDT",
        "Posted at 10:42 am",
        "10.42 GMT – Bridge reopens",
        "5:30 PM EDT — Coast guard ends search",
        "Thursday 18 January 2024, 9.40pm",
        "2 August, 9:00 AM EDT",
        "10:42 GMT, 18 January",
        "9.40pm on Thursday",
        "2h ago 10.42 GMT",
        "1 hr 52 min ago",
        "Noon",
    ],
)
def test_a_line_that_says_when_is_a_heading(heading: str, between: str) -> None:
    """A time by itself or with its day, a zone or a title, over what is told."""
    body = blog("17:42", heading, "09:10", between=between)
    assert found(body) == ["17:42", heading, "09:10"]


def test_a_day_among_them_is_a_heading_too() -> None:
    """It is the day of all entries below it."""
    assert found(
        f"Thursday 18 January 2024\n\n{blog('17:42', '12:30')}\n\nWednesday 17 January\n\n{blog('23:10')}"
    ) == [
        "Thursday 18 January 2024",
        "17:42",
        "12:30",
        "Wednesday 17 January",
        "23:10",
    ]


@pytest.mark.parametrize(
    "body",
    [
        blog("17:42", "09:10"),
        "09:00 – Doors\n10:00 – The mayor opens the fair\n11:00 – Race\n14:00 – Prizes\n\n" + TOLD,
        blog("At 10:42 the bell rang.", "At 11:42 it rang again.", "At 12:42 it stopped."),
        blog("Score: 10:42", "Room 10.42", "10.42 per cent"),
        blog("18 January", "17 January", "16 January"),
        blog("May", "Sat", "March"),
        "",
    ],
)
def test_other_lines_are_none(body: str) -> None:
    """Two times are too few; a programme, sentences, figures and days without times are no entries."""
    assert found(body) == []


@pytest.mark.parametrize("piece", ["10:00\n", "1h ", "10:00\na\n", "1 May 1 May ", "at " * 50 + "\n"])
def test_time_grows_with_the_text(piece: str) -> None:
    """Whatever its lines are."""
    started = time.perf_counter()
    entry_headings(piece * (200_000 // len(piece)))
    assert time.perf_counter() - started < 5
