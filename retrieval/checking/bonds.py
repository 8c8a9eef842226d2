"""Whether a statement ties together what an excerpt ties together: who to what is done, and what to which figure and day.

Without a grammar, by order and nearness alone, so what can't be told to be tied is taken not to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from retrieval.checking.reading import Name, Reading
from retrieval.checking.vocabulary import REPORTED, has
from retrieval.terms import fold
from retrieval.writing.items import Item
from retrieval.writing.sources import is_function, states, word_of
from retrieval.writing.vocabulary import REPORTING, lemma

T = TypeVar("T")

_BE = frozenset("is are was were be been being got".split())
# Participles that do not end in -ed.
_DONE = frozenset(
    """built bought sold made held kept led lost paid sent taken given known shown seen found left met won hit cut put set shut hurt
    struck stolen broken chosen driven written drawn grown thrown worn beaten forgotten hidden frozen sunk spoken sworn torn
    understood told taught thought caught brought fought sought felt dealt done gone begun run shot spent stuck bound""".split()
)
_MORE = frozenset("more over above exceeding least minimum".split())
_LESS = frozenset("less under fewer below most up maximum".split())
_WHERE = frozenset("in at of near from on".split())
# Open a clause, in which another name does things.
_OPEN = frozenset(
    "that which who whom when while as because due after before since if although though where but".split()
)


def tied(said: Reading, stated: Reading) -> bool:
    """Whether `stated`, which has all that `said` says, has it tied together in the same way."""
    figures = [item for item in said.items if item.kind == "figure"]
    return (
        _names_in_order(said, stated)
        and _in_order(figures, [item for item in stated.items if item.kind == "figure"], states)
        and _in_order(said.days, stated.days, lambda one, other: one.says(other))
        and _same_subject(said, stated)
        and _figures_tied(said, stated)
    )


def _in_order(ours: Sequence[T], theirs: Sequence[T], says: Callable[[T, T], bool]) -> bool:
    """Whether those that both have follow each other as they do there."""
    last = -1
    for each in ours:
        places = [at for at, other in enumerate(theirs) if says(other, each)]
        at = next((at for at in places if at > last), None)
        if places and at is None:
            return False
        last = last if at is None else at
    return True


def _names_in_order(said: Reading, stated: Reading) -> bool:
    """Whether the names that both have follow each other as they do there.

    A place may move with its preposition, an owner beside what is owned, and all where one says with a "by" what the other says
    without.
    """
    names = [name for name in said.names if any(_places(name, stated)) and not _moves(name, said, stated)]
    last, before = -1, None
    for name in names:
        at = next((at for at in _places(name, stated) if at > last), None)
        if at is None:
            there = next(_places(name, stated))
            if not (
                _turned_round(said, stated, name, there) or (before and _owned(said, stated, before, name, last, there))
            ):
                return False
        else:
            last, before = at, name
    return True


def _places(name: Name, stated: Reading) -> Iterator[int]:
    """Where the last word of a name stands there, in some form."""
    word = lemma(name.keys[-1])
    return (at for at, item in enumerate(stated.items) if item.kind == "name" and word_of(item) == word)


def _moves(name: Name, said: Reading, stated: Reading) -> bool:
    """Whether a name hangs on the same preposition of place in both."""
    here = _preposition(said.items, name.at)
    return here in _WHERE and any(_preposition(stated.items, at) == here for at in _places(name, stated))


def _preposition(items: Sequence[Item], at: int) -> str:
    """What a name hangs on, with nothing between but the rest of the name and articles."""
    for item in reversed(items[max(0, at - 5) : at]):
        word = fold(item.text)
        if item.kind != "name" and word not in ("the", "a", "an", "its"):
            return word
    return ""


def _turned_round(said: Reading, stated: Reading, name: Name, there: int) -> bool:
    """Whether one says actively what the other says passively."""
    agents = _has_agent(said.items), _has_agent(stated.items)
    return agents[0] != agents[1] and any(
        _passive_at(items, at) for items in (said.items, stated.items) for at in range(len(items))
    )


def _owned(said: Reading, stated: Reading, one: Name, other: Name, first: int, second: int) -> bool:
    """Whether one is the other's, said with "of" or "in" in the statement and without there: "Air France's fleet"."""
    here, there = said.items[one.end : other.at], stated.items[min(first, second) + 1 : max(first, second)]
    return (
        len(here) <= 3
        and len(there) <= 3
        and any(fold(item.text) in _WHERE for item in here)
        and not any(fold(item.text) in _WHERE for item in there)
    )


