"""Tales that go on: where a date without its year is told from the last day spoken of, not from publication."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.dates.direction import direction_of
from corpus.dates.expressions import Expression, Fixed, Relative, Weekday, Yearless
from corpus.dates.standing import opens_sentence
from corpus.dates.tokens import Tokens
from corpus.dates.values import Anchor
from corpus.dates.words import CODES
from corpus.parse import Parse

# A history names at least so many past years, has at least this share of its years in the past, and speaks of "yesterday",
# "last year" and weekdays at most this often for each of them.
_YEARS, _PAST, _FROM_NOW = 8, 0.6, 0.3
# What is told as ahead with the first of these is ahead of the writing; with one of the others it was so of the tale.
_NOW, _THEN = (
    frozenset("will ll shall must is are".split()),
    frozenset("would was were had could might should d".split()),
)
_FORETOLD = frozenset({"would", "d"})
_STOPS = frozenset(".!?;")
_LONGEST = 60  # words of a sentence on either side


def tells_history(expressions: Sequence[Expression], published: Anchor | None) -> bool:
    """Whether a body tells of the past in order, so that a date without a year is in the year last spoken of."""
    values = [each.meaning.value for each in expressions if isinstance(each.meaning, Fixed)]
    years = [value[:4] for value in values if value[:4].isdigit()]
    now = "9999" if published is None else f"{published.day.year:04d}"
    past = sum(year < now for year in years) + sum(value.startswith("BC") for value in values)
    from_now = sum(isinstance(each.meaning, Weekday | Relative) for each in expressions)
    return past >= _YEARS and past >= _PAST * len(years) and from_now < _FROM_NOW * past


def carries_on(tokens: Tokens, one: Expression, two: Expression, published: Anchor | None) -> bool:
    """Whether `two` is told from `one`: a month or day of an earlier year, named before it in the same sentence."""
    if not isinstance(one.meaning, Fixed) or not one.meaning.value[5:6].isdigit():
        return False
    if published is not None and one.meaning.value[:4] >= f"{published.day.year:04d}":
        return False
    if one.first and tokens.codes[one.first - 1] == CODES["since"]:
        return False
    return _in_one_sentence(tokens, one, two)


def was_foretold(tokens: Tokens, one: Expression, two: Expression) -> bool:
    """Whether `two` is the month or year of the day `one`, as told on it: "dated 12 May … would hear by the end of the month"."""
    either = isinstance(two.meaning, Relative) and two.meaning.base == "either" and not two.meaning.count
    if not (either and _is_day(one) and _in_one_sentence(tokens, one, two)):
        return False
    return not _FORETOLD.isdisjoint(tokens.keys[one.last : two.first])


def _is_day(each: Expression) -> bool:
    """Whether an expression names a day with its month."""
    if isinstance(each.meaning, Fixed):
        return len(each.meaning.value) == len("2010-05-12")
    return isinstance(each.meaning, Yearless) and len(each.meaning.part) == len("05-12")


def _in_one_sentence(tokens: Tokens, one: Expression, two: Expression) -> bool:
    """Whether no sentence ends between two expressions, as far as stops and capitals tell."""
    between = range(one.last, two.first)
    return not any(tokens.keys[at] in ".!?" and tokens.cases[at + 1 : at + 2] == "A" for at in between)


def looks_on(tokens: Tokens, before: Expression | None, each: Expression, parse: Parse | None) -> bool:
    """Whether a tale leaves its time for what is ahead of the writing: "She is survived by a son. A service will be held on 11 October".

    Not after a year that the sentence opens with ("In 1958 it will …"); `before` is the expression before it in the paragraph.
    """
    if not isinstance(each.meaning, Yearless):
        return False
    start, end = _sentence(tokens, each)
    if before is not None and before.first >= start and isinstance(before.meaning, Fixed):
        if opens_sentence(tokens, before):
            return False
        start = before.last  # "the house, which was built in 1902, will be open on 11 October"
    words = tokens.keys[start:end]
    return not _NOW.isdisjoint(words) and _THEN.isdisjoint(words) and direction_of(tokens, each, parse) == "future"


def _sentence(tokens: Tokens, each: Expression) -> tuple[int, int]:
    """From where to where the sentence of an expression goes, as far as stops tell."""
    start, end = each.first, each.last
    while start > max(0, each.first - _LONGEST) and tokens.keys[start - 1] not in _STOPS:
        start -= 1
    while end < min(len(tokens.keys), each.last + _LONGEST) and tokens.keys[end] not in _STOPS:
        end += 1
    return start, end
