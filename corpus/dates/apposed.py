"""A day that says again which one a count leads to: "three weeks earlier, on 17 February"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from corpus.dates.calendar import days_of, shift, value_at
from corpus.dates.expressions import Expression, Relative, Yearless
from corpus.dates.tokens import Tokens
from corpus.dates.values import DateMention
from corpus.dates.words import CODES

_BESIDE = frozenset((CODES["comma"], CODES["on"], CODES["comma"] + CODES["on"]))
# A count is in whole units, and may be told from a day or two before the writing ("the council voted on Tuesday").
_UNITS = {"day": dt.timedelta(days=4), "week": dt.timedelta(days=7), "month": dt.timedelta(days=31)}


def is_counted_to(tokens: Tokens, before: Expression | None, each: Expression, mention: DateMention) -> bool:
    """Whether the expression `before` a day counts back to it from the day of writing, so that there is no doubt of its year."""
    if before is None or not isinstance(each.meaning, Yearless) or mention.first is None or mention.precision != "day":
        return False
    if tokens.codes[before.last : each.first] not in _BESIDE:
        return False
    match before.meaning, mention.anchor:
        case Relative(unit, count, part=""), anchor if count < 0 and unit in _UNITS and anchor and anchor.span is None:
            try:
                return abs(shift(anchor.day, unit, count) - mention.first) <= _UNITS[unit]
            except (ValueError, OverflowError):  # the calendar ends
                return False
    return False


def with_days_of(counted: DateMention, before: Expression | None, day: DateMention) -> DateMention:
    """The mention that counts back to `day`, as the day, week or month that this lies in."""
    if before is None or not isinstance(before.meaning, Relative) or counted.span != before.span or day.first is None:
        return counted
    value = value_at(before.meaning.unit, day.first)
    days = days_of(value)
    if days is None:
        return counted
    first, last, precision = days
    return replace(
        counted, value=value, first=first, last=last, precision=precision, basis=day.basis, anchor=day.anchor
    )
