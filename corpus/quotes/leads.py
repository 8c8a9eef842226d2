"""Whom an article is about, and who is only named in passing there."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.names import Name
from corpus.parse import Token
from corpus.quotes.genders import PRONOUNS, Genders
from corpus.quotes.text import Text
from corpus.quotes.verbs import CUES
from corpus.values import Sentence, Span

# An article is about somebody whom so many of its sentences are about, and more of them than are about others.
_OFTEN = 4
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def subject_of(text: Text, span: Span) -> Token | None:
    """Whom or what a sentence is about: the subject of its main clause, outside of marks."""
    parse = text.parse
    for token in parse.within(span) if parse else ():
        if parse and token.dependency in SUBJECTS and parse.head(token).dependency == "ROOT":
            return None if text.quoted_at(token.start) else token
    return None


class Lead:
    """The one person whom a text is about, where it is about one.

    That is whom its first sentence is about, where most of what it tells of people of that sex it tells of this one. Whom it tells
    nothing of by a sentence of their own (who only speak there, or are only "her sister Carla") it names in passing.
    """

    def __init__(self, text: Text, genders: Genders) -> None:
        self._text, self._genders = text, genders
        self._found: tuple[Name | None, frozenset[str]] | None = None

    def of(self, gender: str, at: int) -> Name | None:
        """The one whom the text is about, where that is a person of that sex who is named before `at`."""
        name, _ = self._read()
        live = self._text.entry_at(at) > 0  # The entries of a live blog are of many things.
        return name if name and not live and self._genders.of(name) == gender and name.mentions[0].start < at else None

    def in_passing(self, name: Name) -> bool:
        """Whether no sentence of the article's own tells of `name`."""
        return name.full not in self._read()[1]

    def resumed(self, after: Sentence, at: int, gender: str) -> bool:
        """Whether a paragraph between a sentence and the pronoun at `at` opens with what "he" or "she" did, and did not say."""
        rows = self._text.sentences
        for sentence in rows[after.ordinal : self._text.sentence_at(at).ordinal]:
            opens = sentence.paragraph != rows[sentence.ordinal - 2].paragraph
            subject = subject_of(self._text, sentence.span) if opens else None
            if subject and subject.start <= at and self._tells(subject) and _sex(subject) == gender:
                return True
        return False

    def spoken_of(self, place: Span, gender: str) -> bool:
        """Whether a "her" stands before a name in its sentence, which then is hardly of whom it names."""
        start = self._text.sentence_at(place.start).span.start
        parse = self._text.parse
        before = parse.within(Span(start, place.start)) if parse else ()
        return any(_sex(token) == gender and not self._text.quoted_at(token.start) for token in before)

    def does(self, place: Span) -> bool:
        """Whether a name is the subject of a clause, or stands beside it: "her sister Carla came"."""
        parse = self._text.parse
        for token in parse.within(place) if parse else ():
            head = parse.head(token) if parse and token.dependency == "appos" else token
            if head.dependency in SUBJECTS:
                return True
        return False

    def _read(self) -> tuple[Name | None, frozenset[str]]:
        """Whom the text is about, and the names of all of whom a sentence of its own tells."""
        if self._found is None:
            about = list(self._about())
            first = about[0][1] if about else None
            lead = first if first and first.kind == "person" and self._often(first, about) else None
            told = frozenset(
                name.full for token, name in about if name and self._tells(token) and not self._owned(token)
            )
            self._found = lead, told
        return self._found

    def _about(self) -> Iterator[tuple[Token, Name | None]]:
        """The subject of each sentence, from the first of prose on, with its name."""
        prose = False
        for sentence in self._text.sentences:
            end = self._text.paragraph_at(sentence.span.start).span.end
            closed = self._text.body[end - 1] in ".!?”\"'’"
            prose = prose or closed  # A headline closes with no mark.
            if prose and (subject := subject_of(self._text, sentence.span)):
                yield subject, self._named(subject)

    def _often(self, lead: Name, about: list[tuple[Token, Name | None]]) -> bool:
        """Whether most of what is told of people of that sex is told of `lead`: a "she" is of whom was told last by name."""
        gender, topic = self._genders.of(lead), lead
        own = others = 0
        for subject, name in about:
            if not self._tells(subject):
                continue
            if name and self._genders.may_be(name, gender):
                topic = topic if self._owned(subject) else name
            elif _sex(subject) != gender:
                continue
            same = (name or topic) is lead
            own, others = own + same, others + (not same)
        return bool(gender) and own >= _OFTEN and own > others

    def _named(self, subject: Token) -> Name | None:
        """The name that a subject is, or that stands in apposition to it."""
        parse, names = self._text.parse, self._text.names
        beside = [each for each in parse.children(subject) if each.dependency == "appos"] if parse else []
        found = (names.at(Span(each.start, each.end)) for each in (subject, *beside))
        return next((name for name in found if name and name.kind != "place"), None)

    def _tells(self, subject: Token) -> bool:
        """Whether its verb is none of saying, so that the article tells what somebody did."""
        return self._text.parse is not None and self._text.parse.head(subject).text.lower() not in CUES

    def _owned(self, subject: Token) -> bool:
        """Whether somebody is only called by whose they are: "her sister Carla"."""
        children = self._text.parse.children(subject) if self._text.parse else ()
        return any(each.dependency == "poss" and each.text.lower() in PRONOUNS for each in children)


def _sex(token: Token) -> str | None:
    return PRONOUNS.get(token.text.lower())
