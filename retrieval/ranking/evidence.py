"""What a question asks for and what a sentence offers, read off their surfaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import sqrt

from retrieval.terms import STOP_WORDS, fold, stem, terms, words

# Sentences of which what they offer is kept, some 1,700 bytes each.
_KEPT = 8192

# What kinds of things are asked for, and what of a sentence's offer bears on each.
KINDS: dict[str, tuple[str, ...]] = {
    "number": ("number", "names", "length"),
    "time": ("number", "year", "month", "relative_time", "length"),
    "person": ("names", "number", "length"),
    "place": ("place", "names", "length"),
    "cause": ("cause", "length"),
    "manner": ("cause", "length"),
    "thing": ("names", "number", "length"),
}
_ASKS = {
    "number": r"\bhow (?:many|much|old|long|far|tall|big|large|often|high|fast|deep|wide|heavy)\b"
    r"|\b(?:what|which)(?: \w+)? (?:percent|percentage|number|amount|proportion|share|price|cost|age|population)\b",
    "time": r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|week|century|decade|time|season)\b"
    r"|\bhow (?:soon|recently)\b",
    "person": r"\bwho(?:m|se)?\b",
    "place": r"\bwhere\b"
    r"|\b(?:what|which) (?:city|country|place|state|region|location|continent|county|town|area|province)\b",
    "cause": r"\bwhy\b|\bwhat (?:caused|causes|reasons?|led)\b|\bhow come\b|\bfor what reason\b"
    r"|\bwhat (?:was|is|were|are) the (?:reason|cause)",
    "manner": r"^how\b|\bhow (?:do|does|did|is|are|was|were|can|could|would|will|has|have)\b",
}
_ASKS_COMPILED = {kind: re.compile(pattern) for kind, pattern in _ASKS.items()}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})s?\b")
_NUMBER_WORDS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty sixty
    hundred hundreds thousand thousands million millions billion billions half third quarter dozen dozens percent twice
    double triple""".split()
)
_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b\.?"
)
_RELATIVE = re.compile(
    r"\b\d+(?:st|nd|rd|th)\b|\b(?:centur\w+|today|yesterday|tomorrow|ago|during|after|before|since|until|decades?)\b"
)
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]+")
_CAUSE = re.compile(
    r"\b(?:because|due to|since|so that|in order|to avoid|to prevent|to stop|reasons?|therefore|as a result|led to|left \w+ no choice|caus\w+|thus|owing"
    r"|result\w*|prompt\w*|forc(?:ed|ing))\b",
    re.IGNORECASE,
)
# "to avoid monitoring": what something is done for; not "to the north", "to all users", "to Pakistan".
_PURPOSE = re.compile(
    r"\b(?:in order |so as )?to (?!the\b|an?\b|all\b|any\b|its?\b|his\b|her\b|their\b|our\b|this\b|that\b|these\b|those\b|be\b"
    r"|have\b|date\b|each\b|some\b|both\b|one\b|two\b)[a-z]{3,}"
)
_PLACE = re.compile(r"\b(?:in|at|near|from|to|of|into|across|around|on) (?:the )?[A-Z]\w+")
# Opens with a word that stands for something said before.
_LEANS = re.compile(
    r"[\"“'‘(]*(?:(?:but|and|yet|so|then|also|however|thus),? )?"
    r"(?:he|she|it|they|this|these|those|that|such|his|her|its|their|both|neither)\b",
    re.IGNORECASE,
)

