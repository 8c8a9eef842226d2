"""Tales that go on: where a date without its year is told from the last day spoken of, not from publication."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.dates.expressions import Expression, Fixed, Relative, Weekday
from corpus.dates.tokens import Tokens
from corpus.dates.values import Anchor
from corpus.dates.words import CODES

# A history names at least so many past years, has at least this share of its years in the past, and speaks of "yesterday",
# "last year" and weekdays at most this often for each of them.
_YEARS, _PAST, _FROM_NOW = 8, 0.6, 0.3


def tells_history(expressions: Sequence[Expression], published: Anchor | None) -> bool:
    """Whether a body tells of the past in order, so that a date without a year is in the year last spoken of."""
    values = [each.meaning.value for each in expressions if isinstance(each.meaning, Fixed)]
    years = [value[:4] for value in values if value[:4].isdigit()]
    now = "9999" if published is None else f"{published.day.year:04d}"
    past = sum(year < now for year in years) + sum(value.startswith("BC") for value in values)
    from_now = sum(isinstance(each.meaning, Weekday | Relative) for each in expressions)
    return past >= _YEARS and past >= _PAST * len(years) and from_now < _FROM_NOW * past


def carries_on(tokens: Tokens, one: Expression, two: Expression, published: Anchor | None) -> bool:
    """Whether `two` is told from `one`: a month or day of an earlier year, named before it in the same sentence."""
    if not isinstance(one.meaning, Fixed) or not one.meaning.value[5:6].isdigit():
        return False
    if published is not None and one.meaning.value[:4] >= f"{published.day.year:04d}":
        return False
    if one.first and tokens.codes[one.first - 1] == CODES["since"]:
        return False
    between = range(one.last, two.first)
    return not any(tokens.keys[at] in ".!?" and tokens.cases[at + 1 : at + 2] == "A" for at in between)
