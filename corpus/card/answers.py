"""The answers that the grammar of the main event gives, and of the sentences that tell it again."""

from __future__ import annotations

from corpus.card.how import find_how
from corpus.card.main import MainEvent
from corpus.card.reading import Reading
from corpus.card.retold import tellings
from corpus.card.values import Fact
from corpus.card.when import find_when
from corpus.card.where import find_where
from corpus.card.who import actor_words, find_actor
from corpus.card.why import find_why
from corpus.parse import Parse

# Who, what, when, where, why, how.
Answers = tuple[Fact | None, Fact | None, Fact | None, Fact | None, Fact | None, Fact | None]


def answers(reading: Reading, parse: Parse, event: MainEvent) -> Answers:
    """What `event` and its further tellings say to the six questions."""
    actor = find_actor(reading, parse, event)
    told = tuple(tellings(reading, parse, event, actor))
    own = actor is not None and event.subject is not None and actor.index == event.subject.index
    stands_alone = actor is not None and (own or event.subject is None or event.subject.tag == "PRP")
    return (
        None if actor is None else reading.fact(event.sentence, actor_words(reading, parse, actor, event.begin)),
        reading.fact(event.sentence, event.predicate if stands_alone else event.clause),
        find_when(reading, parse, told),
        find_where(reading, parse, told, actor),
        find_why(reading, parse, told),
        find_how(reading, parse, told),
    )
