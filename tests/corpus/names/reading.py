"""Names as plain words."""

from __future__ import annotations

from corpus.names import Names, find_names
from corpus.parser import parse_all


def names_of(body: str, *, parsed: bool = True) -> Names:
    """The names of `body`."""
    return find_names(body, next(parse_all([body])) if parsed else None)


def forms(body: str, *, parsed: bool = True) -> dict[str, tuple[str, ...]]:
    """The words of every mention of each name, by its full form."""
    return {name.full: tuple(span.of(body) for span in name.mentions) for name in names_of(body, parsed=parsed).names}
