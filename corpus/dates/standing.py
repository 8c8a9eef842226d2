"""Where a tale stands: which day it last spoke of, and whether what follows is still told from there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from corpus.dates.calendar import days_of
from corpus.dates.context import Spoken
from corpus.dates.expressions import Expression, Fixed, Relative, Timed, Yearless
from corpus.dates.tokens import Tokens
from corpus.dates.values import Anchor, DateMention
from corpus.dates.words import CODES, DAY_PARTS, codes
from corpus.dates.years import in_year

# A line of at most so many words without a stop is a heading; a year named more than so many paragraphs ago is unsure.
_HEADING, _FAR = 12, 3
_SENTENCE_ENDS = frozenset(".!?:;,\"”’')")
_BRACKET = 30  # words
_LEAP = 3  # years
_LONG_UNITS = ("decade", "century")
_LEADING = codes("in by until since of on early late mid the")
_STOPS = frozenset(".!?")
# Days after which a day spoken of is one of another time.
_OLD = 730
_FULL_DAY = len("2010-10-28")
_SOON = dt.timedelta(days=62)
_NEWS = dt.timedelta(days=7)
_PARTS = frozenset(DAY_PARTS.values())


def still_spoken(spoken: Spoken | None, tokens: Tokens, number: int, published: Anchor | None) -> Spoken | None:
    """The last day spoken of as it counts in the next paragraph.

    Without any day of writing it counts in its own paragraph only; a heading, or much text, makes it unsure.
    """
    if spoken is None or published is None:
        return None
    words = len(tokens.keys)
    heading = 0 < words <= _HEADING and tokens.keys[-1] not in _SENTENCE_ENDS
    return replace(spoken, sure=False) if heading or number - spoken.named > _FAR else spoken


def in_passing(tokens: Tokens, each: Expression, spoken: Spoken, number: int) -> bool:
    """Whether the tale does not stand where an expression does: "(1890-1950)", "a decade earlier", an older "the 1967 treaty"."""
    if isinstance(each.meaning, Relative) and each.meaning.count < 0 and each.meaning.unit in _LONG_UNITS:
        return True
    before = tokens.keys[max(0, each.first - _BRACKET) : each.first]
    if before.count("(") > before.count(")"):
        return True
    older = isinstance(each.meaning, Fixed) and number == spoken.named and each.meaning.value[:4] < spoken.value[:4]
    return older and before[-1:] in (("the",), ("a",), ("an",))


def is_adrift(mention: DateMention, each: Expression, spoken: Spoken | None) -> bool:
    """Whether a part of a year is told from the publication though the text has just spoken of a day years before it."""
    anchor = mention.anchor
    if not isinstance(each.meaning, Yearless) or anchor is None or anchor.span or spoken is None or spoken.day is None:
        return False
    return spoken.sure and (anchor.day - spoken.day).days > _OLD


def stays_at_day(each: Expression, spoken: Spoken, number: int) -> bool:
    """Whether the tale stands at the day of the same paragraph still: "On 28 October 2010 he fell ill. By the end of the week …"."""
    either = isinstance(each.meaning, Relative) and each.meaning.base == "either"
    return either and spoken.named == number and len(spoken.value) == _FULL_DAY


def may_go_on(mention: DateMention, each: Expression, spoken: Spoken | None, number: int) -> bool:
    """Whether a day of the last weeks may as well be of an earlier year, in which the text has just spoken of a day soon before.

    As in "It began on 28 October 2010. On 3 November an outbreak was declared", told in November 2011.
    """
    if spoken is None or spoken.day is None or mention.first is None or spoken.named != number:
        return False
    if not isinstance(each.meaning, Yearless) or mention.anchor is None or mention.anchor.span is not None:
        return False
    recent = spoken.day.year < mention.first.year and mention.first <= mention.anchor.day
    if len(spoken.value) != _FULL_DAY or not recent:
        return False
    then = days_of(in_year(spoken.day.year, each.meaning.part))
    return then is not None and dt.timedelta(0) < then[0] - spoken.day <= _SOON


def opens_sentence(tokens: Tokens, each: Expression) -> bool:
    """Whether an expression, with its preposition, stands at the beginning of a sentence."""
    at = each.first
    while at and tokens.codes[at - 1] in _LEADING:
        at -= 1
    return at < each.first and (not at or tokens.keys[at - 1] in _STOPS) and tokens.cases[at] == "A"


def spoken_by(mention: DateMention, before: Spoken | None, number: int, *, frames: bool, sure: bool) -> Spoken | None:
    """The day that a mention in paragraph `number` speaks of; one told from the day spoken of `before` is as sure as that."""
    if mention.first is None and not mention.value.startswith("BC"):
        return None
    told = before is not None and mention.anchor is not None and mention.anchor.span == before.span
    leaps = before is not None and _leaps(mention.value, before, number)
    named, known = (before.named, before.sure) if before and told else (number, not leaps)
    return Spoken(mention.value, mention.first, mention.span, named, known and sure, frames)


def _leaps(value: str, before: Spoken, number: int) -> bool:
    """Whether a text leaves its tale for another time, and may come back: looks back or years ahead in a paragraph."""
    year, stood = value[:4], before.value[:4]
    if not (year.isdigit() and stood.isdigit()):
        return False
    return int(year) - int(stood) > _LEAP if year > stood else year < stood and number == before.named


def news_day(mention: DateMention, published: Anchor | None) -> Anchor | None:
    """The day of a mention that is of the news: a week from the publication, at most, and for certain."""
    if mention.precision != "day" or mention.first is None or mention.basis == "approximate" or published is None:
        return None
    return Anchor(mention.first, mention.span) if abs(mention.first - published.day) <= _NEWS else None


def is_bare_part(each: Expression) -> bool:
    """Whether an expression is a part of a day that it does not name: "at night", "in the early afternoon"."""
    return isinstance(each.meaning, Timed) and each.meaning.day is None and each.meaning.time in _PARTS


def has_its_day(tokens: Tokens, each: Expression, spoken: Spoken | None, number: int, published: Anchor | None) -> bool:
    """Whether the day of a bare part of one was just told; otherwise it is that of any day ("noise at night").

    A tale goes on in its paragraph, the news in those that follow; what is so "at night" is so on many, unless a sentence of the
    news opens with it.
    """
    if spoken is None or spoken.day is None or len(spoken.value.partition("T")[0]) != _FULL_DAY:
        return False
    if tokens.one_sentence(spoken.span.end, each.first):
        return True
    news = published is not None and spoken.sure and abs(spoken.day - published.day) <= _NEWS
    if tokens.codes[each.first] == CODES["night"]:
        return news and (each.first == 1 or tokens.keys[each.first - 2] in _STOPS)
    return news or spoken.named == number
