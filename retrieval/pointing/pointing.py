"""Words that are pointed at, whole: no half of a word, a name, a day, a range or of brackets, and no figure without what bounds it.

Nor the "in" of "in April". A reader says where the answer begins and ends token by token, and is often off by a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.names.mentions import find_mentions
from corpus.values import Span
from retrieval.pointing.halves import unhalved
from retrieval.pointing.stated_values import BOUND
from retrieval.writing.days import read_day
from retrieval.writing.items import MARKS
from retrieval.writing.tokens import tokens

_BRACKETS = {"(": ")", "[": "]"}
# Of these alone nothing is made.
_NOTHING = " ,()[]"
# So many characters beside the words are looked at.
_AROUND = 40
_SIGN = re.compile(r"(?:US|A|C)?[$€£¥₹]\s?$")
_DIGITS_BEFORE = re.compile(r"\d[\d.,]*$")
_DIGITS_AFTER = re.compile(r"[.,]?\d[\d.,]*(?<=\d)")
_SCALE = re.compile(r"\s?(?:%|per ?cent\b)|[\s-](?:hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"(?:US|A|C)?[$€£¥₹]?\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|half|dozens|hundreds|thousands|millions)\b"
    r"|an? (?:dozen|hundred|thousand|million|billion|third|quarter|half)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:between|from)\s(?:US|A|C)?$", re.IGNORECASE)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_TO = re.compile(r"\s(?:and|to)\s(?:US|A|C)?", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|never|cannot|\w{1,8}n[’']t)\s$", re.IGNORECASE)
# Of "in April", "on 3 May" or "at Varn"; "in rolls" and "at first light" need theirs. Written large amid a sentence it begins a title.
_AT = re.compile(r"(?:in|on|at|^In|^On|^At)\s+(?=[A-Z\d])")


def whole(sentence: str, words: Span) -> Span | None:
    """`words` of `sentence`, as far as they are one thing; None where nothing is left of them."""
    words = _closed(sentence, words)
    text = words.of(sentence)
    if not text.strip().strip(_NOTHING):
        return None
    words = Span(words.start + len(text) - len(text.lstrip()), words.start + len(text.rstrip()))
    things = [*_names(sentence), *_days(sentence)]
    words = unhalved(sentence, _figure(sentence, _unbroken(words, things)))
    words = _bounded(sentence, _ranged(sentence, words, things))
    # "Not lift the ban": without the word it would say the contrary.
    if negated := _NEGATED.search(sentence, max(0, words.start - _AROUND), words.start):
        return Span(negated.start(), words.end)
    at = _AT.match(sentence, words.start, words.end)
    return Span(at.end(), words.end) if at else words


def _closed(sentence: str, words: Span) -> Span:
    """Without a bracket that opens or closes elsewhere, and what lies beyond it; of what begins with one, what follows it."""
    while (at := _alone(words.of(sentence))) is not None:
        before = words.of(sentence)[:at].rstrip(" ,")
        some = before.strip(_NOTHING)
        words = Span(words.start, words.start + len(before)) if some else Span(words.start + at + 1, words.end)
    return words


def _alone(text: str) -> int | None:
    """Where a bracket stands whose other half does not."""
    for opening, closing in _BRACKETS.items():
        opened = []
        for at, mark in enumerate(text):
            if mark == opening:
                opened.append(at)
            elif mark == closing and not opened:
                return at
            elif mark == closing:
                opened.pop()
        if opened:
            return opened[0]
    return None


def _names(sentence: str) -> list[Span]:
    return [mention.span for mention in find_mentions(sentence, None)]


def _days(sentence: str) -> Iterator[Span]:
    """Days of the calendar and of the week; what else says when is worked out where somebody asks for dates."""
    found = tokens(sentence.translate(MARKS))
    at = 0
    while at < len(found):
        day = read_day(found, at)
        end = day[1] if day else at + 1
        if day or found[at].lower in _WEEKDAYS:
            yield Span(found[at].start, found[end - 1].end)
        at = end


def _unbroken(words: Span, things: Sequence[Span]) -> Span:
    """With all of the names and days of which they hold a part."""
    parts = [words, *(each for each in things if each.overlaps(words))]
    return Span(min(each.start for each in parts), max(each.end for each in parts))


def _figure(sentence: str, words: Span) -> Span:
    """With all digits of the figures at both ends, the currency's sign before and the "million" after them."""
    start, end = words.start, words.end
    if sentence[start].isdigit() and (digits := _DIGITS_BEFORE.search(sentence, max(0, start - _AROUND), start)):
        start = digits.start()
    if sign := _SIGN.search(sentence, max(0, start - _AROUND), start):
        start = sign.start()
    if sentence[end - 1].isdigit():
        digits = _DIGITS_AFTER.match(sentence, end)
        end = digits.end() if digits else end
        scale = _SCALE.match(sentence, end)
        end = scale.end() if scale else end
    return Span(start, end)


def _ranged(sentence: str, words: Span, things: Sequence[Span]) -> Span:
    """With the other end of "between $1.5 million and $2 million", or of two days."""
    if not _FROM.search(sentence, max(0, words.start - _AROUND), words.start):
        return words
    if not (_FIGURE.match(sentence, words.start) or any(each.start == words.start for each in things)):
        return words
    to = _TO.match(sentence, words.end)
    if to is None:
        return words
    other = [each.end for each in things if each.start == to.end()]
    if figure := _FIGURE.match(sentence, to.end()):
        other.append(_figure(sentence, Span(figure.start(), figure.end())).end)
    return Span(words.start, max(other, default=words.end))


def _bounded(sentence: str, words: Span) -> Span:
    """With the "more than" before a figure, of which they may begin with a part: a bound is no amount."""
    for figure in _FIGURE.finditer(sentence, words.start, min(words.end, words.start + _AROUND)):
        bound = BOUND.search(sentence, max(0, words.start - _AROUND), figure.start())
        if bound:
            return Span(min(bound.start(), words.start), words.end)
    return words
