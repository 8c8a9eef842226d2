"""Which one sentence of the excerpts each part of a composed sentence rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.terms import fold
from retrieval.writing.items import Item
from retrieval.writing.sources import Source, Unit, content_of, knows, word_of
from retrieval.writing.vocabulary import PLAIN_REPORTING

_JOINTS = frozenset(("and", "but", "while", ";"))


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence between joints such as "and", with its `content`; `whole` is all of the sentence's items."""

    items: tuple[Item, ...]
    content: tuple[Item, ...]
    whole: tuple[Item, ...]


def parts(items: Sequence[Item]) -> Iterator[Part]:
    """The parts of a sentence in order; one that says too little to stand alone is read with the one before it."""
    joined: list[list[Item]] = []
    for piece in _pieces(items):
        if joined and (_little(piece) or _little(joined[-1])):
            joined[-1] += piece
        else:
            joined.append(piece)
    for piece in joined:
        yield Part(tuple(piece), tuple(content_of(piece)), tuple(items))


def _pieces(items: Sequence[Item]) -> list[list[Item]]:
    pieces: list[list[Item]] = [[]]
    for item in items:
        if item.text.lower() in _JOINTS:
            pieces.append([])
        pieces[-1].append(item)
    return pieces


def _little(piece: Sequence[Item]) -> bool:
    return sum(1 for _ in content_of(piece)) < 2


def holds(unit: Unit, item: Item) -> bool:
    """Whether a unit, or the sentence that it leans on, has what `item` says."""
    return unit.states(item) or (item.kind in ("word", "name") and knows(unit.before, item))


def spliced(part: Part, source: Source, unit: Unit, sources: Sequence[Source]) -> bool:
    """Whether a part has from other sentences what `unit` does not say, the part's subject among it.

    What stands nowhere is not asked about: there it is a plain word.
    """

    def asked(item: Item) -> bool:
        if source.reports(unit) and fold(item.text) in PLAIN_REPORTING:
            return False
        return any(each.states(item) for each in sources)

    known = list(filter(asked, part.content))
    if not all(holds(unit, item) for item in known) or not known:
        return True
    leaning = [item for item in known if not unit.states(item)]
    if leaning and all(word_of(item) != unit.head for item in leaning):
        return True
    subject = next(filter(asked, content_of(part.whole)), None)
    return subject is not None and not _has_its_own(part, unit) and not holds(unit, subject)


def _has_its_own(part: Part, unit: Unit) -> bool:
    """Whether a part opens with what its unit opens with, as in "…, and the flood injured 40 people"."""
    opening = next((item for item in part.items if item.kind != "stop" and item.text.lower() not in _JOINTS), None)
    if opening is None or not (opening.text.lower() in ("the", "a", "an") or opening.kind == "name"):
        return False
    return any(stated.key == part.content[0].key for stated in unit.content[:2])
