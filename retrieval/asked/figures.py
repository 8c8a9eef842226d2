"""Which years and codes a question names: what is told of 1756 does not answer what happened in 1736, nor the 777 for the 787.

Where neither a sentence, nor what stands before it in its paragraph and the one before, nor the title has the year, it tells of another.
Whatever may mean the year in other words ("the 18th century", "a year later", "1754–63") leaves it open, and so does an article that
tells no year at all. A code, which may have other words ("CO2"), only says which of several articles is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.values import Article

# "The 1970s" are no year of them.
_YEAR = re.compile(r"(?<![\d,.$€£¥])(?:1\d{3}|20\d{2})(?![\d%]|[,.]\d|['’]?s\b)")
_DECADE = re.compile(r"(?<!\d)(1\d|20)(\d)0['’]?s\b")
_CENTURY = re.compile(r"\bcentur(?:y|ies)\b", re.IGNORECASE)
_RANGE = re.compile(
    r"(?<!\d)(?P<first>1\d{3}|20\d{2})\s?(?:[-–—/]|to|until|till|through|and)\s?(?P<last>1\d{3}|20\d{2}|\d{2})(?!\d|,\d)"
)
# Of a day or year that something before tells.
_COUNTED = re.compile(
    r"\b(?:years?|decades?|century|months?|weeks?|days?|seasons?)\W+(?:later|earlier|ago|afterwards?|before|after|prior|on|old)\b"
    r"|\b(?:last|next|this|that|following|previous|same|preceding|past|each|every|the)\W+(?:(?:same|very|following|next|previous)\W+)?"
    r"(?:year|years|decade|century|winter|spring|summer|autumn|fall|season)\b"
    r"|\b(?:annual|annually|yearly|today|now|currently|yesterday|tomorrow)\b",
    re.IGNORECASE,
)
# A model, a road, a law: digits with letters ("A380", "G-7", "3GS"), or so many digits that they count as a name does; the mid-1990s,
# the top 10 and the third quarter are none.
_CODE = re.compile(
    r"(?<![\w.,$€£¥-])(?!(?:mid|pre|post|late|top|non|fy)-?\d|q[1-4]\b|h[12]\b)(?:[a-z]{1,4}-?\d{1,4}[a-z]{0,2}|(?P<bare>\d{3}s?)|\d{1,4}(?P<after>[a-z]{1,3}))(?![\w%]|[.,:]\d|-\d)",
    re.IGNORECASE,
)
# "The 600 fans", "1500 people" and "2000 km" are so many, as is what "more than" stands before.
_COUNTING = re.compile(
    r"\s(?:(?:other|more|small|new|old|total|percent|million|billion)\s)?"
    r"(?:[\w’'-]+s|people|men|women|children|police|staff|sheep|fish|feet|percent|per|km|kg|mph|euro|yen|yuan|million|billion|of)\b",
    re.IGNORECASE,
)
_WEIGHING = re.compile(
    r"\b(?:over|than|about|some|nearly|almost|roughly|around|least|most|only|approximately|many as)\s$", re.IGNORECASE
)
# "Before 1914" and "since June 1980" name the end of a time and not the year itself.
_BOUNDING = re.compile(
    r"\b(?:before|after|since|until|till|by|from|between|through|to|and|than|following|preceding)\s(?:[\w,.’']+\s){0,2}$",
    re.IGNORECASE,
)
# A month without a year may be one of the year before an article was published, or of the year after.
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)"
)
# Of a measure, an order or a time of day: "20kg", "2nd", "5pm", "100m".
_UNITS = frozenset(
    """st nd rd th kg g mg lb lbs oz t km m cm mm mi ft in yd mph kph kmh gb mb tb kb ghz mhz hz kw mw gw kwh w v a am pm h hr hrs min s sec
    d y yr yrs yo x k mn bn b c f l ml ha p px""".split()
)
# Characters: nobody waits until a text of one piece has been read, of what stands before a sentence, for any year and for a code.
_BEFORE, _ANYWHERE = 2000, 20_000


@dataclass(frozen=True, slots=True)
class Figures:
    """What a question names: `years`, and codes without hyphens in small letters."""

    years: frozenset[int]
    codes: frozenset[str]


@lru_cache(maxsize=1024)
def figures_named(question: str) -> Figures | None:
    """The years and codes that `question` names, None where it names none; a year that only bounds a time is not named."""
    years = frozenset(
        int(found[0])
        for found in _YEAR.finditer(question)
        if not _counts(question, *found.span()) and not _bounds(question, *found.span())
    )
    codes = frozenset(
        code for code, end in _codes(question) if not (code.isdecimal() and _counts(question, end - len(code), end))
    )
    return Figures(years, codes) if years or codes else None


def tells_another_year(named: Figures, article: Article, start: int, end: int) -> bool:
    """Whether the sentence of `article` from `start` to `end` surely tells of none of the years that are named."""
    return not _of_year(named.years, article, _told(article, start, end))


def named_by(named: Figures, article: Article) -> int | None:
    """Where in the body of `article` all codes that are named have been named, 0 where its title has them; None where they are not."""
    left = set(named.codes).difference(code for code, _ in _codes(article.title))
    if not left:
        return 0
    for code, end in _codes(article.body[:_ANYWHERE]):
        left.discard(code)
        if not left:
            return end
    return None


def _told(article: Article, start: int, end: int) -> str:
    return article.body[max(_paragraphs_before(article.body, start), start - _BEFORE) : end]


def _paragraphs_before(body: str, at: int) -> int:
    """Where the paragraph before that of `at` begins."""
    begins = body.rfind("\n", 0, at) + 1
    ended = len(body[:begins].rstrip())
    return body.rfind("\n", 0, ended) + 1


def _of_year(years: frozenset[int], article: Article, told: str) -> bool:
    if not years or not years.isdisjoint(_years(f"{told}\n{article.title}")):
        return True
    if article.published is not None and _may_be_meant(years, article.published.year, told):
        return True
    if _COUNTED.search(told) or _CENTURY.search(told):
        return True
    decades = {int(found[1] + found[2]) for found in _DECADE.finditer(told)}
    spans = list(_spans(told))
    if any(year // 10 in decades or any(first <= year <= last for first, last in spans) for year in years):
        return True
    return article.published is None and next(_years(article.body[:_ANYWHERE]), None) is None


def _may_be_meant(years: frozenset[int], published: int, told: str) -> bool:
    return published in years or (
        not years.isdisjoint((published - 1, published + 1)) and _MONTH.search(told) is not None
    )


def _years(text: str) -> Iterator[int]:
    return (int(found[0]) for found in _YEAR.finditer(text))


def _codes(text: str) -> Iterator[tuple[str, int]]:
    """The codes of `text` in one form, and where each ends."""
    for found in _CODE.finditer(text):
        if (found["after"] or "").lower() not in _UNITS:
            yield found[0].replace("-", "").lower().removesuffix("s"), found.end()


def _counts(question: str, start: int, end: int) -> bool:
    """Whether the digits from `start` to `end` say how many, and name no year or model."""
    return bool(_COUNTING.match(question, end) or _WEIGHING.search(question[max(0, start - 20) : start]))


def _bounds(question: str, start: int, end: int) -> bool:
    """Whether the year from `start` to `end` says when something begins or ends: "before 1914", "between 1870 and 1880", "1870–80"."""
    if _BOUNDING.search(question[max(0, start - 40) : start]):
        return True
    return any(found.start() <= start and end <= found.end() for found in _RANGE.finditer(question))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """First and last years of "1754 to 1763" and "1754–63"."""
    for found in _RANGE.finditer(text):
        first, last = found["first"], found["last"]
        yield int(first), int(last) if len(last) == 4 else int(first[:2] + last)
