"""Whether a sentence has the same doing the same to the same: order, voice, and who stands by whom.

Without a grammar, so by order alone: a sentence takes an excerpt's words in the excerpt's order, or turns it round as a whole
with a "by". Days and figures may move, and so may what a preposition ties down in both.
"""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.terms import fold
from retrieval.writing.items import Item
from retrieval.writing.sources import Unit, is_function, knows, word_of
from retrieval.writing.support import Part
from retrieval.writing.vocabulary import REPORTING

_LOCAL = frozenset(("in", "at", "near", "from", "on", "of"))
_BE = frozenset("is are was were be been being am got get".split())


def changed(part: Part, unit: Unit) -> str | None:
    """What is wrong, "role" or "voice", where a part has another doing it, or it done to another, than `unit`; None if neither."""
    ours, theirs = _movable(part.items, unit.items), list(unit.items)
    if ours is None or not (_in_order(ours, theirs) or _turned_round(ours, part.items, theirs)):
        return "role"
    return "voice" if _voice_changed(part.items, unit.items) else None


def _movable(ours: Sequence[Item], theirs: Sequence[Item]) -> list[Item] | None:
    """The items whose order counts; None where one that hangs on an "of" or owns something there stands for itself here.

    "Cape Varn was built", where its lighthouse was; "the mayor was arrested", where the mayor's brother was.
    """
    speaking = _speech(ours)
    kept: list[Item] = []
    for at, item in enumerate(ours):
        if _deed(ours, at):
            kept.append(item)
        if item.kind not in ("word", "name") or is_function(item) or at in speaking:
            continue
        if at + 1 < len(ours) and ours[at + 1].kind in ("day", "figure"):
            continue  # "after" of "after Nov. 30" goes where the day goes
        places = [there for there, stated in enumerate(theirs) if _same(item, stated)]
        hangs = {_preposition(theirs, there) for there in places}
        here = _preposition(ours, at)
        if hangs == {"of"} and here != "of" and not _owner(ours, at):
            return None
        if here is None and places and all(_owner(theirs, there) for there in places) and not _owner(ours, at):
            return None
        if not places or (here in hangs and here) or (hangs == {"of"} and _owner(ours, at)):
            continue
        kept.append(item)
    return kept


def _in_order(ours: Sequence[Item], theirs: Sequence[Item]) -> bool:
    """Whether `theirs` has the words of `ours` in their order, and no "by" between them that `ours` lacks."""
    place, places = -1, []
    for item in ours:
        place = next((at for at in range(place + 1, len(theirs)) if _same(item, theirs[at])), -1)
        if place < 0:
            return False
        places.append(place)
    if not places or any(fold(item.text) == "by" for item in ours):
        return True
    return not any(_deed(theirs, at) for at in range(places[0], places[-1]))


def _turned_round(ours: Sequence[Item], part: Sequence[Item], theirs: Sequence[Item]) -> bool:
    """Whether one says actively what the other says with a "by"; `ours` are the items of `part` whose order counts."""
    passive, active = (part, theirs) if any(_deed(part, at) for at in range(len(part))) else (theirs, part)
    turned = _active(passive)
    if turned is None or any(_same(turned[0], item) and _passive(active, at) for at, item in enumerate(active)):
        return False
    words = [*turned[1:]]
    return _in_order(words, theirs) if passive is part else _in_order(ours, words)


def _active(items: Sequence[Item]) -> list[Item] | None:
    """The verb, and then who did it, the verb, and the rest: "Ida Holm, built, lighthouse" of "the lighthouse was built by Ida Holm"."""
    by = next((at for at in range(len(items)) if _deed(items, at)), None)
    if by is None:
        return None
    end = next((at for at in range(by + 1, len(items)) if items[at].kind == "stop"), len(items))
    before, agent, rest = map(_saying, (items[:by], items[by + 1 : end], items[end:]))
    if not before or not agent:
        return None
    verbs = [at for at, item in enumerate(items[:by]) if item in before and _passive(items, at)]
    verb = items[verbs[-1]] if verbs else before[-1]
    return [verb, *agent, verb, *(item for item in before if item is not verb), *rest]


def _saying(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.kind in ("word", "name") and not is_function(item)]


def _deed(items: Sequence[Item], at: int) -> bool:
    """Whether a "by" names who did it, rather than by how much or when."""
    if fold(items[at].text) != "by":
        return False
    return next((item.kind not in ("figure", "day") for item in items[at + 1 :] if not is_function(item)), False)


def _same(item: Item, stated: Item) -> bool:
    return stated.kind in ("word", "name") and knows(frozenset((word_of(stated),)), item)


def _preposition(items: Sequence[Item], at: int) -> str | None:
    """The preposition that a word hangs on, with nothing between but names and articles."""
    for item in reversed(items[max(at - 4, 0) : at]):
        if (word := fold(item.text)) in _LOCAL:
            return word
        if item.kind != "name" and word not in ("the", "a", "an", "its", "his", "her", "their"):
            return None
    return None


def _owner(items: Sequence[Item], at: int) -> bool:
    """Whether a word, or the name that it begins, has a possessive."""
    for item in items[at:]:
        if item.owner:
            return True
        if item.kind != "name":
            return False
    return False


def _speech(items: Sequence[Item]) -> frozenset[int]:
    """Places of verbs of speech and of the few words beside them, which may go before what was said or after it."""
    cues = [at for at, item in enumerate(items) if fold(item.text) in REPORTING]
    return frozenset(near for at in cues for near in range(at - 4, at + 5) if near == at or _beside(items, near, at))


def _beside(items: Sequence[Item], near: int, at: int) -> bool:
    """Whether only a speaker can stand there: names and the words of a role, with no stop and no clause between."""
    between = items[min(near, at) + 1 : max(near, at)]
    if any(item.kind == "stop" or fold(item.text) in ("that", "it") for item in between):
        return False
    return near < at or fold(items[at].text) == "according"


def _voice_changed(ours: Sequence[Item], theirs: Sequence[Item]) -> bool:
    """Whether a verb gains or loses its "was" with the same word before it: "Alpha sued" is not "Alpha was sued"."""
    for at, item in enumerate(ours):
        if item.kind != "word" or is_function(item) or fold(item.text).endswith("ing"):
            continue
        subject = _subject(ours, at)
        for there, stated in enumerate(theirs):
            if stated.kind != "word" or stated.key != item.key or fold(stated.text).endswith("ing"):
                continue
            same_subject = subject is not None and subject.key == getattr(_subject(theirs, there), "key", None)
            if same_subject and _passive(ours, at) != _passive(theirs, there):
                return True
    return False


def _subject(items: Sequence[Item], at: int) -> Item | None:
    """The nearest word that says something before `at`; None across a comma."""
    for item in reversed(items[:at]):
        if item.kind == "stop":
            return None
        if not is_function(item):
            return item
    return None


def _passive(items: Sequence[Item], at: int) -> bool:
    return any(fold(item.text) in _BE for item in items[max(at - 2, 0) : at])
