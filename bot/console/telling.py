"""Sentences for whoever started this; apart from what needs a terminal, since the bot says some too."""

from __future__ import annotations

import sys

from corpus.printable import printable


def tell(sentence: str) -> None:
    """One sentence on standard error."""
    print(printable(sentence), file=sys.stderr, flush=True)
