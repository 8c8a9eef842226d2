"""A paragraph cut into words, each with its class, so that rules can be written over classes."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from corpus.dates.holidays import HOLIDAY
from corpus.dates.words import CAPITAL, CODES, LEXICON, NUMBERS, OTHER, TENS
from corpus.values import Span

_TENS = "|".join(TENS)
_ONES = "|".join(word for word, number in NUMBERS.items() if 1 <= number <= 9)
_TOKEN = re.compile(
    rf"""
      (?P<isodate>\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\w-]))
    | (?P<slashdate>\d{{1,2}}(?P<mark>[/.-])\d{{1,2}}(?P=mark)(?:\d{{4}}|\d\d)(?![\w/-])|9/11(?![\d/]))
    | (?P<clock>\d{{1,2}}:\d\d(?::\d\d)?(?![\d:]))
    | (?P<pointclock>\d{{1,2}}\.\d\d(?=\s?[ap]\.?m\b|\s(?-i:GMT|UTC|BST|CES?T|E[SD]T)\b))
    | (?P<decimal>(?:\d{{1,3}}[ -])?[1-9]/[2-8](?![\d/]))
    | (?P<money>[$£€¥]\s?\d[\d,.]*|\#\d[\d,.]*|\d[\d,.]{{0,15}}\s?%)
    | (?P<bignumber>\d{{1,3}}(?:,\d{{3}}){{1,5}}(?:\.\d+)?(?!,{{0,3}}\d))
    | (?P<decades>\d{{3}}0['’]?s(?!\w)|(?:['’‘])?\d0['’]?s(?!\w))
    | (?P<ordinal>\d{{1,3}}(?:st|nd|rd|th)(?!\w))
    | (?P<point>\d+\.\d+(?:\.\d+)*(?!\w))
    | (?P<digits>\d+(?![A-Za-z\d])|\d{{1,4}}(?=(?-i:AD|BC|B?CE)(?!\w)))
    | (?P<numword>(?:{_TENS})[ -](?:{_ONES})(?![\w-]))
    | (?P<dotted>[ap]\.m\.?|b\.c\.(?:e\.)?|a\.d\.|c\.e\.)(?!\w)
    | (?P<compound>year[ -]?end(?!\w)|o['’]clock)
    | (?P<fiscalyear>FY[-'’]?\d\d(?:\d\d)?(?!\w))
    | (?P<holiday>{HOLIDAY})(?!\w)
    | (?P<word>\w+)
    | (?P<other>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)

_LONGEST = 200  # words of a sentence
_STOPS = frozenset(".!?")
_LOOKED_UP = frozenset(("word", "other", "dotted"))
# "mark", the separator inside a date in figures, closes after the group of the date opens.
_RENAMED = {"mark": "slashdate", "point": "decimal", "pointclock": "clock"}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a paragraph.

    Where each begins and ends in the body, its lower-cased text, a string of their classes, and a string with "A" for each
    that begins with a capital and "a" for the others.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    keys: tuple[str, ...]
    codes: str
    cases: str

    def span(self, first: int, last: int) -> Span:
        """From the beginning of word `first` to the end of the word before `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def apart(self, at: int) -> bool:
        """Whether white space stands before word `at`, or nothing."""
        return at == 0 or self.ends[at - 1] < self.starts[at]

    def one_sentence(self, end: int, at: int, stops: Collection[str] = _STOPS) -> bool:
        """Whether what ends at character `end` is in this paragraph and no sentence ends between it and word `at`."""
        for before in range(at - 1, max(0, at - _LONGEST) - 1, -1):
            if self.starts[before] < end:
                return True
            if self.keys[before] in stops:
                return False
        return False


def tokenize(body: str, paragraph: Span) -> Tokens:
    """The words of `paragraph`."""
    found = tuple(_TOKEN.finditer(body, paragraph.start, paragraph.end))
    texts = [each.group() for each in found]
    keys = tuple(text.lower() for text in texts)
    codes = [_code(each.lastgroup, key, text) for each, key, text in zip(found, keys, texts, strict=True)]
    return Tokens(
        starts=tuple(each.start() for each in found),
        ends=tuple(each.end() for each in found),
        keys=keys,
        codes="".join(codes),
        cases="".join(["A" if text[0].isupper() else "a" for text in texts]),
    )


def _code(kind: str | None, key: str, text: str) -> str:
    if kind in _LOOKED_UP:
        code = LEXICON.get(key, OTHER)
        return OTHER if code in CAPITAL and not text[0].isupper() else code
    if kind == "holiday" and text[0].islower():
        return OTHER
    if kind == "digits":
        return _digits(text)
    if kind == "compound":
        return LEXICON.get(key.replace(" ", "-"), OTHER)
    return CODES[_RENAMED.get(kind or "", kind or "")]


def _digits(text: str) -> str:
    if len(text) == 4 and "1000" <= text < "2200":
        return CODES["year"]
    if len(text) <= 2 and 1 <= int(text) <= 31:
        return CODES["daynumber"]
    return CODES["number"] if len(text) <= 9 else OTHER
