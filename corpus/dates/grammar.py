"""Rules over classes of words: a pattern of class names, and what its words mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.dates.expressions import Meaning
from corpus.dates.tokens import Tokens
from corpus.dates.words import CODES

# Names for several classes at once, or for a run of words.
_RUNS = {
    "MONTH": "[Month Oddmonth Shortmonth]",
    "DAY": "[daynumber ordinal]",
    "YEAR": "[year]",
    "FIGURE": "[daynumber number year bignumber decimal]",
    "COUNT": (
        "(?: [an the]? [few] [of]? | [an]? [scale] [of]? "
        "| (?:[numword] | FIGURE) (?: [hyphen]? [scale] (?:[and]? [numword])?)? (?: [hyphen]? [and] [hyphen]? [an] [hyphen]? [half])?)"
    ),
    "UNIT": "[unit night fortnight decade century]",
    "UNITS": "[units hours nights]",
    "ANYUNIT": "[unit night quarter weekend fortnight decade century units hours nights quarters weekends second]",
    "ORD": "[ordword second ordinal]",
    "MOD": (
        "(?:[earlier later early late] | [the]? [middle] [of]? | [mid] [hyphen]? | [about] | [as] [early late] [as] "
        "| [the]? (?:[edge] | [latest]) [of] | [nearly] )"
    ),
    "WEEKDAY": "[Weekday Shortday]",
    "SEASON": "[season]",
}
_NAME = re.compile(rf"\b(?:{'|'.join(_RUNS)})\b")
_CLASS = re.compile(r"\[(\^?)([A-Za-z_ ]+)\]")


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule holds: word numbers of its groups, read through their texts."""

    tokens: Tokens
    found: re.Match[str]

    def __getitem__(self, group: str) -> str:
        """The lower-cased text of the first word of a group, "" where the group took no part."""
        return self.tokens.keys[self.found.start(group)] if self.has(group) else ""

    def words(self, group: str) -> tuple[str, ...]:
        """The lower-cased words of a group."""
        return self.tokens.keys[self.found.start(group) : self.found.end(group)] if self.has(group) else ()

    def following(self, count: int) -> tuple[str, ...]:
        """The lower-cased words after the match."""
        return self.tokens.keys[self.found.end() : self.found.end() + count]

    def preceding(self, count: int) -> tuple[str, ...]:
        """The lower-cased words before the match."""
        first = self.found.start()
        return self.tokens.keys[max(0, first - count) : first]

    def has(self, group: str) -> bool:
        """Whether the pattern has the group, and it took part and is not empty."""
        return group in self.found.re.groupindex and self.found.start(group) < self.found.end(group)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over classes and what a match means; None where it means nothing after all."""

    pattern: re.Pattern[str]
    meaning: Callable[[Match], Meaning | None]


def rule(pattern: str, meaning: Meaning | Callable[[Match], Meaning | None]) -> Rule:
    """A rule from a pattern in which `[name other]` is a word of one of these classes and NAME a run of words.

    The group "x" of a pattern, where it has one, is the expression; what stands around it is not.
    """
    return Rule(re.compile(expand(pattern)), meaning if callable(meaning) else lambda _: meaning)


def expand(pattern: str) -> str:
    """The regular expression over class characters that a pattern stands for."""
    for _ in range(3):
        pattern = _NAME.sub(lambda found: "(?:" + _RUNS[found.group()] + ")", pattern)
    pattern = _CLASS.sub(
        lambda found: "[" + found[1] + "".join(CODES[name] for name in found[2].split()) + "]", pattern
    )
    return re.sub(r"\s+", "", pattern)
