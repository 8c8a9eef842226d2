"""Two expressions that stand together and name one time: "three years ago this month", "the week beginning 25 February"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from corpus.dates.expressions import (
    BesideDay,
    Dated,
    Expression,
    Fixed,
    Meaning,
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
from corpus.dates.grammar import expand
from corpus.dates.tokens import Tokens
from corpus.dates.words import CODES, WEEKDAYS
from corpus.values import Span

_YEARS = {"year": 1, "decade": 10, "century": 100}
_THEN = frozenset(("", CODES["on"], CODES["in"]))
# What stands before a day whose week is meant.
_WEEK = re.compile(
    expand(
        "[the that]? (?:(?P<w>[unit]) (?P<edge>[of begins ended edge to _]) | (?P<we>[weekend]) [of]) (?:[on the]{0,2})$"
    )
)
_EDGES: dict[str, Literal["", "begins", "ends"]] = {
    "of": "", "starting": "begins", "beginning": "begins", "commencing": "begins", "ending": "ends", "ended": "ends", "to": "ends",
}  # fmt: skip
# What stands before a day that another is told from; "the day before yesterday" has its own rule.
_BESIDE = re.compile(
    expand("[the] (?: (?P<p>[Weekday]) | (?P<u>[unit]) | (?P<we>[weekend]) ) (?P<way>[before after])$")
)
_LONGEST = 6


def pair_up(tokens: Tokens, chosen: list[Expression]) -> list[Expression]:
    """The expressions in order, those that name one time together as one."""
    found: list[Expression] = []
    for at, each in enumerate(chosen):
        following = chosen[at + 1] if at + 1 < len(chosen) else None
        one = found[-1] if found else None
        if one is not None and (both := _years_ago(tokens, one, each) or _holiday_weekend(one, each)):
            found[-1] = both
        elif whole := _of_week(tokens, each, following) or _beside(tokens, each):
            found = [other for other in found if other.last <= whole.first]
            found.append(whole)
        else:
            if one is not None:
                found[-1] = _named_twice(tokens, one, each)
            found.append(each)
    return found


def _years_ago(tokens: Tokens, one: Expression, two: Expression) -> Expression | None:
    """As in "three years ago this month", "a decade ago last Friday"; of "a year ago on Sunday" only the year is told."""
    match one.meaning:
        case Relative(unit, count, _, "") if count < 0 and unit in _YEARS and tokens.keys[one.last - 1] == "ago":
            years = -count * _YEARS[unit]
        case _:
            return None
    if tokens.codes[one.last : two.first] not in _THEN:
        return None
    span = tokens.span(one.first, two.last)
    match two.meaning:
        case Weekday():
            return replace(one, span=span, last=two.last)
        case Relative(unit="day" | "week" | "month" | "weekend", part="") | Neighbour(base="published") | Yearless():
            return replace(one, span=span, last=two.last, meaning=YearsBefore(two.meaning, years))
    return None


def _holiday_weekend(one: Expression, two: Expression) -> Expression | None:
    """As in "the Easter weekend"."""
    day = _day(one.meaning)
    named = one.last == two.first and isinstance(two.meaning, Weekend)
    if day is None or not named:
        return None
    return replace(
        one, span=Span(one.span.start, two.span.end), last=two.last, meaning=WeekOf(day, "weekend", "holiday")
    )


def _of_week(tokens: Tokens, each: Expression, following: Expression | None) -> Expression | None:
    """As in "the week beginning 25 February", "the week to 2 March", "the weekend of 8-9 August"."""
    found = _WEEK.search(tokens.codes, max(0, each.first - _LONGEST), each.first)
    day = _day(each.meaning)
    if found is None or day is None:
        return None
    span = tokens.span(found.start(), each.last)
    if found["we"]:
        ranged = following and tokens.codes[each.last : following.first] in (CODES["hyphen"], CODES["and"])
        meaning = each.meaning if ranged else WeekOf(day, "weekend")
        return replace(each, span=span, first=found.start(), meaning=meaning)
    edge = _EDGES.get(tokens.keys[found.start("edge")])
    if edge is None or tokens.keys[found.start("w")] != "week":
        return None
    return replace(each, span=span, first=found.start(), meaning=WeekOf(day, "week", edge))


def _beside(tokens: Tokens, each: Expression) -> Expression | None:
    """As in "the Friday before Labor Day", "the day after Christmas"."""
    found = _BESIDE.search(tokens.codes, max(0, each.first - _LONGEST), each.first)
    day = _day(each.meaning)
    if found is None or day is None:
        return None
    unit = tokens.keys[found.start("u")] if found["u"] else ""
    if unit not in ("", "day"):
        return None
    weekday = WEEKDAYS[tokens.keys[found.start("p")]] if found["p"] else 0
    step = 1 if tokens.keys[found.start("way")] == "after" else -1
    meaning = BesideDay(day, step, "weekend" if found["we"] else "day", weekday)
    return replace(each, span=tokens.span(found.start(), each.last), first=found.start(), meaning=meaning)


def _named_twice(tokens: Tokens, one: Expression, two: Expression) -> Expression:
    """The first of two, with the day of the second where that may be the same: "on Wednesday, All Saints' Day"."""
    day = _day(two.meaning)
    if not isinstance(one.meaning, Weekday | WeeksAfterDay) or day is None:
        return one
    beside = tokens.codes[one.last : two.first] == CODES["comma"]
    return replace(one, meaning=SameDay(one.meaning, day)) if beside else one


def _day(meaning: Meaning) -> Dated | None:
    """The meaning of an expression that names a day by its date or as a holiday, else None."""
    match meaning:
        case Fixed(value):
            return meaning if "@" in value or len(value) == len("2011-09-11") else None
        case Yearless(part) | Relative("year", part=part):
            dated = part.startswith("@") or (part[:1].isdigit() and len(part) == len("09-11"))
            return meaning if dated else None
    return None
