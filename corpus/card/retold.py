"""Sentences that tell the main event again, further on: by its verb, or as "the move", of the one that acts in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.card.actors import acts
from corpus.card.grammar import is_verb, points_back, reports, subject
from corpus.card.main import MainEvent
from corpus.card.prose import begins
from corpus.card.reading import Reading, speaks_of_itself, stems
from corpus.card.words import ANSWERS, CAUSING, RETELLING
from corpus.names import Name
from corpus.parse import Parse, Token
from corpus.values import Sentence, Span

# So many sentences are looked at: what stands further down is background.
_WITHIN = 30
# "The move" is what the sentences right before it told.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells the main event: its verb, and the indices of the verbs that tell it there."""

    sentence: Sentence
    begin: int
    verb: Token
    subject: Token | None
    chain: frozenset[int]


def tellings(reading: Reading, parse: Parse, event: MainEvent, actor: Token | None) -> Iterator[Telling]:
    """The main sentence, then those that tell the same again, in order."""
    yield Telling(event.sentence, event.begin, event.verb, event.subject, event.chain)
    who = reading.names.at(Span(actor.start, actor.end)) if actor is not None else None
    main = event.sentence.ordinal
    for sentence in reading.sentences[:_WITHIN]:
        if sentence.ordinal == main:
            continue
        begin = begins(reading.body, sentence.span)
        for verb in _verbs(parse, sentence):
            doer = subject(parse, verb)
            if doer is None or doer.start < begin:
                continue
            near = 0 < sentence.ordinal - main <= _NEAR
            follows = sentence.ordinal == main + 1 and _explains(parse, verb, doer)
            if (
                follows
                or _retold(parse, event, doer, near=near)
                or _same(reading, parse, event, verb, doer, actor=actor, who=who, near=near)
            ):
                yield Telling(sentence, begin, verb, doer, frozenset({verb.index}))
                break


def _verbs(parse: Parse, sentence: Sentence) -> Iterator[Token]:
    """The main verb of the sentence and, where it reports, that of what is reported."""
    root = next((token for token in parse.within(sentence.span) if token.dependency == "ROOT" and is_verb(token)), None)
    if root is None:
        return
    yield root
    if reports(parse, root):
        for child in parse.children(root):
            if child.dependency == "ccomp" and is_verb(child):
                yield child


def _explains(parse: Parse, verb: Token, doer: Token) -> bool:
    """Whether a sentence that begins with "this" or "it" says what the event answers or comes of."""
    if doer.text.casefold() not in {"it", "this"} and not (doer.lemma == "fact" and points_back(parse, doer)):
        return False
    children = parse.children(verb)
    answer = verb.lemma == "be" and any(child.dependency == "attr" and child.lemma in ANSWERS for child in children)
    return answer or (verb.lemma in CAUSING and any(child.dependency == "agent" for child in children))


def _retold(parse: Parse, event: MainEvent, doer: Token, *, near: bool) -> bool:
    """Whether the subject is the event itself: "the move", "the attack" after "attacked"."""
    children = parse.children(doer)
    pointed = any(child.text.casefold() in {"the", "this", "that"} for child in children)
    if not pointed or any(child.dependency in {"prep", "relcl", "amod", "compound"} for child in children):
        return False
    return (near and doer.lemma in RETELLING) or bool(stems(event.verb.lemma) & stems(doer.lemma))


def _same(
    reading: Reading,
    parse: Parse,
    event: MainEvent,
    verb: Token,
    doer: Token,
    *,
    actor: Token | None,
    who: Name | None,
    near: bool,
) -> bool:
    """Whether the same one is said to do the same: by the same verb and one more word, or by two words of what is told."""
    if actor is None or speaks_of_itself(doer.text):
        return False
    if near and points_back(parse, doer) and acts(reading, parse, doer):
        return verb.lemma == event.verb.lemma
    other = reading.names.at(Span(doer.start, doer.end))
    same_one = other.full == who.full if who is not None and other is not None else doer.text == actor.text
    if not same_one:
        return False
    words = parse.subtree(verb)
    told = stems(" ".join(token.text for token in words if token.index >= verb.index))
    mine = event.stems - stems(actor.text)
    return len(told & mine) >= 2 and bool(stems(verb.lemma) & mine)
