"""Whether a statement takes one of two things of which the sentence leaves open which it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.checking.vocabulary import having
from retrieval.terms import fold
from retrieval.writing.items import Item
from retrieval.writing.sources import is_function, places_of

# "An hour or so", "20 or more", "whether or not": no alternatives.
_NO_OTHER = frozenset("so more less fewer later earlier not otherwise over under older younger".split())
# "Either way", "either side of the road".
_NO_CHOICE = frozenset("way side end".split())
# What may be one or the other may be either, and what is not one or the other is neither.
_BOTH = frozenset("can could may might any no not nor never without".split())
_REACH = 12


def takes_one(said: Sequence[Item], stated: Sequence[Item]) -> bool:
    """Whether `said`, which leaves nothing open, says what `stated` has only as one of two."""
    if any(fold(item.text) in ("or", "either") for item in said):
        return False
    left_open = {place for at in range(len(stated)) for place in _open(stated, at)}
    places = places_of(stated) if left_open else {}
    return any(left_open.issuperset(there) for item in said if _says(item) and (there := having(places, item)))


def _open(items: Sequence[Item], at: int) -> Iterator[int]:
    """The places of what an "or" at a place leaves open: what stands beside it, and all since an "either"."""
    if fold(items[at].text) != "or" or at + 1 == len(items) or fold(items[at + 1].text) in _NO_OTHER:
        return
    before = range(at - 1, max(at - _REACH, -1), -1)
    either = next((n for n in before if _either(items, n)), None)
    if any(fold(items[n].text) in _BOTH for n in before) or (either is None and _said_again(items, at)):
        return
    yield from _beside(items, at, 1)
    if either is None:
        yield from _beside(items, at, -1)
    else:
        yield from (n for n in range(either, at) if _says(items[n]))


def _said_again(items: Sequence[Item], at: int) -> bool:
    """Whether an "or" only gives another word for what stands before it: "a case, or bumper", and no list."""
    commas = [item.text for item in items[max(at - _REACH, 0) : at]].count(",")
    return commas == 1 and items[at - 1].text == ","


def _beside(items: Sequence[Item], at: int, step: int) -> Iterator[int]:
    """The first place on one side of an "or" that says something, and where that is a name all of it; none across a stop or a day."""
    named, last = False, at
    for place in (at + step * n for n in range(1, _REACH)):
        if not 0 <= place < len(items) or items[place].kind == "stop" or (named and items[place].kind != "name"):
            return
        first, second = sorted((items[last], items[place]), key=lambda item: item.start)
        if second.start - first.end > 1:
            return
        last = place
        if _says(items[place]):
            yield place
            named = items[place].kind == "name"
            if not named:
                return


def _either(items: Sequence[Item], at: int) -> bool:
    """Whether "either" stands at a place, and opens a choice."""
    return fold(items[at].text) == "either" and fold(items[at + 1].text) not in _NO_CHOICE


def _says(item: Item) -> bool:
    return item.kind != "stop" and not is_function(item)
