"""A text as what it states: words, names, figures and days, each with a key that is one whatever way it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.dates.words import WEEKDAYS
from retrieval.terms import fold
from retrieval.writing.days import read_day
from retrieval.writing.figures import read_figure
from retrieval.writing.tokens import Token, tokens
from retrieval.writing.vocabulary import lemma

Kind = Literal["word", "name", "figure", "day", "stop"]


@dataclass(frozen=True, slots=True)
class Item:
    """Something a text says at `start`.

    `key` is a lemma for a word, the folded form for a name, the canonical value for a figure, and year-month-day for a day,
    with empty parts where the text gives none. `initial` is set where a capital may only be that of a sentence's first word, `owner` with a possessive.
    """

    kind: Kind
    key: str
    text: str
    start: int
    end: int
    initial: bool = False
    owner: bool = False


def read_items(text: str) -> tuple[Item, ...]:
    """The items of `text` in order; offsets are those of `canonical(text)`."""
    return tuple(_items(tokens(canonical(text))))


def canonical(text: str) -> str:
    """`text` with one kind of apostrophe, dash, quotation mark and space, compatibility forms composed (Unicode NFKC)."""
    joined = _GROUPS.sub(lambda found: re.sub(r"\s", ",", found[0]), text)
    plain = unicodedata.normalize("NFKC", joined).translate(MARKS)
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), plain)


# "12 000 people": where it is two numbers after all, neither is found, which is the safe side.
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d])")
_DOTTED = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]\.){2,}")
MARKS = str.maketrans(
    {**dict.fromkeys("’‘ʼ′`", "'"), **dict.fromkeys("‐‑‒–—―−﹣－", "-"), **dict.fromkeys("“”„«»″", '"')}
)


def _items(found: Sequence[Token]) -> Iterator[Item]:
    at, opening = 0, True
    while at < len(found):
        item, end = _item(found, at, opening=opening)
        yield item
        opening = item.kind == "stop" and (item.text in _BEFORE_CAPITALS or (opening and item.text in _LEAN))
        at = end


def _item(found: Sequence[Token], at: int, *, opening: bool) -> tuple[Item, int]:
    token = found[at]
    if day := read_day(found, at):
        return _spanning("day", day[0], found, at, day[1]), day[1]
    if figure := read_figure(found, at):
        return _spanning("figure", figure[0], found, at, figure[1]), figure[1]
    if not token.text[0].isalnum():
        return _spanning("stop", token.text, found, at, at + 1), at + 1
    if named(token.text):
        folded = fold(token.text)
        plain = opening and token.text == token.text.capitalize()
        return _spanning("name", _WEEKDAYS.get(folded, folded), found, at, at + 1, initial=plain), at + 1
    return _spanning("word", lemma(token.text), found, at, at + 1), at + 1


def _spanning(kind: Kind, key: str, found: Sequence[Token], start: int, end: int, *, initial: bool = False) -> Item:
    text = " ".join(each.text for each in found[start:end])
    return Item(kind, key, text, found[start].start, found[end - 1].end, initial, found[end - 1].owner)


_BEFORE_CAPITALS = frozenset(".!?:")
_LEAN = frozenset("\"'(-")


def named(word: str) -> bool:
    """Whether a word is written as a name: with a capital anywhere, or in a script that has none."""
    return any(char.isupper() or (char.isalpha() and not char.islower()) for char in word)


_FULL = {number: name for name, number in reversed(WEEKDAYS.items())}
_WEEKDAYS = {name: _FULL[number] for name, number in WEEKDAYS.items()}
