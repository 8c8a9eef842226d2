"""The cited excerpts as the guard reads them: sentence by sentence, each with what it states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.sentences import sentences
from retrieval.terms import fold
from retrieval.values import Attribution, Citation
from retrieval.writing.days import covers
from retrieval.writing.items import Item, canonical, read_items
from retrieval.writing.vocabulary import FUNCTION, REPORTING, lemma, same

# What stands further on in an excerpt can't be composed from.
MOST_READ = 2000


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of an excerpt.

    `content` are its items but function words and stops; `before` is what "It" stands for where it opens so, as lemmas, and
    `head` the one of them that can't be left out.
    """

    items: tuple[Item, ...]
    content: tuple[Item, ...]
    words: frozenset[str]
    before: frozenset[str]
    head: str | None

    def states(self, item: Item) -> bool:
        """Whether the sentence has what `item` says: the word in some form, the name, the figure, the day."""
        if item.kind in ("figure", "day"):
            return any(states(stated, item) for stated in self.items)
        if item.kind == "name" and not (item.initial and item.key not in self._names()):
            return item.key in self._names()
        return knows(self.words, item)

    def _names(self) -> frozenset[str]:
        return frozenset(stated.key for stated in self.items if stated.kind == "name")


@dataclass(frozen=True, slots=True)
class Source:
    """A cited excerpt. `text` is canonical, folded, on one line."""

    number: int
    text: str
    units: tuple[Unit, ...]
    said_by: Attribution | None

    def states(self, item: Item) -> bool:
        """Whether some sentence of it has what `item` says."""
        return any(unit.states(item) for unit in self.units)

    def reports(self, unit: Unit) -> bool:
        """Whether `unit`, one of its own, is somebody's words in some way."""
        return self.said_by is not None or any(fold(item.text) in REPORTING for item in unit.items)


def read_source(citation: Citation) -> Source:
    """The excerpt of `citation`, read."""
    text = citation.excerpt.text[:MOST_READ]
    units: list[Unit] = []
    for sentence in sentences(text):
        units.append(unit_of(read_items(sentence.span.of(text)), units[-1] if units else None))
    return Source(citation.number, fold(" ".join(canonical(text).split())), tuple(units), citation.said_by)


def unit_of(items: tuple[Item, ...], previous: Unit | None) -> Unit:
    """A sentence of these items, which may lean on the one before it."""
    before = _subject(previous.items, fold(items[0].text)) if previous and items else ()
    # "The lighthouse of Cape Varn" is a lighthouse.
    ends = next((at for at, item in enumerate(before) if fold(item.text) == "of"), len(before))
    head = word_of(before[ends - 1]) if ends else None
    return Unit(items, tuple(content_of(items)), frozenset(map(word_of, items)), frozenset(map(word_of, before)), head)


def _subject(items: Sequence[Item], pronoun: str) -> tuple[Item, ...]:
    """What a pronoun that opens the next sentence stands for, where that is plain: "It" for "The lighthouse of Cape Varn was …".

    A thing with an article for it, a name for he and she, up to the verb; nothing where the verb can't be told.
    """
    verb = next((at for at, item in enumerate(items[:_REACH]) if fold(item.text) in _VERBS), None)
    article = bool(items) and fold(items[0].text) in ("the", "a", "an")
    if verb is None or not (
        (pronoun == "it" and article) or (pronoun in ("he", "she") and items[0].kind == "name" and not article)
    ):
        return ()
    head = items[:verb]
    return (
        ()
        if any(item.kind == "stop" or fold(item.text) in ("and", "who", "which", "that") for item in head)
        else tuple(head)
    )


_REACH = 10
_VERBS = frozenset("is was has had will would can could may".split())


def content_of(items: Sequence[Item]) -> Iterator[Item]:
    """The items that say something."""
    return (item for item in items if item.kind != "stop" and not is_function(item))


def is_function(item: Item) -> bool:
    """Whether an item is a word that says nothing by itself; a name in capitals (IT, US) is none."""
    return (item.kind == "word" or item.initial) and fold(item.text) in FUNCTION


def word_of(item: Item) -> str:
    """The lemma of a word, also of one that a name is written with."""
    return lemma(item.key) if item.kind == "name" else item.key


def knows(words: frozenset[str], item: Item) -> bool:
    """Whether `words`, lemmas, have the item's word or another for it."""
    return not words.isdisjoint(same(word_of(item)))


def same_word(one: Item, other: Item) -> bool:
    """Whether two items are one word, or the one another for the other."""
    return one.key == other.key or knows(frozenset((word_of(other),)), one)


def places_of(items: Sequence[Item]) -> dict[str, list[int]]:
    """Where each word stands among the items, by its lemma and by how it is written."""
    found: dict[str, list[int]] = {}
    for at, item in enumerate(items):
        for word in {word_of(item), item.key}:
            found.setdefault(word, []).append(at)
    return found


def states(stated: Item, item: Item) -> bool:
    """Whether a figure or day that is stated is `item`, or one said more closely: "2015" is stated by "30 November 2015"."""
    if item.kind == "figure":
        return (stated.kind == "figure" and stated.key == item.key) or _year(stated) == item.key
    return stated.kind == "day" == item.kind and covers(stated.key, item.key)


def _year(item: Item) -> str | None:
    return item.key.split("-")[0] or None if item.kind == "day" else None
