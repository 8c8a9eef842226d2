"""The card: who, what, when, where, why and how of an article, each a sentence of its own, or not found stated."""

from __future__ import annotations

from corpus.card.values import Card, Fact, SourceUse
from corpus.names import Names
from corpus.parse import Parse
from corpus.quotes import Quote
from corpus.timeline import TimelineEvent
from corpus.values import Article

__all__ = ["Card", "Fact", "SourceUse", "make_card"]


def make_card(
    article: Article,
    names: Names,
    events: tuple[TimelineEvent, ...],
    quotes: tuple[Quote, ...],
    parse: Parse | None,
) -> Card:
    """The card of `article`."""
    from corpus.card import making  # noqa: PLC0415 - what serves shows cards and makes none

    return making.make_card(article, names, events, quotes, parse)
