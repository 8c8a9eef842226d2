"""What a person is, in the article's words: a title before the name, or words after it between commas."""

from __future__ import annotations

import re

from corpus.abbreviations import OPENERS
from corpus.names.lexicon import JOINERS, ROLE_MODIFIERS, ROLES
from corpus.values import Span

# The apostrophe of a plural's possessive belongs to it ("the workers’ leader").
_WORD = re.compile(r"(?:[A-Z]\.){2,5}|[^\W_](?:[\w&]|['’.-](?=\w)|(?<=s)['’](?=\s)){0,60}")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
# A role ends at a mark, at a verb's helper or at a clause of its own.
_END = re.compile(
    r"(?P<mark>[,;:—–()“”\"\n]|(?<=\w)[.!?](?=\s|$)|\s(?:who|which|that|whose|where|when)\b)"
    r"|\s(?:said|says|told|wrote|added|is|are|was|were|has|have|had|will|would)\b"
)
_AFTER = re.compile(r"\s{0,2}(?:,|—|–|\()\s{0,2}")
_LONGEST = 200
_BETWEEN = re.compile(r",?[ \u00a0]{1,2}")
_ARTICLES = frozenset("the a an his her its their our my".split())
# Words that no role has in it.
_BREAKS = frozenset("from by with that who said told heard saw met asked was were is are".split())
# What no role begins with, though it may have a capital at the head of a sentence.
_OPENING = OPENERS | JOINERS | {"his", "her", "its"}


def role_after(body: str, name: Span) -> Span | None:
    """The words after a name and a comma that say what its bearer is: ", Chief Operating Officer at BlackBerry,"."""
    opened = _AFTER.match(body, name.end)
    if not opened:
        return None
    ended = _END.search(body, opened.end(), opened.end() + _LONGEST)
    if ended is None or ended["mark"] is None:
        return None
    end = ended.start()
    words = body[opened.end() : end].split()
    if (
        not words
        or not any(_key(word) in ROLES for word in words[:8])
        or words[0].lower() in {"who", "and", "but", "which"}
    ):
        return None
    text = body[opened.end() : end].rstrip()
    return Span(opened.end(), opened.end() + len(text))


def role_before(body: str, name: Span) -> Span | None:
    """The title or role right before a name, with its words, a comma between or not: "BlackBerry COO", "The minister,"."""
    words = list(_WORD.finditer(body, max(0, name.start - _LONGEST), name.start))
    if not words or _key(words[-1][0]) not in ROLES or not _BETWEEN.fullmatch(body, words[-1].end(), name.start):
        return None
    article = _determined(body, words, len(words))
    if article is None and "," in body[words[-1].end() : name.start]:
        return None
    first = len(words) - 1
    while first and _goes_on(body, words, first):
        first -= 1
    first = first if article is None else min(first, article)
    while first < len(words) - 1 and _key(words[first][0]) in _OPENING:
        first += 1
    return Span(words[first].start(), words[-1].end())


def _determined(body: str, words: list[re.Match[str]], end: int) -> int | None:
    """Where a phrase of `words[:end]` begins: at an article or possessive a few words before, or at that of "the head of the"."""
    for first in range(end - 2, max(-1, end - 8), -1):
        if body[words[first].end() : words[first + 1].start()].strip() or words[first][0] in _BREAKS:
            return None
        if words[first][0].lower() in _ARTICLES:
            outer = _determined(body, words, first - 1) if first > 2 and words[first - 1][0] in {"of", "for"} else None
            return first if outer is None else outer
        if _POSSESSIVE.search(words[first][0]):
            return _possessor(body, words, first)
    return None


def _possessor(body: str, words: list[re.Match[str]], last: int) -> int:
    """Where the possessor that ends with `words[last]` begins: "the town's", "his wife's", "the Bank of England's"."""
    outer = _determined(body, words, last + 1)
    if outer is not None:
        return outer
    while last and _goes_on(body, words, last):
        last -= 1
    return last


def role_words(body: str, role: Span) -> frozenset[str]:
    """The telling words of a role, and the initials of what it spells out, for comparison with another's."""
    texts = [found[0] for found in _WORD.finditer(body, role.start, role.end)]
    keys = {_key(text) for text in texts if text.lower() not in JOINERS | {"at", "a", "an", "in", "to"}}
    big = "".join(text[0].lower() for text in texts if text[:1].isupper())
    return frozenset(keys | {big[start:end] for start in range(len(big)) for end in range(start + 3, len(big) + 1)})


def _key(word: str) -> str:
    return word.strip(".,").replace(".", "").removesuffix("’s").removesuffix("'s").lower()


def _goes_on(body: str, words: list[re.Match[str]], first: int) -> bool:
    """Whether the word before `words[first]` belongs to the role too."""
    before = words[first - 1]
    if body[before.end() : words[first].start()].strip():
        return False
    word = before[0]
    return (
        word[:1].isupper()
        or _key(word) in ROLE_MODIFIERS
        or (word in {"of", "for", "the"} and first - 1 > 0 and words[first][0][:1].isupper())
    )
