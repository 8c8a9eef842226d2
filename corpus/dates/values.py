"""What a date in a text is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from corpus.values import Span

DateType = Literal["DATE", "TIME", "DURATION", "SET"]
Precision = Literal["day", "week", "month", "quarter", "season", "half", "year", "decade", "century"]
# stated: the words alone say which days; resolved: an anchor was needed; approximate: "about", "early", "late", a guess.
DateBasis = Literal["stated", "resolved", "approximate"]
# The mention is one end of what is meant: "after Nov. 30" begins there, "by December 1" ends there.
Bound = Literal["from", "to"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative date was resolved against: a day and, where the text names it, the words that do.

    Without a `span` it is the article's date of publication.
    """

    day: dt.date
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that name a time, and what they mean.

    `value` is a TIMEX3 value ("2015-12-01", "2015-W48", "P2Y", "PRESENT_REF", …; TimeML 1.2.1), `first` and `last` the
    calendar days that it covers, both included (None where it is no stretch of the calendar: durations, sets, references;
    one of them None where the value itself is open on that side). `bound` says that what is spoken of reaches from or up to
    the mention, `phrase` then includes the word that says so ("by December 1"). Of a range ("from May to July") each end is a
    mention of its own, and the first one's `range_end` is the span of the other.
    """

    span: Span
    type: DateType
    value: str
    first: dt.date | None
    last: dt.date | None
    precision: Precision | None
    basis: DateBasis
    anchor: Anchor | None
    phrase: Span
    bound: Bound | None = None
    range_end: Span | None = None
