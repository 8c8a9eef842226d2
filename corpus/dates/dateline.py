"""The day of writing as the first lines of a text give it: "Friday, July 21, 2017" in a line of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from corpus.dates.expressions import Expression, Fixed
from corpus.dates.tokens import Tokens
from corpus.dates.values import Anchor

# A dateline stands in one of so many first lines, with at most so many other words beside it.
_LINES, _WORDS = 4, 4


def dateline(found: Sequence[tuple[Tokens, tuple[Expression, ...]]]) -> Anchor | None:
    """The anchor that a dateline gives, with the span of its words; None where there is none."""
    for tokens, expressions in found[:_LINES]:
        for each in expressions:
            words = len(tokens.keys) - (each.last - each.first)
            if words <= _WORDS and isinstance(each.meaning, Fixed) and len(each.meaning.value) == 10:
                return Anchor(dt.date.fromisoformat(each.meaning.value), each.span)
    return None
