"""Values and the days they cover."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates.calendar import Unit, days_of, shift, value_at
from corpus.dates.holidays import holiday_in

DAY = dt.date


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2013-03-22", DAY(2013, 3, 22), DAY(2013, 3, 22), "day"),
        ("2013-03-22T08:30", DAY(2013, 3, 22), DAY(2013, 3, 22), "day"),
        ("2013-03-22TNI", DAY(2013, 3, 22), DAY(2013, 3, 22), "day"),
        ("2013-W12", DAY(2013, 3, 18), DAY(2013, 3, 24), "week"),
        ("2013-W12-WE", DAY(2013, 3, 23), DAY(2013, 3, 24), "day"),
        ("2012-02", DAY(2012, 2, 1), DAY(2012, 2, 29), "month"),
        ("2013-Q4", DAY(2013, 10, 1), DAY(2013, 12, 31), "quarter"),
        ("2013-H2", DAY(2013, 7, 1), DAY(2013, 12, 31), "half"),
        ("2013-WI", DAY(2013, 12, 1), DAY(2014, 2, 28), "season"),
        ("2013", DAY(2013, 1, 1), DAY(2013, 12, 31), "year"),
        ("198", DAY(1980, 1, 1), DAY(1989, 12, 31), "decade"),
        ("18", DAY(1800, 1, 1), DAY(1899, 12, 31), "century"),
    ],
)
def test_a_value_covers_its_days(value: str, first: dt.date, last: dt.date, precision: str) -> None:
    """First and last day, both included, and how fine they are."""
    assert days_of(value) == (first, last, precision)


@pytest.mark.parametrize(
    "value", ["P2Y", "PT5H", "PRESENT_REF", "XXXX-07", "XXXX-WXX-1", "BC0480", "2013-02-30", "2013-13", "0000", ""]
)
def test_other_values_cover_none(value: str) -> None:
    """Durations, sets, references, unknown and impossible days are no stretch of the calendar."""
    assert days_of(value) is None


@given(st.dates(min_value=DAY(1000, 1, 1), max_value=DAY(9000, 1, 1)), st.sampled_from(get_args(Unit)))
def test_a_day_lies_in_the_value_of_each_of_its_units(day: dt.date, unit: Unit) -> None:
    """Except for a weekend, which is that of the day's week."""
    days = days_of(value_at(unit, day))
    assert days is not None
    assert (unit == "weekend" and days[0].isocalendar()[:2] == day.isocalendar()[:2]) or days[0] <= day <= days[1]


@given(
    st.dates(min_value=DAY(1000, 1, 1), max_value=DAY(3000, 1, 1)), st.sampled_from(get_args(Unit)), st.integers(-5, 5)
)
def test_shifting_by_units_reaches_the_unit_so_many_away(day: dt.date, unit: Unit, count: int) -> None:
    """There and back again is the same unit."""
    there = shift(day, unit, count)
    assert value_at(unit, shift(there, unit, -count)) == value_at(unit, day)


def test_shifting_out_of_the_calendar_is_an_error() -> None:
    """It is never some other year."""
    with pytest.raises(OverflowError):
        shift(DAY(2013, 1, 1), "century", 100)


@pytest.mark.parametrize(
    ("year", "name", "day"),
    [
        (2013, "easter", "03-31"),
        (2000, "easter", "04-23"),
        (1961, "easter sunday", "04-02"),
        (2019, "good friday", "04-19"),
        (2012, "thanksgiving", "11-22"),
        (2010, "labor day", "09-06"),
        (2014, "memorial day", "05-26"),
        (2016, "election day", "11-08"),
        (2011, "election day", "11-08"),
        (2013, "christmas", "12-25"),
    ],
)
def test_holidays(year: int, name: str, day: str) -> None:
    """Days that calendars of those years print."""
    assert holiday_in(year, f"@{name}") == day
