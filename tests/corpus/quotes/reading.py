"""Quotations as plain rows, so that a test reads like what it says."""

from __future__ import annotations

from corpus.names import find_names
from corpus.parser import parse_all
from corpus.quotes import Quote, find_quotes

# kind, speaker as written, name, content
Row = tuple[str, str | None, str | None, str]


def quotes_of(body: str, *, parsed: bool = True) -> tuple[Quote, ...]:
    """The quotations of `body`."""
    parse = next(parse_all([body])) if parsed else None
    return find_quotes(body, find_names(body, parse), parse)


def rows(body: str, *, parsed: bool = True) -> list[Row]:
    """Kind, speaker, name and content of each quotation."""
    return [
        (quote.kind, quote.speaker.of(body) if quote.speaker else None, quote.name, quote.content.of(body))
        for quote in quotes_of(body, parsed=parsed)
    ]


def direct(body: str, *, parsed: bool = True) -> list[tuple[str | None, str]]:
    """Speaker and content of the direct ones."""
    return [(speaker, content) for kind, speaker, _, content in rows(body, parsed=parsed) if kind == "direct"]


def indirect(body: str, *, parsed: bool = True) -> list[tuple[str | None, str]]:
    """Speaker and content of the indirect ones."""
    return [(speaker, content) for kind, speaker, _, content in rows(body, parsed=parsed) if kind == "indirect"]