def _same_subject(said: Reading, stated: Reading) -> bool:
    """Whether the name that a statement opens with, where it does, does there what it does here."""
    subject = next(iter(said.names), None)
    if subject is None or any(_says(item) for item in said.items[: subject.at] if item.kind == "word"):
        return True
    places = list(_places(subject, stated))
    if not places:
        return True
    doing = next((item for item in said.items[subject.end :] if item.kind == "word" and _says(item)), None)
    if doing is not None and word_of(doing) in REPORTED:
        return any(_reports_near(stated.items, at) for at in places)
    passive = _passive_after(said.items, subject.end)
    return any(
        _undergoes(said, stated, subject, at) if passive else not _after_another(said, stated, at) for at in places
    )


def _reports_near(items: Sequence[Item], at: int) -> bool:
    return any(fold(item.text) in REPORTING for item in items[max(0, at - 6) : at + 7])


def _after_another(said: Reading, stated: Reading, at: int) -> bool:
    """Whether another name does something before the one at `at` comes: "Alpha defeated Beta", of Beta."""
    begins = max((n for n in range(at) if _opens(stated.items, n)), default=-1)
    earlier = [name for name in stated.names if begins < name.at and name.end <= at]
    for name in earlier:
        between = stated.items[name.end : at]
        if any(fold(item.text) == "by" for item in between[-3:]):
            return False
        apart = any(item.text == "," for item in between) and len(between) > 1
        doing = apart or any(item.kind == "word" and _says(item) for item in between)
        if doing and not said.named.issuperset(name.keys):
            return True
    return False


def _opens(items: Sequence[Item], at: int) -> bool:
    """Whether a clause of its own begins at an item: a stop, a dash between spaces, or a word like "that"."""
    item = items[at]
    apart = (
        item.text == "-"
        and 0 < at < len(items) - 1
        and items[at - 1].end < item.start
        and item.end < items[at + 1].start
    )
    return item.text in (";", ":", '"') or apart or fold(item.text) in _OPEN


def _undergoes(said: Reading, stated: Reading, subject: Name, at: int) -> bool:
    """Whether what is done to the subject here is done to it there too: said so, or its verb stands before it."""
    verb = next((item for item in said.items[subject.end :] if item.kind == "word" and _says(item)), None)
    if verb is None:
        return True
    there = [n for n, item in enumerate(stated.items) if item.kind == "word" and has(frozenset((word_of(item),)), verb)]
    return any(n < at or _passive_after(stated.items, n - 1) or _passive_at(stated.items, n) for n in there)


def _figures_tied(said: Reading, stated: Reading) -> bool:
    """Whether each figure that the statement ties to a name, and each day that it ties to a word, is tied to it there."""
    figures = [at for at, item in enumerate(said.items) if item.kind == "figure"]
    for at in figures:
        there = [n for n, item in enumerate(stated.items) if states(item, said.items[at])]
        if there and not any(_near_names(said, stated, at, n) and _near_days(said, stated, at, n) for n in there):
            return False
    return figures != [] or _words_near_days(said, stated)


def measured(said: Reading, stated: Reading) -> bool:
    """Whether each figure that both have counts the same in both, and is bounded in the same way."""
    for at, item in enumerate(said.items):
        there = [n for n, each in enumerate(stated.items) if item.kind == "figure" and states(each, item)]
        if there and not any(_same_measure(said.items, at, stated.items, n) for n in there):
            return False
    return True


def _same_measure(ours: Sequence[Item], at: int, theirs: Sequence[Item], there: int) -> bool:
    if _bounds(ours, at) != _bounds(theirs, there) or not _same_range(ours, at, theirs, there):
        return False
    counted = _counted(ours, at)
    if counted is None:
        return True
    near = [
        *[item for item in theirs[there + 1 :] if _says(item)][:4],
        *[item for item in theirs[:there][::-1] if _says(item)][:2],
    ]
    return has(frozenset(map(word_of, near)), counted)


def _counted(items: Sequence[Item], at: int) -> Item | None:
    """The word right after a figure, which it counts; none where a verb or small word follows."""
    following = next((item for item in items[at + 1 : at + 3] if item.text != "-"), None)
    if following is None or following.kind != "word" or not _says(following) or _participle(following):
        return None
    return following


