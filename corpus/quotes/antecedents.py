"""Who a "he" or "she" is that says something."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from corpus.names import Name
from corpus.names.lexicon import KNOWN_BODIES, ROLES
from corpus.names.people import gender_of
from corpus.names.roles import role_before
from corpus.parse import Token
from corpus.quotes.genders import MENTIONS, PRONOUNS, Genders, is_shaped
from corpus.quotes.leads import Lead, subject_of
from corpus.quotes.text import Text
from corpus.values import Sentence, Span

# A pronoun's name is looked for so many sentences back.
_REACH = 6
# So many of the last speakers are looked at.
_RECENT = 20
# Of more names than these no pronoun is said to mean the only one.
_CAST = 100
_SOMEBODY = ROLES | frozenset(
    "person child boy girl baby toddler teenager pensioner pupil one other caller passenger passer-by bystander".split()
)
_WORD = re.compile(r"[\w’'-]{1,40}")
# The head of a phrase for somebody stands before the first of these: "mother" in "the mother of a boy".
_RELATION = re.compile(r",|\b(?:of|for|in|at|from|with|to|by|on|near|against|and|as|who|whose|that)\b")

Place = tuple[Span, Name]
Known = Callable[[str], Name | None]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The name behind the words for a speaker, None where they name nobody; `inferred` where it rests on more than who was named last."""

    name: Name | None
    inferred: bool = False


_NOBODY = Resolved(None)


@dataclass(frozen=True, slots=True)
class _Spoke:
    """Who spoke at `start`: a name, or somebody without one, of the sex `gender` as far as that is told."""

    start: int
    name: Name | None
    gender: str
    inferred: bool = False


