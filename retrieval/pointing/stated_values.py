"""The value that an article's words state: a figure, a day or a name, and whether two of them can both be so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from corpus.dates import DateMention, find_dates
from corpus.values import Article, Span
from retrieval.terms import fold
from retrieval.values import ValueKind
from retrieval.writing.days import read_day
from retrieval.writing.figures import read_figure
from retrieval.writing.items import MARKS, named
from retrieval.writing.tokens import Token, tokens
from retrieval.writing.vocabulary import lemma

# What is looked at around the words that answer, in characters.
_AROUND = 80
# Words after a figure that may say what is counted.
_COUNTED = 3
# The dates of a longer body are not worked out while somebody waits.
_LONGEST_BODY = 60_000
# Articles whose dates and words are kept once they were worked out.
_KEPT = 32
# A name of more words is a description.
_LONGEST_NAME = 6
# What a figure is more or less than, right before it.
BOUND = re.compile(
    r"\b(?:(?:at (?:least|most)|(?:no )?(?:more|less|fewer) than|up to|as (?:many|much) as|just (?:over|under)|about|around|roughly"
    r"|approximately|an estimated|some|nearly|almost|over|under|only)\s+)(?:US|A|C)?$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[$€£¥₹]\s?$")
_PLAIN_NUMBER = re.compile(r"(?P<amount>-?\d+(?:\.\d+)?)(?: (?P<unit>dollar|euro|pound|yen|rupee|percent))?")
# In days; a month is a twelfth of a year.
_SPANS = {
    "second": Decimal(1) / 86400, "minute": Decimal(1) / 1440, "hour": Decimal(1) / 24, "day": Decimal(1), "week": Decimal(7),
    "month": Decimal("30.4375"), "year": Decimal("365.25"),
}  # fmt: skip
_EITHER_WAY = re.compile(r"\d{1,3}\.\d{3}")  # a thousand in German, one in English
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
# Exact as they stand; what is larger may be rounded.
_SMALL = 100
_ABOUT = Decimal("0.1")
_JOINING = frozenset("of the de da del van von der al bin and for in a an".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount of `unit` ("" where it has none) of what `counted` names; `bounded` where it is said to be about it or a bound."""

    amount: Decimal
    unit: str
    counted: frozenset[str]
    bounded: bool

    def agrees(self, other: Figure) -> bool:
        """Whether both can be so: the same, one rounded, or a bound near to it."""
        large, small = max(abs(self.amount), abs(other.amount)), min(abs(self.amount), abs(other.amount))
        if self.amount == other.amount:
            return True
        if abs(self.amount - other.amount) > large * _ABOUT:
            return False
        rounded = _rounds(self.amount, other.amount) or _rounds(other.amount, self.amount)
        return self.bounded or other.bounded or (small >= _SMALL and rounded)

    def compares(self, other: Figure) -> bool:
        """Whether both count the same sort of thing, as far as the words beside them tell."""
        if self.unit != other.unit:
            return False
        return bool(self.unit or not self.counted or not other.counted or self.counted & other.counted)


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`."""

    first: dt.date
    last: dt.date

    def agrees(self, other: Days) -> bool:
        """Whether both can be so: they share a day."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Called:
    """A name by its words, and the article that gives it."""

    words: tuple[str, ...]
    article: Article

    def agrees(self, other: Called) -> bool:
        """Whether one may be the other, or both be so: the last word is the other's too, or the other's article has the name."""
        if self.words[-1] in other.words or other.words[-1] in self.words:
            return True
        return _words_of(other.article).issuperset(self.words) or _words_of(self.article).issuperset(other.words)


Value = Figure | Days | Called


@dataclass(frozen=True, slots=True)
class Stated:
    """A value, and where in the body the words stand that give it, with what bounds it."""

    value: Value
    span: Span

    def compares(self, other: Stated) -> bool:
        """Whether the two are of one sort."""
        mine, theirs = self.value, other.value
        if isinstance(mine, Figure) and isinstance(theirs, Figure):
            return mine.compares(theirs)
        return type(mine) is type(theirs)

    def agrees(self, other: Stated) -> bool:
        """Whether both of two that compare can be so."""
        match self.value, other.value:
            case (Figure() as mine, Figure() as theirs):
                return mine.agrees(theirs)
            case (Days() as mine, Days() as theirs):
                return mine.agrees(theirs)
            case (Called() as mine, Called() as theirs):
                return mine.agrees(theirs)
        return True


def value_of(article: Article, words: Span, kind: ValueKind) -> Stated | None:
    """The one value of `kind` that the `words` of an article's body state; None where they state none, or several."""
    match kind:
        case "number":
            return _figure(article.body, words)
        case "day":
            return _days(article, words)
        case "name":
            return _name(article, words)


def _figure(body: str, words: Span) -> Stated | None:
    sign = _SIGN.search(body, max(0, words.start - 3), words.start)
    words = Span(sign.start(), words.end) if sign else words
    found = tokens(body[words.start : words.end + _AROUND].translate(MARKS))
    figures = [each for each in _figures(found) if found[each[1]].start < len(words)]
    if len(figures) != 1:
        return None
    key, at, end = figures[0]
    parsed = _PLAIN_NUMBER.fullmatch(key)
    if parsed is None or any(_EITHER_WAY.fullmatch(each.text) for each in found[at:end]):
        return None
    if not parsed["unit"] and _YEAR.fullmatch(found[at].text):
        return None
    try:
        amount = Decimal(parsed["amount"])
    except InvalidOperation:
        return None
    start = words.start + found[at].start
    before = body[max(0, start - _AROUND) : start]
    bound = BOUND.search(before)
    first = start - len(bound[0]) if bound else start
    last = words.start + found[end - 1].end
    unit, counted = parsed["unit"] or "", tuple(_counted(found, end))
    if not unit and (length := _length(found, end)):
        amount, unit = amount * length, "day"
    figure = Figure(amount, unit, frozenset(counted), bound is not None)
    return Stated(figure, Span(min(first, words.start), max(last, words.end)))


def _figures(found: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
    """Each figure that is no day's: its key, its first token and the one after it."""
    at = 0
    while at < len(found):
        if day := read_day(found, at):
            at = day[1]
        elif figure := read_figure(found, at):
            yield figure[0], at, figure[1]
            at = figure[1]
        else:
            at += 1


def _counted(found: Sequence[Token], at: int) -> Iterator[str]:
    for token in found[at : at + _COUNTED]:
        if not token.text[0].isalpha():
            return
        yield lemma(token.text)


def _length(found: Sequence[Token], at: int) -> Decimal | None:
    """In days, how long the unit of time at `at` is, also in "16-year"."""
    at += at < len(found) and found[at].text == "-"
    return _SPANS.get(found[at].lower.removesuffix("s")) if at < len(found) else None


def _days(article: Article, words: Span) -> Stated | None:
    if len(article.body) > _LONGEST_BODY:
        return None
    inside = [each for each in _dates_of(article) if each.span.overlaps(words)]
    if len(inside) != 1:
        return None
    mention = inside[0]
    if mention.first is None or mention.last is None or mention.basis == "approximate" or mention.bound is not None:
        return None
    if mention.type not in ("DATE", "TIME"):
        return None
    span = Span(min(words.start, mention.phrase.start), max(words.end, mention.phrase.end))
    return Stated(Days(mention.first, mention.last), span)


def _name(article: Article, words: Span) -> Stated | None:
    found = tokens(words.of(article.body).translate(MARKS))
    if not 0 < len(found) <= _LONGEST_NAME:
        return None
    names = [each for each in found if named(each.text)]
    if not names or any(
        not named(each.text) and each.lower not in _JOINING and each.text[0].isalnum() for each in found
    ):
        return None
    span = Span(words.start + names[0].start, words.start + names[-1].end)
    return Stated(Called(tuple(fold(each.text) for each in names), article), span)


@lru_cache(maxsize=_KEPT)
def _dates_of(article: Article) -> tuple[DateMention, ...]:
    return find_dates(article.body, article.published, None)


@lru_cache(maxsize=_KEPT)
def _words_of(article: Article) -> frozenset[str]:
    """Every word of an article, folded."""
    return frozenset(fold(each.text) for each in tokens(f"{article.title} {article.body}".translate(MARKS)))


def _rounds(rough: Decimal, exact: Decimal) -> bool:
    """Whether `rough` is `exact` with fewer digits."""
    digits = rough.normalize()
    exponent = digits.as_tuple().exponent
    assert isinstance(exponent, int)
    return abs(rough - exact) * 2 <= Decimal(10) ** exponent
