"""Finding the names of a text: its mentions, put together by whom they name."""

from __future__ import annotations

from corpus.names.grouping import group, kind_of
from corpus.names.mentions import Mention, find_mentions
from corpus.names.misspelt import join_misspelt
from corpus.names.values import Name, Names
from corpus.parse import Parse


def find_names(body: str, parse: Parse | None) -> Names:
    """The names of `body`: people, bodies and places, each with all the places of all its forms."""
    groups = join_misspelt(body, group(body, tuple(find_mentions(body, parse))))
    return Names(tuple(_name(body, mentions) for mentions in groups))


def _name(body: str, mentions: list[Mention]) -> Name:
    spans = tuple(mention.span for mention in mentions)
    texts = dict.fromkeys(span.of(body) for span in spans)
    full = max(texts, key=lambda text: (len(text.split()), len(text)))
    return Name(full, kind_of(mentions), spans, tuple(text for text in texts if text != full))
