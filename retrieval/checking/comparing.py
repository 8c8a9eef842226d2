"""One statement beside one sentence of an article: what it says that the sentence does not, and whether it turns it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.checking.alternatives import takes_one
from retrieval.checking.bonds import tied
from retrieval.checking.claims import deeds, idle, opposed
from retrieval.checking.day_ends import opens_range, says_day
from retrieval.checking.days import Day
from retrieval.checking.measures import measured
from retrieval.checking.reading import Name, Reading
from retrieval.checking.titles import same_posts
from retrieval.checking.vocabulary import (
    CLOUDS,
    DENIALS,
    EMPTY,
    MISSED,
    NEARLY,
    QUANTITIES,
    REPORTED,
    WEIGHING,
    alike,
    has,
    has_opposite,
)
from retrieval.terms import fold
from retrieval.writing.items import Item
from retrieval.writing.polarity import turned
from retrieval.writing.sources import Unit, is_function, states, unit_of, word_of
from retrieval.writing.support import Part
from retrieval.writing.vocabulary import PERSONAL, REPORTING, lemma

# Between these a denial does not reach.
_BREAKS = frozenset(
    "and but while although though whereas because which who that as when where after before since until".split()
)
_NOT_BROKEN_BY = frozenset(("-", "'", ".", "/", "#", "%", "$"))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a sentence lacks of a statement: `words`, and the values `figures`, `days` and `names`.

    `share` is how much of the statement it has, from 0 to 1; `contrary` whether one of them denies what the other says or says the
    opposite; `doubtful` whether it says it of something else, less surely or more narrowly.
    """

    said: Reading
    stated: Reading
    words: tuple[Item, ...]
    figures: tuple[Item, ...]
    days: tuple[Day, ...]
    names: tuple[Name, ...]
    share: float
    contrary: bool
    doubtful: bool

    @property
    def complete(self) -> bool:
        """Whether the sentence has all that the statement says."""
        return not (self.words or self.figures or self.days or self.names)

    @property
    def kinds(self) -> int:
        """How many kinds of values it lacks."""
        return sum(map(bool, (self.figures, self.days, self.names)))


def compare(said: Reading, stated: Reading, before: Reading | None, proper: frozenset[str]) -> Comparison:
    """Hold a statement against a sentence.

    `before` is the one that goes before it, where it leans on that, and `proper` are words that are names for certain.
    """
    unit = unit_of(stated.items, unit_of(before.items, None) if before is not None else None)
    named = stated.named | unit.before
    sure = [name for name in said.names if _is_name(said, name, proper)]
    parts = {said.items[at] for name in sure for at in range(name.at, name.end)}
    nothing, done = idle(said.items), deeds(said.items)
    told = [item for item in said.content if item not in parts and item not in nothing and not opens_range(said, item)]
    words = tuple(item for item in told if _lacks(item, stated, unit, done=item in done))
    words += tuple(_repeated(said, stated, words))
    figures = tuple(
        item
        for item in said.items
        if item.kind == "figure" and not any(states(each, item) or _year(stated, item) for each in stated.items)
    )
    names = tuple(name for each in sure if (name := _unknown(each, named, stated)) is not None)
    days = tuple(day for day in said.days if not any(says_day(said, day, stated, each) for each in stated.days))
    lacking = len(words) + len(figures) + len(names) + len(days)
    ours = Reading.of(said.written, said.text, _in_words_of(said.items, stated.words | unit.before), said.days)
    part, rest_of_unit = _part(ours, figures), _without(unit, ours)
    turn = turned(part, rest_of_unit)
    contrary = turn == "denial" or _denied(ours, stated) or any(has_opposite(stated.words, item) for item in words)
    same = measured(ours, stated) and tied(ours, stated) and same_posts(ours.items, stated.items)
    doubtful = turn is not None or _clouded(ours, stated) or takes_one(ours.items, stated.items) or not same
    doubtful = doubtful or opposed(said.items, stated.items)
    # One and the same sentence denies and doubts the same.
    other = said.plain != stated.plain
    return Comparison(
        said,
        stated,
        words,
        figures,
        days,
        names,
        max(0.0, 1 - lacking / _weight(said)),
        other and contrary,
        other and doubtful,
    )


