"""Names of people and bodies in a text, and which of them are one and the same."""

from __future__ import annotations

from corpus.names.values import Name, NameKind, Names
from corpus.parse import Parse

__all__ = ["Name", "NameKind", "Names", "find_names"]


def find_names(body: str, parse: Parse | None) -> Names:
    """The names of `body`: people, bodies and places, each with all the places of all its forms."""
    from corpus.names import finding  # noqa: PLC0415 - what serves finds none

    return finding.find_names(body, parse)
