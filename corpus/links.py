"""Links to the very words: text fragments as the WICG "Scroll to Text Fragment" draft defines them."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from corpus.values import Article, Span

# So many words are tried for a start, an end or a prefix: more make no link that people would want.
_MOST_WORDS = 40
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


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
    start += len(page[start:end]) - len(page[start:end].lstrip())
    words = list(re.finditer(r"\S+", page[start:end]))
    if not words:
        return article.url
    end = start + words[-1].end()
    directive = _directive(page, _base_letters(page), start, end, words)
    base = article.url.partition(":~:")[0]
    if directive is None:
        return base.removesuffix("#")
    return f"{base}{'' if '#' in base else '#'}:~:text={directive}"


def _directive(page: str, plain: str, start: int, end: int, words: list[re.Match[str]]) -> str | None:
    """The fragment for `page[start:end]`, whose `words` were found from there; None where a browser can't be led to it."""
    prefix = ""
    lengths = [word.end() for word in (*words[:_MOST_WORDS], words[-1])]
    first = next((n for n in lengths if _first(plain, page[start : start + n], 0) == (start, start + n)), None)
    if first is None:
        first = lengths[0]
        prefix = _prefix(page, plain, start, page[start : start + first])
        if not prefix:
            return None
    head = page[start : start + first]
    for word in reversed(words[-_MOST_WORDS:]):
        if word.start() < first:
            break
        tail = page[start + word.start() : end]
        found = _first(plain, tail, start + first)
        if found is not None and found[1] == end:
            return f"{prefix}{_encode(head)},{_encode(tail)}"
    return prefix + _encode(page[start:end])


def _prefix(page: str, plain: str, start: int, head: str) -> str:
    """The fewest words before `start` on its line that make the first place of prefix and head this one; "" where none do."""
    line = page.rfind("\n", 0, start) + 1
    for word in reversed(list(re.finditer(r"\S+", page[max(line, start - 2000) : start]))[-_MOST_WORDS:]):
        before = page[max(line, start - 2000) + word.start() : start].rstrip()
        found = _first(plain, f"{before} {head}", 0)
        if found is not None and found[1] == start + len(head):
            return _encode(before) + "-,"
    return ""


def _pattern(text: str) -> re.Pattern[str]:
    body = r"\s+".join(re.escape(word) for word in text.split())
    opening = r"(?<!\w)" if text[:1].isalnum() else ""
    closing = r"(?!\w)" if text[-1:].isalnum() else ""
    return re.compile(opening + body + closing, re.IGNORECASE)


def _first(page: str, text: str, at: int) -> tuple[int, int] | None:
    """Where `text` stands first in `page` from `at` on."""
    found = _pattern(_base_letters(text)).search(page, at)
    return found.span() if found else None


def _base_letters(text: str) -> str:
    """`text`, character for character, without accents, which browsers pass over when they look for words."""
    return _NOT_ASCII.sub(lambda found: unicodedata.normalize("NFD", found[0])[0], text)


def _encode(text: str) -> str:
    """Percent-encoded, with `-` too, which the draft's grammar and quote() leave alone."""
    return quote(" ".join(text.split()), safe="").replace("-", "%2D")