def _weight(said: Reading) -> int:
    """How many things a statement says, at least one."""
    words = sum(item.kind == "word" or item.initial for item in said.content)
    figures = sum(item.kind == "figure" for item in said.items)
    return max(1, words + figures + len(said.names) + len(said.days))


def _is_name(said: Reading, name: Name, proper: frozenset[str]) -> bool:
    """Whether a run is surely a name, and not an ordinary word with a capital because it opens the sentence."""
    return name.end - name.at > 1 or not said.items[name.at].initial or name.keys[0] in proper


def _repeated(said: Reading, stated: Reading, lacking: Sequence[Item]) -> Iterator[Item]:
    """Words that the statement says more often than the sentence: there it is said of one thing, here of two."""
    counts = Counter(map(word_of, stated.content))
    for item in said.content:
        family = alike(word_of(item))
        if item.kind == "word" and item not in lacking and not stated.words.isdisjoint(family):
            counts[word_of(item)] -= 1
            if sum(counts[word] for word in family) < 0:
                yield item


def _lacks(item: Item, stated: Reading, unit: Unit, *, done: bool) -> bool:
    """Whether a sentence lacks a word of a statement, of which it is known whether it could report and is `done` instead."""
    if item.kind == "figure" or (item.kind == "name" and not item.initial) or word_of(item) in EMPTY | NEARLY:
        return False
    if done:
        return word_of(item) not in stated.words | unit.before
    if word_of(item) in REPORTED and any(fold(each.text) in REPORTING for each in stated.items):
        return False
    if item.initial and item.key in stated.named:
        return False
    return not has(stated.words | unit.before, item)


def _unknown(name: Name, known: frozenset[str], stated: Reading) -> Name | None:
    """The words of a name that no sentence there has; None where it has them all."""
    lacking = tuple(key for key in name.keys if key not in known and not _as_word(key, stated))
    if not lacking or any(_initials(keys, name.keys) or _initials(name.keys, keys) for keys in stated.spellings):
        return None
    return replace(name, keys=lacking)


