"""Years that no reader takes for one by its look: "December 25, 800", "in October 910 by William", "July 4, 3001".

A number after a date may be its year, or count what follows. Where it is surely its year, it is read; where it may be either, nothing is
said of the date, since a wrong day is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from corpus.dates.expressions import Expression, Fixed, Yearless
from corpus.dates.grammar import expand
from corpus.dates.tokens import Tokens
from corpus.dates.words import CODES, codes

_AFTER_A_DAY = re.compile(expand("(?P<more>[hyphen and or to] DAY)? [comma of]? (?P<n>[number])"))
_AFTER_A_MONTH = re.compile(expand("[of]? (?P<n>[number])"))
_TO_THE_YEAR = re.compile(expand("[comma]? [of in]?"))
_CLOSING = frozenset(".,;:!?)]”’\"'")
# No number counts these, which begin a clause or an object of their own.
_BEGINS = frozenset(
    "he she it they we i you his her its their our the a an this these when while where because during under by".split()
)
# After these a number may be a year as well as some of those spoken of: "on May 3, 400 in all", "in October 910 at Cluny".
_EITHER = frozenset(
    "in at on from to and or but after before as with for was is has had than until since into between against near not also "
    "then there if about through which ( [".split()
)
_FIGURES = codes("daynumber number bignumber decimal")
_HYPHEN = CODES["hyphen"]
_STREETS = frozenset("street st avenue ave road rd boulevard blvd drive lane square place court highway way".split())
_MEN = frozenset("charles james thomas nicholas andreas matthias elias".split())
_SHORTEST, _LONGEST = 3, 4
# Four figures up to here may be a time of day: "on May 3, 2330".
_MIDNIGHT = 2400
_AROUND = 30  # words

Reading = Literal["year", "count", "either"]


def reading_of(tokens: Tokens, at: int) -> Reading:
    """What a number before word `at` is, by what follows it: a year, a count, or either, as in a row of a table."""
    if at >= len(tokens.keys):
        return "either"
    key, code = tokens.keys[at], tokens.codes[at]
    if code == _HYPHEN or key in ("to", "or", "and"):
        counts = tokens.codes[at + 1 : at + 2] in _FIGURES
        return "count" if counts else "year" if code == _HYPHEN else "either"
    if key in _CLOSING or key in _BEGINS:
        return "year"
    if key in _EITHER:
        return "either"
    if tokens.cases[at] == "A":
        plural = len(key) > 3 and key.endswith("s") and not key.endswith(("ss", "us", "is")) and key not in _MEN
        return "count" if plural or not _STREETS.isdisjoint(tokens.keys[at : at + 4]) else "either"
    return "count"


def with_far_years(tokens: Tokens, chosen: Sequence[Expression], taken: bytearray) -> list[Expression]:
    """The expressions, those that have such a year with it, without those that may have one."""
    read: list[Expression] = []
    for each in chosen:
        joined = _of_the_year(tokens, read[-1], each) if read else None
        if joined:
            read[-1] = joined
        elif (found := _with_far_year(tokens, each, taken)) is not None:
            read.append(found)
    return read


def _of_the_year(tokens: Tokens, one: Expression, two: Expression) -> Expression | None:
    """As in "December 25 of the year 800"."""
    match one.meaning, two.meaning:
        case Yearless(part), Fixed(year) if len(year) == len("0800"):
            named = tokens.keys[two.first : two.first + 2] == ("the", "year")
            beside = _TO_THE_YEAR.fullmatch(tokens.codes, one.last, two.first)
            return _dated(tokens, one, two.last, f"{year}-{part}") if named and beside else None
    return None


def _with_far_year(tokens: Tokens, each: Expression, taken: bytearray) -> Expression | None:
    if not isinstance(each.meaning, Yearless) or each.meaning.part[0] in "QH":
        return each
    found = (_AFTER_A_DAY if len(each.meaning.part) > 2 else _AFTER_A_MONTH).match(tokens.codes, each.last)
    if not found or taken[found.start("n")]:
        return each
    at = found.start("n")
    year, reading = tokens.keys[at], reading_of(tokens, at + 1)
    if reading == "count" or year[0] == "0":
        return each
    if reading == "either" or not _is_year(year) or _counts_others(tokens, each.first, at, taken):
        return None
    # Of "December 25-26, 800" the year goes with the other day, which is found later.
    last = each.last if found.groupdict().get("more") else at + 1
    return _dated(tokens, each, last, f"{int(year):04d}-{each.meaning.part}")


def _dated(tokens: Tokens, each: Expression, last: int, value: str) -> Expression:
    return replace(each, span=tokens.span(each.first, last), last=last, meaning=Fixed(value))


def _is_year(figures: str) -> bool:
    """Whether figures alone can be a year: two are as often one of our century ("August 79"), some four a time of day."""
    return len(figures) == _SHORTEST or (len(figures) == _LONGEST and int(figures) > _MIDNIGHT)


def _counts_others(tokens: Tokens, first: int, at: int, taken: bytearray) -> bool:
    """Whether the sentence has another number that is no date's, which this one may be like: "300 in April and in May 400."."""
    return any(
        tokens.codes[word] in _FIGURES and not taken[word]
        for way in (range(first - 1, -1, -1), range(at + 1, len(tokens.keys)))
        for word in _to_the_stop(tokens, way)
    )


def _to_the_stop(tokens: Tokens, way: range) -> range:
    """The first words of `way`, up to where the sentence ends."""
    for count, word in enumerate(way[:_AROUND]):
        if tokens.keys[word] in ".!?":
            return way[:count]
    return way[:_AROUND]
