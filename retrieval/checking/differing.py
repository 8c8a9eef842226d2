"""Values that an excerpt gives otherwise than a statement, each in the same role: the same unit, the same kind, the same neighbours."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from retrieval.checking.comparing import Comparison
from retrieval.checking.days import Day
from retrieval.checking.reading import Name
from retrieval.checking.titles import only_posts
from retrieval.checking.values import ValueKind
from retrieval.checking.vocabulary import WEIGHING, has
from retrieval.terms import fold
from retrieval.writing.items import Item
from retrieval.writing.sources import is_function, word_of

# A value: its kind, and where its words stand in the statement and in the sentence, as (start, end) of their texts.
Other = tuple[ValueKind, tuple[int, int], tuple[int, int]]
# "Five years after the council voted": a time that is reckoned from another one, and named by no date.
_TOLD_FROM = re.compile(
    r"\b(?:year|month|week|day|decade)s?,? (?:after|before|earlier|later|previously)\b", re.IGNORECASE
)
# More than one other figure, day or name is another event rather than another value.
_MOST = 2


def others_of(found: Comparison, proper: frozenset[str]) -> tuple[Other, ...]:
    """What the sentence has in place of each value that it lacks; () where it lacks more or has none in the same role.

    `proper` are words that are names for certain.
    """
    if any(word_of(item) not in WEIGHING for item in found.words) or found.contrary or found.kinds != 1:
        return ()
    if len(found.figures) + len(found.days) + len(found.names) > _MOST:
        return ()
    others = [
        *(_other_figure(found, item) for item in found.figures),
        *(_other_day(found, day) for day in found.days),
        *(_other_name(found, name, proper) for name in found.names),
    ]
    kept = tuple(each for each in others if each is not None)
    places = {there for _, _, there in kept}
    return kept if len(kept) == len(others) == len(places) else ()


def _other_figure(found: Comparison, item: Item) -> Other | None:
    """A figure of the same unit that counts the same, which the statement does not have."""
    said, stated = found.said, found.stated
    ours = {each.key for each in said.items if each.kind == "figure"}
    at = said.items.index(item)
    rest = [
        n
        for n, each in enumerate(stated.items)
        if each.kind == "figure" and each.key not in ours and _unit(each) == _unit(item)
    ]
    best = _best([(_near(said.items, at, at + 1, stated.items, n, n + 1), n) for n in rest], alone=bool(_unit(item)))
    if best is None:
        return None
    there = stated.items[best]
    return "figure", (item.start, item.end), (there.start, there.end)


def _other_day(found: Comparison, day: Day) -> Other | None:
    """The day that the sentence names, where it is for certain another one; of several the one beside the same words."""
    said, stated = found.said, found.stated
    rest = [each for each in stated.days if not any(each.says(ours) for ours in said.days)]
    if not rest or len(rest) < len(stated.days) - (len(said.days) - 1):
        return None
    at = _index(said.items, day.start)
    scored = []
    for n, each in enumerate(rest):
        there = _index(stated.items, each.start)
        scored.append((_near(said.items, at, at, stated.items, there, there), n))
    best = _best(scored, alone=len(stated.days) == 1)
    if best is None or not rest[best].denies(day) or rest[best].bound != day.bound:
        return None  # "signed on Monday" is not told otherwise by "runs until May"
    if _told_from_another(found, day, rest[best]):
        return None
    return "day", (day.start, day.end), (rest[best].start, rest[best].end)


def _told_from_another(found: Comparison, day: Day, other: Day) -> bool:
    """Whether the sentence reckons a time from another one as near to the words beside `day` as `other` is, or nearer."""
    stated = found.stated
    told = [each.start for each in stated.days if each.leans]
    phrases = (each.end() for each in _TOLD_FROM.finditer(stated.text))
    told += [end for end in phrases if not any(each.start < end <= each.end for each in stated.days)]
    ours = _around(found.said.items, day.start)
    least = _shared(ours, _around(stated.items, other.start))
    return any(start != other.start and _shared(ours, _around(stated.items, start)) >= least for start in told)


def _around(items: Sequence[Item], start: int) -> list[Item]:
    """The three words on each side of a place in the text."""
    at = _index(items, start)
    return [*_saying(items[:at][::-1]), *_saying(items[at:])]


def _other_name(found: Comparison, name: Name, proper: frozenset[str]) -> Other | None:
    """A name that the statement does not have, between the same words on both sides or after the same preposition."""
    said, stated = found.said, found.stated
    at, end = _place(said.items, name)
    rest = []
    for each in stated.names:
        keys = _surely(each, stated.items, proper) - said.named
        if keys and not only_posts(keys) and not _akin(keys, name.keys):
            rest.append(_place(stated.items, Name(tuple(keys), each.at, each.end)))
    scored = [
        (_near(said.items, at, end, stated.items, *place), n)
        for n, place in enumerate(rest)
        if _leading(said.items, at) == _leading(stated.items, place[0])
    ]
    best = _best(scored, alone=False)
    if best is None or only_posts(name.keys):
        return None
    first, last = rest[best]
    ours, theirs = said.items[at:end], stated.items[first:last]
    return "name", (ours[0].start, ours[-1].end), (theirs[0].start, theirs[-1].end)


def _surely(name: Name, items: Sequence[Item], proper: frozenset[str]) -> frozenset[str]:
    """The words of a run that are names for certain: not one whose capital only opens the sentence, and no "I"."""
    opening = {name.keys[0]} if items[name.at].initial and name.keys[0] not in proper else set()
    return frozenset(name.keys) - opening - _PRONOUNS


def _akin(keys: Collection[str], others: Sequence[str]) -> bool:
    """Whether two names may be of one and the same: Britain and British."""
    return any(one[:3] == other[:3] for one in keys for other in others)


def _best(scored: Sequence[tuple[int, int]], *, alone: bool) -> int | None:
    """The one of the best score; None where none has any, unless it is `alone`, or two are as good."""
    if not scored:
        return None
    ranked = sorted(scored, key=lambda each: -each[0])
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return None
    if ranked[0][0] == 0 and not (alone and len(ranked) == 1):
        return None
    return ranked[0][1]


def _near(ours: Sequence[Item], at: int, end: int, theirs: Sequence[Item], first: int, last: int) -> int:
    """How many of the three words on each side of a value stand on the same side of the other."""
    left = _shared(_saying(ours[:at][::-1]), _saying(theirs[:first][::-1]))
    return left + _shared(_saying(ours[end:]), _saying(theirs[last:]))


def _shared(ours: Sequence[Item], theirs: Sequence[Item]) -> int:
    words = frozenset(map(word_of, theirs))
    return sum(has(words, item) for item in ours)


def _saying(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.kind != "stop" and not is_function(item)][:3]


def _unit(item: Item) -> str:
    """What a figure is of by its key: "percent", "dollar", "th", or nothing."""
    return item.key.partition(" ")[2]


def _index(items: Sequence[Item], start: int) -> int:
    return next((n for n, item in enumerate(items) if item.start >= start), len(items))


def _place(items: Sequence[Item], name: Name) -> tuple[int, int]:
    """Where the words of `name` that are given stand among the items."""
    places = [n for n in range(name.at, name.end) if items[n].key in name.keys]
    return places[0], places[-1] + 1


def _leading(items: Sequence[Item], at: int) -> str:
    """The preposition that a value stands after, "" where it stands after none."""
    for item in reversed(items[max(0, at - 4) : at]):
        word = fold(item.text)
        if word in _PREPOSITIONS:
            return "to" if word == "into" else word
        if item.kind == "stop" or (item.kind == "word" and word not in _ARTICLES):
            return ""
    return ""


_PRONOUNS = frozenset(("i", "i'm", "we've", "i've", "we", "us"))
_PREPOSITIONS = frozenset("in at on from to into of by with for against near over under between".split())
_ARTICLES = frozenset("the a an its his her their new".split())
