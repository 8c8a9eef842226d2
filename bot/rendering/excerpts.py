"""An article's words in a message: what of them counts, whose they are, and where they stand."""

from __future__ import annotations

import regex

from bot.rendering.text import bold, dated, masked_link, name, plain, small
from bot.wording import whose_words
from corpus.values import Span
from retrieval.values import Attribution, Citation

_MOST_WHO = 240


def emphasised(body: str, span: Span, words: Span) -> str:
    """The words at `span`, escaped, with those of `words` that lie in it in bold."""
    start, end = max(words.start, span.start), min(words.end, span.end)
    if start >= end:
        return plain(span.of(body))
    start, end = _whole(body, span, start, end)
    return plain(body[span.start : start]) + bold(body[start:end]) + plain(body[end : span.end])


def _whole(body: str, span: Span, start: int, end: int) -> tuple[int, int]:
    """The stretch of `span`, widened to where no line end and nothing that people see as one character is parted (UAX 29)."""
    for seen in regex.finditer(r"\X", body, pos=span.start, endpos=span.end):
        if seen.start() < start < seen.end():
            start = seen.start()
        if seen.end() >= end:
            return start, seen.end()
    return start, end


def too_long(what: str, length: int) -> str:
    """What stands in place of words that no message can hold."""
    return f"One {what} of {length:,} characters, too long for a message: it stands where this leads"


def whereabouts(citation: Citation) -> str:
    """The paragraph with its link."""
    return masked_link(f"paragraph {citation.paragraph}", citation.link, citation.url)


def origin(citation: Citation) -> str:
    """The article: title, publisher, date and whether that was inferred."""
    facts = [name(citation.title)]
    if citation.publisher:
        facts.append(name(citation.publisher, 80))
    if citation.published:
        facts.append(dated(citation.published, citation.published_basis))
    return " · ".join(facts)


def introduced(said_by: Attribution | None, quoted: str, *, amid: bool = False) -> str:
    """A quotation, under a line that says whose words it gives where they are somebody's; those in bold alone where it stands `amid` others.

    So nothing that is said or alleged is shown as the article's own statement. What says it itself needs no such line.
    """
    if not needs_line(said_by):
        return quoted
    assert said_by is not None
    who = name(whose_words(said_by), _MOST_WHO)
    told = f"In bold, {who}:" if amid else f"{who[0].upper()}{who[1:]}:"
    return f"{small(told)}\n{quoted}"


def needs_line(said_by: Attribution | None) -> bool:
    """Whether a quotation needs a line that says whose words it gives."""
    return said_by is not None and not said_by.evident
