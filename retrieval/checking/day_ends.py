"""Whether a sentence has a day of a statement: as the same end of a range, and as what something is moved to in both."""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.checking.days import Day
from retrieval.checking.reading import Reading
from retrieval.terms import fold
from retrieval.writing.items import Item

# A sentence with more is a table, and nothing of it can be told to belong to one of them.
MOST_DAYS = 30
_RANGES = frozenset("- to through until till".split())
_TO = re.compile(r"\bto\s+$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_NEAR = 20  # characters
_OR = re.compile(r",?\s+or\s+(?:(?:in|on|by)\s+)?(?:the\s+)?", re.IGNORECASE)


def says_day(said: Reading, day: Day, stated: Reading, other: Day) -> bool:
    """Whether a sentence has a statement's day, and what is moved to it is moved to it in both."""
    if len(stated.days) > MOST_DAYS:
        return False
    same = other.says(day) and _bounds(other, day) and _moved_to(said, day) == _moved_to(stated, other)
    return same and _same_end(said, day, stated, other) and _one_of_two(said, day) == _one_of_two(stated, other)


def _same_end(said: Reading, day: Day, stated: Reading, other: Day) -> bool:
    """Whether a day that is one end of a range there is the same end here: "from 2006" is no "from 2009" of "from 2006 to 2009"."""
    there, here = _end_of_range(stated, other), _end_of_range(said, day)
    return here in (there, "") and (here != "" or there in ("", day.bound))


def _end_of_range(reading: Reading, day: Day) -> str:
    """Which end of a range a day is, as a bound: "from", "to", or nothing."""
    at = reading.days.index(day)
    if at + 1 < len(reading.days) and _is_range(reading, at):
        return "from"
    return "to" if at and _is_range(reading, at - 1) else ""


def opens_range(reading: Reading, item: Item) -> bool:
    """Whether an item is the "between" of "between 2006 and 2009", which is as good as "from 2006 to 2009"."""
    if fold(item.text) != "between":
        return False
    return any(item.end == day.start - 1 and _end_of_range(reading, day) == "from" for day in reading.days)


def _is_range(reading: Reading, at: int) -> bool:
    """Whether a day and the next are the ends of a range: "from 2006 to 2009", "May-July", "between May and July"."""
    one, two = reading.days[at : at + 2]
    between = reading.text[one.end : two.start].strip().lower()
    before = _BETWEEN.search(reading.text, max(0, one.start - _NEAR), one.start)
    return between in _RANGES or (between == "and" and before is not None)


def _moved_to(reading: Reading, day: Day) -> bool:
    """Whether a day stands behind a "to" that is no range's: "extended on Tuesday to Friday"."""
    found = _TO.search(reading.text, max(0, day.start - _NEAR), day.start)
    return found is not None and not any(0 <= found.start() - each.end <= 1 for each in reading.days)


def _bounds(stated: Day, said: Day) -> bool:
    """Whether both begin or end there: "by 2013" is not "since 2013"."""
    return stated.bound == said.bound or None in (stated.bound, said.bound)


def _one_of_two(reading: Reading, day: Day) -> bool:
    """Whether a day is one of two that are left open: "in August or September"."""
    at = reading.days.index(day)
    near = reading.days[max(0, at - 1) : at + 2]
    return any(_OR.fullmatch(reading.text, one.end, two.start) for one, two in pairwise(near))