def _bounds(items: Sequence[Item], at: int) -> tuple[bool, bool]:
    """Whether a figure is said to be less than what is meant, and more than it: "over 50", "up to 20"."""
    before = [fold(item.text) for item in items[max(at - 3, 0) : at]]
    begins = max((n for n, word in enumerate(before) if word in (",", ";", "and")), default=-1)
    words = before[begins + 1 :]
    return any(word in _MORE for word in words), any(word in _LESS for word in words)


def _same_range(ours: Sequence[Item], at: int, theirs: Sequence[Item], there: int) -> bool:
    """Whether a figure that a dash ties to the next is tied to the same one there."""
    if at + 2 >= len(ours) or ours[at + 1].text != "-" or ours[at + 2].kind != "figure":
        return True
    return there + 2 < len(theirs) and theirs[there + 2].key == ours[at + 2].key


def _near_names(said: Reading, stated: Reading, at: int, there: int) -> bool:
    """Whether no other figure stands between a figure and the name that follows it here, nor between them there."""
    name = next((name for name in said.names if 0 < name.at - at <= 4), None)
    if name is None or any(item.kind == "figure" for item in said.items[at + 1 : name.at]):
        return True
    places = list(_places(name, stated))
    return not places or any(not _figure_between(stated.items, there, n, said) for n in places)


def _figure_between(items: Sequence[Item], one: int, other: int, said: Reading) -> bool:
    between = items[min(one, other) + 1 : max(one, other)]
    return any(item.kind == "figure" for item in between) and any(item.kind == "name" for item in between)


def _near_days(said: Reading, stated: Reading, at: int, there: int) -> bool:
    """Whether the day that is nearest to a figure there is one that the statement names, where it names one at all."""
    if len(stated.days) < 2 or not any(each.says(day) for each in stated.days for day in said.days):
        return True
    item = stated.items[there]
    nearest = min(
        stated.days, key=lambda day: day.start - item.end if day.start >= item.end else 1 + item.start - day.end
    )
    return any(nearest.says(day) for day in said.days)


def _words_near_days(said: Reading, stated: Reading) -> bool:
    """Whether the word before a day, or after one that opens, is the word beside it there, where several days are named."""
    if not said.days or len(stated.days) < 2:
        return True
    for day in said.days:
        there = [each for each in stated.days if each.says(day)]
        beside = _beside(said, day.start, day.end)
        if there and beside and not any(_shares(beside, _beside(stated, each.start, each.end)) for each in there):
            return False
    return True


def _beside(reading: Reading, start: int, end: int) -> list[Item]:
    """The two words that say something before a place and after it, no other day between."""
    lows = [day.end for day in reading.days if day.end <= start]
    highs = [day.start for day in reading.days if day.start >= end]
    low, high = max(lows, default=0), min(highs, default=len(reading.text))
    before = [item for item in reading.content if low <= item.start and item.end <= start]
    after = [item for item in reading.content if end <= item.start and item.end <= high]
    return [*before[-3:], *(after[:3] if not before else after[:1])]


def _shares(ours: Sequence[Item], theirs: Sequence[Item]) -> bool:
    words = frozenset(map(word_of, theirs))
    return any(has(words, item) for item in ours)


def _says(item: Item) -> bool:
    return item.kind != "stop" and not is_function(item)


def _has_agent(items: Sequence[Item]) -> bool:
    """Whether something is done by a name: "forced by the European Commission"."""
    return any(
        fold(item.text) == "by" and any(near.kind == "name" for near in items[at + 1 : at + 4])
        for at, item in enumerate(items)
    )


def _passive_after(items: Sequence[Item], at: int) -> bool:
    """Whether what stands right after `at` is something that is done to what stands before: "was sued"."""
    for n in range(max(at, 0), min(at + 5, len(items) - 1)):
        if fold(items[n].text) in _BE and fold(items[n + 1].text) not in _BE:
            return next((_participle(item) for item in items[n + 1 : n + 3] if not _adverb(item)), False)
        if items[n].kind == "word" and _says(items[n]):
            return False
    return False


def _passive_at(items: Sequence[Item], at: int) -> bool:
    return _participle(items[at]) and any(fold(item.text) in _BE for item in items[max(0, at - 2) : at])


def _participle(item: Item) -> bool:
    word = fold(item.text)
    return item.kind == "word" and (word.endswith("ed") or word in _DONE)


def _adverb(item: Item) -> bool:
    word = fold(item.text)
    return word.endswith("ly") or word in ("not", "never", "also", "now", "already", "still", "just")
