"""Whether a sentence ties its figures and days to what its excerpts tie them to."""

from __future__ import annotations

from collections.abc import Sequence

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
    for at, item in enumerate(part.items):
        if item.kind in ("figure", "day") and not _ties(part.items, at, unit.items):
            return "figure"
    return None


def _ties(ours: Sequence[Item], at: int, theirs: Sequence[Item]) -> bool:
    """Whether `theirs` has the figure or day at `at` bounded in the same way, of the same measure."""
    following = _following(ours, at, 1)
    return any(
        states(stated, ours[at])
        and _bounds(ours, at) == _bounds(theirs, there)
        and _same_measure(ours[at], following, theirs, there)
        and _same_range(ours, at, theirs, there)
        and _same_clause(ours, at, theirs, there)
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


def _same_clause(ours: Sequence[Item], at: int, theirs: Sequence[Item], there: int) -> bool:
    """Whether what a figure or day is said of is no clause of the excerpt that has another: of "born in 1950, won in 1980" nobody won in 1950."""
    word = next((item for item in reversed(ours[:at]) if _says(item)), None)
    if word is None:
        return True
    clauses = _clauses(theirs)
    of_it = next(each for each in clauses if any(item is theirs[there] for item in each))
    if not any(_says(item) for item in of_it):  # one more of a list
        return True
    of_word = [each for each in clauses if any(_says(item) and same_word(item, word) for item in each)]
    return (
        not of_word or of_it in of_word or not all(any(item.kind == ours[at].kind for item in each) for each in of_word)
    )


def _says(item: Item) -> bool:
    return item.kind == "word" and not is_function(item) and item.key not in _BOUNDS


def _clauses(items: Sequence[Item]) -> list[list[Item]]:
    """The sentence cut at its commas and at what joins or opens a clause."""
    found: list[list[Item]] = [[]]
    for item in items:
        if fold(item.text) in _CUTS:
            found.append([])
        else:
            found[-1].append(item)
    return found


_CUTS = frozenset(", ; : and but while who which that".split())
