"""Whether the common noun that a statement opens with may do there what it does here; of names retrieval/checking/bonds.py tells."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.checking.reading import Reading
from retrieval.checking.vocabulary import having
from retrieval.checking.voice import passive_at, says
from retrieval.terms import fold
from retrieval.writing.coming import form
from retrieval.writing.items import Item
from retrieval.writing.sources import is_function, places_of
from retrieval.writing.vocabulary import REPORTING

_DETERMINERS = frozenset("the a an its his her their some this that".split())
_HELPING = frozenset("has have had is are was were be been being".split())


def does_it_there(said: Reading, stated: Reading) -> bool:
    """Whether the noun that `said` has doing something comes there before its verb, as whoever does a thing comes, or after a "by"."""
    head = _subject(said.items)
    verb = None if head is None else _verb(said.items, head)
    if head is None or verb is None or fold(said.items[verb].text) in REPORTING:
        return True
    places = places_of(stated.items)
    doers, deeds = having(places, said.items[head]), having(places, said.items[verb])
    if not doers or not deeds or min(doers) < max(deeds):
        return True
    by = any(fold(item.text) in ("by", "of") for at in doers for item in stated.items[max(at - 4, 0) : at])
    return by or any(passive_at(stated.items, at) for at in deeds)


def _subject(items: Sequence[Item]) -> int | None:
    """The place of the noun that a statement opens with, after its article and what describes it."""
    last = None
    for at, item in enumerate(items):
        if item.kind not in ("word", "name") or (is_function(item) and (at or fold(item.text) not in _DETERMINERS)):
            break
        if item.kind == "word" and _tells(item):
            break
        if not is_function(item):
            last = at
    return last if last is not None and items[last].kind == "word" else None


def _verb(items: Sequence[Item], head: int) -> int | None:
    """The place of what the noun at `head` did; None where something is done to it, or no one verb can be told."""
    verbs = [at for at in range(head + 1, len(items)) if items[at].kind == "word" and _tells(items[at])]
    # "A consortium led by EADS signed …": the first of several may only describe the noun.
    if len(verbs) != 1 or passive_at(items, verbs[0]):
        return None
    plain = all(not says(item) and fold(item.text) in _HELPING for item in items[head + 1 : verbs[0]])
    return verbs[0] if plain and _to_something(items, verbs[0]) else None


def _to_something(items: Sequence[Item], at: int) -> bool:
    """Whether a thing follows that is done something to: who opens a plant lets it open, so that both may be said."""
    after = next((item for item in items[at + 1 :] if fold(item.text) not in _DETERMINERS), None)
    adverb = after is not None and after.text.endswith("ly")
    return after is not None and after.kind in ("word", "name") and says(after) and not adverb


def _tells(item: Item) -> bool:
    return form(item) == "past" or fold(item.text) in REPORTING
