"""Which of a few a question asks for: the third quarter does not answer for the fourth, nor what was said for a plan who was against it.

Nor does Measure D for Measure C, or the second round for the first.

A sentence that tells of several of them, or of none, is left open, and so is one that only compares with another: of "up from $4
billion in the fourth quarter" nothing says which quarter it is that was better.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from corpus.dates.words import NUMBERS, ORDINALS

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
_ROMAN = {roman: str(number) for number, roman in enumerate("I II III IV V VI VII VIII IX X".split(), start=1)}
_COUNTED = {word: str(number) for word, number in (*NUMBERS.items(), *ORDINALS.items()) if 1 <= number <= 10}
# What bears a letter or a number, as "Measure C" and "phase two". In small letters "a" and "i" are words.
_LABEL = rf"(?:(?-i:{'|'.join(sorted(_ROMAN, key=len, reverse=True))}|[A-Z]|[b-hj-z])|\d{{1,3}}|{'|'.join(_COUNTED)})(?![\w%’']|[.,:]\d)"
# By the end of "the week five people" had come.
_LABELLED = re.compile(
    r"(?<!\bthe\s)\b(?P<thing>amendment|annex|apartment|article|ballot|bay|berth|bill|block|boiler|book|building|bus|case|category|cell|chapter|class|"
    r"clause|count|court|day|deck|district|episode|exhibit|exit|field|flat|flight|floor|game|gate|grade|group|hall|hangar|heat|highway|house|"
    r"lane|level|line|lot|match|measure|mine|mission|model|option|part|phase|pier|pit|plan|platform|plot|pool|prop|proposition|pump|question|"
    r"race|reactor|resolution|room|round|route|rule|runway|school|season|section|sector|series|session|shaft|site|stage|step|studio|tank|"
    r"terminal|test|tier|title|tower|track|tram|trial|tunnel|turbine|type|unit|version|volume|ward|week|well|zone)s?\s"
    rf"(?P<labels>{_LABEL}(?:(?:,\s|\s(?:and|or|to)\s|,\s(?:and|or)\s|\s?[-–]\s?){_LABEL})*)",
    re.IGNORECASE,
)
# And what comes one after the other.
_IN_TURN = re.compile(
    rf"\b(?P<ordinal>{'|'.join(_COUNTED.keys() & ORDINALS.keys())})[\s-](?P<thing>attempt|ballot|chapter|day|episode|film|game|half|hearing|heat|inning|instal?lment|"
    r"leg|match|night|part|period|phase|race|reading|round|season|series|set|stage|term|test|trial|vote|wave|week)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+")
_RANGE = re.compile(r"\bto\b|[-–]")
# "Only Measure D failed" tells of the others too.
_OF_ALL = re.compile(r"\b(?:all|any|both|each|either|every|except|neither|only|others?|rest|same|two)\b", re.IGNORECASE)
# What stands after one of these may be told of for contrast, or to say when, beside what the sentence is about.
_BESIDE = re.compile(
    r"\b(?:from|than|compar\w+|against|versus|vs|contrast\w*|unlike|instead|while|whereas|whilst|though|although|but|despite|after|following"
    r"|follow(?:s|ed)|before|ahead|once|when|since|until|till)\b",
    re.IGNORECASE,
)
# A comparison that was made before: "the deadliest since 1962, when 57 people drowned".
_SINCE = re.compile(r"\bsince (?:(?:\w+ )?\w+ )?(?:1\d{3}|20\d{2}),? when\b[^,;]*", re.IGNORECASE)
_OF_BEFORE = re.compile(
    r"\b(?:1\d{3}|20\d{2}|before|previous\w*|earlier|last|past|record|ever|history|since|former\w*|then)\b",
    re.IGNORECASE,
)


def tells_the_other(question: str, sentence: str) -> bool:
    """Whether `sentence` is surely of another than `question` asks for: quarter of the year, thing of a letter or number, or side."""
    quarters, sides, things = _asked(question)
    if quarters and _named(_QUARTERS, _before_beside(sentence)) and quarters.isdisjoint(_named(_QUARTERS, sentence)):
        return True
    if things and _another_of_them(things, sentence):
        return True
    return len(sides) == 1 and bool(_named(_SIDES, sentence)) and sides.isdisjoint(_named(_MAY_BE, sentence))


def _another_of_them(things: frozenset[tuple[str, str]], sentence: str) -> bool:
    """Whether `sentence` names a thing that is asked for, and another one of it alone; what says the label anywhere may mean it."""
    said = {_plain(word) for word in _WORDS.findall(sentence)}
    named = {thing for thing, _ in _things(_before_beside(sentence))}
    return not _OF_ALL.search(sentence) and any(thing in named and label not in said for thing, label in things)


def _before_beside(sentence: str) -> str:
    """The part of `sentence` that tells what it is about: before anything it may only compare with."""
    found = _BESIDE.search(sentence)
    return sentence[: found.start()] if found else sentence


def told_of_before(question: str, sentence: str, start: int, end: int) -> bool:
    """Whether what `sentence` says from `start` to `end` is how many it only compares with, of which `question` does not ask."""
    if not _HOW_MANY.search(question) or _OF_BEFORE.search(question):
        return False
    return any(found.start() <= start and end <= found.end() for found in _SINCE.finditer(sentence))


@lru_cache(maxsize=1024)
def _asked(question: str) -> tuple[frozenset[str], frozenset[str], frozenset[tuple[str, str]]]:
    """The quarters and sides that a question names, and the things with their letters or numbers."""
    sides = _named(_SIDES, question) if _TAKING.search(question) else frozenset()
    return _named(_QUARTERS, question), sides, _things(question)


def _things(text: str) -> frozenset[tuple[str, str]]:
    """Things and their letters or numbers, "the second phase" and "phase 2" alike; none of a range, which may hold any."""
    in_turn = ((found["thing"].lower(), _plain(found["ordinal"])) for found in _IN_TURN.finditer(text))
    labelled = (
        (found["thing"].lower(), _plain(label))
        for found in _LABELLED.finditer(text)
        if not _RANGE.search(found["labels"])
        for label in _WORDS.findall(found["labels"])
        if label not in {"and", "or"}
    )
    return frozenset((*in_turn, *labelled))


def _plain(label: str) -> str:
    """One form of a letter, and of a number in digits, words or Roman ones."""
    return _COUNTED.get(label.lower()) or _ROMAN.get(label) or label.lower()


def _named(kinds: Mapping[str, re.Pattern[str]], text: str) -> frozenset[str]:
    return frozenset(name for name, words in kinds.items() if words.search(text))
