"""From expressions to mentions: each is resolved in the order of the text, and the last day spoken of is kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.dates.apposed import is_counted_to, with_days_of
from corpus.dates.calendar import days_of
from corpus.dates.context import Context, Resolved, Spoken
from corpus.dates.direction import direction_of
from corpus.dates.expressions import (
    Dated,
    Expression,
    Fixed,
    Lasting,
    Timed,
    Yearless,
)
from corpus.dates.hours import of_its_day, part_of
from corpus.dates.listed import in_list_order
from corpus.dates.looking_back import come_back, looking_back
from corpus.dates.narrative import carries_on, looks_on, tells_history, was_foretold
from corpus.dates.order import in_order
from corpus.dates.people import is_person
from corpus.dates.pointing import pointed
from corpus.dates.possessed import has_event, in_its_year
from corpus.dates.quoted import quoted_words, said_long_ago
from corpus.dates.ranges import bound_of
from corpus.dates.resolving import resolve
from corpus.dates.standing import (
    has_its_day,
    in_passing,
    is_adrift,
    is_bare_part,
    may_go_on,
    news_day,
    opens_sentence,
    spoken_by,
    stays_at_day,
    still_spoken,
)
from corpus.dates.tokens import Tokens
from corpus.dates.values import Anchor, DateBasis, DateMention, Precision
from corpus.dates.words import codes
from corpus.parse import Parse

# With these what was ahead in the tale is spoken of.
_THEN = frozenset("would was were had could might should to 'd ’d".split())
_JUST_BEFORE = 8  # mentions
# A day and a month in digits; with points the day comes first everywhere.
_DIGITS = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d+")
_FISCAL = codes("fiscal fy fiscalyear")
Paragraph = tuple[Tokens, tuple[Expression, ...]]


def resolve_all(
    found: Sequence[Paragraph], published: Anchor | None, people: frozenset[str], parse: Parse | None
) -> tuple[DateMention, ...]:
    """The mentions that the expressions of a body's paragraphs make; `people` are months that are also somebody's name."""
    mentions: list[DateMention] = []
    spoken: Spoken | None = None
    day: Anchor | None = None
    history = tells_history([each for _, expressions in found for each in expressions], published)
    for number, (tokens, expressions) in enumerate(found):
        spoken = still_spoken(spoken and (spoken.back or spoken), tokens, number, published)
        old = said_long_ago(tokens, expressions, published.day if published else None)
        # What is ahead in somebody's words may have been so when they were said.
        quoted = quoted_words(tokens) if expressions else frozenset()
        before: Expression | None = None
        year: Expression | None = None
        for said in expressions:
            year = said if has_event(tokens, said) else year
            each = pointed(tokens, in_its_year(tokens, year, said, parse), parse)
            if each is None or is_person(tokens, each, people, parse):
                continue
            spoken = come_back(spoken, tokens, each, parse)
            ahead = published is not None and each.first not in quoted and looks_on(tokens, before, each, parse)
            carried = before is not None and _carries_on(tokens, before, each, published, parse)
            goes_on = (history or carried) and not ahead
            then = each.first in old
            lost = then and not (goes_on and isinstance(each.meaning, Yearless))
            context = Context(None, None, narrative=False) if lost else Context(published, spoken, goes_on, day=day)
            context = of_its_day(tokens, each, context, number, parse)
            if is_bare_part(each) and not has_its_day(tokens, each, spoken, number, published):
                context = replace(context, published=None, spoken=None)
            mention = _mention(tokens, each, context, parse)
            if mention is not None:
                from_now = history and published is not None and mention.anchor == published
                # In a history, "today" is the writer's and not where the tale stands; whose "this year" is may be either's.
                other = may_go_on(mention, each, spoken, number)
                if (from_now and spoken and not ahead) or (then and mention.basis == "resolved") or other:
                    mention = replace(mention, basis="approximate")
                elif mentions and is_counted_to(tokens, before, each, mention):
                    mentions[-1] = with_days_of(mentions[-1], before, mention)
                elif is_adrift(mention, each, spoken) and not ahead:
                    mention = _adrift(mention, tokens, each, spoken, parse)
                if before is not None and mentions and mentions[-1].range_end == each.span:
                    stands = _stands(mentions)
                    pair = (mentions[-1], mention)
                    mentions[-1:] = _ends(tokens, pair, (before, each), published, parse, stands=stands)
                else:
                    mentions.append(mention)
                part = part_of(tokens, each, mentions[-1])
                beside = is_bare_part(each) or (spoken is not None and stays_at_day(each, spoken, number))
                if not (beside or from_now or (history and spoken and in_passing(tokens, each, spoken, number))):
                    frames = opens_sentence(tokens, each)
                    told = spoken_by(mentions[-1], spoken, number, frames=frames, sure=not other)
                    if told:
                        spoken = looking_back(replace(told, part=part), spoken, each, number, parse)
                day = (None if part else news_day(mention, published)) or day
            before = each
    return in_list_order(found, mentions, published, parse)


def _adrift(
    mention: DateMention, tokens: Tokens, each: Expression, spoken: Spoken | None, parse: Parse | None
) -> DateMention:
    """A mention that an old year was named before: a guess, or of no year where that year may well be its own."""
    framed = spoken is not None and spoken.frames
    if not framed or direction_of(tokens, each, parse) not in ("past", "gone"):
        return replace(mention, basis="approximate")
    value = f"XXXX{mention.value[4:]}"
    return replace(mention, value=value, first=None, last=None, precision=None, anchor=None)


def _carries_on(
    tokens: Tokens, one: Expression, two: Expression, published: Anchor | None, parse: Parse | None
) -> bool:
    """Whether `two` is told from `one`, unless it is told as ahead of now: "shut since May 2016, it reopens in October"."""
    if was_foretold(tokens, one, two):
        return True
    if not carries_on(tokens, one, two, published):
        return False
    then = not _THEN.isdisjoint(tokens.keys[one.last : two.first])
    return then or direction_of(tokens, two, parse) != "future"


def _stands(mentions: list[DateMention]) -> bool:
    """Whether the last mention is told from a day or month that is spoken of just before."""
    anchor = mentions[-1].anchor
    span = anchor.span if anchor else None
    return span is not None and any(each.span == span and each.precision != "year" for each in mentions[-_JUST_BEFORE:])


def _ends(
    tokens: Tokens,
    ends: tuple[DateMention, DateMention],
    said: tuple[Expression, Expression],
    published: Anchor | None,
    parse: Parse | None,
    *,
    stands: bool,
) -> tuple[DateMention, DateMention]:
    """Both ends of a range, in order, the second without a bound of its own."""
    ends = (ends[0], replace(ends[1], bound=None, phrase=ends[1].span))
    if isinstance(said[1].meaning, Fixed):
        return ends
    try:
        direction = direction_of(tokens, said[0], parse)
        return in_order(ends, said, published.day if published else None, direction, stands=stands)
    except (ValueError, OverflowError):  # the calendar ends
        return ends


def _mention(tokens: Tokens, each: Expression, context: Context, parse: Parse | None) -> DateMention | None:
    """What an expression means in its context; None where it names a day that no calendar has."""
    match each.meaning:
        case Lasting(kind, value):
            return DateMention(each.span, kind, value, None, None, None, "stated", None, each.span)
        case Timed(day, time):
            resolved = _resolve(tokens, each, day, context, parse)
            if resolved is not None:
                day_value = resolved.value if len(resolved.value) >= 10 else "XXXX-XX-XX"
                resolved = replace(resolved, value=f"{day_value}T{time}")
        case day:
            resolved = _resolve(tokens, each, day, context, parse)
    if resolved is None:
        return None
    first, last, precision = _days(resolved.value)
    if first is None and "X" not in resolved.value and not resolved.value.startswith("BC"):
        return None
    bound, phrase = bound_of(tokens, each, parse)
    return DateMention(
        span=each.span,
        type="TIME" if isinstance(each.meaning, Timed) else "DATE",
        value=resolved.value,
        first=first,
        last=last,
        precision=precision,
        basis=_basis(tokens, each, resolved, precision),
        anchor=resolved.anchor,
        phrase=phrase,
        bound=bound,
        range_end=each.range_end,
    )


def _resolve(
    tokens: Tokens, each: Expression, day: Dated | None, context: Context, parse: Parse | None
) -> Resolved | None:
    if day is None:
        return _same_day(context)
    if not isinstance(day, Fixed):
        context = replace(context, direction=direction_of(tokens, each, parse))
    try:
        return resolve(day, context)
    except (ValueError, OverflowError):  # the calendar ends
        return None


def _same_day(context: Context) -> Resolved:
    """A time of day by itself is on the last day spoken of, or else on that of publication.

    Where only a year or month was named since ("the ship, built in 1998, left at 7 p.m."), the day before that may be meant.
    """
    spoken = context.spoken
    if spoken and spoken.day and (_days(spoken.value)[2] == "day" or context.published is None):
        return Resolved(spoken.day.isoformat(), "resolved", Anchor(spoken.day, spoken.span))
    if context.published is None:
        return Resolved("XXXX-XX-XX", "resolved", None)
    if context.day:
        return Resolved(context.day.day.isoformat(), "approximate", context.day)
    return Resolved(context.published.day.isoformat(), "resolved", context.published)


def _basis(tokens: Tokens, each: Expression, resolved: Resolved, precision: Precision | None) -> DateBasis:
    """How sure the days are: "late Monday" is that Monday for certain, "late 1998" may be any month of it.

    A fiscal year is seldom one of the calendar.
    """
    fiscal = not _FISCAL.isdisjoint(tokens.codes[each.first : each.last])
    guessed = fiscal or _reads_two_ways(tokens.keys[each.first]) or _on_no_day(tokens, each, precision)
    return "approximate" if guessed or each.about or (each.partly and precision != "day") else resolved.basis


def _reads_two_ways(key: str) -> bool:
    """Whether digits are a day and a month, and nothing says which comes first: 5/6/2019."""
    found = _DIGITS.fullmatch(key)
    return found is not None and found[1] != found[2] and int(found[1]) <= 12 and int(found[2]) <= 12


def _on_no_day(tokens: Tokens, each: Expression, precision: Precision | None) -> bool:
    """Whether a month has the number of a day before it that it does not have: 31 February."""
    before = tokens.keys[each.first - 1] if each.first else ""
    return precision == "month" and before.isdigit() and len(before) <= 2


def _days(value: str) -> tuple[dt.date | None, dt.date | None, Precision | None]:
    return days_of(value) or (None, None, None)
