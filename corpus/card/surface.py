"""The answers where no grammar is known: from the lead sentence's names, marks and small words. It knows when to be silent."""

from __future__ import annotations

import re

from corpus.card.answers import Answers
from corpus.card.lead import leads
from corpus.card.prose import begins
from corpus.card.reading import Reading, speaks_of_itself
from corpus.values import Sentence, Span

_NOTHING: Answers = (None, None, None, None, None, None)
# A subject's name begins so near to the sentence's beginning.
_NEAR = 70
_NO_SUBJECT = re.compile(
    r"[,:;(]|\b(?:in|on|at|of|for|with|by|from|to|as|after|before|when|if|that|who|which|not|nor)\b", re.IGNORECASE
)
# It tells of what another sentence names.
_POINTING = re.compile(r"(?:he|she|it|they|this|these|that|those|there)\b", re.IGNORECASE)
_TENSED = (
    r"(?:has|have|had|is|are|was|were|will|would|may|could|must|did|plans?|agrees?|says?|gave|made|took|won|lost|told|met|led|"
    r"left|went|held|saw|began|found|fell|rose|sold|bought|sent|set|put|cut|hit|shut|struck|shot|fled|flew|said|[a-z]{3,20}ed)\b"
)
_VERB = re.compile(rf"\b{_TENSED}")
# What follows a subject: its verb, behind an aside between commas.
_ITS_VERB = re.compile(rf"(?:,[^,.;]{{3,160}},)?\s{{1,3}}(?={_TENSED})")
_SPEAKS = re.compile(
    r"(?:(?:has|have|had)\s)?(?:announced|confirmed|said|declared|admitted|denied|agreed|accused|says)\b"
)
# What the subject says of itself is what it does.
_OF_ITSELF = re.compile(
    r"(?:(?:has|have|had)\s)?(?:announced|confirmed|said|revealed|declared|admitted|says?)\s(?:[\w.]{2,12}\s){0,2}?"
    r"(?:that\s)?(?:it|they|he|she)\s(?=(?:is|are|was|were|will|would|has|have|had)\b)"
)
# The joints behind which stands what could be left out.
_JOINT = re.compile(
    r",\s(?:which|who|whose|where|while|as|after|before|according|but|and)\b|[;:]|\s(?:because|although|though|while)\b"
    r"|\s(?:due|owing)\sto\b|\sin\sorder\sto\b|\sso\sthat\b|\s(?:entirely\s)?to\savoid\b|\sby\s[a-z]{2,20}ing\b|\safter\s|\samid\s"
)
_WHY = re.compile(
    r"\b(?:because\s|due\sto\s|owing\sto\s|in\sorder\sto\s|so\sthat\s|to\s(?:avoid|prevent|protest|protect)\s)[^,;:]{3,300}"
)
_HOW = re.compile(r"\bby\s(?!(?:being|(?:even|morn)ing)\b)[a-z]{2,20}ing\s[^,;:]{3,300}")
_SUBORDINATE = re.compile(r"[,(;:—]|\b(?:that|who|which|when|where|after|before)\b", re.IGNORECASE)
# How long something goes on is not when it happened.
_LASTS = re.compile(r"(?:over|since|until|for)\b", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|near|outside|across)\s(?:the\s)?$")


def surface_answers(reading: Reading) -> Answers:
    """Who, what, when, where, why and how, as far as the words at the surface tell."""
    sentence = next((each for _, each in leads(reading) if _tells(reading, each)), None)
    if sentence is None:
        return _NOTHING
    body = reading.body
    begin = begins(body, sentence.span)
    end = sentence.span.end
    while end > begin and body[end - 1] in ".!?… ":
        end -= 1
    who = _who(reading, sentence, begin, end)
    start = begin if who is None else _predicate_start(body, who, end)
    verb = _VERB.search(body, start, end)
    joint = _JOINT.search(body, verb.end(), end) if verb else None
    what = Span(start, joint.start() if joint else max(start, end))
    return (
        reading.fact(sentence, who),
        reading.fact(sentence, what),
        # "announced on Friday that it will …": Friday is not when it will.
        reading.fact(sentence, _when(reading, what if _reports(body, who, what) else Span(begin, what.end))),
        reading.fact(sentence, _where(reading, what)),
        reading.fact(sentence, _found(_WHY, body, start, end)),
        reading.fact(sentence, _found(_HOW, body, start, end)),
    )


def _tells(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence is a whole one, of the article itself, and names what it tells of."""
    text = sentence.span.of(reading.body)
    whole = _VERB.search(text) is not None and not text.endswith("?")
    itself = not speaks_of_itself(text) and reading.may_cite(sentence.span, sentence.span)
    return whole and itself and not _POINTING.match(text)


def _who(reading: Reading, sentence: Sentence, begin: int, end: int) -> Span | None:
    """The words up to the name that stands as a subject does: first in the sentence, before a verb."""
    body = reading.body
    for place, name in reading.names.mentions(sentence.span):
        if place.start < begin:
            continue
        if place.start - begin > _NEAR or _NO_SUBJECT.search(body, begin, place.start):
            return None
        # The stop of "Corp." belongs to it.
        stop = place.end + body.startswith(".", place.end)
        verb = _ITS_VERB.match(body, stop, end)
        if verb is None or any(letter.isdigit() for letter in place.of(body)):
            continue
        # Whoever it is that announces, it is somebody.
        if name.kind in {"person", "body"} or _SPEAKS.match(body, verb.end(), end):
            return Span(begin, stop)
    return None


def _predicate_start(body: str, who: Span, end: int) -> int:
    """Where the predicate begins: at the verb, or at that of what the subject says of itself."""
    verb = _ITS_VERB.match(body, who.end, end)
    start = verb.end() if verb else who.end
    of_itself = _OF_ITSELF.match(body, start, end)
    return of_itself.end() if of_itself else start


def _reports(body: str, who: Span | None, what: Span) -> bool:
    """Whether a verb of saying stands between who and what."""
    return who is not None and _SPEAKS.search(body, who.end, what.start) is not None


def _when(reading: Reading, clause: Span) -> Span | None:
    """The first date in the clause, unless something stands before it that may have the date for its own."""
    phrase = next((event.phrase for event in reading.events if clause.holds(event.phrase)), None)
    if phrase is None or _LASTS.match(reading.body, phrase.start, phrase.end):
        return None
    return None if _SUBORDINATE.search(reading.body, clause.start, phrase.start) else phrase


def _where(reading: Reading, what: Span) -> Span | None:
    """The first place that follows "in" before any comma: behind one it may be another's."""
    for place, name in reading.names.mentions(what):
        if not what.holds(place) or "," in reading.body[what.start : place.start]:
            return None
        if name.kind == "place" and _IN.search(reading.body, max(what.start, place.start - 12), place.start):
            return place
    return None


def _found(pattern: re.Pattern[str], body: str, start: int, end: int) -> Span | None:
    found = pattern.search(body, start, end)
    return Span(found.start(), found.start() + len(found[0].rstrip())) if found else None
