"""Months, seasons and weekdays told from the last day spoken of: "that August", "the following spring", "the next Tuesday"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from corpus.dates.calendar import Days, days_of
from corpus.dates.expressions import Expression, Neighbour
from corpus.dates.tokens import Tokens
from corpus.dates.words import CODES, codes
from corpus.dates.years import in_year
from corpus.parse import Parse

# "In that August", "abandoned that August.": no clause begins with it.
_PREPOSITIONS = codes("in by until since of before after for from at through early late mid")
_STOPS = codes("dot") | {""}
# A season or month that begins so soon after is rarely called "the following" one.
_SOON = dt.timedelta(days=62)
_YEAR = 366
# The value of a part of a year, its first and its last day.
_Part = tuple[str, dt.date, dt.date]


def pointed(tokens: Tokens, each: Expression, parse: Parse | None) -> Expression | None:
    """`each`, or without the "that" before it where that word ties a clause ("said that August was hot"); None for nothing left."""
    meaning = each.meaning
    if not isinstance(meaning, Neighbour) or meaning.base != "reference" or tokens.codes[each.first] != CODES["that"]:
        return each
    if _points(tokens, each, parse):
        return each
    if tokens.codes[each.first + 1] == CODES["season"]:  # "says that summer will be dry"
        return None
    first = each.first + 1
    return replace(each, span=tokens.span(first, each.last), first=first, meaning=meaning.named)


def _points(tokens: Tokens, each: Expression, parse: Parse | None) -> bool:
    """Whether "that" points at a day, by the grammar or, for want of it, by the words around."""
    if tokens.cases[each.first] == "A":  # "That August she left"
        return True
    that = parse.within(tokens.span(each.first, each.first + 1)) if parse else ()
    if parse and that:
        ties = that[0].dependency == "mark" or that[0].tag == "WDT"
        return not ties or _has_no_clause(tokens, each, parse)
    before = tokens.codes[each.first - 1] if each.first else ""
    return before in _PREPOSITIONS or tokens.codes[each.last : each.last + 1] in _STOPS


def _has_no_clause(tokens: Tokens, each: Expression, parse: Parse) -> bool:
    """Whether no verb follows that "that" could tie, so that it points: "was released on bail that July"."""
    within = parse.within(each.span)
    inside = {token.index for token in within}
    above = next((parse.head(token) for token in reversed(within) if token.head not in inside), within[0])
    return above.start < each.span.start


def part_near(part: str, step: int, spoken: str) -> tuple[str, bool] | None:
    """The value of a part of a year in the year of `spoken` (0), behind or ahead of it, and whether it is a guess.

    None where `spoken` is longer than a year.
    """
    days = days_of(spoken)
    if days is None or (days[1] - days[0]).days > _YEAR:
        return None
    years = range(max(1, days[0].year - 1), min(9999, days[1].year + 1) + 1)
    values = ((value, days_of(value)) for value in (in_year(year, part) for year in years))
    found = [(value, each[0], each[1]) for value, each in values if each]
    return _beside(found, step, days) if step else _in_the_same_year(found, days)


def _in_the_same_year(found: list[_Part], days: Days) -> tuple[str, bool] | None:
    """The one that begins in the days spoken of, or they in it, or in their year: a guess where the tale would run backwards."""
    first, last, _ = days
    same = [each for each in found if first <= each[1] <= last]
    same += [each for each in found if each[1] <= last and first <= each[2]]
    same += [each for each in found if each[1].year == first.year]
    return (same[0][0], same[0][2] < first) if same else None


def _beside(found: list[_Part], step: int, days: Days) -> tuple[str, bool] | None:
    """The first one after the days spoken of, or the last one before them: a guess where that is near, or after a whole year."""
    first, last, precision = days
    beside = (
        [each for each in found if each[1] > last] if step > 0 else [each for each in found if each[2] < first][::-1]
    )
    if not beside:
        return None
    value, begins, ends = beside[0]
    wait, year = (begins - last, begins.year == last.year) if step > 0 else (first - ends, ends.year == first.year)
    return value, precision == "year" or (year and wait < _SOON)


def weekday_near(number: int, step: int, spoken: str) -> tuple[str, bool] | None:
    """The same for a weekday; None where `spoken` is longer than a week."""
    days = days_of(spoken)
    if days is None or days[2] not in ("day", "week"):
        return None
    first, last, _ = days
    if not step:
        return (first + dt.timedelta(days=number - first.isoweekday())).isoformat(), first.isoweekday() != number
    if step > 0:
        return (last + dt.timedelta(days=(number - last.isoweekday()) % 7 or 7)).isoformat(), False
    return (first - dt.timedelta(days=(first.isoweekday() - number) % 7 or 7)).isoformat(), False
