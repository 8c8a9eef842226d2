"""Where: the place that the clause of the main event names as its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.card.grammar import is_verb, noun_phrase
from corpus.card.reading import Reading
from corpus.card.retold import Telling
from corpus.card.values import Fact
from corpus.card.words import (
    DECISIVE,
    GOING,
    LEAVING,
    LOCATIVE,
    PLACE_NOUNS,
    PLACE_TYPES,
    REACHING,
    SHOWN_PREPOSITIONS,
    TAKING,
)
from corpus.parse import Parse, Token
from corpus.values import Span

_ON_THE_WAY = frozenset({"prep", "pobj", "dobj", "conj", "attr", "pcomp"})
# Named like places by a parse, but they take place.
_OCCASIONS = frozenset("olympics games cup championship festival conference expo fair summit forum convention".split())
# "Brevik Home" is no home.
_ALSO_NAMES = frozenset({"home", "house"})
_NO_PLACES = frozenset({"PERSON", "NORP", "DATE", "TIME"})
_LONGEST = 120
# Who is driven "from" one of these is driven from where it lies.
_LEFT = frozenset("building home hotel house school town village".split())
# From and to where something is done, by these verbs alone.
_TRAVELLING = {"to": GOING, "from": LEAVING}
# These say where something is done only right at its verb.
_OF_VERBS = frozenset("off around along within on".split())


def find_where(reading: Reading, parse: Parse, told: Iterable[Telling], actor: Token | None) -> Fact | None:
    """The first place in a clause that tells the event."""
    for telling in told:
        for words in _places(reading, parse, telling, actor):
            fact = reading.fact(telling.sentence, words)
            if fact is not None:
                return fact
    return None


def _places(reading: Reading, parse: Parse, telling: Telling, actor: Token | None) -> Iterator[Span]:
    for token in parse.within(telling.sentence.span):
        if token.start < telling.begin or not _is_place(reading, parse, token):
            continue
        above = parse.head(token)
        reached = token.dependency == "dobj" and above.index in telling.chain and above.lemma in REACHING
        if reached or (token.dependency == "pobj" and _leads(above) and _hangs(parse, above, telling, actor)):
            yield _words(parse, token, telling.begin)


def _is_place(reading: Reading, parse: Parse, token: Token) -> bool:
    if token.tag[:1] != "N" or any(letter.isdigit() for letter in token.text):
        return False
    lemma = token.lemma.casefold()
    known = lemma in PLACE_NOUNS and not (token.tag == "NNP" and lemma in _ALSO_NAMES)
    proper = token.tag == "NNP" and any(child.tag[:3] == "NNP" for child in parse.children(token))
    if known and (proper or any(_locates(reading, parse, each) for each in parse.subtree(token) if each != token)):
        return True
    named = reading.names.at(Span(token.start, token.end))
    if (named is not None and named.kind in {"person", "body"}) or lemma in _OCCASIONS:
        return False
    placed = token.entity in PLACE_TYPES or (named is not None and named.kind == "place")
    return placed and token.tag[:3] == "NNP"


def _locates(reading: Reading, parse: Parse, name: Token) -> bool:
    """Whether the name beside a noun says which place it is: "the Brannock coast", "her home in Lindqvist"."""
    if name.entity in PLACE_TYPES:
        return name.dependency in {"compound", "pobj", "poss", "appos", "nmod"}
    named = reading.names.at(Span(name.start, name.end))
    if name.tag != "NNP" or name.entity in _NO_PLACES or (named is not None and named.kind == "person"):
        return False
    return name.dependency == "compound" or (
        name.dependency == "pobj" and parse.head(name).text.casefold() in LOCATIVE | {"of"}
    )


def _leads(preposition: Token) -> bool:
    return preposition.dependency == "prep" and (
        preposition.text.casefold() in LOCATIVE or preposition.text.casefold() in _TRAVELLING
    )


def _hangs(parse: Parse, preposition: Token, telling: Telling, actor: Token | None) -> bool:
    """Whether the place is the event's: it hangs on its verb, or on what it is done to or happens, not on who does it."""
    token, text = parse.head(preposition), preposition.text.casefold()
    while text == "from" and token.dependency in {"dobj", "conj"} and token.tag[:1] == "N":
        token = parse.head(token)  # "stole a portrait and a box from the museum"
    if text == "from" and token.index in telling.chain and token.lemma in TAKING:
        return True
    if text in _TRAVELLING or text in _OF_VERBS:
        return token.index in telling.chain and token.lemma in _TRAVELLING.get(text, {token.lemma})
    for _ in range(6):
        if token.index in telling.chain:
            return True
        if telling.subject is not None and token.index == telling.subject.index:
            return actor is None or actor.index != token.index
        if is_verb(token) or token.dependency not in _ON_THE_WAY or _somebodys(parse, token):
            return False
        token = parse.head(token)
    return False


def _somebodys(parse: Parse, noun: Token) -> bool:
    """Whether the noun is where somebody or something else is: "a deal with an airline in China"."""
    if noun.lemma in DECISIVE and parse.head(noun).text.casefold() == "with":
        return False
    if noun.lemma in _LEFT and parse.head(noun).text.casefold() == "from":
        return False  # "were forced from their homes near Avignon"
    return noun.dependency == "pobj" and parse.head(noun).text.casefold() not in LOCATIVE | {"into", "onto"}


def _words(parse: Parse, place: Token, begin: int) -> Span:
    """The place with what it lies in ("San Francisco, California"), and a preposition that says more than "in"."""
    words = noun_phrase(parse, place, least=begin)
    last = [each for each in parse.within(words) if each.dependency != "punct"][-1]
    words = Span(words.start, max(words.end, _through_regions(parse, last).end))
    preposition = parse.head(place)
    if preposition.text.casefold() in SHOWN_PREPOSITIONS:
        words = Span(min(words.start, preposition.start), words.end)
    return words if len(words) <= _LONGEST else Span(place.start, place.end)


def _through_regions(parse: Parse, place: Token) -> Token:
    """The last word of a run of places that each lie in the next: "Cupertino, California"."""
    tokens, at = parse.tokens, place.index
    while at + 2 < len(tokens) and tokens[at + 1].text == "," and tokens[at + 2].entity in PLACE_TYPES:
        at += 2
        while at + 1 < len(tokens) and tokens[at + 1].entity in PLACE_TYPES:
            at += 1
    return tokens[at]
