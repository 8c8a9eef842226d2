"""Questions that come near one that is answered, but that its sentences do not answer any more.

Made by changing one thing: a name, a number, an opposite, or a negation (the kinds that SQuAD 2.0's authors found people use:
Rajpurkar et al. 2018, table 2).
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: (?:of |the |de |von )?[A-Z][\w’'-]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\d|\b\d\b")
_AUXILIARY = re.compile(
    r"\b(did|does|do|was|were|is|are|has|have|had|can|could|would|will|should)\b(?! not|n?['’]t)", re.IGNORECASE
)
_OPPOSITES = [
    pair.split("/")
    for pair in """first/last first/second oldest/newest largest/smallest biggest/smallest highest/lowest most/least
    more/less more/fewer before/after increase/decrease increased/decreased rise/fall rose/fell won/lost win/lose
    north/south east/west northern/southern eastern/western early/late earlier/later old/young older/younger
    best/worst better/worse start/end started/ended begin/end began/ended open/close opened/closed built/destroyed
    accept/reject accepted/rejected support/oppose supported/opposed allow/forbid allowed/banned male/female men/women
    man/woman father/mother son/daughter brother/sister husband/wife king/queen buy/sell bought/sold
    born/killed arrived/left arrive/leave joined/left join/leave above/below inside/outside minimum/maximum
    good/bad high/low long/short fast/slow strong/weak rich/poor public/private true/false always/never
    internal/external major/minor common/rare easy/difficult positive/negative modern/ancient created/destroyed
    advantage/disadvantage strength/weakness agreed/refused agree/refuse remember/forget succeed/fail succeeded/failed
    primary/secondary left/right upper/lower winter/summer day/night war/peace""".split()
]
_OPPOSITE = {a: b for one, other in _OPPOSITES for a, b in ((one, other), (other, one))}
_NEGATIONS = 0.15
_WORD = re.compile(r"[A-Za-z]+")


def near_miss(question: str, sentences: Sequence[str], others: Sequence[str], dice: random.Random) -> str | None:
    """`question` with one thing changed, or None where nothing in it can be.

    Names and numbers come from `sentences`, which answer the question, or from `others`.
    """
    ways = [_other_name, _other_number, _opposite]
    dice.shuffle(ways)
    # A negation can always be made and is easily seen: it must not become what unanswerable questions look like.
    if dice.random() < _NEGATIONS:
        ways.append(_negated)
    for way in ways:
        changed = way(question, sentences if dice.random() < 0.6 else others, dice)
        if changed and changed != question:
            return changed
    return None


def _other_name(question: str, sentences: Sequence[str], dice: random.Random) -> str | None:
    asked = [found for found in _NAME.finditer(question) if found.start() > 0]
    if not asked:
        return None
    place = dice.choice(asked)
    shape = len(place[0].split()) > 1
    known = question.lower()
    names = {
        found[0]
        for sentence in sentences
        for found in _NAME.finditer(sentence)
        if found.start() > 0 and (len(found[0].split()) > 1) == shape and found[0].lower() not in known
    }
    if not names:
        return None
    return question[: place.start()] + dice.choice(sorted(names)) + question[place.end() :]


def _other_number(question: str, sentences: Sequence[str], dice: random.Random) -> str | None:
    asked = list(_NUMBER.finditer(question))
    if not asked:
        return None
    place = dice.choice(asked)
    numbers = {
        found[0]
        for sentence in sentences
        for found in _NUMBER.finditer(sentence)
        if len(found[0]) == len(place[0]) and found[0] not in question
    }
    if numbers:
        other = dice.choice(sorted(numbers))
    else:
        digits = [at for at, char in enumerate(place[0]) if char.isdigit()]
        at = digits[-1] if len(digits) < 3 else dice.choice(digits[-2:])
        other = place[0][:at] + str((int(place[0][at]) + dice.randint(1, 8)) % 10) + place[0][at + 1 :]
    return question[: place.start()] + other + question[place.end() :]


def _opposite(question: str, sentences: Sequence[str], dice: random.Random) -> str | None:
    found = [word for word in _WORD.finditer(question) if word[0].lower() in _OPPOSITE]
    if not found:
        return None
    place = dice.choice(found)
    return question[: place.start()] + _OPPOSITE[place[0].lower()] + question[place.end() :]


def _negated(question: str, sentences: Sequence[str], dice: random.Random) -> str | None:
    found = _AUXILIARY.search(question)
    if not found:
        return None
    word = found[0].lower()
    negated = {"can": "can't", "will": "won't"}.get(word, word + "n't")
    if dice.random() < 0.2:
        negated = word + " never"
    return question[: found.start()] + negated + question[found.end() :]
