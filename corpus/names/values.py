"""What a name in a text is, and all those of one text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from corpus.values import Span

NameKind = Literal["person", "body", "place", "other"]


@dataclass(frozen=True, slots=True)
class Name:
    """One bearer of a name: `full` is the longest form that the text has, `mentions` are all places of all its forms.

    `alternatives` are its other forms as written (a surname, an abbreviation in brackets, a form that is surely misspelt).
    """

    full: str
    kind: NameKind
    mentions: tuple[Span, ...]
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a text, in order of first mention; no two mentions overlap."""

    names: tuple[Name, ...]
    _places: tuple[tuple[Span, int], ...] = field(init=False, repr=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = sorted((span, row) for row, name in enumerate(self.names) for span in name.mentions)
        object.__setattr__(self, "_places", tuple(places))
        object.__setattr__(self, "_starts", tuple(span.start for span, _ in places))

    def mentions(self, span: Span) -> tuple[tuple[Span, Name], ...]:
        """Each mention that shares a character with `span`, in order, with the name it is of."""
        return tuple((place, self.names[row]) for place, row in self._near(span))

    def within(self, span: Span) -> tuple[Name, ...]:
        """Those mentioned inside `span`, in order of their first mention there."""
        rows = dict.fromkeys(row for place, row in self._near(span) if span.holds(place))
        return tuple(self.names[row] for row in rows)

    def at(self, span: Span) -> Name | None:
        """The one whose mention overlaps `span`, the longest first."""
        found = self.mentions(span)
        return max(found, key=lambda each: len(each[0]))[1] if found else None

    def outside(self, spans: Sequence[Span]) -> Names:
        """The names without the mentions that overlap one of `spans`, and without those that have no other."""
        dropped = {each for span in spans for each in self._near(span)}
        kept = (
            replace(name, mentions=tuple(each for each in name.mentions if (each, row) not in dropped))
            for row, name in enumerate(self.names)
        )
        return Names(tuple(name for name in kept if name.mentions))

    def _near(self, span: Span) -> list[tuple[Span, int]]:
        first = max(0, bisect_left(self._starts, span.start) - 1)
        last = bisect_left(self._starts, span.end)
        return [each for each in self._places[first:last] if each[0].overlaps(span)]
