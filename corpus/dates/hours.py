"""Which day an hour by itself is of: "lifted at 4 p.m." is not of the Sunday to which, sentences before, something was put off."""

from __future__ import annotations

from dataclasses import replace

from corpus.dates.context import Context, Part
from corpus.dates.direction import direction_of
from corpus.dates.expressions import Expression, Timed
from corpus.dates.tokens import Tokens
from corpus.dates.values import DateMention
from corpus.dates.words import CODES
from corpus.parse import Parse


def part_of(tokens: Tokens, each: Expression, mention: DateMention) -> Part | None:
    """As what a day is named where nothing else need be of it: in a name ("Sunday's final") or as an end ("until Sunday")."""
    if mention.type != "DATE":
        return None
    if mention.bound == "to":
        return "end"
    return "name" if tokens.codes[each.last : each.last + 2] == CODES["apostrophe"] + CODES["s"] else None


def of_its_day(tokens: Tokens, each: Expression, context: Context, number: int, parse: Parse | None) -> Context:
    """The context of an hour in paragraph `number`, without the last day spoken of where it is not of that.

    Such a day is named in another sentence, only as an end or, a paragraph before, in the name of a thing; or it is to come, and
    the hour is told as past.
    """
    spoken, published, day = context.spoken, context.published, context.day
    hour = isinstance(each.meaning, Timed) and each.meaning.day is None
    if (
        not hour
        or spoken is None
        or spoken.day is None
        or published is None
        or tokens.one_sentence(spoken.span.end, each.first)
    ):
        return context
    ahead = spoken.day > published.day or (day is not None and day.day > published.day)
    past = ahead and direction_of(tokens, each, parse) in ("past", "gone")
    if day is not None and past and day.day > published.day:
        day = None
    apart = spoken.part == "end" or (spoken.part == "name" and number != spoken.named and day is not None)
    return replace(context, spoken=None, day=day) if apart or (past and spoken.day > published.day) else context
