"""People who are called like months and days: Theresa May, April Jones, Tom Christmas."""

from __future__ import annotations

import re

from corpus.dates.expressions import Expression, Weekday, Yearless
from corpus.dates.tokens import Tokens
from corpus.dates.words import CODES, LEXICON, codes
from corpus.parse import Parse

_TITLES = "Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Dame|Minister|President|Senator|Judge|Justice|Secretary|Chancellor|Professor"
_CALLED = re.compile(
    rf"(?:\b(?:{_TITLES})\.? |(?<=[a-z,] )(?P<given>[A-Z][a-z]{{2,15}}) )(?P<name>May|April|June|August|March)\b(?!,? \d)"
)
# After these it is the holiday, or the month, all the same.
_HOLIDAY_AFTER = codes("after before until since by at")
_MONTH_AFTER = codes("in since until last next early late mid this between")


def people_in(body: str) -> frozenset[str]:
    """The names of months, lower-cased, that a body also calls a person by."""
    return frozenset(
        found["name"].lower() for found in _CALLED.finditer(body) if (found["given"] or "").lower() not in LEXICON
    )


def is_person(tokens: Tokens, each: Expression, people: frozenset[str], parse: Parse | None) -> bool:
    """Whether one word that could be a month, a weekday or a holiday is somebody, by the grammar or by the rest of the body."""
    if each.last - each.first > 1 or not isinstance(each.meaning, Yearless | Weekday):
        return False
    before = tokens.codes[each.first - 1] if each.first else ""
    if tokens.codes[each.first] == CODES["holiday"] and (" " in tokens.keys[each.first] or before in _HOLIDAY_AFTER):
        return False  # "Valentine's Day" is nobody, nor is the Easter of "until after Easter"
    if parse is not None and any(token.entity == "PERSON" for token in parse.within(each.span)):
        return True
    return tokens.keys[each.first] in people and before not in _MONTH_AFTER
