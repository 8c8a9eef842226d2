"""Days as people type them into an option: `2015-07`, `2015`, `1 July 2015`, `July 2015`, `yesterday`."""

from __future__ import annotations

import datetime as dt
import re

from corpus.dates import DateMention, find_dates
from corpus.errors import FootnoteError
from corpus.printable import printable

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
# What may stand before a date without changing which days it is.
_AROUND = re.compile(r"(?:\b(?:in|on|the|of|from|since|to|until|till|up|by|year)\b|\W)*", re.IGNORECASE)
_CHOICES = "write 2015, 2015-07, 2015-07-01, “July 2015”, “1 July 2015” or “yesterday”"
_LONGEST_SHOWN = 60


class DayError(FootnoteError):
    """A day that can't be read, or days the wrong way round; the sentence says which and what would do."""


def read_days(from_typed: str | None, to_typed: str | None, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day that were asked for; None where nothing was typed. Raises DayError."""
    first = None if from_typed is None else _read("from", from_typed, today)[0]
    last = None if to_typed is None else _read("to", to_typed, today)[1]
    if first is not None and last is not None and first > last:
        raise DayError(
            f"from “{_shown(from_typed or '')}” comes after to “{_shown(to_typed or '')}”: give the earlier one as from"
        )
    return first, last


def _read(option: str, typed: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of what was typed."""
    days = _iso(typed) or _in_english(typed, today)
    if days is None:
        raise DayError(f"{option} “{_shown(typed)}” is no day, month or year that can be read: {_CHOICES}")
    return days


def _iso(typed: str) -> tuple[dt.date, dt.date] | None:
    found = _ISO.fullmatch(typed.strip())
    if found is None:
        return None
    year, month, day = (None if part is None else int(part) for part in found.groups())
    assert year is not None
    try:
        first = dt.date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day is not None:
        return first, first
    if month is None or month == 12:
        return first, dt.date(year, 12, 31)
    return first, dt.date(year, month + 1, 1) - dt.timedelta(days=1)


def _in_english(typed: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """What the one date that was typed covers; None where there is none, or more than it."""
    mentions = [each for each in find_dates(typed, today, None) if each.first is not None or each.last is not None]
    if len(mentions) != 1 or not _AROUND.fullmatch(_rest(typed, mentions[0])):
        return None
    first, last = mentions[0].first or mentions[0].last, mentions[0].last or mentions[0].first
    return None if first is None or last is None else (first, last)


def _rest(typed: str, mention: DateMention) -> str:
    """What was typed around a date."""
    start, end = min(mention.span.start, mention.phrase.start), max(mention.span.end, mention.phrase.end)
    return f"{typed[:start]} {typed[end:]}"


def _shown(typed: str) -> str:
    line = " ".join(printable(typed).split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"
