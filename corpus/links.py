"""Links to the very words: text fragments as the WICG "Scroll to Text Fragment" draft defines them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from corpus.values import Article, Span

# So many words are tried for a start, an end or a prefix: more make no link that people would want.
_MOST_WORDS = 40
# A real page has more on it than its article: a start of a word or two ("The") may stand in a menu above it.
_LEAST_WORDS = 3
# Of these only the ASCII ones have a case, so that two texts that differ in case alone are the same in lower case, and as long.
_SIMPLE = re.compile("[\x00-\x7f\u00a0-\u00bf\u2000-\u206f\u20a0-\u20bf]*")
# Pages that are kept as they are looked through, and the characters up to which one is; of longer ones the last is.
_KEPT, _LONGEST_KEPT = 32, 60_000
# Characters that are compared for one link, which takes some 40 ms; a pattern is faster and may look through twice as many.
_MOST_COMPARED, _BY_PATTERN = 200_000, 2


class _TooDear(Exception):
    """A link that would take too long to find: all questions wait for it, and a text can be made so."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's text, the same without accents, and that in lower case, None where case is not as simple as that."""

    text: str
    plain: str
    lower: str | None


@dataclass(slots=True)
class _Search:
    """Looks through a page, as long as one link may take."""

    page: _Page
    left: int = _MOST_COMPARED

    def first(self, text: str, at: int) -> tuple[int, int] | None:
        """Where `text`, which is of the page's own characters, stands first in it from `at` on; raises _TooDear."""
        text = _base_letters(text)
        if self.page.lower is not None:
            return self._first_simply(self.page.lower, text.lower(), at)
        last = at + _BY_PATTERN * self.left
        found = _pattern(text).search(self.page.plain, at, last)
        reached = found.end() if found else len(self.page.plain)
        # What ends where no more may be looked at may go on behind it.
        self._spend(-(-(reached - at) // _BY_PATTERN) + (reached == last))
        return found.span() if found else None

    def _first_simply(self, page: str, text: str, at: int) -> tuple[int, int] | None:
        """What `_pattern` finds, without making a pattern, which takes longer than most pages take to look through."""
        first, *rest = text.split()
        while (at := page.find(first, at)) >= 0:
            end = at + len(first)
            for word in rest:
                begin = end
                while page[begin : begin + 1].isspace():
                    begin += 1
                if begin == end or not page.startswith(word, begin):
                    break
                end = begin + len(word)
            else:
                inside = text[0].isalnum() and _within_word(page[at - 1 : at])
                if not inside and not (text[-1].isalnum() and _within_word(page[end : end + 1])):
                    return at, end
            self._spend(end - at)
            at += 1
        return None

    def _spend(self, compared: int) -> None:
        self.left -= compared
        if self.left < 0:
            raise _TooDear


def passage_link(article: Article, span: Span) -> str | None:
    """`article.url` with the shortest fragment that leads a browser to `span`; None where the article has no url.

    A browser takes the first place where `start` stands, whole words and case aside, and the first `end` after it; both
    are lengthened by words until that place is `span` in title and body. Where the words of `span` stand earlier too, the
    words before it become the prefix.
    """
    if article.url is None:
        return None
    search = _Search(_page_of(article) if len(article.body) <= _LONGEST_KEPT else _long_page_of(article))
    page = search.page.text
    shift = len(article.title) + 1
    start, end = span.start + shift, span.end + shift
    start += len(page[start:end]) - len(page[start:end].lstrip())
    words = list(re.finditer(r"\S+", page[start:end]))
    if not words:
        return article.url
    end = start + words[-1].end()
    try:
        directive = _directive(search, start, end, words)
    except _TooDear:
        directive = None
    base = article.url.partition(":~:")[0]
    if directive is None:
        return base.removesuffix("#")
    return f"{base}{'' if '#' in base else '#'}:~:text={directive}"


@lru_cache(maxsize=_KEPT)
def _page_of(article: Article) -> _Page:
    text = f"{article.title}\n{article.body}"
    plain = _base_letters(text)
    return _Page(text, plain, plain.lower() if _SIMPLE.fullmatch(plain) else None)


@lru_cache(maxsize=1)
def _long_page_of(article: Article) -> _Page:
    return _page_of.__wrapped__(article)


def _directive(search: _Search, start: int, end: int, words: list[re.Match[str]]) -> str | None:
    """The fragment for the page from `start` to `end`, whose `words` were found from there; None where a browser can't be led to it."""
    page, prefix = search.page.text, ""
    lengths = [word.end() for word in (*words[:_MOST_WORDS], words[-1])][min(_LEAST_WORDS, len(words)) - 1 :]
    first = _first_alone(search, start, lengths)
    if first is None:
        first = lengths[0]
        prefix = _prefix(search, start, page[start : start + first])
        if not prefix:
            return None
    head = page[start : start + first]
    for word in reversed(words[-_MOST_WORDS:]):
        if word.start() < first:
            break
        tail = page[start + word.start() : end]
        found = search.first(tail, start + first)
        if found is not None and found[1] == end:
            return f"{prefix}{_encode(head)},{_encode(tail)}"
    return prefix + _encode(page[start:end])


def _first_alone(search: _Search, start: int, lengths: list[int]) -> int | None:
    """The first of `lengths` of which what begins at `start` stands nowhere before it."""
    at = 0
    for length in lengths:
        found = search.first(search.page.text[start : start + length], at)
        if found is None:
            return None
        if found == (start, start + length):
            return length
        at = found[0]  # a longer one stands no earlier
    return None


def _prefix(search: _Search, start: int, head: str) -> str:
    """The fewest words before `start` on its line that make the first place of prefix and head this one; "" where none do."""
    page = search.page.text
    line = page.rfind("\n", 0, start) + 1
    for word in reversed(list(re.finditer(r"\S+", page[max(line, start - 2000) : start]))[-_MOST_WORDS:]):
        before = page[max(line, start - 2000) + word.start() : start].rstrip()
        found = search.first(f"{before} {head}", 0)
        if found is not None and found[1] == start + len(head):
            return _encode(before) + "-,"
    return ""


def _pattern(text: str) -> re.Pattern[str]:
    body = r"\s++".join(re.escape(word) for word in text.split())
    opening = r"(?<!\w)" if text[:1].isalnum() else ""
    closing = r"(?!\w)" if text[-1:].isalnum() else ""
    return re.compile(opening + body + closing, re.IGNORECASE)


def _within_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _base_letters(text: str) -> str:
    """`text`, character for character, without accents, which browsers pass over when they look for words."""
    if text.isascii():
        return text
    return text.translate(
        {ord(each): unicodedata.normalize("NFD", each)[0] for each in set(text) if not each.isascii()}
    )


def _encode(text: str) -> str:
    """Percent-encoded, with `-` too, which the draft's grammar and quote() leave alone."""
    return quote(" ".join(text.split()), safe="").replace("-", "%2D")
