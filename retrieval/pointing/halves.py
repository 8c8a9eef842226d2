"""What words that are pointed at are a half of: a word, a figure bound by a hyphen, a fraction, a length in two units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.dates.words import NUMBERS, ORDINALS, SCALES, TENS
from corpus.values import Span

# So many characters beside the words are looked at.
_AROUND = 40
_IN_WORDS = "|".join((*NUMBERS, *TENS))
_NUMBER = rf"(?:\d[\d.,]{{0,12}}(?<=\d)|(?:{_IN_WORDS})(?:-(?:{'|'.join(NUMBERS)}))?)"
_FRACTIONS = "|".join(("half", "quarter", *(word for word in ORDINALS if word not in ("first", "second"))))
# "A third", "two thirds", "a dozen", "two million", "two and a half".
_FRACTION = re.compile(
    rf"\b(?:(?:an?|{_NUMBER})[\s-](?:{'|'.join(SCALES)}|trillion|(?:{_FRACTIONS})s?)|{_NUMBER} and (?:a half|a quarter|a third))\b",
    re.IGNORECASE,
)
# "23-year-old", "40–50", "mid-1990s", "1-0": a figure and what a hyphen binds to it.
_BOUND = re.compile(r"(?<![\w.,–-])\w[\w.,]{0,20}(?:[-–]\w{1,20}){1,4}(?![\w–-])")
_FIGURE = re.compile(rf"\d|\b(?:{_IN_WORDS})\b", re.IGNORECASE)
# Either year may be meant without the other.
_TWO_YEARS = re.compile(r"\d{4}[-–]\d{4}")
# "p.m", whose last point may be taken for the sentence's.
_POINTED = re.compile(r"(?<!\w)(?:[A-Za-z]\.){1,4}[A-Za-z]$")
# Units of one sort, the larger first.
_UNITS = (
    "year month week day hour minute second".split(),
    "mile yard foot inch".split(),
    "stone pound ounce".split(),
)
_RANKS = {unit: (sort, rank) for sort, units in enumerate(_UNITS) for rank, unit in enumerate(units)}
_SPELT = {"feet": "foot", "inches": "inch"}
_LENGTH = re.compile(
    rf"(?<![\w.,]){_NUMBER}\s(?P<one>[a-z]{{3,7}})(?:,| and|, and)?\s{_NUMBER}\s(?P<other>[a-z]{{3,7}})\b",
    re.IGNORECASE,
)


def unhalved(sentence: str, words: Span) -> Span:
    """`words` of `sentence` with the rest of what they hold a half of."""
    for each in _wholes(sentence, _whole_words(sentence, words)):
        if each.overlaps(words):
            words = Span(min(each.start, words.start), max(each.end, words.end))
    words = _whole_words(sentence, words)
    if sentence[words.end : words.end + 1] == "." and _POINTED.search(sentence, words.start, words.end):
        return Span(words.start, words.end + 1)
    return words


def _whole_words(sentence: str, words: Span) -> Span:
    """`words` with all letters and digits of the words at both ends; scripts without capitals set no spaces between words."""
    start, end = words.start, words.end
    first, last = max(0, start - _AROUND), min(len(sentence), end + _AROUND)
    while start > first and _spelt(sentence[start]) and _spelt(sentence[start - 1]):
        start -= 1
    while end < last and _spelt(sentence[end - 1]) and _spelt(sentence[end]):
        end += 1
    return Span(start, end)


def _spelt(char: str) -> bool:
    return char.isdecimal() or char.lower() != char.upper()


def _wholes(sentence: str, words: Span) -> Iterator[Span]:
    """Figures of several words around `words`."""
    around = max(0, words.start - _AROUND), min(len(sentence), words.end + _AROUND)
    for found in _FRACTION.finditer(sentence, *around):
        yield Span(*found.span())
    for found in _BOUND.finditer(sentence, *around):
        if _FIGURE.search(found[0]) and not _TWO_YEARS.fullmatch(found[0]):
            yield Span(*found.span())
    yield from lengths_in(sentence, *around)


def lengths_in(text: str, start: int, end: int) -> Iterator[Span]:
    """Lengths of time or of way in two units, between `start` and `end`: "nine hours and forty minutes"."""
    for found in _LENGTH.finditer(text, start, end):
        if _of_one_length(found["one"], found["other"]):
            yield Span(*found.span())


def _of_one_length(one: str, other: str) -> bool:
    """Whether the second unit goes on with what the first began: "nine hours and forty minutes"."""
    large, small = _RANKS.get(_singular(one)), _RANKS.get(_singular(other))
    return large is not None and small is not None and large[0] == small[0] and large[1] < small[1]


def _singular(unit: str) -> str:
    lower = unit.lower()
    return _SPELT.get(lower, lower.removesuffix("s"))