# "Four days later": of a day that was told before.
_LATER = re.compile(
    r"\b(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|few|\d{1,3})"
    r" (?:minute|hour|day|night|week|month|year|decade)s? (?:later|earlier|afterwards?|beforehand)"
    r"|(?:the|that) (?:next|following|same) (?:minute|hour|day|night|morning|afternoon|evening|week|month|year))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart: distinct terms, all words, adjacent stems, what kind of thing it asks for, what it names.

    Each of `pairs` is two stems between spaces.
    """

    terms: tuple[str, ...]
    words: frozenset[str]
    pairs: frozenset[str]
    kind: str
    names: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """What a sentence offers, whatever the question; what only some questions ask for is looked up when they do.

    `stems` are those of its words in order, between spaces. `given` are its numbers and names; `plain` is what it offers of numbers
    and of names, and its length, to a question that has none of those.
    """

    sentence: str
    stems: str
    numbers: tuple[str, ...]
    number_words: int
    names: frozenset[str]
    given: frozenset[str]
    plain: tuple[float, float, float]
    leans: bool


@lru_cache(maxsize=1024)
def ask_for(question: str) -> Asked:
    """Take `question` apart."""
    every = words(question)
    stems = [stem(word) for word in every]
    lowered = question.lower()
    kind = next((kind for kind, pattern in _ASKS_COMPILED.items() if pattern.search(lowered)), "thing")
    return Asked(
        terms=tuple(dict.fromkeys(terms(question))),
        words=frozenset(every),
        pairs=frozenset(f" {one} {other} " for one, other in pairwise(stems)),
        kind=kind,
        names=tuple(dict.fromkeys(stem(name) for name in _names(question))),
        numbers=tuple(dict.fromkeys(_NUMBER.findall(question))),
    )


@lru_cache(maxsize=_KEPT)
def offered_by(sentence: str) -> Offered:
    """Read off what `sentence` offers."""
    every = words(sentence)
    numbers, names = tuple(_NUMBER.findall(sentence.lower())), frozenset(_names(sentence))
    number_words = sum(map(_NUMBER_WORDS.__contains__, every))
    length = min(1.5, sqrt(max(1, len(every)) / 24) - 1.0)
    return Offered(
        sentence=sentence,
        stems=f" {' '.join(map(stem, every))} ",
        numbers=numbers,
        number_words=number_words,
        names=names,
        given=names.union(numbers),
        plain=(_number(len(numbers) + number_words), _named(len(names)), length),
        leans=leans_on_what_precedes(sentence),
    )


def leans_on_what_precedes(sentence: str) -> bool:
    """Whether `sentence` opens with a pronoun or the like, whose meaning stands before it."""
    return bool(_LEANS.match(sentence))


def dated_from_before(sentence: str) -> bool:
    """Whether `sentence` says when by a day that it does not name itself: "four days later"."""
    later = _LATER.search(sentence)
    if later is None:
        return False
    before = sentence[: later.start()]
    return not (_YEAR.search(before) or _MONTH.search(before.lower()))


def offers(asked: Asked, offered: Offered) -> tuple[float, ...]:
    """How far the sentence offers what the question might want, in the order of `KINDS[asked.kind]`.

    Each is 0 to 1 but the length, which is 0 for a sentence of 24 words. Numbers, years and names count only where the
    question does not have them already.
    """
    number, names, length = offered.plain
    if not offered.given.isdisjoint(asked.words):
        new = [number not in asked.words for number in offered.numbers]
        number, names = _number(sum(new) + offered.number_words), _named(len(offered.names - asked.words))
    match asked.kind:
        case "number":
            return number, names, length
        case "time":
            year = float(any(year not in asked.words for year in _years(offered.sentence)))
            return number, year, _month(offered.sentence), _relative_time(offered.sentence), length
        case "place":
            return _place(offered.sentence), names, length
        case "cause" | "manner":
            return _cause(offered.sentence), length
    return names, number, length


def _number(count: int) -> float:
    return min(2, count) / 2


def _named(count: int) -> float:
    return min(4, count) / 4


@lru_cache(maxsize=_KEPT)
def _years(sentence: str) -> tuple[str, ...]:
    return tuple(year.rstrip("s") for year in _YEAR.findall(sentence.lower()))


@lru_cache(maxsize=_KEPT)
def _month(sentence: str) -> float:
    return float(bool(_MONTH.search(sentence.lower())))


@lru_cache(maxsize=_KEPT)
def _relative_time(sentence: str) -> float:
    return float(bool(_RELATIVE.search(sentence.lower())))


@lru_cache(maxsize=_KEPT)
def _cause(sentence: str) -> float:
    return 1.0 if _CAUSE.search(sentence) else 0.5 if _PURPOSE.search(sentence) else 0.0


@lru_cache(maxsize=_KEPT)
def _place(sentence: str) -> float:
    return float(bool(_PLACE.search(sentence)))


def _names(text: str) -> list[str]:
    """Capitalised words, folded, the one that opens the text left out."""
    text = text.lstrip("\"“‘'(")
    found = (fold(name) for name in _CAPITALISED.findall(text[:1].lower() + text[1:]))
    return [part for name in found for part in words(name)[:1] if part not in STOP_WORDS]
