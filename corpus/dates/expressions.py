"""What words say of a time before it is known which time they are said at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.dates.calendar import Unit
from corpus.values import Span

# What a relative expression is counted from: the day of publication, the last day spoken of, or whichever the text suggests.
Base = Literal["published", "reference", "either"]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A stretch of the calendar that the words alone give: "March 4, 2011", "the 1980s"."""

    value: str


@dataclass(frozen=True, slots=True)
class Yearless:
    """A part of a year that is not named: "11-30", "07", "Q3", "SU" or the name of a holiday."""

    part: str


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday being 1; `told` says that it is the one after the day last spoken of: "on the Sunday"."""

    number: int
    told: bool = False


@dataclass(frozen=True, slots=True)
class Relative:
    """The unit that lies `count` units after the one of the base: "last year", "two days earlier", "that month".

    `part` names a part of a year: the "Q3" of "the third quarter of last year". `whole` says that a year is meant from its
    first day to its last ("the previous year"), even after a quarter, which "a year earlier" was a quarter, too; or a decade of
    the calendar.
    """

    unit: Unit
    count: int
    base: Base = "published"
    part: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The nearest Yearless or Weekday `step` away: "last July" (-1), "this summer" (0), "next Friday" (1).

    From the text it is told with "that July" (0), "the following summer" (1).
    """

    named: Yearless | Weekday
    step: int
    base: Base = "published"


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day of the month that lies `months` after the one of the base: "the 15th", "the 5th of last month"."""

    day: int
    months: int = 0
    base: Base = "reference"


@dataclass(frozen=True, slots=True)
class Lasting:
    """A duration ("P2Y"), a set ("P1Y" each year) or a reference ("PAST_REF"): no place on the calendar."""

    type: Literal["DURATION", "SET", "DATE"]
    value: str


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    """A day of this week or of one before or after it: "Thursday of last week"."""

    number: int
    weeks: int


@dataclass(frozen=True, slots=True)
class WeeksAfterDay:
    """As in "Thursday week", "a fortnight on Sunday": so many weeks after the next such day, or before the last one."""

    number: int
    weeks: int


@dataclass(frozen=True, slots=True)
class Weekend:
    """The one spoken of as "the weekend"."""


@dataclass(frozen=True, slots=True)
class YearsBefore:
    """What lies `years` before a time that is told besides: "three years ago this month", "ten years ago today"."""

    named: Dated
    years: int


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week, or weekend, that a day lies in: "the week beginning 25 February", "the Easter weekend"."""

    named: Dated
    unit: Literal["week", "weekend"]
    edge: Literal["", "begins", "ends", "holiday"] = ""


@dataclass(frozen=True, slots=True)
class BesideDay:
    """The day, weekday or weekend next to a day, before it (-1) or after it: "the Friday before Labor Day", "the day after Easter"."""

    named: Dated
    step: int
    unit: Literal["day", "weekend"] = "day"
    weekday: int = 0


@dataclass(frozen=True, slots=True)
class SameDay:
    """A weekday that is named again, or else only by itself: "on Wednesday, All Saints' Day"."""

    said: Weekday | WeeksAfterDay
    named: Dated


Composed = YearsBefore | WeekOf | BesideDay | SameDay
Dated = Fixed | Yearless | Weekday | Relative | Neighbour | DayOfMonth | DayOfWeek | WeeksAfterDay | Weekend | Composed


@dataclass(frozen=True, slots=True)
class Timed:
    """A time of day ("14:00", "NI") on a day, on the last day spoken of where `day` is None."""

    day: Dated | None
    time: str


Meaning = Dated | Timed | Lasting


@dataclass(frozen=True, slots=True)
class Expression:
    """Words at `span` (words `first` to before `last` of their paragraph) and what they say.

    `about` and `partly` say that words before it make it less than exact ("about 1950") or name a part of it ("early 1950").
    `range_end` is set on the first of the two ends of a range.
    """

    span: Span
    first: int
    last: int
    meaning: Meaning
    about: bool = False
    partly: bool = False
    range_end: Span | None = None
