"""Sentences written with their dates marked: `[last year]{2012}`."""

from __future__ import annotations

import datetime as dt
import re

from corpus.dates import DateMention, find_dates
from corpus.parser import parse_all
from corpus.values import Span

# A Friday.
PUBLISHED = dt.date(2013, 3, 22)
_MARK = re.compile(r"\[([^\]]*)\]\{([^}]*)\}")


def marked(text: str) -> tuple[str, list[tuple[Span, str]]]:
    """The sentence without its marks, and the span and value of each."""
    body, expected, end = "", [], 0
    for found in _MARK.finditer(text):
        body += text[end : found.start()]
        expected.append((Span(len(body), len(body) + len(found[1])), found[2]))
        body += found[1]
        end = found.end()
    return body + text[end:], expected


def read(text: str, published: dt.date | None = PUBLISHED) -> tuple[str, list[tuple[str, str]], list[tuple[str, str]]]:
    """The body of a marked sentence, what was marked, and what is found, as words and values."""
    body, expected = marked(text)
    found = [(each.span.of(body), each.value) for each in find_dates(body, published, None)]
    return body, [(span.of(body), value) for span, value in expected], found


def check_parsed(text: str) -> None:
    """Hold what is found in a marked text, with its parse, against what is marked."""
    body, expected = marked(text)
    (parse,) = parse_all([body])
    assert [(each.span, each.value) for each in find_dates(body, PUBLISHED, parse)] == expected


def only(text: str, published: dt.date | None = PUBLISHED) -> DateMention:
    """The one mention of a text."""
    (mention,) = find_dates(text, published, None)
    return mention
