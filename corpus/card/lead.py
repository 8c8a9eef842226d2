"""The sentences that may hold the main event, by what they share with the headline and how far down they stand."""

from __future__ import annotations

from corpus.card.reading import Reading, stems
from corpus.values import Sentence

# The event stands in one of so many sentences, or the article has no lead.
_LEAD = 3
# How much a sentence further down costs, against the share of the headline that a sentence says.
_STEP = 0.25


def leads(reading: Reading) -> tuple[tuple[float, Sentence], ...]:
    """The first sentences with their scores, the best first."""
    headline = stems(reading.article.title)
    scored = [
        (len(headline & stems(sentence.span.of(reading.body))) / max(1, len(headline)) - _STEP * position, sentence)
        for position, sentence in enumerate(reading.sentences[:_LEAD])
    ]
    return tuple(sorted(scored, key=lambda each: (-each[0], each[1].ordinal)))
