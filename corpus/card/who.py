"""Who: the one that acts in the main event, or that it befalls; a person, a body, a people or a state."""

from __future__ import annotations

from corpus.card.actors import acts
from corpus.card.grammar import noun_phrase, subject
from corpus.card.main import MainEvent
from corpus.card.pronouns import is_teller
from corpus.card.reading import Reading
from corpus.parse import Parse, Token
from corpus.values import Span

_LONGEST = 160
# What does this is an event, whatever it is called.
_FINDING = frozenset("bury discover find identify locate pull recover retrieve see spot wash".split())
_HAPPENING = frozenset("happen occur".split())


def find_actor(reading: Reading, parse: Parse, event: MainEvent) -> Token | None:
    """The head of the words that name who; None where the subject is a thing or only a pronoun."""
    actor = event.subject
    # "Winds will pick up, Lee said": what a parse sees no subject of is nothing that she does.
    told_behind = actor is None and event.reporter is not None and event.reporter.index > event.verb.index
    if (actor is None or actor.tag in {"PRP", "WP", "DT"}) and event.reporter is not None and not told_behind:
        # "Ryanair announced that it is …": the one that reports is the one that acts.
        actor = _teller(reading, parse, event, event.reporter)
    if actor is not None and actor.lemma == "body" and event.verb.lemma in _FINDING:
        actor = None  # of somebody dead
    takes_place = event.verb.lemma in _HAPPENING or any(
        child.lemma == "place" and child.dependency == "dobj" for child in parse.children(event.verb)
    )
    if actor is not None and actor.start >= event.begin and acts(reading, parse, actor) and not takes_place:
        return actor
    return _by(reading, parse, event)


def actor_words(reading: Reading, parse: Parse, actor: Token, begin: int) -> Span:
    """The words that name the actor: with "of …" where it is no name itself, with its name where that is an aside."""
    words = noun_phrase(parse, actor, least=begin)
    words = Span(words.start, words.start + len(words.of(reading.body).rstrip(" ,;:—–-")))
    for place, _ in reading.names.mentions(words):
        # A parse may end a name at its hyphen.
        if place.start < words.end < place.end:
            words = Span(words.start, place.end)
    if parse.tokens[actor.index].start > words.start and parse.within(words)[0].text in "([":
        words = Span(parse.within(words)[1].start, words.end)
    for child in parse.children(actor):
        follows = child.start > actor.start and child.start - words.end <= 3
        if child.dependency == "appos" and not actor.entity and child.entity and follows:
            return Span(words.start, noun_phrase(parse, child).end)
    # "The mayor of Springfield, Ann Lee, …": a parse may take her for Springfield.
    aside = reading.names.at(Span(words.end, words.end + 3)) if not actor.entity else None
    if aside is not None and aside.kind == "person" and reading.body.startswith(", ", words.end):
        place = next(each for each in aside.mentions if each.end > words.end)
        if place.start == words.end + 2 and reading.body.startswith(",", place.end):
            return Span(words.start, place.end)
    return words if len(words) <= _LONGEST else Span(max(begin, actor.start), actor.end)


def _teller(reading: Reading, parse: Parse, event: MainEvent, reporter: Token) -> Token | None:
    """Who reports it, unless the "she" that it is said of may be another."""
    teller, said_of = subject(parse, reporter), event.subject
    if teller is None or said_of is None or said_of.tag != "PRP":
        return teller
    return teller if is_teller(reading, parse, reporter, teller, said_of) else None


def _by(reading: Reading, parse: Parse, event: MainEvent) -> Token | None:
    """Who did it, of an event told in the passive."""
    for child in parse.children(event.verb):
        if child.dependency == "agent":
            for noun in parse.children(child):
                if noun.dependency == "pobj" and acts(reading, parse, noun):
                    return noun
    return None
