"""Interviews without names at the turns: a line that asks somebody, and below it what the one interviewed says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.names import Name
from corpus.quotes.direct import Said
from corpus.quotes.persons import ONE, YOU
from corpus.quotes.text import Text
from corpus.quotes.turns import labelled, only_asks
from corpus.values import Paragraph, Span

# So an introduction tells that somebody was asked.
_ASKED = re.compile(
    r"\b(?:spoke|speaks|talk(?:s|ed)? (?:to|with|about)|interview(?:s|ed)?|sat down|answer(?:s|ed)?|asked|chat(?:s|ted)|met|questions)\b"
)
# Whom the one interviewed spoke to asks the questions: "She spoke to Helena Marr". Of "Ann Lee talked to Helena Marr" either may.
_ASKER = re.compile(
    r"\b(?:he|she|they) (?:[a-z]{1,20} ){0,2}(?:spoke|speaks|talk(?:s|ed)?|sat down|chat(?:s|ted)|met|told) (?:(?:to|with) )?"
    r"(?:[\w’'-]{1,20} ){0,3}$",
    re.IGNORECASE,
)
# A name of two words behind one of these is no person's, or of somebody in passing.
_OF_THINGS = re.compile(r"\b(?:the|an?|in|at|from|of|on|for|near|about|into|its|her|his|their)\s$", re.IGNORECASE)
_BEFORE = 120  # characters before a name
_MARKS = frozenset("“\"„«‘'`([")
_LONGEST_QUESTION, _FEWEST = 300, 3


def find_interview(text: Text) -> Iterator[Said]:
    """The answers of the only person whom the introduction of an interview names; that they are theirs is inferred."""
    asked = [each for each in text.paragraphs if _asks(text, each)]
    speaker = _introduced(text, asked[0].span.start) if len(asked) >= _FEWEST else None
    if speaker is None:
        return
    ends = [*(each.ordinal for each in asked[1:]), len(text.paragraphs) + 1]
    answers = [_answer(text, each.ordinal, end) for each, end in zip(asked, ends, strict=True)]
    own = sum(ONE.search(answer.of(text.body)) is not None for answer in answers if answer)
    if 2 * own >= len(asked):
        yield from (Said(answer, speaker, None, carried=True, away=True) for answer in answers if answer)


def _asks(text: Text, paragraph: Paragraph) -> bool:
    """Whether a paragraph is a question to somebody."""
    words = paragraph.span.of(text.body)
    asks = len(words) <= _LONGEST_QUESTION and words.endswith("?") and words[0] not in _MARKS
    turn = labelled(text, paragraph)
    return asks and YOU.search(words) is not None and (turn is None or only_asks(text, turn))


def _introduced(text: Text, end: int) -> Span | None:
    """The only person named before `end`, where it is told there that somebody was asked, and not by one who speaks of themselves."""
    words = text.body[:end]
    named = text.names.mentions(Span(0, end))
    askers = {name.full for place, name in named if _ASKER.search(words[max(0, place.start - _BEFORE) : place.start])}
    people = [
        (place, name) for place, name in named if name.full not in askers and _may_be_somebody(words, place, name)
    ]
    if not people or any(name is not people[0][1] for _, name in people) or people[0][1].kind != "person":
        return None
    return people[-1][0] if _ASKED.search(words) and not ONE.search(words) else None


def _may_be_somebody(words: str, place: Span, name: Name) -> bool:
    """Whether a name is a person's, or one of two words that may be, for all that is known of it."""
    if name.kind == "person":
        return True
    before = words[max(0, place.start - _BEFORE) : place.start]
    return name.kind != "body" and len(place.of(words).split()) > 1 and not _OF_THINGS.search(before)


def _answer(text: Text, question: int, end: int) -> Span | None:
    """What stands below a question, up to paragraph `end`: the first paragraph, and others in the first person."""
    below: Sequence[Paragraph] = text.paragraphs[question : end - 1]
    if not below or below[0].span.of(text.body)[0] in _MARKS:
        return None
    last = below[0]
    for paragraph in below[1:]:
        if not ONE.search(text.outside_marks(paragraph.span)):
            break
        last = paragraph
    return Span(below[0].span.start, last.span.end)
