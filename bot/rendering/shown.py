"""What the message of an answer says, and how much of it is in sight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.records.values import GivenAnswer
from retrieval.context import Context
from retrieval.generations.live import Freshness
from retrieval.values import Citation, ComposedSentence

_MOST_EXCERPTS = 32


@dataclass(frozen=True, slots=True)
class Look:
    """What of an answer is in sight: the excerpts with a number above `after`, and those by number that are shown in context.

    It goes by numbers, which stay when articles are removed, so that the next page begins where the one in sight ended.
    """

    after: int = 0
    expanded: frozenset[int] = field(default_factory=frozenset)

    def __str__(self) -> str:
        return f"{self.after}.{sum(1 << number for number in self.expanded):x}"

    @classmethod
    def read(cls, text: str) -> Look:
        """The look that a button's id holds; the first one where it holds none."""
        after, _, mask = text.partition(".")
        try:
            bits = int(mask, 16)
            return cls(max(0, int(after)), frozenset(n for n in range(1, _MOST_EXCERPTS + 1) if bits >> n & 1))
        except ValueError:
            return cls()

    def toggled(self, number: int) -> Look:
        """With one excerpt more, or less, in context; there are at most 32."""
        if not 1 <= number <= _MOST_EXCERPTS:
            return self
        return Look(self.after, self.expanded ^ {number})


@dataclass(frozen=True, slots=True)
class Lost:
    """A passage that its article does not have any more, by the number of its citation.

    `days` are those between which the article changed, in UTC; None where that is not known.
    """

    number: int
    title: str
    days: tuple[dt.date, dt.date] | None


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the message of an answer says. `citations` are those that can still be read; `gone` counts the others.

    Of those `lost` are the ones whose article is there with other words; the articles of the rest were removed. `composed` is
    what a language model wrote from the citations, which is shown once and never recorded.
    """

    answer: GivenAnswer
    citations: tuple[Citation, ...]
    freshness: Freshness
    today: dt.date
    gone: int = 0
    lost: tuple[Lost, ...] = ()
    private: bool = False  # where only the one who asked sees it
    echo: bool = True
    look: Look = Look()
    contexts: Mapping[int, Context] = field(default_factory=dict)
    buttons: bool = True
    composed: tuple[ComposedSentence, ...] = ()

    @property
    def begins(self) -> int:
        """The index of the first citation in sight: at the first again where none is left after the last that was seen."""
        return next((index for index, each in enumerate(self.citations) if each.number > self.look.after), 0)

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of the citations that can still be read."""
        return frozenset(each.number for each in self.citations)
