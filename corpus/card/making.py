"""Making the card of an article: by the grammar of its lead, or by the surface where that is not understood."""

from __future__ import annotations

from corpus.card.answers import answers
from corpus.card.main import find_main_event
from corpus.card.reading import read
from corpus.card.sources import find_sources
from corpus.card.surface import surface_answers
from corpus.card.values import Card
from corpus.names import Names
from corpus.parse import Parse
from corpus.quotes.values import Quote
from corpus.timeline.values import TimelineEvent
from corpus.values import Article


def make_card(
    article: Article,
    names: Names,
    events: tuple[TimelineEvent, ...],
    quotes: tuple[Quote, ...],
    parse: Parse | None,
) -> Card:
    """The card of `article`."""
    reading = read(article, names, events, quotes, parse)
    event = None if parse is None else find_main_event(reading, parse)
    # Where the grammar of the lead is not understood, its surface tells less, but nothing else.
    facts = surface_answers(reading) if parse is None or event is None else answers(reading, parse, event)
    return Card(*facts, *find_sources(reading))
