"""Days as people type them into an option: `2015-07`, `2015`, `1 July 2015`, `July 2015`, `yesterday`."""

from __future__ import annotations

import datetime as dt
import re

from corpus.dates import find_dates
from corpus.errors import FootnoteError
from corpus.printable import printable

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
# What may stand around a date without changing which days it is.
_AROUND = re.compile(r"(?:\b(?:in|on|the|of|year)\b|\W)*", re.IGNORECASE)
# What a date may hold that moves it without making it approximate.
_BESIDE = re.compile(
    r"\b(?:earlier|later|nearly|almost|over|under|up|to|just|barely|more|less|than|at|least|most)\b", re.IGNORECASE
)
# A day and a month in numbers, or a month and a day.
_NUMBERS = re.compile(r"\s*([0-9]{1,2})\s?[^\w\s]\s?([0-9]{1,2})\s?[^\w\s]\s?[0-9]")
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
    if len(mentions) != 1:
        return None
    mention, words = mentions[0], mentions[0].span.of(typed)
    if not _AROUND.fullmatch(f"{typed[: mention.span.start]} {typed[mention.span.end :]}"):
        return None
    # "After 2015", "early 2015" and "up to 2015" would be taken for 2015, and nobody would be told.
    if mention.bound is not None or mention.basis == "approximate" or _BESIDE.search(words) or _either_way(words):
        return None
    first, last = mention.first or mention.last, mention.last or mention.first
    return None if first is None or last is None else (first, last)


def _either_way(words: str) -> bool:
    """Whether numbers name one day where the day is written first and another where the month is."""
    found = _NUMBERS.match(words)
    return found is not None and found[1].lstrip("0") != found[2].lstrip("0") and max(map(int, found.groups())) <= 12


def _shown(typed: str) -> str:
    line = " ".join(printable(typed).split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"
