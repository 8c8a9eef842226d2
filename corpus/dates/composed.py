"""What two times that stand together mean: the value of the one, told from the value of the other."""

from __future__ import annotations

import datetime as dt
import re

from corpus.dates.calendar import Unit, days_of, shift, value_at
from corpus.dates.expressions import BesideDay, WeekOf, YearsBefore

_UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE"}
_WEEK = re.compile(r"\d{4}-W\d\d(?P<weekend>-WE)?")
_THURSDAY, _FRIDAY, _SUNDAY = 4, 5, 7
_HALF = dt.timedelta(days=3)


def composed_value(meaning: YearsBefore | WeekOf | BesideDay, other: str) -> str:
    """The value of `meaning`, where that of the time beside it is `other`."""
    match meaning:
        case YearsBefore(years=years):
            return _years_before(other, years)
        case WeekOf(edge="holiday"):
            day = _only_day(other)
            return _UNKNOWN["weekend"] if day is None else _holiday_weekend(day)
        case WeekOf(unit=unit, edge=edge):
            day = _only_day(other)
            return _UNKNOWN[unit] if day is None else value_at(unit, _in_its_week(day, unit, edge))
        case BesideDay(step=step, unit=unit, weekday=weekday):
            day = _only_day(other)
            return _UNKNOWN[unit] if day is None else _beside(day, step, unit, weekday)


def is_weekday(value: str, number: int) -> bool:
    """Whether a value is one day, and that day of the week."""
    day = _only_day(value)
    return day is not None and day.isoweekday() == number


def _only_day(value: str) -> dt.date | None:
    days = days_of(value)
    return days[0] if days and days[2] == "day" and days[0] == days[1] else None


def _years_before(value: str, years: int) -> str:
    """The same month or day that many years before, or the week that has the same days."""
    if found := _WEEK.fullmatch(value):
        days = days_of(value)
        unit: Unit = "weekend" if found["weekend"] else "week"
        return value_at(unit, shift(days[0] + (days[1] - days[0]) / 2, "year", -years)) if days else _UNKNOWN[unit]
    year = int(value[:4]) - years if value[:4].isdigit() else 0
    return f"{year:04d}{value[4:]}" if year > 0 else f"XXXX{value[4:]}"


def _in_its_week(day: dt.date, unit: str, edge: str) -> dt.date:
    """A day of the week that is meant, its middle where an end is named: one that begins on a Sunday is mostly the next of ISO."""
    if unit == "weekend":
        return day
    sunday = dt.timedelta(days=day.isoweekday() == _SUNDAY)
    return day + {"begins": _HALF, "ends": -_HALF}.get(edge, sunday)


def _holiday_weekend(day: dt.date) -> str:
    """The weekend that goes with a holiday: on a Monday the one before it, on a Tuesday or Wednesday none that can be told."""
    if day.isoweekday() == 1:
        return value_at("weekend", day - dt.timedelta(days=1))
    return _UNKNOWN["weekend"] if day.isoweekday() < _THURSDAY else value_at("weekend", day)


def _beside(day: dt.date, step: int, unit: Unit, weekday: int) -> str:
    if weekday:
        away = (step * (weekday - day.isoweekday())) % 7 or 7
        return (day + dt.timedelta(days=step * away)).isoformat()
    same_week = unit == "weekend" and step > 0 and day.isoweekday() <= _FRIDAY
    return value_at(unit, day if same_week else shift(day, unit, step))
