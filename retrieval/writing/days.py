"""Days, months and years of one form: "30 November 2015", "Nov. 30, 2015" and "2015-11-30" are one day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.dates.words import MONTHS, ORDINALS
from retrieval.writing.tokens import Token

_YEAR = re.compile(r"1\d{3}|20\d{2}|21\d{2}")
_FULL = frozenset("january february march april june july august september october november december".split())
# "May" and "Sep" by themselves are a month only where a word like these goes before.
_BEFORE = frozenset("in since by until till late early mid of last next this from to and during before after".split())
_ENDS = frozenset(("st", "nd", "rd", "th"))


def read_day(found: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The day that begins at token `at`, as year-month-day with empty parts, and the token after it; None where none does."""
    return _iso(found, at) or _day_first(found, at) or _month_first(found, at)


def covers(stated: str, day: str) -> bool:
    """Whether a text that states the day `stated` states `day` too: the same, or said less closely."""
    return all(not ours or ours == theirs for ours, theirs in zip(day.split("-"), stated.split("-"), strict=True))


def _iso(found: Sequence[Token], at: int) -> tuple[str, int] | None:
    part = [token.text for token in found[at : at + 5]]
    if len(part) < 5 or part[1] != "-" or part[3] != "-" or found[at].start + 10 != found[at + 4].end:
        return None
    year, month, day = part[0], part[2], part[4]
    if not (_YEAR.fullmatch(year) and month.isdecimal() and day.isdecimal()):
        return None
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    return f"{int(year)}-{int(month)}-{int(day)}", at + 5


def _day_first(found: Sequence[Token], at: int) -> tuple[str, int] | None:
    number = _day(found, at)
    if number is None:
        return None
    day, end = number
    if _lower(found, end) == "of":
        end += 1
    month = _month(found, end)
    if month is None:
        return None
    end = _after_dot(found, end + 1)
    year, end = _year(found, end)
    return f"{year}-{month}-{day}", end


def _month_first(found: Sequence[Token], at: int) -> tuple[str, int] | None:
    month = _month(found, at)
    if month is None:
        return None
    after = _after_dot(found, at + 1)
    if (number := _day(found, after)) and not _counts(found, number[1]):
        year, end = _year(found, number[1])
        return f"{year}-{month}-{number[0]}", end
    year, end = _year(found, after)
    sure = found[at].lower in _FULL or year or (at and found[at - 1].lower in _BEFORE)
    return (f"{year}-{month}-", end if year else at + 1) if sure else None


def _month(found: Sequence[Token], at: int) -> int | None:
    """The month that token `at` names; without a capital it is a verb or a modal."""
    if at >= len(found) or not found[at].text[0].isupper():
        return None
    return MONTHS.get(found[at].lower)


def _day(found: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A number from 1 to 31, in digits with or without an ending, or as an ordinal in words."""
    if at >= len(found):
        return None
    if found[at].lower in ORDINALS:
        return ORDINALS[found[at].lower], at + 1
    text = found[at].text
    if not text.isdecimal() or len(text) > 2 or not 1 <= int(text) <= 31:
        return None
    glued = at + 1 < len(found) and found[at + 1].lower in _ENDS and found[at + 1].start == found[at].end
    return int(text), at + (2 if glued else 1)


def _counts(found: Sequence[Token], at: int) -> bool:
    """Whether the number before `at` is a count or a share rather than a day."""
    return _lower(found, at) in ("percent", "per", "%", "million", "billion", "thousand", "hundred", "bn", "people")


def _year(found: Sequence[Token], at: int) -> tuple[str, int]:
    step = 1 if _lower(found, at) in (",", "of") else 0
    if at + step < len(found) and _YEAR.fullmatch(found[at + step].text):
        return str(int(found[at + step].text)), at + step + 1
    return "", at


def _after_dot(found: Sequence[Token], at: int) -> int:
    glued = at < len(found) and found[at].text == "." and found[at].start == found[at - 1].end
    # A stop after an abbreviation, unless a sentence ends there.
    return at + 1 if glued and at + 1 < len(found) and found[at + 1].text[0].isdecimal() else at


def _lower(found: Sequence[Token], at: int) -> str:
    return found[at].lower if at < len(found) else ""
