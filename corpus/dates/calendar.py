"""The calendar behind TIMEX3 values: which days a value covers, and which value a day, month or year has.

Weeks are those of ISO 8601; a winter is named after the year it begins in; values of years before Christ ("BC0480") cover no
days, because the calendar of `datetime` has none.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Literal

from corpus.dates.values import Precision

Unit = Literal["day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century"]
Days = tuple[dt.date, dt.date, Precision]

# The month that each begins in.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}
_VALUE = re.compile(
    r"(?P<century>\d\d)|(?P<decade>\d{3})|(?P<year>\d{4})"
    r"(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|W(?P<week>\d\d)(?P<weekend>-WE)?))?"
)


def days_of(value: str) -> Days | None:
    """The first and last day that a value covers and how fine it is; None where it is no stretch of the calendar."""
    found = _VALUE.fullmatch(value)
    if not found:
        return None
    try:
        return _days(found)
    except (ValueError, OverflowError):  # a day that no calendar has
        return None


def _days(found: re.Match[str]) -> Days:
    if found["century"]:
        return _years(int(found["century"]) * 100, 100, "century")
    if found["decade"]:
        return _years(int(found["decade"]) * 10, 10, "decade")
    year = int(found["year"])
    if found["week"]:
        return _week(year, int(found["week"]), weekend=found["weekend"] is not None)
    if found["day"]:
        day = dt.date(year, int(found["month"]), int(found["day"]))
        return day, day, "day"
    return _months(year, *_part(found))


def _part(found: re.Match[str]) -> tuple[int, int, Precision]:
    """The first month of a part of a year, and how many it has."""
    if found["quarter"]:
        return 3 * int(found["quarter"]) - 2, 3, "quarter"
    if found["half"]:
        return 6 * int(found["half"]) - 5, 6, "half"
    if found["season"]:
        return SEASONS[found["season"]], 3, "season"
    return (int(found["month"]), 1, "month") if found["month"] else (1, 12, "year")


def _week(year: int, week: int, *, weekend: bool) -> Days:
    if weekend:
        saturday = dt.date.fromisocalendar(year, week, 6)
        return saturday, saturday + dt.timedelta(days=1), "day"
    monday = dt.date.fromisocalendar(year, week, 1)
    return monday, monday + dt.timedelta(days=6), "week"


def _years(first: int, count: int, precision: Precision) -> Days:
    return dt.date(first, 1, 1), dt.date(first + count - 1, 12, 31), precision


def _months(year: int, month: int, count: int, precision: Precision) -> Days:
    first = dt.date(year, month, 1)
    last = year * 12 + month - 1 + count - 1
    years, months = divmod(last, 12)
    return first, dt.date(years, months + 1, calendar.monthrange(years, months + 1)[1]), precision


def value_at(unit: Unit, day: dt.date) -> str:
    """The value of the day, week, … that `day` lies in; January and February belong to the winter of the year before."""
    year, iso = f"{day.year:04d}", day.isocalendar()
    week = f"{iso.year:04d}-W{iso.week:02d}"
    season = ("SP", "SU", "FA", "WI")[(day.month - 3) % 12 // 3]
    return {
        "day": day.isoformat(),
        "week": week,
        "weekend": f"{week}-WE",
        "month": f"{year}-{day.month:02d}",
        "quarter": f"{year}-Q{(day.month + 2) // 3}",
        "season": f"{day.year - (day.month < 3):04d}-{season}",
        "half": f"{year}-H{(day.month + 5) // 6}",
        "year": year,
        "decade": year[:3],
        "century": year[:2],
    }[unit]


def shift(day: dt.date, unit: Unit, count: int) -> dt.date:
    """The day `count` units later; the last of the month where that month is shorter.

    Raises ValueError or OverflowError where the calendar ends.
    """
    if unit == "day":
        return day + dt.timedelta(days=count)
    if unit in ("week", "weekend"):
        return day + dt.timedelta(weeks=count)
    years, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS_IN[unit], 12)
    if not 1 <= years <= 9999:
        raise OverflowError("the calendar ends")
    return dt.date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def year_name(year: int) -> str:
    """A year as values write it; years before Christ are negative."""
    return f"{year:04d}" if year >= 0 else f"BC{-year:04d}"
