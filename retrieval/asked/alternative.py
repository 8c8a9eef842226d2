"""Which of a few a question asks for: the third quarter does not answer for the fourth, nor what was said for a plan who was against it.

A sentence that tells of several of them, or of none, is left open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_QUARTERS = {
    name: re.compile(
        rf"\b(?:(?:{ordinal})(?:\s|-)+(?:\w+(?:\s|-)+)?quarters?\b(?!\W?finals?)|q{number}\b)", re.IGNORECASE
    )
    for number, (name, ordinal) in enumerate(
        {"first": "first|1st", "second": "second|2nd", "third": "third|3rd", "fourth": "fourth|4th|final"}.items(),
        start=1,
    )
}
# Of a vote, a petition or the like; told in so many words of the one, and in none of the other.
_TAKING = re.compile(r"\b(?:vot|ballot|petition|sign|spoke|speak|campaign|demonstrat|march|rall)", re.IGNORECASE)
_SIDES = {
    "for": re.compile(r"\bin (?:favou?r|support)\b", re.IGNORECASE),
    "against": re.compile(r"\bagainst\b", re.IGNORECASE),
}
_MAY_BE = {
    "for": re.compile(r"\b(?:favou?r|support|back|approv|endors|pro\b|for\b|yes\b)", re.IGNORECASE),
    "against": re.compile(
        r"\b(?:against|oppos|object|reject|resist|anti|no\b|not\b|refus|disagree)|n['’]t\b", re.IGNORECASE
    ),
}
_HOW_MANY = re.compile(r"\b(?:how (?:many|much)|number|tolls?|figures?)\b", re.IGNORECASE)
# A comparison that was made before: "the deadliest since 1962, when 57 people drowned".
_SINCE = re.compile(r"\bsince (?:(?:\w+ )?\w+ )?(?:1\d{3}|20\d{2}),? when\b[^,;]*", re.IGNORECASE)
_OF_BEFORE = re.compile(
    r"\b(?:1\d{3}|20\d{2}|before|previous\w*|earlier|last|past|record|ever|history|since|former\w*|then)\b",
    re.IGNORECASE,
)


def tells_the_other(question: str, sentence: str) -> bool:
    """Whether `sentence` is surely of another quarter of the year, or of the other side, than `question` asks for."""
    quarters, sides = _asked(question)
    told = _named(_QUARTERS, sentence) if quarters else quarters
    if told and told.isdisjoint(quarters):
        return True
    return len(sides) == 1 and bool(_named(_SIDES, sentence)) and sides.isdisjoint(_named(_MAY_BE, sentence))


def told_of_before(question: str, sentence: str, start: int, end: int) -> bool:
    """Whether what `sentence` says from `start` to `end` is how many it only compares with, of which `question` does not ask."""
    if not _HOW_MANY.search(question) or _OF_BEFORE.search(question):
        return False
    return any(found.start() <= start and end <= found.end() for found in _SINCE.finditer(sentence))


@lru_cache(maxsize=1024)
def _asked(question: str) -> tuple[frozenset[str], frozenset[str]]:
    sides = _named(_SIDES, question) if _TAKING.search(question) else frozenset()
    return _named(_QUARTERS, question), sides


def _named(kinds: Mapping[str, re.Pattern[str]], text: str) -> frozenset[str]:
    return frozenset(name for name, words in kinds.items() if words.search(text))
