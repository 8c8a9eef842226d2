"""Quotations that were said long ago: their "today" is no day that can be told."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpus.dates.expressions import Expression, Fixed
from corpus.dates.tokens import Tokens
from corpus.dates.words import CODES

_STOPS = frozenset(".!?")
_OPENING, _CLOSING = frozenset('“"'), frozenset('”"')
# Behind these the year is of something else: "he said, who won in 2004", "he said of the law passed in 1998".
_ELSEWHERE = frozenset(
    "who whom whose which that when where after before since until while as of about because".split()
)
_DATED_BY = frozenset((CODES["in"], CODES["on"]))
_LONG_AGO = 1  # years between it and the publication, and more
_NEAR = 25  # words from a quotation to the year that it was said in


def quoted_words(tokens: Tokens) -> frozenset[int]:
    """The words of a paragraph that stand between quote marks."""
    return frozenset(at for first, last in _quotations(tokens) for at in range(first, last))


def said_long_ago(tokens: Tokens, expressions: Sequence[Expression], published: dt.date | None) -> frozenset[int]:
    """The words of a paragraph in quotations whose sentence gives a year, outside them, that is far from `published`."""
    old = [each for each in expressions if published and _is_old(tokens, each, published)]
    if not old:
        return frozenset()
    starts = [each.first for each in old]
    words: set[int] = set()
    for first, last in _quotations(tokens):
        near = old[bisect_left(starts, first - _NEAR) : bisect_left(starts, last + _NEAR)]
        near = [each for each in near if not first <= each.first < last]
        if any(_dates(tokens, each, first, last) for each in near):
            words.update(range(first, last))
    return frozenset(words)


def _is_old(tokens: Tokens, each: Expression, published: dt.date) -> bool:
    if not isinstance(each.meaning, Fixed) or not each.meaning.value[:4].isdigit():
        return False
    dated = len(each.meaning.value) == len("2010-05-03") or (each.first and tokens.codes[each.first - 1] in _DATED_BY)
    return bool(dated) and abs(int(each.meaning.value[:4]) - published.year) > _LONG_AGO


def _quotations(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """What stands between quote marks; one left open runs to the end of the paragraph."""
    opened: int | None = None
    for at, key in enumerate(tokens.keys):
        if opened is None and key in _OPENING:
            opened = at
        elif opened is not None and key in _CLOSING:
            yield opened, at + 1
            opened = None
    if opened is not None:
        yield opened, len(tokens.keys)


def _dates(tokens: Tokens, each: Expression, first: int, last: int) -> bool:
    """Whether a date says when a quotation was uttered: it stands in the quotation's sentence and main clause."""
    behind = each.first >= last
    between = tokens.keys[last : each.first] if behind else tokens.keys[each.last : first]
    ended = behind and last > 1 and tokens.keys[last - 2] in _STOPS and tokens.cases[last : last + 1] == "A"
    return not ended and _ELSEWHERE.isdisjoint(between) and (_STOPS | _OPENING | _CLOSING).isdisjoint(between)
