"""Which nouns name somebody, or some body, that can do things."""

from __future__ import annotations

import re

from corpus.card.reading import Reading
from corpus.card.words import NOUNS_THAT_ACT
from corpus.parse import Parse, Token
from corpus.values import Span

# Of "-er" and "-or" too many are things: orders, computers, factors.
_CALLINGS = ("ician", "ologist", "policeman", "woman", "sman", "people")
_AMOUNTS = frozenset("hundred thousand dozen score million number majority half handful ten lot pair".split())
_TYPES = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def acts(reading: Reading, parse: Parse, token: Token) -> bool:
    """Whether the noun names a person, a body, a people or a state."""
    if any(letter.isdigit() for letter in token.text) or token.tag[:1] != "N":
        return False
    lemma = token.lemma.casefold()
    if lemma in _AMOUNTS:
        # "Hundreds of nurses": it is they that do it.
        counted = (noun for child in parse.children(token) if child.text == "of" for noun in parse.children(child))
        return any(acts(reading, parse, noun) for noun in counted if noun.dependency == "pobj")
    # First in a sentence a noun may be taken for a name: "Engineers", whose lemma is itself.
    forms = {lemma, token.text.casefold(), lemma.removesuffix("s"), re.sub("men$", "man", lemma)}
    if forms & NOUNS_THAT_ACT or lemma.endswith(_CALLINGS):
        return True
    named = reading.names.at(Span(token.start, token.end))
    if named is not None and named.kind != "place":
        return named.kind in {"person", "body"}
    return token.entity in _TYPES
