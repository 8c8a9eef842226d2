"""Which body "the company" or "it" is within a sentence that names one: "Acme is to close its mill, the company said"."""

from __future__ import annotations

import re

from corpus.names import Name
from corpus.names.lexicon import CORPORATE_SUFFIXES
from corpus.quotes.datelines import after_dateline
from corpus.quotes.genders import MENTIONS
from corpus.quotes.leads import SUBJECTS
from corpus.quotes.text import Text
from corpus.values import Span

COMMON = frozenset("company firm group ministry agency bank airline union newspaper organization organisation".split())
# A name leads its sentence where it begins within so many characters.
LEADING = 40
_FIRMS = frozenset("company firm group".split())
# Words in a body's name by which it can be called so; any other can't: Boeing is no airline.
_KIN = {
    "ministry": frozenset({"department"}),
    "agency": frozenset("bureau administration office authority service commission".split()),
    "bank": frozenset("banco banca banque sparkasse".split()),
    "airline": frozenset("airlines airways air".split()),
    "newspaper": frozenset("times herald tribune gazette journal courier telegraph guardian".split()),
    "organization": frozenset({"organisation"}),
    "organisation": frozenset({"organization"}),
}
# Nor is a court or a council a company.
_PUBLIC = frozenset(
    """court tribunal parliament senate congress assembly house ministry department office government council cabinet
    police army navy force forces party union university college school church committee commission agency authority
    administration bureau board league association un eu nato who fbi cia nasa""".split()
)
# What a body is said to be takes so many characters.
_ASIDE = 80
_WORD = re.compile(r"[\w’'-]{1,40}")


def own_body(text: Text, at: int, noun: str = "") -> Name | None:
    """The only body that its sentence names before `at`, where the sentence is about it and, if given, it can be called `noun`.

    Another that was named in the two sentences before may be meant as well, unless `noun` tells that it isn't.
    """
    sentence = text.sentence_at(at)
    start = after_dateline(text.body, sentence.span)
    if start >= at:
        return None
    kinds = {"body"} if noun else {"body", "other"}  # Of a thing with a name "the company" is the maker.
    here = _bodies(text, Span(start, at), kinds)
    if not here or here[0][0].start - start >= LEADING or any(name is not here[0][1] for _, name in here):
        return None
    place, name = here[0]
    if not _leads(text, place, start, at) or not _can_be(text.body, name, noun):
        return None
    back = max(text.sentences[max(0, sentence.ordinal - 3)].span.start, text.entry_at(at))
    others = (other for _, other in _bodies(text, Span(back, sentence.span.start), kinds) if other is not name)
    return None if any(_can_be(text.body, other, noun) for other in others) else name


def _bodies(text: Text, span: Span, kinds: set[str]) -> list[tuple[Span, Name]]:
    return [each for each in text.names.mentions(span) if each[1].kind in kinds]


def _leads(text: Text, place: Span, start: int, at: int) -> bool:
    """Whether a name is the subject of its sentence's own clause; of "the grip on the kettle" the kettle is not."""
    if text.parse is None:
        return place.start == start and not text.body.startswith(("’", "'"), place.end)
    for token in text.parse.within(place):
        verb = text.parse.head(token)
        told = text.parse.head(verb)
        main = verb.dependency == "ROOT" or (verb.dependency == "ccomp" and told.start >= at)
        if token.dependency in SUBJECTS and main:
            return True
    return False


def _can_be(body: str, name: Name, noun: str) -> bool:
    """Whether a body can be called "the airline": by a word of its name, or by what it is said to be."""
    words = {word.lower() for word in _WORD.findall(name.full)}
    if noun in _FIRMS:
        return bool(words & CORPORATE_SUFFIXES) or words.isdisjoint(_PUBLIC)
    return not noun or bool(words & ({noun} | _KIN.get(noun, frozenset()))) or _is_called(body, name, noun)


def _is_called(body: str, name: Name, noun: str) -> bool:
    """Whether a name has a noun right before it or set behind it: "the airline Norda", "Norda, the country's largest airline,"."""
    for place in name.mentions[:MENTIONS]:
        behind = body[place.end : place.end + _ASIDE]
        aside = behind[2:].split(",", 1)[0] if behind.startswith(", ") else ""
        before = body[max(0, place.start - _ASIDE) : place.start].split()
        if noun in aside.split() or before[-1:] == [noun]:
            return True
    return False
