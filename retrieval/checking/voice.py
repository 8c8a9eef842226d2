"""How a sentence says its deed: what of it says something, and whether something is done or done to it."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.terms import fold
from retrieval.writing.items import Item
from retrieval.writing.sources import is_function

_BE = frozenset("is are was were be been being got".split())
# Participles that do not end in -ed.
_DONE = frozenset(
    """built bought sold made held kept led lost paid sent taken given known shown seen found left met won hit cut put set shut hurt
    struck stolen broken chosen driven written drawn grown thrown worn beaten forgotten hidden frozen sunk spoken sworn torn
    understood told taught thought caught brought fought sought felt dealt done gone begun run shot spent stuck bound""".split()
)


def says(item: Item) -> bool:
    """Whether an item is a word that says something, and no mark."""
    return item.kind != "stop" and not is_function(item)


def has_agent(items: Sequence[Item]) -> bool:
    """Whether something is done by a name: "forced by the European Commission"."""
    return any(
        fold(item.text) == "by" and any(near.kind == "name" for near in items[at + 1 : at + 4])
        for at, item in enumerate(items)
    )


def passive_after(items: Sequence[Item], at: int) -> bool:
    """Whether what stands right after `at` is something that is done to what stands before: "was sued"."""
    for n in range(max(at, 0), min(at + 5, len(items) - 1)):
        if fold(items[n].text) in _BE and fold(items[n + 1].text) not in _BE:
            return next((participle(item) for item in items[n + 1 : n + 3] if not _adverb(item)), False)
        if items[n].kind == "word" and says(items[n]):
            return False
    return False


def passive_at(items: Sequence[Item], at: int) -> bool:
    """Whether the word at `at` is something that is done to what stands before."""
    return participle(items[at]) and any(fold(item.text) in _BE for item in items[max(0, at - 2) : at])


def participle(item: Item) -> bool:
    """Whether a word looks like the participle of a verb."""
    word = fold(item.text)
    return item.kind == "word" and (word.endswith("ed") or word in _DONE)


def _adverb(item: Item) -> bool:
    word = fold(item.text)
    return word.endswith("ly") or word in ("not", "never", "also", "now", "already", "still", "just")


def text_at(items: Sequence[Item], at: int) -> str:
    """The folded text of the item at a place, nothing beyond the ends."""
    return fold(items[at].text) if 0 <= at < len(items) else ""