def _initials(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one of the words of `short` is made of first letters of `full`, side by side: "UK" of "United Kingdom"."""
    letters = "".join(word[0] for word in full)
    return any(2 <= len(word) <= 5 and word in letters for word in short)


def _as_word(key: str, stated: Reading) -> bool:
    """Whether a name is an ordinary word there, as for who writes without capitals; "us" is no United States."""
    family = alike(lemma(key))
    return not stated.words.isdisjoint(family) and any(
        word_of(item) in family for item in stated.content if item.key not in PERSONAL
    )


def _year(stated: Reading, item: Item) -> bool:
    return any(day.first is not None and day.fixed and str(day.first.year) == item.key for day in stated.days)


def _in_words_of(items: Sequence[Item], words: frozenset[str]) -> tuple[Item, ...]:
    """A statement's items in the words of a sentence, where it has others for them; so rules that know fewer words understand them."""
    return tuple(_translated(item, words) for item in items)


def _translated(item: Item, words: frozenset[str]) -> Item:
    word = word_of(item)
    if not (item.kind == "word" or item.initial) or is_function(item) or word in words:
        return item
    known = alike(word) & words
    return replace(item, kind="word", key=min(known)) if known else item


def _denied(said: Reading, stated: Reading) -> bool:
    """Whether one of them denies, in a stretch that says what the other says, what the other does not deny."""
    if not _denials(said.items) and not _denials(stated.items):
        return False
    if bool(_denials(said.items)) == bool(_denials(stated.items)):
        return _denies_else(said, stated) or _denies_else(stated, said)
    one, other = (said, stated) if _denials(said.items) else (stated, said)
    words = frozenset(word_of(item) for item in other.items if item.kind == "word" or item.initial)
    for stretch in _stretches(one.items):
        if _denials(stretch) and any(
            word_of(item) in words for item in stretch if item.kind == "word" and not is_function(item)
        ):
            return True
    return False


def _denies_else(one: Reading, other: Reading) -> bool:
    """Whether one denies a word that the other has and does not deny."""
    for word in _denied_words(one.items, 1):
        if word in other.words and word not in _denied_words(other.items, 3):
            return True
    return False


def _denied_words(items: Sequence[Item], reach: int) -> frozenset[str]:
    found: set[str] = set()
    for at, item in enumerate(items):
        if item.kind != "name" and word_of(item) in DENIALS:
            found.update(
                [word_of(each) for each in items[at + 1 :] if each.kind != "stop" and not is_function(each)][:reach]
            )
    return frozenset(found)


def _denials(items: Sequence[Item]) -> frozenset[str]:
    return frozenset(word_of(item) for item in items if item.kind == "word" or item.initial) & DENIALS


def _stretches(items: Sequence[Item]) -> list[list[Item]]:
    found: list[list[Item]] = [[]]
    for item in items:
        if (item.kind == "stop" and item.text not in _NOT_BROKEN_BY) or fold(item.text) in _BREAKS:
            found.append([])
        found[-1].append(item)
    return found


def _clouded(said: Reading, stated: Reading) -> bool:
    """Whether somebody doubts, denies, supposes or asks there what is said here without more."""
    return (stated.words & CLOUDS) != (said.words & CLOUDS)


def _part(said: Reading, lacking: Sequence[Item]) -> Part:
    """A statement as the rules of denial and doubt read it: without how exact its figures are, and those that are not there."""
    items = tuple(item for item in _exactly(said.items) if item not in lacking)
    left = frozenset(items)
    content = tuple(item for item in said.content if item in left)
    return Part(items, content, items)


def _without(unit: Unit, said: Reading) -> Unit:
    """A sentence as those rules read it beside a statement: "almost" turns the word that it stands before, and no other."""
    items = unit.items
    kept = (item for at, item in enumerate(items) if word_of(item) not in MISSED or _misses(items, at, said))
    return replace(unit, items=_exactly(tuple(kept)))


def _misses(items: Sequence[Item], at: int, said: Reading) -> bool:
    """Whether a statement says what a "nearly" at a place says was not so."""
    following = next((item for item in items[at + 1 : at + 5] if item.kind != "stop" and not is_function(item)), None)
    return following is not None and has(said.words, following)


def _exactly(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items without those that weigh a figure or tell how exact it is: "only", "nearly" and "some" before one.

    "Nearly drowned" keeps its "nearly", and "nearly two years ago" does not.
    """
    return tuple(item for at, item in enumerate(items) if not _weighs(items, at))


def _weighs(items: Sequence[Item], at: int) -> bool:
    word, following = word_of(items[at]), _measure_after(items, at)
    if word in MISSED:
        return following is not None or _before_day(items, at)
    if word in NEARLY | WEIGHING:
        return True
    return fold(items[at].text) == "some" and following is not None and following.kind == "figure"


def _measure_after(items: Sequence[Item], at: int) -> Item | None:
    """The figure, or the word for a quantity, that follows right after a word, or after its article or sign ("US$")."""
    following = next((item for item in items[at + 1 : at + 5] if not _signs(item)), None)
    if following is None:
        return None
    return following if following.kind == "figure" or word_of(following) in QUANTITIES else None


def _signs(item: Item) -> bool:
    return item.kind == "stop" or fold(item.text) in ("a", "an") or (item.text.isupper() and len(item.text) < 4)


def _before_day(items: Sequence[Item], at: int) -> bool:
    """Whether something was taken out right after an item: a day, which is none of the items."""
    return at + 1 < len(items) and items[at + 1].start - items[at].end > 1
