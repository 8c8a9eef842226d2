"""What an event of a timeline is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from corpus.dates.values import Anchor, DateBasis, Precision
from corpus.values import Span

# past: the article tells that it happened.
# planned: said to be meant, arranged or promised ("would shutter", "is scheduled for"), whether its day has come since or not,
#   or said with "will" of a day that is not after the publication.
# future: told plainly of days after the publication ("will open in May", "runs through March 11").
# unknown: denied, conditional, only possible, or nothing tells.
Status = Literal["past", "planned", "future", "unknown"]


@dataclass(frozen=True, slots=True)
class Place:
    """A whole sentence that an event is cited with, and the ordinal of its paragraph."""

    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """What happened, or is to, on days that the article names.

    `first` and `last` are days, both included, None where that side is open ("by December 1" has no first). `precision` is how
    exactly both are known; of a range with ends of two kinds ("from May to July 2") the coarser. `phrase` are the words that
    date it, `clause` the words that say what happened; both lie in the first of `places`, and the others mention the same
    event again. `names` are the people and bodies named in those sentences, in full where the article has the name in full
    elsewhere.
    """

    first: dt.date | None
    last: dt.date | None
    precision: Precision
    basis: DateBasis
    anchor: Anchor | None
    status: Status
    phrase: Span
    clause: Span
    places: tuple[Place, ...]
    names: tuple[str, ...]
