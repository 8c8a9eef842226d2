"""Finds the expressions of time in a paragraph: every rule is tried, the longest match wins, and modifiers join it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.dates import absolute, further, lasting, relative, times, weeks
from corpus.dates.exclusions import excluded, is_title
from corpus.dates.expressions import Dated, Expression, Lasting, Timed
from corpus.dates.far_years import with_far_years
from corpus.dates.grammar import Match, expand
from corpus.dates.pairs import pair_up
from corpus.dates.ranges import join_ranges
from corpus.dates.tokens import Tokens
from corpus.dates.words import CODES, codes

_RULES = (*absolute.RULES, *relative.RULES, *lasting.RULES, *times.RULES, *weeks.RULES, *further.RULES)
# No expression is without one of these; most paragraphs are.
_TELLING = re.compile(
    expand(
        "[Month Oddmonth Shortmonth Weekday Weekdays Shortday season unit units hours night nights quarter weekend fortnight decade "
        "century year decades nineties bc Era fy fiscalyear shortquarter isodate slashdate clock ampm oclock noon zone daypart dayparts "
        "today yesterday tomorrow tonight overnight longs frequency reference now current recent future present past year_end "
        "midyear holiday ordinal half apostrophe coming number]"
    )
)
# What may stand before an expression of any kind, and what before one that begins with a number.
_MODIFIER = re.compile(
    expand(
        "(?:(?:[the]? [early late mid middle] | [earlier later]) [hyphen]? [in on of]? | [the]? [edge] [of] | [as] [early late] [as] | [the]? [ordword second last latter] [half] [of]"
        "| [about])$"
    )
)
_AMOUNT = re.compile(expand("(?:[nearly about] | [more] [than] | [at] [least] | [up] [to])$"))
_LONGEST = 4
# What may stand between a time of day and its day: "7 p.m. (1900 GMT) on Sunday, June 3".
_TO_THE_DAY = re.compile(expand(r"[_ zone]{0,3} (?:[paren] [^paren]{1,6} _)? [comma]? [on] [the]?"))
_NUMBERS = codes("numword daynumber number an few year bignumber decimal scale")
_QUANTITIES = codes("numword daynumber number bignumber decimal scale money")
_DEGREES = frozenset("cent cents dollars euros far little lot much pence percent points pounds slightly".split())
_PLURALS = codes("units hours")
_PART = codes("early late mid middle edge half")
# "early in" and "later on" go with these only: "early in the week", "later on Monday" is "later" and "Monday".
_AFTER_PREPOSITION = codes("the this")
_ABOUT = frozenset("around circa ca c approximately roughly".split())


def find_expressions(tokens: Tokens) -> tuple[Expression, ...]:
    """The expressions of a paragraph, in order, none overlapping; the ends of ranges know each other."""
    if not _TELLING.search(tokens.codes):
        return ()
    found = sorted(_candidates(tokens), key=lambda each: each.first - each.last)
    taken = bytearray(len(tokens.keys))
    chosen = []
    for each in found:
        if not any(taken[each.first : each.last]):
            taken[each.first : each.last] = b"\1" * (each.last - each.first)
            chosen.append(each)
    chosen.sort(key=lambda each: each.first)
    chosen = with_far_years(tokens, chosen, taken)
    chosen = [_with_modifier(tokens, each, taken) for each in chosen]
    chosen = pair_up(tokens, _on_their_days(tokens, list(_with_times(tokens, chosen))))
    kept = [each for each in chosen if not excluded(tokens, each) and not is_title(tokens, each)]
    return tuple(join_ranges(tokens, kept))


def _candidates(tokens: Tokens) -> Iterator[Expression]:
    for rule in _RULES:
        for found in rule.pattern.finditer(tokens.codes):
            first, last = found.span("x" if "x" in rule.pattern.groupindex else 0)
            if first < last and (meaning := rule.meaning(Match(tokens, found))) is not None:
                yield Expression(tokens.span(first, last), first, last, meaning)


def _with_modifier(tokens: Tokens, each: Expression, taken: bytearray) -> Expression:
    """The expression with "early", "late", "about" and the like before it, and whether they make it less than exact."""
    words = _modifier(tokens, each)
    first = each.first - len(words)
    if not words or any(taken[first : each.first]):
        return each
    taken[first : each.first] = b"\1" * len(words)
    about, partly = CODES["about"] in words, not _PART.isdisjoint(words)
    return replace(each, span=tokens.span(first, each.last), first=first, about=about, partly=partly)


def _modifier(tokens: Tokens, each: Expression) -> str:
    """The classes of the words that modify an expression, "" where none do."""
    if isinstance(each.meaning, Lasting) and each.meaning.type != "DURATION":
        return ""
    if tokens.codes[each.first] in _PLURALS:  # "the early days"
        return ""
    before, follows = tokens.codes[max(0, each.first - _LONGEST) : each.first], tokens.codes[each.first]
    found = _MODIFIER.search(before) or (_AMOUNT.search(before) if follows in _NUMBERS else None)
    words = found.group() if found else ""
    if words[-1:] == CODES["than"] and not isinstance(each.meaning, Lasting) and _measures(tokens, each.first - 2):
        return ""
    if words[-1:] == CODES["about"] and follows not in _NUMBERS and tokens.keys[each.first - 1] not in _ABOUT:
        return ""
    return "" if words[-1:] in (CODES["in"], CODES["on"]) and follows not in _AFTER_PREPOSITION else words


def _measures(tokens: Tokens, at: int) -> bool:
    """Whether the "more" or "less" at word `at` tells by how much: "7 percent less than a year ago", "far more than a year ago"."""
    return at > 0 and (tokens.keys[at - 1] in _DEGREES or tokens.codes[at - 1] in _QUANTITIES)


def _with_times(tokens: Tokens, chosen: list[Expression]) -> Iterator[Expression]:
    """Times of day joined to the day beside them: "9 a.m. Friday", "Friday, 9 a.m.", "the morning of Sept. 11"."""
    at = 0
    while at < len(chosen):
        one = chosen[at]
        two = chosen[at + 1] if at + 1 < len(chosen) else None
        joined = _joined(tokens, one, two) if two and not _next_has_day(tokens, chosen[at : at + 3]) else None
        if joined:
            at += 1
        yield joined or one
        at += 1


def _on_their_days(tokens: Tokens, chosen: list[Expression]) -> list[Expression]:
    """The expressions, each time of day with the day that follows it: "10 a.m. on Thursday", "7 p.m. (1900 GMT) on Sunday"."""
    day: Dated | None = None
    begins = 0
    found: list[Expression] = []
    for each in reversed(chosen):
        meaning = each.meaning
        if isinstance(meaning, Timed):
            if meaning.day is None and day and _TO_THE_DAY.fullmatch(tokens.codes, each.last, begins):
                meaning = Timed(day, meaning.time)
        elif not isinstance(meaning, Lasting):
            day, begins = meaning, each.first
        found.append(replace(each, meaning=meaning))
    return found[::-1]


def _next_has_day(tokens: Tokens, three: list[Expression]) -> bool:
    """Whether the second is a time of the third's day and not of the first's: "11 pm on Thursday, 1 am on Friday in Delhi"."""
    if len(three) < 3 or not isinstance(three[1].meaning, Timed) or isinstance(three[2].meaning, Timed | Lasting):
        return False
    return _TO_THE_DAY.fullmatch(tokens.codes, three[1].last, three[2].first) is not None


def _joined(tokens: Tokens, one: Expression, two: Expression) -> Expression | None:
    gap = tokens.codes[one.last : two.first]
    if gap not in ("", CODES["comma"], CODES["of"], CODES["hyphen"]):
        return None
    for time, day in ((one.meaning, two.meaning), (two.meaning, one.meaning)):
        if isinstance(time, Timed) and time.day is None and not isinstance(day, Timed | Lasting):
            return Expression(tokens.span(one.first, two.last), one.first, two.last, Timed(day, time.time))
    return None
