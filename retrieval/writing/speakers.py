"""Whether words that are somebody's stay theirs, and quotation marks hold what stands in an excerpt."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from retrieval.terms import fold, words
from retrieval.writing.items import Item, canonical
from retrieval.writing.sources import Source, Unit, is_function, word_of
from retrieval.writing.support import Part
from retrieval.writing.vocabulary import REPORTING


def misquoted(text: str, sources: Sequence[Source]) -> bool:
    """Whether a sentence quotes what no cited excerpt has word for word."""
    pieces = fold(" ".join(canonical(text).split())).split('"')
    if len(pieces) % 2 == 0:
        return True
    quoted = [piece.strip().rstrip(".,") for piece in pieces[1::2]]
    return not all(piece and any(piece in source.text for source in sources) for piece in quoted)


def outside_quotes(items: Sequence[Item]) -> Iterator[Item]:
    """The items that are the sentence's own words."""
    inside = False
    for item in items:
        if item.text == '"':
            inside = not inside
        elif not inside:
            yield item


def unattributed(part: Part, source: Source, unit: Unit) -> bool:
    """Whether words that an excerpt gives as somebody's are said without a speaker, or by another."""
    cues = [at for at, item in enumerate(part.whole) if _reports(item)]
    if not cues:
        return source.reports(unit) or any(item.text == '"' for item in part.whole)
    said_by = [_speaker(part.whole, at) for at in cues]
    speakers = _speakers(source)
    if speakers & {item.key for item in unit.items if item.kind == "name"}:
        # The excerpt names the speaker, so the sentence must too.
        return not all(item is not None and item.key in speakers for item in said_by)
    beside = _beside_cues(unit.items)
    if speakers or not beside:
        return any(item is not None and item.key not in beside for item in said_by)
    return not all(item is not None and word_of(item) in beside for item in said_by)


def _speakers(source: Source) -> frozenset[str]:
    said_by = source.said_by
    return frozenset(words(said_by.speaker)) if said_by and said_by.speaker else frozenset()


def _beside_cues(items: Sequence[Item]) -> frozenset[str]:
    """What stands where the speaker of a verb of speech does."""
    found: set[str] = set()
    for at, item in enumerate(items):
        if _reports(item) and fold(item.text) == "according":
            found.update(map(word_of, itertools.takewhile(lambda near: near.kind != "stop", items[at + 1 : at + 9])))
        elif _reports(item) and _first(before := items[max(at - 10, 0) : at][::-1], over=True):
            found.update(map(word_of, before))
        if _reports(item) and at + 1 < len(items) and _opens_name(items[at + 1]) and not _first(items[:at][::-1]):
            found.update(map(word_of, items[at + 1 : at + 5]))
    return frozenset(found)


def _reports(item: Item) -> bool:
    return item.kind in ("word", "name") and fold(item.text) in REPORTING


def _speaker(items: Sequence[Item], at: int) -> Item | None:
    """The word that a verb of speech goes with: right before it, else right after it, else before it across a comma."""
    after = _first(items[at + 1 : at + 6])
    if fold(items[at].text) == "according":
        return after
    before = list(reversed(items[max(at - 8, 0) : at]))
    if any(fold(item.text) in ("it", "he", "she", "they") for item in before[:3]):
        return None
    return (
        _first(before)
        or (after if at + 1 < len(items) and _opens_name(items[at + 1]) else None)
        or _first(before, over=True)
    )


def _first(items: Sequence[Item], *, over: bool = False) -> Item | None:
    """The first that says something, before a stop, or `over` it."""
    for item in items:
        if item.kind == "stop" and not over:
            return None
        if item.kind != "stop" and not is_function(item):
            return item
    return None


def _opens_name(item: Item) -> bool:
    return item.kind == "name" or fold(item.text) in ("the", "a", "an")
