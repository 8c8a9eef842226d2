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
# A model, a road, a law: digits with letters ("A380", "G-7", "3GS"), or so many digits that they count as a name does.
_CODE = re.compile(
    r"(?<![\w.,$€£¥-])(?:[a-z]{1,4}-?\d{1,4}[a-z]{0,2}|(?P<bare>\d{3}s?)|\d{1,4}(?P<after>[a-z]{1,3}))(?![\w%]|[.,:]\d|-\d)",
    re.IGNORECASE,
)
# "The 600 fans" are so many.
_COUNTING = re.compile(r"\s(?:(?:other|more|small|new|old|total)\s)?[\w’'-]+s\b")
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
    """The years and codes that `question` names, None where it names none."""
    years = frozenset(_years(question))
    codes = frozenset(_codes(question, counting=False))
    return Figures(years, codes) if years or codes else None


def tells_another_year(named: Figures, article: Article, start: int, end: int) -> bool:
    """Whether the sentence of `article` from `start` to `end` surely tells of none of the years that are named."""
    return not _of_year(named.years, article, _told(article, start, end))


def has_codes(named: Figures, article: Article, end: int) -> bool:
    """Whether the title of `article` or its body up to `end` has all codes that are named."""
    return named.codes <= frozenset(_codes(f"{article.title}\n{article.body[max(0, end - _ANYWHERE) : end]}"))


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
    if article.published is not None and article.published.year in years:
        return True
    if _COUNTED.search(told) or _CENTURY.search(told):
        return True
    decades = {int(found[1] + found[2]) for found in _DECADE.finditer(told)}
    spans = list(_spans(told))
    if any(year // 10 in decades or any(first <= year <= last for first, last in spans) for year in years):
        return True
    return article.published is None and next(_years(article.body[:_ANYWHERE]), None) is None


def _years(text: str) -> Iterator[int]:
    return (int(found[0]) for found in _YEAR.finditer(text))


def _codes(text: str, *, counting: bool = True) -> Iterator[str]:
    """The codes of `text` in one form; whether bare digits before what they count are some is for `counting` to say."""
    for found in _CODE.finditer(text):
        counts = found["bare"] and _COUNTING.match(text, found.end())
        if (found["after"] or "").lower() not in _UNITS and (counting or not counts):
            yield found[0].replace("-", "").lower().removesuffix("s")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """First and last years of "1754 to 1763" and "1754–63"."""
    for found in _RANGE.finditer(text):
        first, last = found["first"], found["last"]
        yield int(first), int(last) if len(last) == 4 else int(first[:2] + last)
