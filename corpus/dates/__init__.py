"""Dates: which words name a time, and which days they mean."""

from __future__ import annotations

import datetime as dt

from corpus.dates.values import Anchor, DateMention
from corpus.parse import Parse

__all__ = ["Anchor", "DateMention", "find_dates"]


def find_dates(body: str, published: dt.date | None, parse: Parse | None) -> tuple[DateMention, ...]:
    """The dates, times, durations and sets of `body`, in order, none overlapping.

    Without `published`, a date in the first lines of the body stands for it; without either, what is told from the day of
    writing has a value with X in it and no days.
    """
    from corpus.dates import reading  # noqa: PLC0415 - few questions ask for days, and the rules take a tenth of a second

    return reading.find_dates(body, published, parse)
