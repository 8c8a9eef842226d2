"""Whether somebody in a text is a man or a woman, as far as its words tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from corpus.names import Name
from corpus.names.lexicon import BODY_WORDS, KNOWN_BODIES, PLACE_WORDS, ROLES
from corpus.names.people import gender_of
from corpus.names.roles import role_after, role_before, role_words
from corpus.quotes.text import Text
from corpus.quotes.verbs import CUES
from corpus.values import Sentence, Span

PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
# So many mentions of a name are read for what they tell of its bearer.
MENTIONS = 30
# Pronouns say it only where all but few of them agree.
_CLEAR = 3
_WORD = re.compile(r"[\w’'-]{1,40}")
_NAMED = re.compile(r"[A-Z]\w{0,30}(?:['’-]\w{1,30})?")
_OPENING = re.compile(r"(?:He|She)\b")
# After these words another may be meant.
_OTHERS = ROLES | CUES.keys() | frozenset("man woman boy girl baby child".split())


class Genders:
    """The sex, "m", "f" or none (""), of those who are named in one text."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._known: dict[str, str] = {}

    def of(self, name: Name) -> str:
        """What titles, given names and roles tell of the sex of a name's bearer, and, where they don't, the pronouns after it."""
        if name.full not in self._known:
            self._known[name.full] = next(filter(None, self._told(name)), "") or self._by_pronouns(name)
        return self._known[name.full]

    def may_be(self, name: Name, gender: str) -> bool:
        """Whether a name is one that a "he" or a "she" can be: a person's, or one that such a pronoun is said of elsewhere."""
        if name.kind == "person":
            return self.of(name) in {gender, ""}
        return is_shaped(name) and self.of(name) == gender

    def learn(self, name: Name, gender: str) -> None:
        """Take down what a pronoun for a name tells, so that nobody is both a "he" and a "she"."""
        if not self.of(name):
            self._known[name.full] = gender

    def _told(self, name: Name) -> Iterator[str]:
        for place in name.mentions[:MENTIONS]:
            start = self._text.sentence_at(place.start).span.start
            before = _WORD.findall(self._text.body[max(start, place.start - 20) : place.start])
            both = before[-2:-1] == ["and"]  # "Mr and Mrs Lee".
            yield gender_of(before[-1].lower() if before and not both else "", "")
        words = _WORD.findall(name.full)
        yield gender_of(words[0].lower(), words[0].lower()) if len(words) > 1 else ""
        for place in name.mentions[:MENTIONS]:
            if role := role_after(self._text.body, place):
                yield next(filter(None, (gender_of(word, "") for word in role_words(self._text.body, role))), "")

    def _by_pronouns(self, name: Name) -> str:
        """What the pronouns tell that can hardly be anybody else's, where they agree."""
        votes = Counter(filter(None, map(self._meant, name.mentions[:MENTIONS])))
        ranked = votes.most_common()
        return ranked[0][0] if ranked and votes.total() - ranked[0][1] <= ranked[0][1] // _CLEAR else ""

    def _meant(self, place: Span) -> str:
        """The sex that the first pronoun after a name at the head of its sentence tells: a "his" there, a "he" that opens the next."""
        text, body = self._text, self._text.body
        sentence = text.sentence_at(place.start)
        role = role_before(body, place)
        led = body[sentence.span.start : role.start if role else place.start].strip().lower()
        if (
            text.quoted_at(place.start)
            or led not in {"", "the", "a"}
            or body[place.end : place.end + 2] in {"’s", "'s"}
        ):
            return ""
        for word in _WORD.finditer(body, place.end, sentence.span.end):
            lower, at = word[0].lower(), Span(*word.span())
            if lower in PRONOUNS:
                return PRONOUNS[lower] if self._owns(at) else ""
            if text.quoted_at(at.start) or lower in _OTHERS or text.names.at(at):
                return ""
        return self._opens_next(sentence)

    def _owns(self, pronoun: Span) -> bool:
        """Whether it is the "her" of "her house" and not that of "saw her"."""
        tokens = self._text.parse.within(pronoun) if self._text.parse else ()
        return any(token.tag == "PRP$" for token in tokens)

    def _opens_next(self, sentence: Sentence) -> str:
        """The sex that a "he" or "she" at the head of the next sentence of the paragraph tells."""
        following = self._text.sentences[sentence.ordinal] if sentence.ordinal < len(self._text.sentences) else sentence
        if following.paragraph != sentence.paragraph:
            return ""
        opening = _OPENING.match(self._text.body, following.span.start)
        return PRONOUNS[opening[0].lower()] if opening else ""


def is_shaped(name: Name) -> bool:
    """Whether a name that nothing tells to be a person's has the form of one: two or three words, none of them a body's or place's."""
    words = name.full.split()
    return (
        name.kind in {"body", "other"}
        and len(words) in {2, 3}
        and all(_NAMED.fullmatch(word) and word.lower() not in BODY_WORDS | PLACE_WORDS for word in words)
        and words[0].lower() not in KNOWN_BODIES | {"the"}
    )
