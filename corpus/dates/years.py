"""Which year a part of one is meant in: "in July" said in March."""

from __future__ import annotations

import datetime as dt
from calendar import isleap
from itertools import count

from corpus.dates.calendar import days_of, year_name
from corpus.dates.direction import Direction
from corpus.dates.holidays import holiday_in

_YEAR = 365
# A day this near ahead is meant rather than one almost a year ago, whatever the tense; so is a month, unless it is past.
_NEAR = 60
# What was due so long ago, and is still spoken of as such, is due this year.
_DUE = 92
# A narrative that speaks of a month so many before the last one has gone on to the next year.
_GOES_ON = 8


def in_year(year: int, part: str) -> str:
    """The value of a part of a year ("07", "11-30", "Q3", "SU", "@easter"); years before Christ are negative."""
    if not part.startswith("@"):
        return f"{year_name(year)}-{part}"
    return f"{year_name(year)}-{holiday_in(year, part)}" if 1 <= year <= 9999 else f"{year_name(year)}-XX-XX"


def year_of(part: str, day: dt.date, direction: Direction | None) -> int:
    """The year that `part` is meant in on `day`: the one it lies in now, or the side that `direction` tells, or the nearer."""
    days = days_of(in_year(day.year, part))
    if days is None:  # 29 February, which this year does not have
        return _leap_year(day, direction)
    first, last, _ = days
    if first <= day <= last:
        return day.year
    if first > day:
        return day.year if _still_ahead(part, (first - day).days, direction) else day.year - 1
    return day.year + 1 if _over(part, (day - last).days, direction) else day.year


def _leap_year(day: dt.date, direction: Direction | None) -> int:
    """The leap year on the side that `direction` tells, or the nearer."""
    before, after = (next(filter(isleap, count(day.year, step))) for step in (-1, 1))
    if direction == "future":
        return after
    if direction in ("past", "gone"):
        return before
    return before if (day.year - before, day.month) < (2, 3) else after


def _still_ahead(part: str, wait: int, direction: Direction | None) -> bool:
    """Whether a part that begins in `wait` days is meant, rather than that of the year before."""
    if direction in ("future", "once"):
        return direction == "future" or wait < _YEAR - wait
    if direction == "due":
        return _YEAR - wait > _DUE
    if part == "WI" or part[0] in "QH":  # a quarter not yet begun has no results
        return False
    if direction == "gone":
        return False
    if direction == "past":
        return _is_day(part) and wait <= _NEAR
    return wait <= _NEAR or wait < _YEAR - wait


def _over(part: str, old: int, direction: Direction | None) -> bool:
    """Whether that of the next year is meant, rather than a part that ended `old` days ago."""
    if direction == "future":
        return old > _NEAR // 2
    if direction == "due":
        return old > _DUE
    if direction == "once":
        return old > _YEAR - old
    if direction == "gone":
        return False
    return (direction is None or _is_day(part)) and _YEAR - old <= _NEAR


def _is_day(part: str) -> bool:
    """Whether a part is one day. A month of the past may well lie almost a year back, and is said so: "in December it fell"."""
    return part.startswith("@") or (part[0].isdigit() and len(part) == len("11-30"))


def running_year(part: str, value: str, year: int) -> int:
    """The year of `part` in a narrative that last spoke of `value` in `year`: the next one, where it has gone on to it."""
    month = value.removeprefix("BC")[5:7]
    if month.isdigit() and part[:2].isdigit() and int(month) - int(part[:2]) >= _GOES_ON:
        return year + 1
    return year
