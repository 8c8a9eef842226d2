"""The first phrase of a telling that a rule picks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from corpus.card.grammar import branch
from corpus.card.reading import Reading
from corpus.card.retold import Telling
from corpus.card.values import Fact
from corpus.parse import Parse, Token

# A longer reason, or a longer way of doing something, is a story.
_LONGEST = 320


def first_phrase(
    reading: Reading, parse: Parse, told: Iterable[Telling], pick: Callable[[Parse, Telling], Iterable[Token]]
) -> Fact | None:
    """The first of the phrases, named by their heads, that `pick` finds in what is told, short enough to be one."""
    for telling in told:
        for head in pick(parse, telling):
            words = branch(parse, head)
            if words.start >= telling.begin and len(words) <= _LONGEST:
                fact = reading.fact(telling.sentence, words)
                if fact is not None:
                    return fact
    return None
