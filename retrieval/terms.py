"""Words as the lexical index knows them: folded, stemmed, without the words that every sentence has."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

# Goes up when the same text would give other terms, so that lexical indexes are built again.
TERMS_VERSION = 2

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
_MARKS = re.compile(r"[\u0300-\u036f]")
# Would be unfolded into letters that stick to the name before them.
_TRADE_MARKS = re.compile("[\u2120\u2122]")
STOP_WORDS = frozenset(
    """a an the of in on at to for by with from as is are was were be been being am it its this that these those and or but
    not no do does did done has have had having what which who whom whose when where why how many much can could would
    should will may might shall must s t d ll re ve m there here their theirs his her hers he she they them i me my you
    your we us our ours so than then too very if into about also just any some such""".split()
)
_stemmer = Stemmer.Stemmer("english")


def fold(text: str) -> str:
    """Lower case, without accents, so that "Café" finds "cafe"."""
    text = text.casefold()
    if text.isascii():
        return text
    # Unfolding makes capitals of letter-like signs.
    return _MARKS.sub("", unicodedata.normalize("NFKD", _TRADE_MARKS.sub(" ", text)).casefold())


def words(text: str) -> list[str]:
    """The words and numbers of `text`, folded, in order."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of a folded word."""
    return str(_stemmer.stemWord(word))


def terms(text: str) -> list[str]:
    """The stems of the words of `text` that are no stop words, in order, repeats kept."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]
