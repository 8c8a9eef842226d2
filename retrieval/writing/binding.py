"""Whether a sentence ties its figures and days to what its excerpts tie them to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from retrieval.terms import fold
from retrieval.writing.items import Item
from retrieval.writing.sources import Unit, is_function, knows, same_word, states, word_of
from retrieval.writing.support import Part
from retrieval.writing.vocabulary import lemma, same

_BOUNDS = frozenset(
    map(
        lemma,
        """about around roughly approximately circa more less fewer over under above below least most up nearly almost only
        just some estimated before after since until till by from to between early late mid next last another every""".split(),
    )
)


def loose(part: Part, unit: Unit) -> str | None:
    """What is wrong, "figure", where a part bounds a figure or day otherwise than `unit`, or counts something else; None where it does not."""
    clauses = _clauses(unit.items)
    for at, item in enumerate(part.items):
        if item.kind in ("figure", "day") and not _ties(part.items, at, unit.items, clauses):
            return "figure"
    return None


def _ties(ours: Sequence[Item], at: int, theirs: Sequence[Item], clauses: Sequence[int]) -> bool:
    """Whether `theirs` has the figure or day at `at` bounded in the same way, of the same measure, in a clause that may tell it."""
    following, may_stand = _following(ours, at, 1), _may_stand(ours, at, theirs, clauses)
    return any(
        states(stated, ours[at])
        and _bounds(ours, at) == _bounds(theirs, there)
        and _same_measure(ours[at], following, theirs, there)
        and _same_range(ours, at, theirs, there)
        and (may_stand is None or clauses[there] in may_stand)
        for there, stated in enumerate(theirs)
    )


def _bounds(items: Sequence[Item], at: int) -> frozenset[str]:
    """The words before a figure that say more, less or about; those that mean the same are one."""
    found = set()
    for item in reversed(items[max(at - 3, 0) : at]):
        if item.kind in ("figure", "day") or item.text in (",", ";"):
            break
        # "rose by 5" is "rose 5", and "by May" is not "in May".
        if item.kind != "stop" and word_of(item) in _BOUNDS and (items[at].kind == "day" or item.text != "by"):
            found.add(min(same(word_of(item))))
    return frozenset(found)


def _same_measure(item: Item, following: Sequence[Item], items: Sequence[Item], there: int) -> bool:
    """Whether what a figure counts is what it counts in the excerpt; a day counts nothing."""
    if item.kind == "day" or not following or items[there].kind == "day":
        return True
    words = frozenset(map(word_of, _following(items, there, 3)))
    return not words or knows(words, following[0]) or following[0].kind in ("figure", "day")


def _following(items: Sequence[Item], at: int, count: int) -> list[Item]:
    found: list[Item] = []
    for item in items[at + 1 :]:
        if item.text in (",", ";", ".") or len(found) == count:
            break
        if item.kind != "stop" and not is_function(item):
            found.append(item)
    return found


def _same_range(ours: Sequence[Item], at: int, theirs: Sequence[Item], there: int) -> bool:
    """Whether a figure that a dash ties to the next is tied to the same one there: a score is not turned round."""
    if at + 2 >= len(ours) or ours[at + 1].text != "-" or ours[at + 2].kind != "figure":
        return True
    return there + 2 < len(theirs) and theirs[there + 2].key == ours[at + 2].key


def _may_stand(ours: Sequence[Item], at: int, theirs: Sequence[Item], clauses: Sequence[int]) -> frozenset[int] | None:
    """The clauses of the excerpt that may tell the figure or day at `at`, None where all may.

    It is not taken from one that says other things than the word before it, where all that have that word have one of their own: of
    "born in 1950, won in 1980" nobody won in 1950.
    """
    word = next((item for item in reversed(ours[:at]) if _says(item)), None)
    numbered = list(zip(theirs, clauses, strict=True))
    of_word = {clause for item, clause in numbered if word is not None and _says(item) and same_word(item, word)}
    telling = {clause for item, clause in numbered if item.kind == ours[at].kind}
    if not of_word or not of_word <= telling:
        return None
    # A clause that says nothing is one more of a list: "in 2001, 2002 and 2003".
    return frozenset(of_word | set(clauses).difference(clause for item, clause in numbered if _says(item)))


def _says(item: Item) -> bool:
    return item.kind == "word" and not is_function(item) and item.key not in _BOUNDS


def _clauses(items: Sequence[Item]) -> list[int]:
    """Of each item the number of its clause: a sentence is cut at its commas and at what joins or opens one."""
    return list(accumulate(fold(item.text) in _CUTS for item in items))


_CUTS = frozenset(", ; : and but while who which that".split())
