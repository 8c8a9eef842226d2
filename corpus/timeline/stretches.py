"""The stretches of the calendar that an article's dates name: ranges as one, bounds open on their side."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Literal, get_args

from corpus.dates.calendar import shift
from corpus.dates.values import Anchor, Bound, DateBasis, DateMention, Precision
from corpus.timeline.asides import DAY, is_aside, is_measured_since
from corpus.values import Span

PRECISIONS: tuple[Precision, ...] = get_args(Precision)  # the finest first
_BASES: tuple[DateBasis, ...] = get_args(DateBasis)  # the surest first
_REFERENCES = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
_OR = re.compile(r",?\s(?:or|or in|or on)\s")
_APPOSED = re.compile(r",?\s(?:in|on)\s")
_OF = re.compile(r"\s(?P<of>of\s(?:the\s)?)?")
_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")
_FIRST_OR_LAST = re.compile(r"(?:the\s)?(first|last|final)\b", re.IGNORECASE)
_UNITS: dict[str, Literal["day", "week", "month", "year"]] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_PART = re.compile(
    r"\b(?:days?|weeks?|months?|weekend|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|part|half"
    r"|start|beginning|middle|end|rest|most) (?:of|in) (?:the )?$",
    re.IGNORECASE,
)
# Of these more or fewer days are meant than the date names.
_WEEK_OF = re.compile(r"(?:the )?week of ", re.IGNORECASE)
# From one day to another after these, the other day is the one on which it is to be.
_MOVED = re.compile(
    r"\b(?:slip(?:s|ped)?|moved?|postponed?|delayed?|shifted|rescheduled|changed|put off|brought forward|(?:pushed|set|put) back)"
    r"\s(?:from\s)?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"before (?!the (?:end|close|last)\b|(?:late|mid)\b)", re.IGNORECASE)
_BETWEEN_NOW = re.compile(r"\bbetween now and $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that a date or a range of them names, and the `phrase` that does; one of the two is None where it is open.

    `clock` says that it is a bare time of day ("at 18:00"), whose day nobody names. `inner` are the same days without the bound, as they count where the date is in a name ("after Friday's attack").
    """

    first: dt.date | None
    last: dt.date | None
    precision: Precision
    basis: DateBasis
    anchor: Anchor | None
    phrase: Span
    bound: Bound | None = None
    ranged: bool = False
    inner: Stretch | None = None
    clock: bool = False

    @property
    def day(self) -> dt.date:
        """The first day that is known."""
        return self.first or self.last or dt.date.min

    @property
    def open(self) -> bool:
        """Whether it has no end on one side."""
        return self.first is None or self.last is None

    def covers(self, other: Stretch) -> bool:
        """Whether the days of `other`, or the one that is known of them, are among these; open stretches cover none."""
        if self.first is None or self.last is None:
            return False
        return self.first <= (other.first or other.day) and (other.last or other.day) <= self.last


def _part_of(body: str, length: DateMention, whole: DateMention) -> DateMention | None:
    """The days of "the first two months of 2023", two mentions; None where they are no such phrase."""
    found = _LENGTH.fullmatch(length.value)
    way = _FIRST_OR_LAST.match(length.span.of(body)[:40])
    first, last = whole.first, whole.last
    link = _OF.fullmatch(body[length.span.end : whole.span.start][:10])
    if not (found and way and link and first and last and whole.type == "DATE"):
        return None
    count, unit = int(found[1]), _UNITS[found[2]]
    try:
        if way[1].lower() == "first":
            last = min(last, shift(first, unit, count) - dt.timedelta(days=1))
        else:
            first = max(first, shift(last + dt.timedelta(days=1), unit, -count))
    except (ValueError, OverflowError):  # the calendar ends
        return None
    precision = unit if unit != "year" else whole.precision
    span = Span(length.span.start, whole.span.end)
    return replace(whole, span=span, phrase=span, bound=None, first=first, last=last, precision=precision)


