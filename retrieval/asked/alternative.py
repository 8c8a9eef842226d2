"""Which of a few a question asks for: the third quarter does not answer for the fourth, nor what was said for a plan who was against it.

Nor does Measure D for Measure C, or the second round for the first.

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
_COUNTED = "one two three four five six seven eight nine ten".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ROMAN = {
    "I": "1",
    "II": "2",
    "III": "3",
    "IV": "4",
    "V": "5",
    "VI": "6",
    "VII": "7",
    "VIII": "8",
    "IX": "9",
    "X": "10",
}
# What bears a letter or a number, as "Measure C" and "phase two". In small letters "a" and "i" are words.
_LABEL = r"(?:(?-i:[A-Z]|[b-hj-z])|(?-i:{roman})|\d{{1,3}}|{counted})(?![\w%’']|[.,:]\d)".format(
    roman="|".join(sorted(_ROMAN, key=len, reverse=True)), counted="|".join(_COUNTED)
)
_LABELLED = re.compile(
    r"\b(?P<thing>amendment|annex|apartment|article|ballot|bay|berth|bill|block|boiler|book|building|bus|case|category|cell|chapter|class|"
    r"clause|count|court|day|deck|district|episode|exhibit|exit|field|flat|flight|floor|game|gate|grade|group|hall|hangar|heat|highway|house|"
    r"lane|level|line|lot|match|measure|mine|mission|model|option|part|phase|pier|pit|plan|platform|plot|pool|prop|proposition|pump|question|"
    r"race|reactor|resolution|room|round|route|rule|runway|school|season|section|sector|series|session|shaft|site|stage|step|studio|tank|"
    r"terminal|test|tier|title|tower|track|tram|trial|tunnel|turbine|type|unit|version|volume|ward|week|well|zone)s?\s"
    rf"(?P<labels>{_LABEL}(?:(?:,\s|\s(?:and|or|to)\s|,\s(?:and|or)\s|\s?[-–]\s?){_LABEL})*)",
    re.IGNORECASE,
)
# And what comes one after the other.
_IN_TURN = re.compile(
    rf"\b(?P<ordinal>{'|'.join(_ORDINALS)})[\s-](?P<thing>attempt|ballot|chapter|day|episode|film|game|half|hearing|heat|inning|instal?lment|"
    r"leg|match|night|part|period|phase|race|reading|round|season|series|set|stage|term|test|trial|vote|wave|week)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+")
# "Only Measure D failed" tells of the others too.
_OF_ALL = re.compile(r"\b(?:all|any|both|each|either|every|except|neither|only|others?|rest|same|two)\b", re.IGNORECASE)
# A comparison that was made before: "the deadliest since 1962, when 57 people drowned".
_SINCE = re.compile(r"\bsince (?:(?:\w+ )?\w+ )?(?:1\d{3}|20\d{2}),? when\b[^,;]*", re.IGNORECASE)
_OF_BEFORE = re.compile(
    r"\b(?:1\d{3}|20\d{2}|before|previous\w*|earlier|last|past|record|ever|history|since|former\w*|then)\b",
    re.IGNORECASE,
)


def tells_the_other(question: str, sentence: str) -> bool:
    """Whether `sentence` is surely of another than `question` asks for: quarter of the year, thing of a letter or number, or side."""
    quarters, sides, labels, turns = _asked(question)
    told = _named(_QUARTERS, sentence) if quarters else quarters
    if told and told.isdisjoint(quarters):
        return True
    if (labels or turns) and _another_of_them(labels, turns, sentence):
        return True
    return len(sides) == 1 and bool(_named(_SIDES, sentence)) and sides.isdisjoint(_named(_MAY_BE, sentence))


def _another_of_them(labels: frozenset[tuple[str, str]], turns: frozenset[tuple[str, str]], sentence: str) -> bool:
    """Whether `sentence` names a thing that is asked for, and another one of it alone; what says the label anywhere may mean it."""
    said = {_plain(word) for word in _WORDS.findall(sentence)}
    return not _OF_ALL.search(sentence) and any(
        label not in said and any(thing == each for each, _ in named)
        for asked, named in (
            (labels, _labelled(sentence) if labels else ()),
            (turns, _in_turn(sentence) if turns else ()),
        )
        for thing, label in asked
    )


def told_of_before(question: str, sentence: str, start: int, end: int) -> bool:
    """Whether what `sentence` says from `start` to `end` is how many it only compares with, of which `question` does not ask."""
    if not _HOW_MANY.search(question) or _OF_BEFORE.search(question):
        return False
    return any(found.start() <= start and end <= found.end() for found in _SINCE.finditer(sentence))


@lru_cache(maxsize=1024)
def _asked(
    question: str,
) -> tuple[frozenset[str], frozenset[str], frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """The quarters and sides that a question names, the things with their letters or numbers, and those with their turns."""
    sides = _named(_SIDES, question) if _TAKING.search(question) else frozenset()
    return _named(_QUARTERS, question), sides, _labelled(question), _in_turn(question)


def _labelled(text: str) -> frozenset[tuple[str, str]]:
    """Things and their letters or numbers; none of a range, which may hold any."""
    return frozenset(
        (found["thing"].lower(), _plain(label))
        for found in _LABELLED.finditer(text)
        if not re.search(r"\bto\b|[-–]", found["labels"])
        for label in _WORDS.findall(found["labels"])
        if label not in {"and", "or"}
    )


def _in_turn(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((found["thing"].lower(), found["ordinal"].lower()) for found in _IN_TURN.finditer(text))


def _plain(label: str) -> str:
    """One form of a letter, a number in digits, Roman ones or a word, and an ordinal."""
    lowered = label.lower()
    if lowered in _COUNTED:
        return str(_COUNTED.index(lowered) + 1)
    return _ROMAN.get(label, lowered)


def _named(kinds: Mapping[str, re.Pattern[str]], text: str) -> frozenset[str]:
    return frozenset(name for name, words in kinds.items() if words.search(text))
