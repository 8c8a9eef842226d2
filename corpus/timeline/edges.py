"""A clause's outer marks: what ties it to its neighbours is no part of it."""

from __future__ import annotations

import re

from corpus.values import Span

_TIES = re.compile(r"(?:and|but|or|nor|yet|where|when)\s+", re.IGNORECASE)
_LOOSE = re.compile(
    r"[\s,;(](?:and|but|or|nor|yet|that|which|when|for|of|to|in|on|at|by|with|from|than|the|an?|as)$", re.IGNORECASE
)
_ABBREVIATED = re.compile(r"[A-Za-z]\.[A-Z]\.$")  # "in Washington D.C."
_LEADING = ",;:.!?)]}—–- \t\r\n\xa0"
_TRAILING = ",;:([{—–-. \t\r\n\xa0"
# A place, a day and an agency in front of a report, as in LONDON, March 3 (Reuters) - Prices rose.
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'’/-]{2,40}"
    r"(?:(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?: \d{1,2})?(?:,? \d{4})?\s?)?"
    r"(?:\([A-Za-z .]{2,30}\))?\s?(?:—|–|--|-)\s"
)
_WORD = 30  # characters; a longer run is no word
_NEAR = 200
_PAIRS = {'"': '"', "“": "”", "«": "»", "(": ")", "[": "]", "‘": "’"}


def without_edges(body: str, span: Span, phrase: Span) -> Span:
    """`span` without marks and ties at its ends and without a mark there whose partner is outside; `phrase` stays in it."""
    start, end = _between_semicolons(body, span, phrase)
    end = _closed(body, start, end, phrase)
    changed = True
    while changed and start < end:
        before = (start, end)
        while start < phrase.start and body[start] in _LEADING:
            start += 1
        while (
            end > phrase.end and body[end - 1] in _TRAILING and not _ABBREVIATED.search(body[max(start, end - 4) : end])
        ):
            end -= 1
        start, end = _balanced(body, start, end, phrase)
        tie = _TIES.match(body, start, min(end, start + 40))
        if tie and tie.end() < phrase.start:
            start = tie.end()
        loose = _LOOSE.search(body[max(start, end - 8) : end])
        if loose and end - len(loose[0]) >= phrase.end:
            end -= len(loose[0])
        changed = (start, end) != before
    return _whole_words(body, Span(start, max(start, end)))


def _whole_words(body: str, span: Span) -> Span:
    """`span` with the rest of the words that it begins and ends in ("re-elected")."""
    start, end = span.start, span.end
    while start > max(0, span.start - _WORD) and (body[start - 1].isalnum() or body[start - 1] == "-"):
        start -= 1
    while end < min(len(body), span.end + _WORD) and body[end - 1 : end + 1].isalnum():
        end += 1
    return Span(start, end)


def _between_semicolons(body: str, span: Span, phrase: Span) -> tuple[int, int]:
    """The ends of what stands between semicolons around the date, behind a dateline."""
    start = max(span.start, body.rfind(";", span.start, max(span.start, phrase.start)) + 1)
    stop = body.find(";", phrase.end, span.end)
    dateline = _DATELINE.match(body, start, min(phrase.start, start + 80))
    return dateline.end() if dateline else start, stop if stop >= 0 else span.end


def _balanced(body: str, start: int, end: int, phrase: Span) -> tuple[int, int]:
    text = body[start:end]
    for opening, closing in _PAIRS.items():
        alone = text.count(opening) % 2 == 1 if opening == closing else text.count(opening) != text.count(closing)
        if not alone:
            continue
        if text.startswith(opening) and start < phrase.start:
            return start + 1, end
        if text.endswith(closing) and closing != "’" and end > phrase.end:
            return start, end - 1
    return start, end


def _closed(body: str, start: int, end: int, phrase: Span) -> int:
    """`end`, moved behind the mark that closes a quotation left open there where it is near, else in front of its opening."""
    text = body[start:end]
    if body[end : end + 1] == ")" and text.count("(") > text.count(")"):
        return end + 1
    for opening, closing in (('"', '"'), ("“", "”")):
        is_open = text.count(opening) % 2 == 1 if opening == closing else text.count(opening) > text.count(closing)
        if not is_open or text.startswith(opening):
            continue
        at = body.find(closing, end, end + _NEAR)
        newline = body.find("\n", end, end + _NEAR)
        if at >= 0 and not 0 <= newline < at:
            return at + 1
        opened = start + text.rfind(opening)
        return opened if opened >= phrase.end else end
    return end
