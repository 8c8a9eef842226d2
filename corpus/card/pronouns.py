"""Whether the "she" of what somebody said is who said it: "Ann Lee said she will go", not "Ann Lee told her mother she may go"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from corpus.card.reading import Reading
from corpus.card.words import COLLECTIVES
from corpus.names import Name
from corpus.names.lexicon import BODY_WORDS
from corpus.names.people import gender_of
from corpus.parse import Parse, Token
from corpus.quotes.genders import PRONOUNS, Genders
from corpus.quotes.text import Text
from corpus.values import Span

# What one tells these is of oneself.
_HEARERS = frozenset("reporter journalist judge court police".split())


def is_teller(reading: Reading, parse: Parse, reporter: Token, teller: Token, pronoun: Token) -> bool:
    """Whether `pronoun`, the subject of what `teller` reports, is surely the teller and not somebody who is told."""
    fits = partial(_may_mean, reading, parse, Genders(Text(reading.body, reading.names, parse)), pronoun)
    # "It" is nobody who is told something.
    return fits(teller) and (pronoun.text.casefold() == "it" or not any(map(fits, _told(parse, reporter))))


def _told(parse: Parse, reporter: Token) -> Iterator[Token]:
    """Whom something is told that may be of them, also "said to her mother"."""
    for child in parse.children(reporter):
        told = parse.children(child) if child.text == "to" else (child,) * (child.dependency in {"dobj", "dative"})
        yield from (each for each in told if each.entity != "ORG" and each.lemma.casefold() not in _HEARERS)


def _may_mean(reading: Reading, parse: Parse, genders: Genders, pronoun: Token, noun: Token) -> bool:
    """Whether kind, number and sex let the pronoun stand for the noun."""
    word = pronoun.text.casefold()
    name = reading.names.at(Span(noun.start, noun.end))
    # "Eastern Airlines" is one firm.
    plural = noun.tag == "NNS" or (noun.tag == "NNPS" and name is None)
    several = plural or any(child.dependency == "conj" for child in parse.children(noun))
    if word not in PRONOUNS:
        return word != "it" if several else not _is_one(noun, name)
    sex = genders.of(name) if name is not None else gender_of(noun.lemma.casefold(), "")
    return not several and _is_one(noun, name) and sex in {PRONOUNS[word], ""}


def _is_one(noun: Token, name: Name | None) -> bool:
    """Whether the noun is somebody, and no body of many."""
    if name is not None:
        return name.kind == "person" or noun.entity == "PERSON"
    return noun.lemma.casefold() not in BODY_WORDS | COLLECTIVES
