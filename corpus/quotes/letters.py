"""Letters in full: from "Dear members of the board," to the name below "Yours sincerely,"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.names.lexicon import ROLES
from corpus.quotes.direct import Said
from corpus.quotes.text import Text
from corpus.values import Paragraph, Span

_DEAR = re.compile(r"(?:Dear\s[^.:;!?\n]{1,100}|To whom it may concern)[,:]?")
_YOURS = re.compile(
    r"(?:(?:Yours|Most|Very|With|Kind|Kindest|Best|Warm|Warmest)\s)?(?:sincerely|faithfully|truly|respectfully|ever|regards"
    r"|(?:best |kind |warm )?(?:wishes|regards)|in (?:hope|solidarity|friendship)|Signed)(?: yours)?(?:[,.:]|$)\s{0,2}",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]{0,30}(?: (?:[^\W\d_a-z][\w.’'-]{0,30}|de|da|la|van|von|der|den|bin|al)){0,5}")
_WORD = re.compile(r"[\w’'-]{1,40}")
# A longer line is no signature, and a letter of more paragraphs none that an article prints.
_LONGEST_LINE, _LONGEST = 200, 40


def find_letters(text: Text) -> Iterator[Said]:
    """The letters, each the words of whoever signed it."""
    dear: Paragraph | None = None
    for paragraph in text.paragraphs:
        if _DEAR.fullmatch(text.body, paragraph.span.start, paragraph.span.end):
            dear = paragraph
        elif dear and (yours := _YOURS.match(text.body, paragraph.span.start, paragraph.span.end)):
            words = text.paragraphs[dear.ordinal : paragraph.ordinal - 1]
            signed = _signature(text, paragraph, yours.end())
            if words and signed and len(words) <= _LONGEST:
                yield Said(Span(words[0].span.start, words[-1].span.end), signed, None)
            dear = None


def _signature(text: Text, closing: Paragraph, end: int) -> Span | None:
    """Who signed: the name behind the closing words or on the next line, or all of that line where it has more than a role beside it."""
    line = Span(end, closing.span.end)
    if not len(line) and closing.ordinal < len(text.paragraphs):
        line = text.paragraphs[closing.ordinal].span
    words = line.of(text.body)
    name = _NAME.match(text.body, line.start, line.end)
    if name is None or len(words) > _LONGEST_LINE or words.endswith((".", "!", "?", ":")):
        return None
    beside = {word.casefold() for word in _WORD.findall(text.body, name.end(), line.end)}
    return Span(*name.span()) if not beside or (beside & ROLES and "and" not in beside) else line
