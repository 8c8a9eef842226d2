"""Days as people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.timeline.days import DayError, read_days
from tests.bot.rendering import hostile

TODAY = dt.date(2026, 3, 10)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2015", "2015-01-01", "2015-12-31"),
        ("2015-07", "2015-07-01", "2015-07-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015-12", "2015-12-01", "2015-12-31"),
        ("2015-7-1", "2015-07-01", "2015-07-01"),
        (" 2015-07-01 ", "2015-07-01", "2015-07-01"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("July 2015", "2015-07-01", "2015-07-31"),
        ("1 July 2015", "2015-07-01", "2015-07-01"),
        ("on July 1, 2015", "2015-07-01", "2015-07-01"),
        ("13/07/2015", "2015-07-13", "2015-07-13"),
        ("07/13/2015", "2015-07-13", "2015-07-13"),
        ("7/7/2015", "2015-07-07", "2015-07-07"),
        ("yesterday", "2026-03-09", "2026-03-09"),
    ],
)
def test_from_is_the_first_day_and_to_the_last(typed: str, first: str, last: str) -> None:
    """A year or a month typed as from begins on its first day and as `to` ends on its last; a day is itself."""
    assert read_days(typed, None, TODAY) == (dt.date.fromisoformat(first), None)
    assert read_days(None, typed, TODAY) == (None, dt.date.fromisoformat(last))


def test_nothing_typed_is_no_bound() -> None:
    """Without days there are none."""
    assert read_days(None, None, TODAY) == (None, None)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "2015-13",
        "2015-02-30",
        "0000",
        "20155",
        "soon",
        "July 2015 or August 2015",
        "two weeks",
        "July 2015 at sea",
    ],
)
def test_what_is_no_day_is_told_with_the_choices(typed: str) -> None:
    """The sentence names the option and what was typed, and says what would do."""
    with pytest.raises(DayError, match=r"to “.*” is no day, month or year that can be read: write 2015,"):
        read_days(None, typed, TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        *("after 2015", "before 2015", "since July 1, 2015", "until July 2015", "up to 2015"),
        *("nearly 2015", "later this year", "early 2015", "about 2015", "mid-July 2015", "end of 2015"),
        *("01/07/2015", "1.7.2015", "12-11-2015", "1/7/15"),
    ],
)
def test_what_would_be_taken_for_other_days_is_told(typed: str) -> None:
    """What lies on one side of a date, a part of it or near it, and numbers that can be read two ways, are no day."""
    for from_typed, to_typed in ((typed, None), (None, typed)):
        with pytest.raises(DayError, match=r"“.*” is no day, month or year that can be read: write 2015,"):
            read_days(from_typed, to_typed, TODAY)


def test_days_the_wrong_way_round_are_told() -> None:
    """The earlier one comes first; the same year as both is that year."""
    with pytest.raises(DayError, match="from “2016” comes after to “2015”: give the earlier one as from"):
        read_days("2016", "2015", TODAY)
    assert read_days("2015", "2015", TODAY) == (dt.date(2015, 1, 1), dt.date(2015, 12, 31))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=100) | hostile.texts())
def test_whatever_is_typed_is_days_or_a_sentence(typed: str) -> None:
    """Nothing but DayError comes of any text, and its sentence stays short."""
    said = ""
    try:
        assert None not in read_days(typed, typed, TODAY)
    except DayError as error:
        said = str(error)
    assert len(said) < 300
    assert "\n" not in said


@pytest.mark.parametrize("piece", ["2", "in ", "-", "July ", " ", "\x00"])
def test_the_longest_text_is_refused(piece: str) -> None:
    """Reading is linear in what was typed."""
    with pytest.raises(DayError):
        read_days(piece * (100_000 // len(piece)), None, TODAY)
