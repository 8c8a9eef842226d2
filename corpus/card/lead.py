"""The sentences that may hold the main event, by what they share with the headline and how far down they stand."""

from __future__ import annotations

from corpus.card.reading import Reading, stems
from corpus.values import Sentence

# The event stands in one of so many sentences, or, behind a tale to begin with, in one further down that says most of the headline.
_LEAD, _FARTHEST, _MOST = 3, 12, 0.5
# How much a sentence further down costs, against the share of the headline that a sentence says; behind the lead a little more.
_STEP, _BEHIND = 0.25, 0.03


def leads(reading: Reading) -> tuple[tuple[float, Sentence], ...]:
    """The sentences that may hold it with their scores, the best first."""
    headline = stems(reading.article.title)
    shares = [
        (len(headline & stems(sentence.span.of(reading.body))) / max(1, len(headline)), position, sentence)
        for position, sentence in enumerate(reading.sentences[:_FARTHEST])
    ]
    scored = [
        (share - _cost(position), sentence)
        for share, position, sentence in shares
        if position < _LEAD or share >= _MOST
    ]
    return tuple(sorted(scored, key=lambda each: (-each[0], each[1].ordinal)))


def _cost(position: int) -> float:
    return _STEP * min(position, _LEAD - 1) + _BEHIND * max(0, position - _LEAD + 1)
