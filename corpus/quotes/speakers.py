"""Whose name stands behind a pronoun, a surname or a role."""

from __future__ import annotations

import re

from corpus.names import Name
from corpus.names.lexicon import COURTESIES, ROLES
from corpus.names.roles import role_after, role_before, role_words
from corpus.quotes.antecedents import Antecedents, Resolved
from corpus.quotes.bodies import COMMON, LEADING, own_body
from corpus.quotes.genders import MENTIONS, PRONOUNS
from corpus.quotes.text import Text
from corpus.values import Span

_NOW = frozenset("currently presently now".split())
_RELATION = re.compile(r"\b(?:of|for|in|at|from|with|to|by|on|near|against|and|as)\b")
_WORD = re.compile(r"[\w’'-]{1,40}")


class Speakers:
    """Finds names for the speakers of one text; what was found for one helps with the next."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._first_roles: dict[str, Span | None] = {}
        self._antecedents = Antecedents(text, self._by_role)
        self._roles: dict[str, frozenset[str]] | None = None
        self._spoke: tuple[int, Name | None] = (-1, None)

    def resolve(self, speaker: Span, content: Span) -> Resolved:
        """The name behind `speaker`, who says `content`."""
        found = self._resolved(speaker, content)
        self._spoke = (speaker.start, found.name)
        return found

    def _resolved(self, speaker: Span, content: Span) -> Resolved:
        words = speaker.of(self._text.body)
        if words.lower() in PRONOUNS:
            return self._antecedents.of(speaker, content)
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
        return self._unnamed(speaker, words)

    def _unnamed(self, speaker: Span, words: str) -> Resolved:
        """The name behind words for a speaker that hold none."""
        common = words.lower().split()
        if len(common) == 2 and common[0] == "the" and common[1] in COMMON:
            if beside := own_body(self._text, speaker.start, common[1]):
                return Resolved(self._noted(speaker, beside))  # cited in the same sentence, so nothing is inferred
            return Resolved(self._noted(speaker, self._body(speaker.start, leading=False)), inferred=True)
        name = self._by_role(words)
        if name and self._of_another(speaker, name):
            return Resolved(None)
        if name:
            return Resolved(self._noted(speaker, name), inferred=True)
        self._antecedents.note_words(speaker.start, words)
        return Resolved(None)

    def role(self, name: Name, near: Span) -> Span | None:
        """The words that say what `name` is: beside the speaker, else at the first mention that has some."""
        beside = (each for each, other in self._text.names.mentions(near) if other is name)
        if role := next(filter(None, map(self._role_at, beside)), None):
            return role
        if name.full not in self._first_roles:
            self._first_roles[name.full] = next(filter(None, map(self._role_at, name.mentions[:MENTIONS])), None)
        return self._first_roles[name.full]

    def _role_at(self, place: Span) -> Span | None:
        body = self._text.body
        return next(filter(None, (_telling(body, role(body, place)) for role in (role_after, role_before))), None)

    def _noted(self, speaker: Span, name: Name | None) -> Name | None:
        if name:
            self._antecedents.note(speaker.start, name)
        return name

    def _body(self, at: int, *, leading: bool) -> Name | None:
        """The body that "it" or "the company" stands for: who spoke just before; else, if asked, who leads the sentence."""
        sentence = self._text.sentence_at(at)
        back = max(self._text.sentences[max(0, sentence.ordinal - 3)].span.start, self._text.entry_at(at))
        start, last = self._spoke
        if back <= start < at:
            if last and last.kind in {"body", "other"}:
                return last
            # After a person "it" is only whom its own sentence is about: "The guild welcomed the order, which it called …".
            return (
                own_body(self._text, at) if last and leading and self._text.body[at : at + 2].lower() == "it" else None
            )
        for span in (sentence.span, self._text.sentences[max(0, sentence.ordinal - 2)].span) if leading else ():
            near = self._text.names.mentions(Span(span.start, min(span.end, at)) if span.start < at else span)
            if near and near[0][1].kind in {"body", "other"} and near[0][0].start - span.start < LEADING:
                return near[0][1]
        return None

    def _by_role(self, words: str) -> Name | None:
        """The only person of whom the role in `words` is said, where that is one person."""
        head = next((word.lower() for word in reversed(_WORD.findall(words)) if word.lower() in ROLES), None)
        if head is None or not words.lower().startswith("the "):
            return None
        if self._roles is None:
            self._roles = {name.full: self._said(name) for name in self._text.names.names if name.kind == "person"}
        fitting = [name for name in self._text.names.names if head in self._roles.get(name.full, ())]
        return fitting[0] if len(fitting) == 1 else None

    def _of_another(self, speaker: Span, name: Name) -> bool:
        """Whether a role is told by a name that is none of those in the role of `name`: "the Tesla chief" is no Acme chief."""
        told = self._said(name)
        holders = [
            word.lower() for _, other in self._text.names.mentions(speaker) for word in _WORD.findall(other.full)
        ]
        return bool(holders) and told.isdisjoint(holders)

    def _said(self, name: Name) -> frozenset[str]:
        roles = (
            role(self._text.body, place) for place in name.mentions[:MENTIONS] for role in (role_after, role_before)
        )
        return frozenset(word for role in roles if role for word in role_words(self._text.body, role))


def _telling(body: str, role: Span | None) -> Span | None:
    """A role without "currently" before it or "Dr" after it; None where it is no more than a courtesy."""
    if role is None:
        return None
    words = list(_WORD.finditer(body, role.start, role.end))
    while words and words[0][0].lower() in _NOW:
        words.pop(0)
    if all(word[0].lower() in COURTESIES for word in words):
        return None
    last = words[-1]
    while words[-1][0].lower() in COURTESIES:
        words.pop()
    return Span(words[0].start(), role.end if words[-1] is last else words[-1].end())


def _headed(words: str, mention: str) -> bool:
    """Whether a phrase is headed by the name in it: not "officials in Washington", not "Boeing workers"."""
    before, _, after = words.partition(mention)
    return not after.strip(" .’'s") and not _RELATION.search(before)
