"""What the tests of the timeline share: dates marked by hand, and parses made once."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache
from typing import Literal

from corpus.dates.values import Bound, DateBasis, DateMention, Precision
from corpus.names import Names
from corpus.parse import Parse
from corpus.parser import parse_all
from corpus.timeline import TimelineEvent, find_events
from corpus.values import Article, Span

PUBLISHED = dt.date(2020, 6, 17)  # a Wednesday


@lru_cache(maxsize=256)
def parse_of(body: str) -> Parse:
    return next(parse_all([body]))


def marked(
    body: str,
    words: str,
    value: str,
    *,
    basis: DateBasis = "resolved",
    bound: Bound | None = None,
    leading: str = "",
    kind: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE",
    occurrence: int = 1,
) -> DateMention:
    """The mention of `words` in `body`, whose days are those of `value` (YYYY, YYYY-MM or YYYY-MM-DD)."""
    start = -1
    for _ in range(occurrence):
        start = body.index(words, start + 1)
    span = Span(start, start + len(words))
    first, last, precision = days(value)
    assert body[: span.start].endswith(leading), "the leading word stands right in front"
    return DateMention(
        span, kind, value, first, last, precision, basis, None, Span(span.start - len(leading), span.end), bound
    )


def days(value: str) -> tuple[dt.date, dt.date, Precision]:
    numbers = [int(part) for part in value.split("-")]
    if len(numbers) == 1:
        return dt.date(numbers[0], 1, 1), dt.date(numbers[0], 12, 31), "year"
    if len(numbers) == 2:
        year, month = numbers
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month"
    day = dt.date(*numbers)
    return day, day, "day"


def events_of(
    body: str, *dates: DateMention, parsed: bool = True, published: dt.date | None = PUBLISHED
) -> tuple[TimelineEvent, ...]:
    article = Article("an-article", "A title", body, published=published)
    return find_events(article, dates, Names(()), parse_of(body) if parsed else None)


def event_of(body: str, words: str, value: str, **how: object) -> TimelineEvent | None:
    """The only event of `body`, of the one date `words`; None where there is none."""
    found = events_of(body, marked(body, words, value, **how))  # type: ignore[arg-type]
    assert len(found) <= 1
    return found[0] if found else None