def _with_parts(body: str, dates: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    """The dates, each "first two months" of one joined with what they are of."""
    found: list[DateMention] = []
    for mention in dates:
        part = _part_of(body, found[-1], mention) if found and found[-1].type == "DURATION" else None
        found[len(found) - (part is not None) :] = [part or mention]
    return tuple(found)


def stretches(body: str, dates: tuple[DateMention, ...]) -> tuple[Stretch, ...]:
    """The stretches of the `dates` of `body`, in the order of their phrases.

    Durations, sets and bare references ("now") name none, nor does a time that only follows another ("ten minutes later"), nor
    what is only compared with ("later than May", "the same month of last year"), ends a period ("the year to May") or is given up
    for another day ("moved from May to July").
    """
    dates = _with_parts(body, dates)
    dates = tuple(mention for mention in dates if _dated(mention) and not is_aside(body, mention))
    by_span = {mention.span: mention for mention in dates}
    found: list[Stretch] = []
    joined: set[Span] = set()
    for at, mention in enumerate(dates):
        if mention.span in joined:
            continue
        end = by_span.get(mention.range_end) if mention.range_end else None
        if end and _MOVED.search(body[max(0, mention.phrase.start - 30) : mention.phrase.start]):
            continue
        other = dates[at + 1] if at + 1 < len(dates) else None
        either = other and _OR.fullmatch(body[mention.span.end : other.span.start][:10])
        whole = _range(mention, end) if end else _either(mention, other) if other and either else None
        if whole:
            joined.add((end or other or mention).span)
        if other and _within(body, mention, other):
            continue
        # Of a range that runs backwards one end must be wrong.
        found.append(whole or _alone(body, mention, doubtful=end is not None))
    return tuple(found)


def _within(body: str, mention: DateMention, other: DateMention) -> bool:
    """Whether a mention is no day of its own but part of the next: "the day of May 3", "eight years later, in 1909".

    So is the week of "three weeks earlier, on 3 May".
    """
    gap = body[mention.span.end : other.span.start][:10]
    same = (mention.first, mention.last) == (other.first, other.last)
    if _APPOSED.fullmatch(gap) and (same or _single(mention).covers(_single(other))):
        return True
    link = _OF.fullmatch(gap)
    if not link:
        return False
    named = any(letter.isdigit() for letter in mention.span.of(body)) or not link["of"]  # "March 3 of this year"
    return not (named and _single(other).covers(_single(mention)))


def _alone(body: str, mention: DateMention, *, doubtful: bool) -> Stretch:
    """The stretch of one mention: a guess where it is of a bare time of day, or names more than is meant."""
    clock = mention.type == "TIME" and not DAY.search(mention.phrase.of(body))
    part = _PART.search(body[max(0, mention.phrase.start - 40) : mention.phrase.start])
    single = replace(_single(mention), clock=clock)
    if single.inner and is_measured_since(body, mention):  # nothing goes on since: a clause tells of the date itself
        single = single.inner
    if single.bound == "to" and mention.first and mention.precision != "day" and _BEFORE.match(mention.phrase.of(body)):
        single = replace(
            single, last=mention.first - dt.timedelta(days=mention.first > dt.date.min)
        )  # to the end of April
    before = body[max(0, mention.phrase.start - 20) : mention.phrase.start]
    if _BETWEEN_NOW.search(before):
        return replace(single, first=None, bound="to", inner=single)
    if mention.precision == "day" and mention.first and not single.open and _WEEK_OF.match(mention.span.of(body)):
        return replace(single, last=_days_after(mention.first, 6), precision="week")
    return replace(single, basis="approximate") if doubtful or clock or part else single


def _days_after(day: dt.date, count: int) -> dt.date:
    return min(day, dt.date.max - dt.timedelta(days=count)) + dt.timedelta(days=count)


def _dated(mention: DateMention) -> bool:
    return (
        mention.type in {"DATE", "TIME"}
        and mention.precision is not None
        and not mention.value.startswith(_REFERENCES)
        and (mention.first is not None or mention.last is not None)
    )


def _single(mention: DateMention) -> Stretch:
    precision = mention.precision or "day"
    inner = Stretch(mention.first, mention.last, precision, mention.basis, mention.anchor, mention.span)
    first = None if mention.bound == "to" else mention.first
    last = None if mention.bound == "from" else mention.last
    if mention.bound is None or (first is None and last is None):  # the value was open on the other side already
        return replace(inner, phrase=mention.phrase)
    return replace(inner, first=first, last=last, phrase=mention.phrase, bound=mention.bound, inner=inner)


def _either(one: DateMention, other: DateMention) -> Stretch | None:
    """The days of both ends of an "in August or September", neither of which is sure."""
    whole = _range(one, other)
    return whole and replace(whole, basis="approximate", ranged=False)


def _range(start: DateMention, end: DateMention) -> Stretch | None:
    """One stretch from the first day of `start` to the last of `end`; None where they do not follow each other."""
    if start.first is None or end.last is None or start.first > end.last:
        return None
    # Both ends must be as exact as is said: the coarser precision and the less sure basis hold for the whole.
    return Stretch(
        start.first,
        end.last,
        max(start.precision or "day", end.precision or "day", key=PRECISIONS.index),
        max(start.basis, end.basis, key=_BASES.index),
        start.anchor or end.anchor,
        Span(min(start.phrase.start, end.phrase.start), max(start.phrase.end, end.phrase.end)),
        ranged=True,
    )
