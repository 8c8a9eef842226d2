"""The two ends of a range in their order: "from November to March" ends in the March after that November."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from corpus.dates.calendar import days_of
from corpus.dates.direction import Direction
from corpus.dates.expressions import Expression, Weekday, Yearless
from corpus.dates.values import DateMention
from corpus.dates.years import in_year

_YEAR, _WEEK = dt.timedelta(days=366), dt.timedelta(days=7)
Ends = tuple[DateMention, DateMention]


def in_order(
    ends: Ends,
    said: tuple[Expression, Expression],
    published: dt.date | None,
    direction: Direction | None,
    *,
    stands: bool = False,
) -> Ends:
    """Both ends of a range, the second on or after the first and within a year or week of it; what is past lies behind.

    `stands` says that they are told from a month or day spoken of: the second end is in the year that the tale stands in then
    ("from October to March", told of a January).
    Raises OverflowError or ValueError where the calendar ends.
    """
    one, two = ends
    if one.first is None or two.last is None or two.basis == "stated":
        return ends
    past = None if direction in (None, "future", "due", "once") else published
    match said[0].meaning, said[1].meaning:
        case first, Yearless(part) if not (one.first <= two.last < one.first + _YEAR):
            return _in_years(ends, first.part if isinstance(first, Yearless) else "", part, past, stands=stands)
        case Weekday(), Weekday() if not (one.first <= two.last <= one.first + _WEEK):
            return _in_weeks(ends, one.first, two.last, past)
    return ends


def _in_years(ends: Ends, first: str, last: str, past: dt.date | None, *, stands: bool) -> Ends:
    """Parts of years, the second in the year of the first or the next one; where it would be after `past`, a year before."""
    one, two = ends
    year = one.first.year if one.first else 0
    two = _moved(two, in_year(year, last))
    behind = one.first is not None and two.first is not None and two.first < one.first
    if behind and stands and first:
        return replace(_moved(one, in_year(year - 1, first)), basis="approximate"), replace(two, basis="approximate")
    if behind:
        year += 1
        two = _moved(two, in_year(year, last))
    if first and one.first and past and two.first and one.first <= past < two.first:
        one, two = _moved(one, in_year(one.first.year - 1, first)), _moved(two, in_year(year - 1, last))
    return one, two


def _in_weeks(ends: Ends, first: dt.date, last: dt.date, past: dt.date | None) -> Ends:
    """Weekdays, the second in the seven days from the first; where it would be after `past`, both a week before."""
    last = first + dt.timedelta(days=(last - first).days % _WEEK.days)
    if past and last > past:
        first, last = first - _WEEK, last - _WEEK
    return _moved(ends[0], first.isoformat()), _moved(ends[1], last.isoformat())


def _moved(mention: DateMention, value: str) -> DateMention:
    """The mention with another value; as it was where no calendar has that day (29 February)."""
    days = days_of(value)
    return mention if days is None else replace(mention, value=value, first=days[0], last=days[1])
