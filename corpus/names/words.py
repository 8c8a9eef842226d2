"""The words of a body, and what the rest of it tells of their capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.parse import Parse
from corpus.sentences import sentences

# A word with its inner marks, its initials' stops ("J.", "U.S.") and not its possessive.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){1,6}(?:[^\W\d_](?!\w))?|O['’]\s?[A-Z]\w{1,40}"
    r"|[^\W_](?:[\w&]|[.'’-](?=[^\W_])(?![sS](?!\w))|[-–](?=\w)){0,60}|&"
)
_ARABIC = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|bin|ibn)-[A-Z]")
# A shorter line with a capital at every word may be a sentence about people.
_HEADLINE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the body; `text` is without a possessive."""

    start: int
    end: int
    text: str

    @property
    def upper(self) -> bool:
        """Whether it begins with a capital, or has one inside as brands and Arabic names do (iPhone, al-Amin)."""
        text = self.text
        return text[:1].isupper() or (len(text) > 2 and text[1:2].isupper()) or bool(_ARABIC.match(text))

    @property
    def key(self) -> str:
        """What tells it apart: small letters, no stops."""
        return self.text.replace(".", "").replace("’", "'").casefold()


def words_of(body: str) -> Iterator[tuple[Word, ...]]:
    """The words of each sentence."""
    for each in sentences(body):
        found = _WORD.finditer(body, each.span.start, each.span.end)
        yield tuple(Word(word.start(), word.end(), word[0]) for word in found)


def headline(body: str, words: tuple[Word, ...]) -> bool:
    """Whether nearly all words of a line without a stop are capitalised, so that capitals tell no names."""
    if len(words) < _HEADLINE_WORDS or body[words[-1].end : words[-1].end + 2].strip(" \n\"”’'"):
        return False
    long = [word for word in words if len(word.text) > 3]
    return sum(word.upper for word in long) > 0.8 * len(long)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A body and what is known of its words.

    `kinds` are what a parse takes them for, by where they start ("NNP" for a name of no kind); `inner` have capitals
    inside sentences, `alone` there between small words, `small` are written small somewhere.
    """

    body: str
    kinds: dict[int, str]
    inner: frozenset[str]
    alone: frozenset[str]
    small: frozenset[str]
    parsed: bool

    def opens(self, words: tuple[Word, ...], at: int) -> bool:
        """Whether the word begins a sentence, a quotation or what a colon announces."""
        return at == 0 or _opening(self.body, words[at].start)

    def joined(self, left: Word, right: Word) -> bool:
        """Whether nothing but a little space stands between the two."""
        between = self.body[left.end : right.start]
        return len(between) < 4 and "\n" not in between and not between.strip()


def surroundings(body: str, lines: Iterable[tuple[Word, ...]], parse: Parse | None) -> Surroundings:
    """What is known of the words of `body`, whose sentences are `lines`."""
    lines = tuple(lines)
    small = frozenset(word.text for words in lines for word in words if word.text.islower())
    return Surroundings(body, _kinds(parse), *_capitals_inside(body, lines), small, parse is not None)


def _kinds(parse: Parse | None) -> dict[int, str]:
    if parse is None:
        return {}
    found = ((token.start, token.entity or ("NNP" if token.tag == "NNP" else "")) for token in parse.tokens)
    return {start: kind for start, kind in found if kind}


def _opening(body: str, start: int) -> bool:
    return body[max(0, start - 2) : start].rstrip()[-1:] in {*'"“‘„«:•–—*'}


def _capitals_inside(body: str, lines: Iterable[tuple[Word, ...]]) -> tuple[frozenset[str], frozenset[str]]:
    """Words that are capitalised inside a sentence, where no rule of spelling asks for it; and those between small words."""
    inside, alone = set(), set()
    for words in lines:
        if headline(body, words):
            continue
        for before, word, after in zip(words, words[1:], (*words[2:], None), strict=False):
            if word.upper and not _opening(body, word.start):
                inside.add(word.key)
                if not before.upper and not (after and after.upper):
                    alone.add(word.key)
    return frozenset(inside), frozenset(alone)
