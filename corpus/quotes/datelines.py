"""Where a report was written and when, set before its first sentence, or a time before a live blog's entry: no part of what it says."""

from __future__ import annotations

import re

from corpus.values import Span

_CAPITALS = r"[A-Z][A-Z .'’-]{1,30}"
# A place in small letters is one of a dateline only where a date or an agency follows.
_PLACE = (
    r"[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20}){0,2}(?=,? ?[(/]|, (?:[A-Z]\w{2,15},? )?(?:[A-Z][a-z]{2,8}\.? )?\d)"
)
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}|{_PLACE})(?:, [\w. ]{{1,25}}){{0,3}}(?: ?[(/][^()/\n]{{1,30}}[)/])?\s{{0,2}}(?:[—–]|--?)\s{{1,2}}(?=[“\"‘A-Z\d])"
    r"|(?:\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)(?: [A-Z]{2,4})?(?:\s{0,2}[—–]|\s?:|\s--?)\s{1,2}(?=[“\"‘A-Z])"
)


def after_dateline(body: str, sentence: Span) -> int:
    """Where a sentence begins once its dateline is left out: "LONDON, 1 May (Agency) – The firm said …"."""
    found = _DATELINE.match(body, sentence.start, sentence.end)
    return found.end() if found else sentence.start
