"""Whose name stands behind a pronoun, a surname or a role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from corpus.names import Name
from corpus.names.lexicon import COURTESIES, KNOWN_BODIES, ROLES
from corpus.names.people import gender_of
from corpus.names.roles import role_after, role_before, role_words
from corpus.quotes.text import Text
from corpus.values import Span

_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
# A pronoun's name is looked for so many sentences back.
_REACH = 6
# So many mentions of a name are read for what they tell of its bearer.
_MENTIONS = 30
# So many of the last speakers are looked at.
_RECENT = 20
# A name leads its sentence where it begins within so many characters.
_LEADING = 40
_BODIES = frozenset("company firm group ministry agency organization organisation newspaper bank airline union".split())
_NOW = frozenset("currently presently now".split())
_RELATION = re.compile(r"\b(?:of|for|in|at|from|with|to|by|on|near|against|and|as)\b")
_WORD = re.compile(r"[\w’'-]{1,40}")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The name behind the words for a speaker, None where they name nobody; `inferred` where it rests on a role."""

    name: Name | None
    inferred: bool = False


class Speakers:
    """Finds names for the speakers of one text; what was found for one helps with the next."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._first_roles: dict[str, Span | None] = {}
        self._genders: dict[str, str] = {}
        self._roles: dict[str, frozenset[str]] | None = None
        self._last: list[tuple[int, Name]] = []
        self._spoke: tuple[int, Name | None] = (-1, None)

    def resolve(self, speaker: Span) -> Resolved:
        """The name behind `speaker`."""
        found = self._resolved(speaker)
        self._spoke = (speaker.start, found.name)
        return found

    def _resolved(self, speaker: Span) -> Resolved:
        words = speaker.of(self._text.body)
        if gender := _GENDERS.get(words.lower()):
            return Resolved(self._noted(speaker, self._pronoun(speaker.start, gender)))
        if words.lower() in {"i", "we", "you", "they", "it", "who"}:
            plain = self._body(speaker.start, leading=True) if words.lower() in {"they", "it"} else None
            return Resolved(self._noted(speaker, plain))
        found = self._text.names.mentions(speaker)
        named = [name for place, name in found if name.kind != "place"] or [name for _, name in found]
        people = [name for name in named if name.kind == "person"]
        if any(name is not people[0] for name in people):
            return Resolved(None)
        chosen = (people or named)[-1:]
        if chosen and _headed(words, next(place.of(self._text.body) for place, name in found if name is chosen[0])):
            return Resolved(self._noted(speaker, chosen[0]))
        common = words.lower().split()
        if len(common) == 2 and common[0] == "the" and common[1] in _BODIES:
            return Resolved(self._noted(speaker, self._body(speaker.start, leading=False)), inferred=True)
        return Resolved(self._by_role(words), inferred=True)

    def role(self, name: Name, near: Span) -> Span | None:
        """The words that say what `name` is: beside the speaker, else at the first mention that has some."""
        beside = (each for each, other in self._text.names.mentions(near) if other is name)
        if role := next(filter(None, map(self._role_at, beside)), None):
            return role
        if name.full not in self._first_roles:
            self._first_roles[name.full] = next(filter(None, map(self._role_at, name.mentions[:_MENTIONS])), None)
        return self._first_roles[name.full]

    def _role_at(self, place: Span) -> Span | None:
        body = self._text.body
        return next(filter(None, (_telling(body, role(body, place)) for role in (role_after, role_before))), None)

    def _noted(self, speaker: Span, name: Name | None) -> Name | None:
        if name:
            self._last.append((speaker.start, name))
        return name

    def _pronoun(self, at: int, gender: str) -> Name | None:
        """The person a pronoun stands for: sentence by sentence back, who spoke there, else who is named first there.

        Whom a quotation speaks of is seldom who says it, so names inside of marks count only where there are no others.
        """
        sentence = self._text.sentence_at(at)
        first = self._text.sentences[max(0, sentence.ordinal - 1 - _REACH)].span.start
        near = [
            (place, name)
            for place, name in self._text.names.mentions(Span(first, at))
            if name.kind == "person" and self._gender(name) in {gender, ""}
        ]
        near = self._bearers(near)
        near = [each for each in near if not self._text.quoted_at(each[0].start)] or near
        if not near:
            return self._last_single(at)
        sure = [each for each in near if self._gender(each[1]) == gender]
        spoken = [each for each in self._last[-_RECENT:] if each[1].kind == "person" and each[0] < at]
        for ordinal in range(sentence.ordinal, max(0, sentence.ordinal - _REACH), -1):
            span = self._text.sentences[ordinal - 1].span
            said = [name for start, name in reversed(spoken) if span.start <= start < span.end]
            if fitting := [name for name in said if self._gender(name) in {gender, ""}]:
                return fitting[0]
            for pool in (sure, near):
                if here := [name for place, name in pool if span.holds(place)]:
                    return here[0]
        return near[-1][1]

    def _bearers(self, near: list[tuple[Span, Name]]) -> list[tuple[Span, Name]]:
        """Those of `near` that are no part of what the next one is: not "Rovers" in "Rovers coach Ann Lee"."""
        kept = []
        for each, following in zip_longest(near, near[1:]):
            role = role_before(self._text.body, following[0]) if following else None
            if not (role and role.holds(each[0])):
                kept.append(each)
        return kept

    def _last_single(self, at: int) -> Name | None:
        """Who spoke in the two sentences before, by a surname alone that nothing tells to be a person's."""
        back = self._text.sentences[max(0, self._text.sentence_at(at).ordinal - 3)].span.start
        recent = reversed(self._last[-_RECENT:])
        return next((name for start, name in recent if back <= start < at and _single(name)), None)

    def _body(self, at: int, *, leading: bool) -> Name | None:
        """The body that "it" or "the company" stands for: who spoke just before; else, if asked, who leads the sentence."""
        sentence = self._text.sentence_at(at)
        back = self._text.sentences[max(0, sentence.ordinal - 3)].span.start
        start, last = self._spoke
        if back <= start < at:
            return last if last and last.kind in {"body", "other"} else None
        for span in (sentence.span, self._text.sentences[max(0, sentence.ordinal - 2)].span) if leading else ():
            near = self._text.names.mentions(Span(span.start, min(span.end, at)) if span.start < at else span)
            if near and near[0][1].kind in {"body", "other"} and near[0][0].start - span.start < _LEADING:
                return near[0][1]
        return None

    def _gender(self, name: Name) -> str:
        if name.full not in self._genders:
            self._genders[name.full] = next(filter(None, self._told(name)), "")
        return self._genders[name.full]

    def _told(self, name: Name) -> Iterator[str]:
        """What titles, given names and roles tell of a person's sex."""
        for place in name.mentions[:_MENTIONS]:
            before = _WORD.findall(self._text.body[max(0, place.start - 20) : place.start])
            yield gender_of(before[-1].lower() if before else "", "")
        words = _WORD.findall(name.full)
        yield gender_of("", words[0].lower()) if len(words) > 1 else ""
        for place in name.mentions[:_MENTIONS]:
            if role := role_after(self._text.body, place):
                yield next(filter(None, (gender_of(word, "") for word in role_words(self._text.body, role))), "")

    def _by_role(self, words: str) -> Name | None:
        """The only person of whom the role in `words` is said, where that is one person."""
        head = next((word.lower() for word in reversed(_WORD.findall(words)) if word.lower() in ROLES), None)
        if head is None or not words.lower().startswith("the "):
            return None
        if self._roles is None:
            self._roles = {name.full: self._said(name) for name in self._text.names.names if name.kind == "person"}
        fitting = [name for name in self._text.names.names if head in self._roles.get(name.full, ())]
        return fitting[0] if len(fitting) == 1 else None

    def _said(self, name: Name) -> frozenset[str]:
        roles = (
            role(self._text.body, place) for place in name.mentions[:_MENTIONS] for role in (role_after, role_before)
        )
        return frozenset(word for role in roles if role for word in role_words(self._text.body, role))


def _telling(body: str, role: Span | None) -> Span | None:
    """A role without "currently" before it; None where it is no more than a courtesy."""
    if role is None:
        return None
    words = list(_WORD.finditer(body, role.start, role.end))
    while words and words[0][0].lower() in _NOW:
        words.pop(0)
    if all(word[0].lower() in COURTESIES for word in words):
        return None
    return Span(words[0].start(), role.end)


def _single(name: Name) -> bool:
    """Whether a name is one word, as a surname is, that no rule takes for a body's or place's."""
    return (
        name.kind in {"person", "other"}
        and " " not in name.full
        and name.full.casefold() not in KNOWN_BODIES
        and not name.full.isupper()
    )


def _headed(words: str, mention: str) -> bool:
    """Whether a phrase is headed by the name in it: not "officials in Washington", not "Boeing workers"."""
    before, _, after = words.partition(mention)
    return not after.strip(" ’'s") and not _RELATION.search(before)
