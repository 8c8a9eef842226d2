"""Links to the very words: text fragments as the WICG "Scroll to Text Fragment" draft defines them."""

from __future__ import annotations

import re
from urllib.parse import quote

from corpus.values import Article, Span


def passage_link(article: Article, span: Span) -> str | None:
    """`article.url` with the shortest fragment that leads a browser to `span`; None where the article has no url.

    A browser takes the first place where `start` stands, whole words and case aside, and the first `end` after it; both
    are lengthened by words until that place is `span` in title and body. Where the words of `span` stand earlier too, the
    words before it become the prefix.
    """
    if article.url is None:
        return None
    page = f"{article.title}\n{article.body}"
    shift = len(article.title) + 1
    start, end = span.start + shift, span.end + shift
    words = list(re.finditer(r"\S+", page[start:end]))
    if not words:
        return article.url
    separator = "" if "#" in article.url else "#"
    return f"{article.url}{separator}:~:text={_directive(page, start, end, [w.end() for w in words], [w.start() for w in words])}"


def _directive(page: str, start: int, end: int, word_ends: list[int], word_starts: list[int]) -> str:
    prefix = ""
    first = next((n for n in word_ends if _first_at(page, page[start : start + n], 0) == start), None)
    if first is None:
        first = word_ends[0]
        prefix = _prefix(page, start, page[start : start + first])
    head = page[start : start + first]
    for begin in reversed(word_starts):
        if begin < first:
            break
        tail = page[start + begin : end]
        if _first_end(page, tail, start + first) == end:
            return f"{prefix}{_encode(head)},{_encode(tail)}"
    return prefix + _encode(page[start:end])


def _prefix(page: str, start: int, head: str) -> str:
    """The fewest words before `start` that make the first place of prefix and head this one."""
    for word in reversed(list(re.finditer(r"\S+", page[:start]))[-40:]):
        before = page[word.start() : start].rstrip()
        found = _pattern(f"{before} {head}").search(page)
        if found and found.end() == start + len(head):
            return _encode(before) + "-,"
    return ""


def _pattern(text: str) -> re.Pattern[str]:
    body = r"\s+".join(re.escape(word) for word in text.split())
    opening = r"(?<!\w)" if text[:1].isalnum() else ""
    closing = r"(?!\w)" if text[-1:].isalnum() else ""
    return re.compile(opening + body + closing, re.IGNORECASE)


def _first_at(page: str, text: str, at: int) -> int | None:
    found = _pattern(text).search(page, at)
    return found.start() if found else None


def _first_end(page: str, text: str, at: int) -> int | None:
    found = _pattern(text).search(page, at)
    return found.end() if found else None


def _encode(text: str) -> str:
    """Percent-encoded, with `-` too, which the draft's grammar and quote() leave alone."""
    return quote(" ".join(text.split()), safe="").replace("-", "%2D")
