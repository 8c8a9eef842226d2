"""Quotations: what an article gives as somebody's words, and whose they are."""

from __future__ import annotations

from corpus.names import Names
from corpus.parse import Parse
from corpus.quotes.values import Quote, QuoteKind

__all__ = ["Quote", "QuoteKind", "find_quotes"]


def find_quotes(body: str, names: Names, parse: Parse | None) -> tuple[Quote, ...]:
    """The quotations of `body`, in order of their content."""
    from corpus.quotes import finding  # noqa: PLC0415 - what serves knows quotations and finds none

    return finding.find_quotes(body, names, parse)
