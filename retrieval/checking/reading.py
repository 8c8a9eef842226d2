"""A sentence as what it states: words, names, figures and days; and where in the text as written each of them stands."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from retrieval.checking.days import Day, days_in
from retrieval.terms import fold
from retrieval.terms import words as folded_words
from retrieval.writing.items import Item, canonical, read_items
from retrieval.writing.sources import content_of, is_function, word_of
from retrieval.writing.vocabulary import PERSONAL, PRONOUNS, lemma

_LONGEST_READ = 20_000
# Of a longer one it takes too long to tell where a value stands.
_LONGEST_PLACED = 2000


@dataclass(frozen=True, slots=True)
class Name:
    """A run of names that reads as one: `keys` are its words, folded; `at` and `end` are places in the items."""

    keys: tuple[str, ...]
    at: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence, read: `items` without those that name a day, which are `days`. Offsets are those of `text`, which is canonical.

    `content` are the items that say something, `words` the lemmas of all, `named` the names, folded, and `names` the same with
    neighbours together, `spellings` their keys, and `standing` the places of the names by their lemma.
    """

    written: str
    text: str
    items: tuple[Item, ...]
    days: tuple[Day, ...]
    content: tuple[Item, ...]
    words: frozenset[str]
    named: frozenset[str]
    names: tuple[Name, ...]
    spellings: frozenset[tuple[str, ...]]
    standing: Mapping[str, Sequence[int]] = field(compare=False)

    @classmethod
    def of(cls, written: str, text: str, items: tuple[Item, ...], days: tuple[Day, ...]) -> Reading:
        """What these items and days say."""
        named = frozenset(item.key for item in items if item.kind == "name")
        words = frozenset(map(word_of, items))
        names = tuple(_names(items))
        spellings = frozenset(name.keys for name in names)
        standing: dict[str, list[int]] = {}
        for at, item in enumerate(items):
            if item.kind == "name":
                standing.setdefault(word_of(item), []).append(at)
        return cls(written, text, items, days, tuple(content_of(items)), words, named, names, spellings, standing)

    @property
    def plain(self) -> str:
        """Its words, folded and without marks: two readings that have the same are one sentence."""
        return " ".join(folded_words(self.text))

    def places(self, name: Name) -> Sequence[int]:
        """Where among the items the last word of a name of another reading stands, in some form."""
        return self.standing.get(lemma(name.keys[-1]), ())

    def original(self, start: int, end: int) -> tuple[int, int] | None:
        """Where in the text as written stands what is at `start` to `end` of `text`; None where that can't be told."""
        if len(self.written) == len(self.text):
            return start, end
        if len(self.written) > _LONGEST_PLACED:
            return None
        places = range(len(self.written) + 1)
        first = max(0, bisect_right(places, start, key=self._length) - 1)
        last = min(len(self.written), bisect_left(places, end, key=self._length))
        exact = canonical(self.written[first:last]) == self.text[start:end]
        return (first, last) if exact else None

    def _length(self, at: int) -> int:
        """How much of `text` the first `at` characters as written come to."""
        return len(canonical(self.written[:at]))


@lru_cache(maxsize=4096)
def read(text: str, written: dt.date | None, before: str = "") -> Reading:
    """Read a sentence that was written on a day; `before` is what stands right before it, which its days may be told from."""
    plain = canonical(text)
    days = days_in(plain, written, canonical(before))
    items = tuple(
        item
        for item in _glued(read_items(plain))
        if not any(day.start < item.end and item.start < day.end for day in days)
    )
    return Reading.of(text, plain, items, days)


@lru_cache(maxsize=512)
def proper_names(body: str) -> frozenset[str]:
    """The names of an article, folded, by where a capital can only be that of a name; of a long one those of its beginning."""
    found = read_items(canonical(body[:_LONGEST_READ]))
    return frozenset(item.key for item in found if item.kind == "name" and not item.initial) - PRONOUNS - PERSONAL


def _glued(items: Sequence[Item]) -> Iterator[Item]:
    """The items, letters and digits without a space between them together: "A400M" is a name."""
    kept: Item | None = None
    for item in items:
        if kept is not None and kept.end == item.start and _model(kept, item):
            text = kept.text + item.text
            kept = Item("name", fold(text), text, kept.start, item.end, owner=item.owner)
            continue
        if kept is not None:
            yield kept
        kept = item
    if kept is not None:
        yield kept


def _model(one: Item, other: Item) -> bool:
    kinds = {one.kind, other.kind}
    bare = all(each.text.isalnum() for each in (one, other))
    return bare and kinds == {"name", "figure"}


def _names(items: Sequence[Item]) -> Iterator[Name]:
    at = 0
    while at < len(items):
        end = at
        while end < len(items) and _in_name(items[end]) and (end == at or _joined(items[end - 1], items[end])):
            end += 1
        if end > at:
            yield Name(tuple(item.key for item in items[at:end]), at, end)
        at = max(end, at + 1)


def _in_name(item: Item) -> bool:
    return item.kind == "name" and not (item.initial and is_function(item))


def _joined(one: Item, other: Item) -> bool:
    return other.start - one.end <= 1 and not one.owner
