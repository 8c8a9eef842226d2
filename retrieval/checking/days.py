"""Days that two texts name: whether one says the other, whatever the words and whenever each was written."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.dates import DateMention, find_dates
from corpus.dates.words import MONTHS, WEEKDAYS
from retrieval.terms import words

# Told from the day of writing: what it means stands and falls with that day.
_TOLD = frozenset(
    """today yesterday tomorrow tonight overnight now ago this last next past previous coming following earlier later recent
    recently current currently year week month quarter weekend decade century""".split()
)
_PARTS = frozenset("early late mid middle beginning end start more less over under least most".split())
_WEEKDAY = "weekday"
_TELLING = ("today", "yesterday", "tomorrow")
# The same words about days that are no further apart mean the same, most likely.
_SOON = 15
# Told from a time that the text has named before.
_LEANING = frozenset("earlier later before after previous prior following same that then".split())
_FROM_NOW = frozenset("this now today yesterday tomorrow tonight ago".split())
_FIXED = ("day", "month", "year")
# "A Friday", where the day of writing would tell which Friday is meant: some other one, as good as a word.
_ANY_WEEKDAY = re.compile(r"XXXX-WXX-[1-7]")


@dataclass(frozen=True, slots=True)
class Day:
    """A time that a text names: its calendar days, both included (None where nothing tells them), and its place in the text.

    `named` are the weekdays, months and numbers that it is said with, `free` whether its year is left open ("30 November"). `fixed` is
    whether it is a day, month or year of the calendar rather than something told from another day. `part` holds "early", "less" and the
    like, `words` all that it is said with. `leans` is whether it is told from another time and nothing before it says from which.
    """

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    named: frozenset[str]
    free: bool
    fixed: bool
    bound: str | None
    part: frozenset[str]
    words: str
    leans: bool

    def says(self, asked: Day) -> bool:
        """Whether whoever names this names `asked` too: the same days, or some of them."""
        if not asked.part <= self.part:
            return False
        if self.leans or asked.leans:
            return self.words == asked.words
        if self.first is None or self.last is None or asked.first is None or asked.last is None:
            return bool(asked.named) and asked.named <= self.named
        if asked.free and self.fixed:
            first, last = (_in_year(each, self.first.year) for each in (asked.first, asked.last))
            return first <= self.first <= self.last <= last
        return asked.first <= self.first and self.last <= asked.last

    def denies(self, asked: Day) -> bool:
        """Whether what this names is for certain another time than `asked`."""
        if self.leans or asked.leans:
            return False
        if self.first is None or self.last is None or asked.first is None or asked.last is None:
            return (
                bool(self.named)
                and bool(asked.named)
                and len(self.named) == len(asked.named)
                and self.named != asked.named
            )
        if self.named == asked.named and len(self.named) == 1 and next(iter(self.named)).startswith(_WEEKDAY):
            return False  # a Monday, of whichever week
        first, last = asked.first, asked.last
        if asked.free and self.fixed:
            first, last = (_in_year(each, self.first.year) for each in (first, last))
        if self.words == asked.words and abs((self.first - asked.first).days) < _SOON and asked.words not in _TELLING:
            return False  # told from two days, or in another tense
        gap = max((first - self.last).days, (self.first - last).days)
        # "Last week" and "a week ago" may be told from two days and mean one.
        least = 1 if self.fixed and asked.fixed else max(1, _length(self), (last - first).days)
        return gap >= least


def _in_year(day: dt.date, year: int) -> dt.date:
    try:
        return day.replace(year=year)
    except ValueError:  # the 29th of February
        return day.replace(year=year, day=28)


def _length(day: Day) -> int:
    assert day.first is not None
    assert day.last is not None
    return (day.last - day.first).days


@lru_cache(maxsize=4096)
def days_in(text: str, written: dt.date | None, before: str = "") -> tuple[Day, ...]:
    """The times that `text` names, in order; offsets are those of `text`, durations and repetitions left out.

    `before` is what stands right before it, where "four months earlier" may be told from.
    """
    body = before + text
    found = (each for each in find_dates(body, written, None) if each.span.start >= len(before))
    days = (
        _day(each, body)
        for each in found
        if each.type in ("DATE", "TIME") and _tells(each, body) and not (written and _ANY_WEEKDAY.fullmatch(each.value))
    )
    return tuple(replace(day, start=day.start - len(before), end=day.end - len(before)) for day in days)


def _tells(mention: DateMention, text: str) -> bool:
    """Whether a mention tells a day: one that is given or named, not a time of some day."""
    said = words(mention.span.of(text))
    if mention.type == "TIME" and not any(name in WEEKDAYS or name in MONTHS or name in _TOLD for name in said):
        numbered = "of" in said and any(name[0].isdecimal() for name in said)  # "the morning of the 12th"
        return numbered or any(name.isdecimal() and len(name) == 4 for name in said)
    return mention.first is not None or "X" in mention.value


def _day(mention: DateMention, text: str) -> Day:
    said = frozenset(words(mention.span.of(text)))
    named = frozenset(map(_named, said)) - {""}
    weekday = any(name in WEEKDAYS for name in said)
    told = weekday or not said.isdisjoint(_TOLD)
    months = any(name in MONTHS for name in said)
    fixed = mention.precision in _FIXED and (not told or weekday or months or mention.precision == "day")
    free = months and not told and mention.basis != "stated"
    days = mention.first, mention.last, named, free, fixed, mention.bound
    spoken = " ".join(words(mention.span.of(text)))
    placed = mention.basis == "stated" or (mention.anchor is not None and mention.anchor.span is not None)
    leans = not placed and _leans(said)
    return Day(mention.span.start, mention.span.end, *days, said & _PARTS, spoken, leans)


def _leans(said: frozenset[str]) -> bool:
    """Whether a time is told from one that was named before, "the next day", rather than from the day of writing, "next week"."""
    return said.isdisjoint(_FROM_NOW) and (not said.isdisjoint(_LEANING) or said >= {"the", "next"})


def _named(word: str) -> str:
    """One name for "Nov" and "November"; a number is its own."""
    if word in WEEKDAYS:
        return f"{_WEEKDAY} {WEEKDAYS[word]}"
    if word in MONTHS:
        return f"month {MONTHS[word]}"
    return word if word.isdecimal() else ""
