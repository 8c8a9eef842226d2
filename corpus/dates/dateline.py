"""The day of writing as the first lines of a text give it: "Friday, July 21, 2017", "Published: 21 July 2017, 9:42 p.m."."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from corpus.dates.expressions import Expression, Fixed, Timed
from corpus.dates.tokens import Tokens
from corpus.dates.values import Anchor

# A dateline stands in one of so many first lines, with at most so many other words beside it.
_LINES, _WORDS = 4, 4
# A line that says that it is the day of publication may stand so far down, and name whoever posted it before the day.
_STAMPED_LINES, _STAMPED_WORDS = 8, 14
_STAMPS = frozenset("published posted issued released".split())
# The day of a change is not that of publication where a line gives that.
_CHANGED = frozenset("updated modified edited corrected revised".split())
# What stands before the day of "HAMBURG, Germany (Agency), 2 October 2024 – The firm …", and after it.
_PLACE_WORDS, _AGENCY_WORDS = 12, 7
_DASHES = frozenset("–—-")


def dateline(found: Sequence[tuple[Tokens, tuple[Expression, ...]]]) -> Anchor | None:
    """The anchor that a dateline gives, with the span of its words; None where there is none."""
    best: tuple[int, Anchor] | None = None
    for number, (tokens, expressions) in enumerate(found[:_STAMPED_LINES]):
        for each, day in days_in(expressions):
            rank = _rank(number, tokens, each)
            if rank is not None and (best is None or rank < best[0]):
                best = rank, Anchor(day, each.span)
    return best[1] if best else None


def days_in(expressions: Sequence[Expression]) -> tuple[tuple[Expression, dt.date], ...]:
    """Those of the expressions that give a very day by themselves, with or without a time of day, and are no end of a range."""
    ends = {each.range_end for each in expressions}
    return tuple(
        (each, day)
        for each in expressions
        if each.range_end is None and each.span not in ends and (day := _day_of(each)) is not None
    )


def _day_of(each: Expression) -> dt.date | None:
    meaning = each.meaning.day if isinstance(each.meaning, Timed) else each.meaning
    try:
        # Else a month, or a holiday.
        return dt.date.fromisoformat(meaning.value) if isinstance(meaning, Fixed) and len(meaning.value) == 10 else None
    except ValueError:
        return None


def opens_report(tokens: Tokens, each: Expression) -> bool:
    """Whether the day stands in front of a report, behind the place where it was written and before a dash."""
    if not 0 < each.first <= _PLACE_WORDS or not tokens.keys[0][0].isalpha():
        return False
    named = all(
        case == "A" or not key[0].isalnum() for case, key in zip(tokens.cases, tokens.keys[: each.first], strict=False)
    )
    if not named:
        return False
    after = tokens.keys[each.last : each.last + _AGENCY_WORDS + 1]
    dash = next((at for at, key in enumerate(after) if key in _DASHES), None)
    if dash is None or (dash > 0 and after[0] not in {"(", "/", ","}):
        return False
    opens = each.last + dash
    while opens < len(tokens.keys) and not tokens.keys[opens][0].isalnum():
        opens += 1
    return opens < len(tokens.keys) and tokens.cases[opens] == "A"


def _rank(number: int, tokens: Tokens, each: Expression) -> int | None:
    """How well the line says that this is its day, 0 being best; None where it does not."""
    words, begins = len(tokens.keys) - (each.last - each.first), frozenset(tokens.keys[:2])
    after = len(tokens.keys) - each.last
    if begins & _STAMPS and words <= _STAMPED_WORDS and after <= _WORDS:
        return 0
    if number >= _LINES or (words > _WORDS and not opens_report(tokens, each)):
        return None
    return 2 if begins & _CHANGED else 1
