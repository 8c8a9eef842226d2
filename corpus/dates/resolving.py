"""From what words say to which days they mean, told from the day of publication or from the last day spoken of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from corpus.dates.calendar import Unit, days_of, shift, value_at, year_name
from corpus.dates.composed import composed_value, is_weekday
from corpus.dates.context import Context, Resolved, Spoken
from corpus.dates.days_of_months import day_of_month
from corpus.dates.expressions import (
    BesideDay,
    Composed,
    Dated,
    DayOfMonth,
    DayOfWeek,
    Fixed,
    Neighbour,
    Relative,
    SameDay,
    Weekday,
    Weekend,
    WeekOf,
    WeeksAfterDay,
    Yearless,
    YearsBefore,
)
from corpus.dates.holidays import holiday_in
from corpus.dates.pointing import part_near, weekday_near
from corpus.dates.values import Anchor, DateBasis
from corpus.dates.years import in_year, running_year, year_of

_UNKNOWN = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX", "half": "XXXX-HX",
    "season": "XXXX-XX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
_THURSDAY = 4
# Days in the longest of a unit, less one.
_SPANS = {
    "day": 1,
    "weekend": 6,
    "week": 6,
    "month": 30,
    "quarter": 92,
    "season": 92,
    "half": 184,
    "year": 366,
    "decade": 3652,
    "century": 36525,
}


def resolve(meaning: Dated, context: Context) -> Resolved:
    """The value of an expression; it has X for what cannot be known.

    Raises OverflowError or ValueError where the calendar ends.
    """
    match meaning:
        case Fixed(value):
            found = Resolved(_holiday(value), "stated", None)
        case Yearless(part):
            found = _yearless(part, context)
        case Weekday(number, told):
            found = _the_weekday(number, context) if told else _weekday(number, context)
        case Relative():
            found = _relative(meaning, context)
        case Neighbour(named, step, "reference"):
            found = _pointed_at(named, step, context)
        case Neighbour(Weekday(number), step):
            found = _near_weekday(number, step, context)
        case Neighbour(Yearless(part), step):
            found = _near_part(part, step, context)
        case DayOfMonth():
            found = day_of_month(meaning, context)
        case DayOfWeek(number, weeks):
            found = _day_of_week(number, weeks, context)
        case WeeksAfterDay(number, weeks):
            found = _weeks_after_day(number, weeks, context)
        case Weekend():
            found = _weekend(context)
        case YearsBefore() | WeekOf() | BesideDay() | SameDay():
            found = _composed(meaning, context)
    return found


def _composed(meaning: Composed, context: Context) -> Resolved:
    """What is told from another time that stands beside it."""
    other = resolve(meaning.named, context)
    if isinstance(meaning, SameDay):
        alone = resolve(meaning.said, context)
        return other if is_weekday(other.value, meaning.said.number) else alone
    return replace(other, value=composed_value(meaning, other.value))


def _holiday(value: str) -> str:
    year, at, name = value.partition("-@")
    return f"{year}-{holiday_in(int(year), name)}" if at and year.isdigit() else value


def _yearless(part: str, context: Context) -> Resolved:
    if context.spoken and context.narrative:
        anchor = Anchor(context.spoken.day, context.spoken.span) if context.spoken.day else None
        year = running_year(part, context.spoken.value, context.spoken.year)
        return Resolved(in_year(year, part), "approximate" if context.doubtful else "resolved", anchor)
    if context.published is None:
        return Resolved("XXXX-XX-XX" if part.startswith("@") else f"XXXX-{part}", "resolved", None)
    day = context.published.day
    return Resolved(in_year(year_of(part, day, context.direction), part), "resolved", context.published)


def _the_weekday(number: int, context: Context) -> Resolved:
    """As in "they married on 2 March and left on the Sunday"; of no certain week where no day was spoken of."""
    spoken = context.spoken
    if spoken and spoken.day and is_weekday(spoken.value, number):
        return Resolved(
            spoken.value, "approximate" if context.doubtful else "resolved", Anchor(spoken.day, spoken.span)
        )
    if spoken is None:
        return Resolved(f"XXXX-WXX-{number}", "resolved", None)
    return _near_spoken(Weekday(number), 1, spoken, context)


def _weekday(number: int, context: Context) -> Resolved:
    anchor = context.told_from("published")
    if anchor is None:
        return Resolved(f"XXXX-WXX-{number}", "resolved", None)
    back = (anchor.day.isoweekday() - number) % 7
    day = anchor.day - dt.timedelta(days=back)
    if back and context.direction == "once":
        day += dt.timedelta(days=7 if back > 7 - back else 0)
        return Resolved(day.isoformat(), "approximate", anchor)
    if back and context.direction in ("future", "due"):
        day += dt.timedelta(days=7)
    return Resolved(day.isoformat(), "resolved", anchor)


def _near_weekday(number: int, step: int, context: Context) -> Resolved:
    """As in "last Friday", "this Friday", "next Friday": the nearest before, of this week, the nearest after."""
    anchor = context.told_from("published")
    if anchor is None:
        return Resolved(f"XXXX-WXX-{number}", "resolved", None)
    ahead = (number - anchor.day.isoweekday()) % 7
    if step > 0:
        day = anchor.day + dt.timedelta(days=ahead or 7)
    elif step < 0:
        day = anchor.day + dt.timedelta(days=ahead - 7)
    else:
        day = anchor.day + dt.timedelta(
            days=ahead if context.direction not in ("past", "gone") or not ahead else ahead - 7
        )
    return Resolved(day.isoformat(), "resolved", anchor)


def _near_part(part: str, step: int, context: Context) -> Resolved:
    """As in "last July", "this summer", "next spring"."""
    anchor = context.told_from("published")
    if anchor is None:
        return Resolved(f"XXXX-{part}", "resolved", None)
    day = anchor.day
    if part == "WI" and day.month < 3:
        day = dt.date(day.year - 1, 12, 31)
    days = days_of(in_year(day.year, part))
    if days is None:
        return Resolved(in_year(day.year, part), "resolved", anchor)
    year = day.year
    if step < 0 and days[1] >= day:
        year -= 1
    elif (step > 0 and days[0] <= day) or (step == 0 and context.direction == "future" and days[1] < day):
        year += 1
    return Resolved(in_year(year, part), "resolved", anchor)


def _pointed_at(named: Yearless | Weekday, step: int, context: Context) -> Resolved:
    """As in "that August", "the following summer", "the next Tuesday"."""
    if context.spoken is not None:
        return _near_spoken(named, step, context.spoken, context)
    if isinstance(named, Yearless) and not step:
        return _yearless(named.part, context)
    if isinstance(named, Yearless) and context.direction != "future":  # "the following May", after nothing
        return Resolved(f"XXXX-{named.part}", "resolved", None)
    return resolve(Neighbour(named, step), context)


def _near_spoken(named: Yearless | Weekday, step: int, spoken: Spoken, context: Context) -> Resolved:
    """The same, told from the last day spoken of; what is told as ahead and would be over is told from the publication."""
    if isinstance(named, Weekday):
        value, found = f"XXXX-WXX-{named.number}", weekday_near(named.number, step, spoken.value)
    else:
        value, found = f"XXXX-{named.part}", part_near(named.part, step, spoken.value)
    if spoken.day is None or found is None:
        return Resolved(value, "resolved", None)
    value, doubtful = found
    days = days_of(value)
    if context.direction == "future" and context.published and days and days[1] < context.published.day:
        return resolve(Neighbour(named, step), context)  # "opened in 1998 and will close the next summer"
    basis: DateBasis = "approximate" if doubtful or context.doubtful else "resolved"
    return Resolved(value, basis, Anchor(spoken.day, spoken.span))


def _relative(meaning: Relative, context: Context) -> Resolved:
    if _looks_back_from_ahead(meaning, context):
        context = replace(context, spoken=None)
    if _counts_years(meaning, context.spoken):
        meaning = replace(meaning, unit="year", count=10 * meaning.count)
    anchor = context.told_from(meaning.base)
    lost = meaning.base == "reference" and context.spoken is None  # "the next day", after nothing
    ancient = context.spoken is not None and context.spoken.day is None  # before Christ
    if context.spoken and ancient and anchor is None and meaning.unit == "year" and not meaning.part:
        year = context.spoken.year + meaning.count
        return Resolved(year_name(year + (year >= 0)), "resolved", None)
    if anchor is None or (lost and (meaning.count > 0 or context.narrative or meaning.unit == "day")):
        unknown = _UNKNOWN[meaning.unit]
        return Resolved(f"{unknown}-{meaning.part}" if meaning.part else unknown, "resolved", None)
    unit: Unit = meaning.unit
    guess = _too_coarse(meaning, context)
    if guess and unit == "day" and not meaning.count and context.day:
        anchor = context.day
    elif guess and context.spoken:
        return _within_spoken(meaning, context.spoken, anchor)
    day = shift(anchor.day, unit, meaning.count)
    if unit == "weekend" and not meaning.count and context.direction in ("past", "gone") and _early_in_week(anchor):
        day = shift(day, unit, -1)  # "it was held this weekend", told on a Monday
    apart = unit == "year" and meaning.base != "published" and not (meaning.part or meaning.whole)
    if apart and context.spoken and anchor.span:
        return Resolved(_year_apart(context.spoken.value, day), "resolved", anchor)
    value = value_at(unit, day)
    if meaning.part:
        value = in_year(day.year, meaning.part)
    # "The quarter" that a firm reports on is seldom the one that runs.
    vague = meaning.base == "either" and unit in ("quarter", "half") and anchor.span is None
    doubtful = guess or lost or vague or (anchor.span is not None and context.doubtful)
    return Resolved(value, "approximate" if doubtful else "resolved", anchor)


def _looks_back_from_ahead(meaning: Relative, context: Context) -> bool:
    """Whether "the previous year" is told as past, though the last day spoken of is to come ("from 2030. It fell the previous year")."""
    spoken, published = context.spoken, context.published
    if meaning.base != "reference" or meaning.count >= 0 or not spoken or not spoken.day or not published:
        return False
    return spoken.day > published.day and context.direction in ("past", "gone")


def _counts_years(meaning: Relative, spoken: Spoken | None) -> bool:
    """Whether "two decades later" are twenty years from a time no coarser than a year; after "the 1980s" they are decades."""
    # "The following decade" is one of the calendar's, as is "nearly a decade later".
    counted = meaning.unit == "decade" and meaning.base == "reference" and not meaning.whole
    return counted and spoken is not None and len(spoken.value) >= len("1987")


def _early_in_week(anchor: Anchor) -> bool:
    """Whether the day of publication is a Monday to Thursday, when the weekend gone is nearer than the one to come."""
    return anchor.span is None and anchor.day.isoweekday() <= _THURSDAY


def _too_coarse(meaning: Relative, context: Context) -> bool:
    """Whether "two days later" is told from a time that names no day."""
    if meaning.base != "reference" or context.spoken is None or context.spoken.day is None:
        return False
    days = days_of(context.spoken.value)
    return days is not None and (days[1] - days[0]).days > _SPANS.get(meaning.unit, 0)


def _within_spoken(meaning: Relative, spoken: Spoken, anchor: Anchor) -> Resolved:
    """As in "in November 2020 … the following day": some day of that month; what may lie outside of it cannot be told."""
    days = days_of(spoken.value)
    length = abs(meaning.count) * _SPANS[meaning.unit]
    if days is None or meaning.part or length > (days[1] - days[0]).days:
        return Resolved(_UNKNOWN[meaning.unit], "resolved", None)
    return Resolved(spoken.value, "approximate", anchor)


def _year_apart(spoken: str, day: dt.date) -> str:
    """A year before or after a quarter or half is the same quarter or half."""
    return f"{day.year:04d}{spoken[4:]}" if spoken[5:6] in ("Q", "H") else f"{day.year:04d}"


def _day_of_week(number: int, weeks: int, context: Context) -> Resolved:
    anchor = context.told_from("published")
    if anchor is None:
        return Resolved(f"XXXX-WXX-{number}", "resolved", None)
    day = shift(anchor.day, "week", weeks) + dt.timedelta(days=number - anchor.day.isoweekday())
    return Resolved(day.isoformat(), "resolved", anchor)


def _weeks_after_day(number: int, weeks: int, context: Context) -> Resolved:
    """As in "Thursday week", a week after the next Thursday, which nobody says of what is over; or so long before the last."""
    anchor = context.told_from("published")
    if anchor is None or (weeks > 0 and context.direction in ("past", "gone")):
        return Resolved(f"XXXX-WXX-{number}", "resolved", None)
    if weeks < 0:
        back = (anchor.day.isoweekday() - number) % 7 or 7
        return Resolved((anchor.day - dt.timedelta(days=back - 7 * weeks)).isoformat(), "resolved", anchor)
    ahead = (number - anchor.day.isoweekday()) % 7
    return Resolved((anchor.day + dt.timedelta(days=ahead + 7 * weeks)).isoformat(), "resolved", anchor)


def _weekend(context: Context) -> Resolved:
    """As in "over the weekend": from a Monday to a Friday, the last one, unless it is spoken of as ahead."""
    anchor = context.told_from("published")
    if anchor is None:
        return Resolved(_UNKNOWN["weekend"], "resolved", None)
    day = anchor.day
    if day.isoweekday() < 6 and context.direction not in ("future", "due", "once"):
        day = shift(day, "week", -1)
    return Resolved(value_at("weekend", day), "resolved", anchor)
