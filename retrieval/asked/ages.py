"""How old somebody is, as news tells it beside a name: "Eta Raboka, 52, a teacher", "the 52-year-old Eta Raboka"."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.values import Span
from retrieval.terms import fold, words

_ASKED = re.compile(
    r"^(?:and |so )?(?:how old|(?:at )?what age) (?:is|was|are) (?P<who>[\w’'.-]+(?: [\w’'.-]+){0,4}?)(?: (?:now|today))?\s*\??$"
    r"|^what(?: is|['’]s) (?P<whose>[\w’'.-]+(?: [\w’'.-]+){0,4}?)['’]s? age\s*\??$",
    re.IGNORECASE,
)
# One digit is a count as often as an age.
_AGE = r"(?P<age>[1-9]\d|1[01]\d)"
_AFTER = re.compile(
    rf"(?<![\w’'-])(?P<name>[^\W\d_][\w’'-]{{0,40}})(?:,\s(?:aged\s|who\s(?:is|was)\s|now\s)?|\s\((?:aged\s)?|\saged\s){_AGE}(?=[,.;:)]|\sand\s|$)"
)
_BEFORE = re.compile(
    rf"\b{_AGE}-year-old\s(?:[^\W\d_][\w’'-]{{0,40}}\s){{0,4}}?(?P<name>[A-Z][\w’'-]{{0,40}})(?![\w’'-]|\s[A-Z])"
)
# What has none of these tells no age, nor since when somebody lives or something is.
_OF_AGE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ies)(?:-\w+)?|hundred|thousand"
    r"|million|dozen|half)\b|\b(?:aged?|ages|old|older|oldest|young\w*|born|birth\w*|teen\w*|decades?|centur\w+|since|founded|built|dat(?:e|es|ed|ing)"
    r"|infant|bab(?:y|ies)|child\w*|adult|elder\w*|retire\w*|pension\w*|years?|months?|weeks?|toddler|newborn|generation)\b",
    re.IGNORECASE,
)
_TITLES = frozenset("mr mrs ms miss dr sir dame lord lady prof professor judge captain".split())


def asks_age(question: str) -> bool:
    """Whether `question` asks for the age of somebody, by name."""
    return bool(_who(question))


def may_tell_age(sentence: str) -> bool:
    """Whether `sentence` has any word or figure that could tell an age."""
    return _OF_AGE.search(sentence) is not None


def age_told(question: str, sentence: str) -> Span | None:
    """Where `sentence` tells the age of the one person whose age `question` asks for, by name; None where it does not."""
    who = _who(question)
    if not who:
        return None
    for pattern in (_AFTER, _BEFORE):
        for found in pattern.finditer(sentence):
            if _is_named(sentence, found.start("name"), found["name"], who):
                return Span(*found.span("age"))
    return None


@lru_cache(maxsize=1024)
def _who(question: str) -> tuple[str, ...]:
    """The words of the name in "how old is Eta Raboka?"."""
    found = _ASKED.match(" ".join(question.split()))
    return tuple(words(found["who"] or found["whose"])) if found else ()


def _is_named(sentence: str, at: int, name: str, who: tuple[str, ...]) -> bool:
    """Whether the `name` at `at` is the last word of `who`, and the one before it no other given name."""
    if tuple(words(name)[-1:]) != who[-1:]:
        return False
    before = sentence[max(0, at - 40) : at].split()
    given = before[-1] if before else ""
    other = given[:1].isupper() and given[-1:].isalpha() and fold(given) not in _TITLES
    return len(who) < 2 or not other or fold(given) in who
