"""Whose words stand where in an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from corpus.quotes import Quote
from corpus.values import Span

# Standing for somebody without a name, they tell a reader nothing.
_PRONOUNS = frozenset("he she they it we i you him her them us me who this that those these one".split())


class Voices:
    """The quotations of an article, by where they stand; immutable."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._quotes = sorted(quotes, key=lambda each: each.content)
        self._starts = [each.content.start for each in self._quotes]
        # How far the quotations up to each reach, so that one that holds others is found from behind them.
        self._reach = list(accumulate((each.content.end for each in self._quotes), max))

    def overlapping(self, span: Span) -> list[Quote]:
        """Those whose content shares a character with `span`."""
        first, end = bisect_right(self._reach, span.start), bisect_left(self._starts, span.end)
        return [each for each in self._quotes[first:end] if each.content.overlaps(span)]


def speaker_label(quote: Quote, body: str) -> str | None:
    """Who says it: the name in full, else the words as `body` has them; None where that is nobody or only a pronoun."""
    if quote.name is not None or quote.speaker is None:
        return quote.name
    written = one_line(quote.speaker.of(body))
    return None if written.lower() in _PRONOUNS else written


def one_line(text: str) -> str:
    """`text` with single spaces."""
    return " ".join(text.split())