class Antecedents:
    """Finds who a pronoun of one text stands for, from who spoke and who was named before.

    One who spoke, or whom a sentence is about, without a name is nobody else: "she" after "a teacher said" is no mayor.
    """

    def __init__(self, text: Text, by_role: Known) -> None:
        self._text = text
        self._by_role = by_role
        self._genders = Genders(text)
        self._lead = Lead(text, self._genders)
        self._spoken: list[_Spoke] = []

    def note(self, start: int, name: Name) -> None:
        """Take down that `name` spoke at `start`."""
        self._spoken.append(_Spoke(start, name, ""))

    def note_words(self, start: int, words: str) -> None:
        """Take down that somebody spoke who is only called "a teacher", where `words` are for one person."""
        head = head_of(words)
        aged = head.endswith("-old") and words.lower().startswith(("a ", "an ", "another "))
        if aged or head in _SOMEBODY or gender_of(head, ""):
            self._spoken.append(_Spoke(start, None, gender_of(head, "")))

    def of(self, pronoun: Span, content: Span) -> Resolved:
        """The person that a pronoun stands for, who says `content`; nobody where that is nobody with a name."""
        gender = PRONOUNS[pronoun.of(self._text.body).lower()]
        found = self._found(pronoun.start, gender, content)
        if found.name and self._doubtful(pronoun.start):
            found = _NOBODY
        if found.name:
            self._genders.learn(found.name, gender)
        self._spoken.append(_Spoke(pronoun.start, found.name, gender, found.inferred))
        return found

    def _found(self, at: int, gender: str, content: Span) -> Resolved:
        """Sentence by sentence back: who spoke there, else whom it is about, else who is named first there."""
        text, entry = self._text, self._text.entry_at(at)
        ordinal = text.sentence_at(at).ordinal
        first = text.sentences[max(0, ordinal - 1 - _REACH)].span.start
        near = self._near(max(first, entry), at, gender, content)
        apart: set[str] = set()
        for sentence in reversed(text.sentences[max(0, ordinal - _REACH) : ordinal]):
            if sentence.span.start < entry:
                return _NOBODY  # What stands above was written later, of something else.
            span = Span(sentence.span.start, min(sentence.span.end, at))
            spoke = next((each for each in self._recent(span) if self._answers(each, gender)), None)
            if spoke:
                return self._unless_resumed(Resolved(spoke.name, spoke.inferred), sentence, at, gender)
            subject = self._subject(span, content)
            here = [each for each in near if span.holds(each[0])]
            if subject and PRONOUNS.get(subject.text.lower()) == gender:
                # Who is meant goes on being meant, and nobody else in the sentence is.
                apart.update(name.full for _, name in here)
                continue
            if subject and self._nameless(subject, gender):
                others = {
                    name.full: name for _, name in near if name.full not in {each.full for _, each in here} | apart
                }
                return Resolved(self._described(subject, gender, list(others.values())))
            if here:
                meant = self._beside_lead(here, self._first(here, subject, gender), at, gender)
                return self._unless_resumed(meant, sentence, at, gender)
        plain = None if near else self._last_single(at) or self._alone(at, gender, content, apart)
        lead = self._lead.of(gender, at)
        return Resolved(plain) if plain or not lead or lead.full in apart else Resolved(lead, inferred=True)

    def _unless_resumed(self, meant: Resolved, sentence: Sentence, at: int, gender: str) -> Resolved:
        """Who was found in a sentence, unless that one is named in passing and a paragraph since goes on about the lead."""
        lead = self._lead.of(gender, at)
        if not lead or not meant.name or meant.name is lead or not self._lead.in_passing(meant.name):
            return meant
        return Resolved(lead, inferred=True) if self._lead.resumed(sentence, at, gender) else meant

    def _beside_lead(self, here: Sequence[Place], name: Name | None, at: int, gender: str) -> Resolved:
        """Who was found, for a fact only where it isn't by "her teacher was Lee" or "her sister Carla came", which are about the lead.

        Who does something there may be meant; who doesn't is not.
        """
        lead = self._lead.of(gender, at)
        if not lead or not name or name is lead or not self._lead.in_passing(name):
            return Resolved(name)
        place = next(place for place, other in here if other is name)
        if not self._lead.spoken_of(place, gender):
            return Resolved(name)
        return Resolved(name if self._lead.does(place) else lead, inferred=True)

    def _doubtful(self, at: int) -> bool:
        """Whether the one who spoke just before has a name that may be a person's or a body's: "Hamish Sinclair said"."""
        before = self._text.sentences[max(0, self._text.sentence_at(at).ordinal - 2)].span.start
        last = next(iter(self._recent(Span(before, at))), None)
        return bool(last and last.name and is_shaped(last.name) and not self._genders.of(last.name))

    def _answers(self, spoke: _Spoke, gender: str) -> bool:
        """Whether somebody who spoke can be the "he" or "she" that follows."""
        return self._genders.may_be(spoke.name, gender) if spoke.name else spoke.gender in {gender, ""}

    def _near(self, first: int, at: int, gender: str, content: Span) -> list[Place]:
        """The places from `first` on where a person is named whom a pronoun at `at` fits.

        Whom a quotation speaks of is seldom who says it: names inside of marks count only where there are no others, those of
        what is said itself never. Nor does whose something is count before who does it.
        """
        near = [
            (place, name)
            for place, name in self._text.names.mentions(Span(first, at))
            if self._genders.may_be(name, gender) and not content.overlaps(place)
        ]
        sentence = self._text.sentence_at(at).span
        near = [each for each in self._bearers(near) if each[0].start < sentence.start or not self._by_the_way(each[0])]
        near = [each for each in near if not self._text.quoted_at(each[0].start)] or near
        return [each for each in near if not self._owner(each[0])] or near

    def _bearers(self, near: list[Place]) -> list[Place]:
        """Those of `near` that are no part of what the next one is: not "Rovers" in "Rovers coach Ann Lee"."""
        kept = []
        for each, following in zip_longest(near, near[1:]):
            role = role_before(self._text.body, following[0]) if following else None
            if not (role and role.holds(each[0])):
                kept.append(each)
        return kept

    def _by_the_way(self, place: Span) -> bool:
        """Whether somebody is named in what opens a pronoun's own clause: "in a letter to Lee, she said", "thanking Lee, he"."""
        parse = self._text.parse
        for token in parse.within(place) if parse else ():
            head = parse.head(token) if parse else token
            if place.start <= head.start < place.end and head.index != token.index:
                continue  # A name's own words hang on its last one.
            participle = token.dependency in {"dobj", "pobj"} and head.tag in {"VBG", "VBN"}
            return participle or token.dependency in {"pobj", "poss"}
        return False

    def _owner(self, place: Span) -> bool:
        """Whether a name only says whose something is, within its sentence: "rose to meet Lee's corner"."""
        owns = self._text.body[place.end : place.end + 2] in {"’s", "'s"}
        return owns and self._text.sentence_at(place.start).span.start != place.start

    def _recent(self, span: Span) -> list[_Spoke]:
        """Who spoke in `span`, the last one first."""
        return [each for each in reversed(self._spoken[-_RECENT:]) if span.start <= each.start < span.end]

    def _subject(self, span: Span, content: Span) -> Token | None:
        """Whom or what a sentence is about, outside of what is said."""
        subject = subject_of(self._text, span)
        return None if subject and content.start <= subject.start < content.end else subject

    def _nameless(self, subject: Token, gender: str) -> bool:
        """Whether a subject is one person of that sex, or of none that is told, whom no name stands beside."""
        word = subject.text.lower()
        aged = self._text.body.endswith("-year-old", 0, subject.end)
        if not aged and (subject.tag != "NN" or not (word in _SOMEBODY or gender_of(word, ""))):
            return False
        parse = self._text.parse
        beside = [subject]
        if parse:
            beside += [each for each in parse.children(subject) if each.dependency == "appos"]
            beside += [each for each in parse.children(parse.head(subject)) if each.dependency == "attr"]
        named = any(self._text.names.at(Span(each.start, each.end)) for each in beside)
        return not named and gender_of(word, "") in {gender, ""}

    def _described(self, subject: Token, gender: str, others: Sequence[Name]) -> Name | None:
        """Whom "the striker" means: the only one of whom that is said, or else the only one named before; "a striker" is nobody."""
        parse = self._text.parse
        known = parse and any(each.text.lower() == "the" for each in parse.children(subject))
        if not known:
            return None
        name = self._by_role(f"the {subject.text}")
        return name if name and self._genders.may_be(name, gender) else _only(others)

    def _first(self, here: Sequence[Place], subject: Token | None, gender: str) -> Name | None:
        """Of those named in a sentence the one it is about, or the first; those known to be of that sex before others.

        Where it is about one who may be a person or a body, it can't be told whether another is meant.
        """
        sure = [each for each in here if self._genders.of(each[1]) == gender]
        about = [each for each in sure or here if subject and each[0].start <= subject.start < each[0].end]
        leading = self._text.names.at(Span(subject.start, subject.end)) if subject else None
        if not sure and not about and leading and is_shaped(leading):
            return None
        return (about or sure or here)[0][1]

    def _last_single(self, at: int) -> Name | None:
        """Who spoke in the two sentences before, by a surname alone that nothing tells to be a person's."""
        back = self._text.sentences[max(0, self._text.sentence_at(at).ordinal - 3)].span.start
        return next((each.name for each in self._recent(Span(back, at)) if each.name and _single(each.name)), None)

    def _alone(self, at: int, gender: str, content: Span, apart: set[str]) -> Name | None:
        """The only one named at all before a pronoun whom it fits, outside of marks."""
        names = self._text.names.names
        fitting = [name for name in names[:_CAST] if name.full not in apart and self._genders.may_be(name, gender)]
        before = [name for name in fitting if any(self._told(place, at, content) for place in name.mentions[:MENTIONS])]
        return _only(before) if len(names) <= _CAST else None

    def _told(self, place: Span, at: int, content: Span) -> bool:
        return place.start < at and not content.overlaps(place) and not self._text.quoted_at(place.start)


def head_of(words: str) -> str:
    """The word for somebody that a phrase turns on: "mother" in "the mother of a boy"."""
    before = _RELATION.split(words, maxsplit=1)[0]
    return next((word.lower() for word in reversed(_WORD.findall(before))), "")


def _single(name: Name) -> bool:
    """Whether a name is one word, as a surname is, that no rule takes for a body's or place's."""
    return (
        name.kind in {"person", "other"}
        and " " not in name.full
        and name.full.casefold() not in KNOWN_BODIES
        and not name.full.isupper()
    )


def _only(names: Sequence[Name]) -> Name | None:
    """The one of `names`, where they are all one."""
    return names[0] if names and all(name is names[0] for name in names) else None
