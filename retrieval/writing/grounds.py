"""Whether what a sentence says stands in the excerpts that it cites: every figure, day, name and word."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from corpus.dates.words import WEEKDAYS
from retrieval.terms import fold
from retrieval.writing.items import Item
from retrieval.writing.sources import Source, content_of, is_function
from retrieval.writing.vocabulary import GENDERED, PLAIN, PLAIN_REPORTING, lemma

# One word in three may be of the plain ones that nothing rests on.
_NEW = 3
# Names this many items apart are one name: "Ida Holm" of "Ida Maria Holm".
_REACH = 2
_PLAIN_LEMMAS = frozenset(map(lemma, PLAIN))


def ungrounded(items: Sequence[Item], sources: Sequence[Source]) -> str | None:
    """What kind of thing in `items` stands in no cited excerpt: "figure", "day", "name" or "word"; None where all does."""
    content, new = list(content_of(items)), 0
    for item in content:
        if any(source.states(item) for source in sources) or _reports(item, sources):
            continue
        if item.kind in ("figure", "day") or (item.kind == "name" and not (item.initial and _plain(item))):
            return "word" if item.initial else item.kind
        if not _plain(item):
            return "word"
        new += 1
    if len(content) - new < 2 or new * _NEW > len(content):
        return "too new"
    if not all(_adds(content, source) for source in sources):
        return "idle citation"
    if _gender(items) - {each for source in sources for unit in source.units for each in _gender(unit.items)}:
        return "pronoun"
    return None if all(_together(pair, sources) for pair in _neighbours(items)) else "name"


def _plain(item: Item) -> bool:
    return lemma(item.key if item.kind == "name" else item.text) in _PLAIN_LEMMAS


def _reports(item: Item, sources: Sequence[Source]) -> bool:
    """Whether an item is "said" or the like, and what it tells of is somebody's words in some way."""
    if fold(item.text) not in PLAIN_REPORTING:
        return False
    return any(source.reports(unit) for source in sources for unit in source.units)


def _adds(content: Sequence[Item], source: Source) -> bool:
    """Whether a cited excerpt has a fair share of what is said, and is not named for show."""
    shared = sum(source.states(item) for item in content)
    return shared >= min(2, len(content))


def _gender(items: Sequence[Item]) -> frozenset[str]:
    return frozenset(GENDERED[fold(item.text)] for item in items if fold(item.text) in GENDERED)


def _neighbours(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Names side by side, which read as one name."""
    for first, second in itertools.pairwise(items):
        if first.kind == second.kind == "name" and not (first.initial and is_function(first)):
            yield first, second


def _together(pair: tuple[Item, Item], sources: Sequence[Source]) -> bool:
    """Whether two names stand together in a cited excerpt too: no Ida Reed of an Ida Holm and a Tom Reed."""
    first, second = pair
    if first.key in WEEKDAYS or second.key in WEEKDAYS:
        return True
    return any(
        one.kind == other.kind == "name" and one.key == first.key and other.key == second.key
        for source in sources
        for unit in source.units
        for at, one in enumerate(unit.items)
        for other in unit.items[at + 1 : at + 2 + _REACH]
    ) or (first.initial and _as_word(first, sources))


def _as_word(item: Item, sources: Sequence[Source]) -> bool:
    """Whether a sentence's first word is an ordinary one in the excerpts."""
    return any(
        each.kind == "word" and each.key == lemma(item.key) for s in sources for u in s.units for each in u.items
    )
