"""What a date is resolved against, the publication and the last day that the text spoke of; and what comes of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from corpus.dates.direction import Direction
from corpus.dates.values import Anchor, DateBasis
from corpus.values import Span

# "Sunday's final", "until Sunday".
Part = Literal["name", "end"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The last day that the text spoke of: the value of its expression, its first day (None before Christ) and where it stands.

    `named` is the paragraph that its year was named in; `sure` says that no heading and not much text has come since; `frames`
    says that its words open a sentence, and so tell when what follows was ("In 1991 we went north. We landed on 3 July"). Where
    the text only looks `back`, that is the day that it comes back to. `part` says that the day is only in a name, or an end.
    """

    value: str
    day: dt.date | None
    span: Span
    named: int = 0
    sure: bool = True
    frames: bool = False
    back: Spoken | None = None
    part: Part | None = None

    @property
    def year(self) -> int:
        """Its year, negative before Christ."""
        return -int(self.value[2:6]) if self.value.startswith("BC") else int((self.value[:4].rstrip("-") + "000")[:4])


@dataclass(frozen=True, slots=True)
class Context:
    """What a date is resolved against; `day` is the day that the news was told of before a year or month came in between."""

    published: Anchor | None
    spoken: Spoken | None
    narrative: bool
    direction: Direction | None = None
    day: Anchor | None = None

    def told_from(self, base: str) -> Anchor | None:
        """The anchor for a base: the last day spoken of where that is asked for and there is one."""
        if base == "either":
            quarter = self.spoken is not None and self.spoken.value[5:6] in ("Q", "H")
            base = "reference" if self.narrative or quarter else "published"
        if base == "reference" and self.spoken:
            return Anchor(self.spoken.day, self.spoken.span) if self.spoken.day else None
        return self.published

    @property
    def doubtful(self) -> bool:
        """Whether the last day spoken of may well be of another tale."""
        return self.spoken is not None and not self.spoken.sure


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value, how it came about, and what it was told from."""

    value: str
    basis: DateBasis
    anchor: Anchor | None
