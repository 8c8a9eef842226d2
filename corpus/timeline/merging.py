"""When two mentions tell of one event, and how they become one."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import chain, islice

from corpus.timeline.clauses import ClauseKind
from corpus.timeline.stretches import PRECISIONS, Stretch
from corpus.timeline.values import Place, Status, TimelineEvent
from corpus.timeline.words import LIGHT_VERBS
from corpus.values import Span

_WORD = re.compile(r"[^\W\d_]{3,}")
_MARK = re.compile(r"\w+")
_EMPTY = frozenset(
    """about after all also among and any are been before being between both but during each for from had has have her his
    how into its more most new not one only other our out over said says she some such than that the their them then there
    these they this those through two under until was were what when where which while who will with would year you
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday today yesterday tomorrow week month last next""".split()
)
_ENOUGH = 0.5  # of the shorter clause's words
_STRONG = 0.7  # where the days are only near to each other
# A sighting is held against the latest events of the same day, sentence and verb, and against no more of their sightings: a text
# of which each sentence tells of the same day must not take hours.
_EVENTS_A_KEY, _COMPARED = 200, 1000


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention of an event.

    `verb` is the lemma of the word that it hangs on (or ""), `words` the content words of its clause and `marks` those of them
    that tell it from others of its kind: names and numbers.
    """

    stretch: Stretch
    status: Status
    clause: Span
    place: Place
    verb: str
    kind: ClauseKind
    words: frozenset[str]
    marks: frozenset[str]


def content_words(text: str) -> frozenset[str]:
    """The words of `text` that say what it is about, without their endings."""
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(_stem(word) for word in words if word not in _EMPTY)


def telling_marks(text: str) -> frozenset[str]:
    """The names and numbers of `text`, word by word."""
    found = (word for word in _MARK.findall(text) if word.lower() not in _EMPTY)
    return frozenset(word for word in found if word[0].isdigit() or word[0].isupper())


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def merge(sightings: Iterable[Sighting]) -> tuple[tuple[Sighting, ...], ...]:
    """The sightings of each event together, in the order of the text; the first of each has the finest days."""
    groups: list[list[Sighting]] = []
    of_key: dict[Hashable, deque[int]] = {}  # the groups that share a day, a sentence or a verb, in order
    for sighting in sightings:
        keys = _keys(sighting)
        near = dict.fromkeys(chain.from_iterable(of_key.get(key, ()) for key in keys))
        compared = islice(((at, each) for at in near for each in groups[at]), _COMPARED)
        found = next((at for at, each in compared if _same(each, sighting)), len(groups))
        if found == len(groups):
            groups.append([])
        groups[found].append(sighting)
        for key in keys:
            latest = of_key.setdefault(key, deque(maxlen=_EVENTS_A_KEY))
            if found not in latest:
                latest.append(found)
    return tuple(tuple(sorted(group, key=_fineness)) for group in groups)


def _keys(sighting: Sighting) -> tuple[Hashable, ...]:
    """What at least one of is the same where two sightings are: not all pairs need be compared."""
    days = (sighting.stretch.first, sighting.stretch.last)
    return (days, sighting.place, sighting.verb) if sighting.verb else (days, sighting.place)


def _fineness(sighting: Sighting) -> tuple[int, bool]:
    return PRECISIONS.index(sighting.stretch.precision), sighting.kind == "noun"


def _same(one: Sighting, other: Sighting) -> bool:
    days = (one.stretch.first, one.stretch.last) == (other.stretch.first, other.stretch.last)
    if not (days or one.stretch.covers(other.stretch) or other.stretch.covers(one.stretch)):
        return False
    same_verb = bool(one.verb) and one.verb == other.verb
    if one.place == other.place and one.clause.overlaps(other.clause):  # "on Tuesday at 18:00", "on March 11 this year"
        return same_verb or (days and "noun" in {one.kind, other.kind})
    if not days and (one.stretch.open or other.stretch.open):
        return False
    return one.status == other.status and _same_words(one, other, days=days)


def _same_words(one: Sighting, other: Sighting, *, days: bool) -> bool:
    """Whether two clauses say enough of the same: more where their days are only near to each other."""
    if one.marks and other.marks and not one.marks & other.marks:  # "Acme shares fell", "Globex shares fell"
        return False
    shared = one.words & other.words
    share = len(shared) / max(1, min(len(one.words), len(other.words)))
    telling = bool(one.verb) and one.verb == other.verb and one.verb not in LIGHT_VERBS
    if days:
        same = telling or one.verb in LIGHT_VERBS or other.verb in LIGHT_VERBS or not (one.verb and other.verb)
        enough = share >= _ENOUGH if same else share > _ENOUGH
        return len(shared) >= 2 and (enough or (telling and share >= _ENOUGH / 2))
    return telling and len(shared) >= 3 and share >= _STRONG


def event_of(group: tuple[Sighting, ...], names: tuple[str, ...]) -> TimelineEvent:
    """The one event that the sightings of `group` tell of; `names` are those of all their sentences."""
    first = group[0]
    stretch = first.stretch
    places = dict.fromkeys(sighting.place for sighting in group)
    return TimelineEvent(
        first=stretch.first,
        last=stretch.last,
        precision=stretch.precision,
        basis=stretch.basis,
        anchor=stretch.anchor,
        status=first.status,
        phrase=stretch.phrase,
        clause=first.clause,
        places=tuple(places),
        names=names,
    )
