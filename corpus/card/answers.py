"""The answers that the grammar of the main event gives, and of the sentences that tell it again."""

from __future__ import annotations

from corpus.card.clauses import clause_of
from corpus.card.grammar import subject
from corpus.card.how import find_how
from corpus.card.main import MainEvent
from corpus.card.reading import Reading
from corpus.card.retold import tellings
from corpus.card.values import Fact
from corpus.card.when import find_when
from corpus.card.where import find_where
from corpus.card.who import actor_words, find_actor
from corpus.card.why import find_why
from corpus.parse import Parse, Token
from corpus.values import Span

# Who, what, when, where, why, how.
Answers = tuple[Fact | None, Fact | None, Fact | None, Fact | None, Fact | None, Fact | None]


def answers(reading: Reading, parse: Parse, event: MainEvent) -> Answers:
    """What `event` and its further tellings say to the six questions."""
    actor = find_actor(reading, parse, event)
    told = tuple(tellings(reading, parse, event, actor))
    return (
        None if actor is None else reading.fact(event.sentence, actor_words(reading, parse, actor, event.begin)),
        reading.fact(event.sentence, _what(parse, event, actor)),
        find_when(reading, parse, told),
        find_where(reading, parse, told, actor),
        find_why(reading, parse, told),
        find_how(reading, parse, told),
    )


def _what(parse: Parse, event: MainEvent, actor: Token | None) -> Span:
    """What is done; with its subject where that isn't who acts, and with who says it where "she" may be another."""
    said_of, reporter = event.subject, event.reporter
    if said_of is None or said_of.tag != "PRP":
        return event.predicate if actor is not None and said_of in {None, actor} else event.clause
    teller = None if reporter is None else subject(parse, reporter)
    if actor is not None and actor == teller:
        return event.predicate
    if reporter is None or reporter.index > event.verb.index or reporter.start < event.begin:
        return event.clause
    return clause_of(parse, reporter, teller, event.begin)
