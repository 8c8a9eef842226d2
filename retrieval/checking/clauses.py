"""Whether a statement's names and deeds stand together in one clause of a sentence: who did what in one did nothing in the next.

Without a grammar, so a clause begins at a ";", and at an "and", "but" or "while" that has a verb on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.checking.reading import Name, Reading
from retrieval.checking.vocabulary import having
from retrieval.checking.voice import participle, passive_at, says, text_at
from retrieval.needs.words import DETERMINERS
from retrieval.terms import fold
from retrieval.writing.coming import form
from retrieval.writing.items import Item
from retrieval.writing.sources import places_of
from retrieval.writing.vocabulary import REPORTING

_JOINS = frozenset("and but while whereas although though".split())
# Open a clause inside of another.
_INNER = frozenset("that which who whom whose when as because after before since if where".split())
# What opens with these is said of the name before them.
_RELATIVE = frozenset("that which who whose".split())
_HELPING = frozenset(
    "is are was were has have had will would can could may might must shall should does do did".split()
)
_PREPOSITIONS = frozenset("in at on by after before from during near of for to with since until as into over".split())
_HOW = frozenset("then later also now still not never again soon even instead once".split())
# Stand for whoever a clause before is about, for what is done something to, and for whose it is.
_DOERS = frozenset("he she they it we i who".split())
_OBJECTS = frozenset("it him her them this these those".split())
_OWNERS = frozenset("its his her their".split())
# Part no clause from the next.
_IN_WORDS = frozenset(("-", "'", ".", "/", "%", "$"))
_REACH = 12  # items behind an "and" in which its verb stands


@dataclass(frozen=True, slots=True)
class _Clauses:
    """Of each item the clause that it stands in, of each clause the one whose doer it shares, and which items may be that doer.

    The items before `lead` tell where all happens that the clauses up to `led` say.
    """

    of: tuple[int, ...]
    shares: tuple[int, ...]
    doing: frozenset[int]
    lead: int
    led: int


@dataclass(frozen=True, slots=True)
class _Link:
    """A name and a verb that it stands by: whether it does that, and whether something is its own."""

    name: Name
    verb: Item
    does: bool
    owns: bool


def in_one_clause(said: Reading, stated: Reading) -> bool:
    """Whether each name that the statement has beside a verb stands in a clause of that verb there, or is the doer that it shares."""
    there = _clauses(stated.items)
    if len(there.shares) == 1:
        return True
    places, words = places_of(stated.items), [fold(item.text) for item in stated.items]
    objects = frozenset(clause for clause, word in zip(there.of, words, strict=True) if word in _OBJECTS)
    owners = frozenset(clause for clause, word in zip(there.of, words, strict=True) if word in _OWNERS)
    for link in _links(said):
        named = stated.places(link.name)
        clauses = sorted({there.of[at] for at in having(places, link.verb)})
        if not named or not clauses or _together(there, named, clauses):
            continue
        # An "it" behind the name may be it, where something is done to it.
        instead = owners if link.owns else frozenset() if link.does else objects
        if not any(clause > there.of[named[0]] and clause in instead for clause in clauses):
            return False
    return True


def _together(there: _Clauses, named: Sequence[int], clauses: Sequence[int]) -> bool:
    """Whether a name that stands at some places is told of in one of the clauses."""
    last = {there.shares[clause]: clause for clause in clauses}
    return any(
        there.of[at] in clauses
        or (at in there.doing and last.get(there.shares[there.of[at]], -1) > there.of[at])
        or (at < there.lead and clauses[0] <= there.led)
        for at in named
    )


def _links(said: Reading) -> Iterator[_Link]:
    """Each name with the verb before it in its part of the statement, or else the first after it; and who a second verb shares."""
    items, ours = said.items, _clauses(said.items)
    parts = list(_parts(items, ours))
    verbs = [at for at in range(len(items)) if _deed(items, at)]
    names = [name for name in said.names if not speaks(items, name)]
    for name in names:
        clause = [at for at in verbs if ours.of[at] == ours.of[name.at]]
        part = [at for at in clause if parts[at] == parts[name.at]]
        before, after = [at for at in part if at < name.at], [at for at in part if at > name.at]
        # What stands apart ("except for Ann Lee") is of the verb before it.
        verb = next(iter([*before[-1:], *after[:1], *[at for at in clause if at < name.at][-1:]]), None)
        if verb is not None:
            yield _link(items, name, verb)
    seconds = {ours.of[at]: at for at in reversed(verbs) if ours.shares[ours.of[at]] != ours.of[at]}
    for second, deed in seconds.items():
        for name in names:
            if ours.of[name.at] == ours.shares[second] and name.at in ours.doing:
                yield _link(items, name, deed)


def _parts(items: Sequence[Item], ours: _Clauses) -> Iterator[int]:
    """Of each item the number of its part: a clause, or one that a word like "who" opens in it."""
    part = 0
    for at, item in enumerate(items):
        part += fold(item.text) in _INNER or (at > 0 and ours.of[at] != ours.of[at - 1])
        yield part


def _link(items: Sequence[Item], name: Name, verb: int) -> _Link:
    by = name.at > 0 and fold(items[name.at - 1].text) == "by"
    does = by or (verb > name.at and not passive_at(items, verb))
    return _Link(name, items[verb], does, any(item.owner for item in items[name.at : name.end]))


def _deed(items: Sequence[Item], at: int) -> bool:
    """Whether the word at a place is what somebody did: a verb that reports nothing, or the word that "will" or "was" helps."""
    if items[at].kind != "word" or not says(items[at]) or fold(items[at].text) in REPORTING:
        return False
    helping = next((item for item in reversed(items[max(at - 3, 0) : at]) if not _how(item)), None)
    return _verb(items, at) or (helping is not None and fold(helping.text) in _HELPING)


def speaks(items: Sequence[Item], name: Name) -> bool:
    """Whether a name is only that of who says what the statement says."""
    after = next((at for at in range(name.end, min(name.end + 2, len(items))) if not _how(items[at])), None)
    if after is not None and fold(items[after].text) in REPORTING:
        return True
    # Of "said Holm was late" somebody else does.
    does = after == name.end and _verb(items, after)
    return not does and any(fold(item.text) in REPORTING for item in items[max(name.at - 2, 0) : name.at])


def _clauses(items: Sequence[Item]) -> _Clauses:
    """The items cut into clauses."""
    of, shares, doing = list[int](), [0], set[int]()
    # Whether a verb was seen, whether one that reports nothing, whether what opened before any is still open, and where a doer begins.
    seen = told = inner = False
    waits, since = True, 0
    for at, item in enumerate(items):
        word = fold(item.text)
        if seen and not inner and (word in _JOINS or word == ";") and not _verb(items, at - 1):
            follows = _follows(items, at)
            if follows is not None and (told or follows or word == ";" or text_at(items, at + 1) == "that"):
                shares.append(shares[-1] if follows else len(shares))
                seen = told = False
                waits, since = True, at
        of.append(len(shares) - 1)
        if word in _INNER:
            if word in _RELATIVE:
                doing.update(range(since, at))
            inner, waits, since = inner or not seen, True, at
        elif word == "," and inner and told:
            # "After a race Ann won, and …" was no clause inside of another.
            inner, whole = False, text_at(items, at + 1) in _JOINS
            seen, told = seen and whole, told and whole
            waits, since = True, at
        elif _verb(items, at):
            if waits:
                doing.update(range(since, at))
            waits, since = False, at + 1
            seen, told = True, told or word not in REPORTING
    lead = _lead(items)
    mark = next((at for at, item in enumerate(items) if item.text == ";"), len(items))
    return _Clauses(tuple(of), tuple(shares), frozenset(doing), lead, of[mark - 1] if of else 0)


def _lead(items: Sequence[Item]) -> int:
    """Where what tells of a place at the beginning ends: "In Lund, …"."""
    if not items or fold(items[0].text) not in _PREPOSITIONS:
        return 0
    end = next((at for at, item in enumerate(items[:_REACH]) if item.text == "," or _verb(items, at)), 0)
    return end if items[end].text == "," else 0


def _follows(items: Sequence[Item], at: int) -> bool | None:
    """Whether the verb behind an "and" is of the doer before it, or has one of its own; None where none follows."""
    n = at + 1
    while n < min(at + 4, len(items)) and (_how(items[n]) or items[n].text == ","):
        n += 1
    if text_at(items, n) in _PREPOSITIONS:
        n = _past_place(items, n)
    if text_at(items, n) in _DOERS or _verb(items, n, first=True):
        return True
    for there in range(n, min(at + _REACH, len(items))):
        if items[there].text == ";" or (items[at].text != ";" and _parted(items, there)):
            return None
        if _verb(items, there):
            return None if _describes(items, there) else False
    return None


def _parted(items: Sequence[Item], at: int) -> bool:
    """Whether a mark or a word at a place keeps an "and" from joining what stands behind it as a clause of its own."""
    if items[at].kind == "stop":
        return items[at].text not in _IN_WORDS
    return fold(items[at].text) in _INNER - {"that"}


def _past_place(items: Sequence[Item], at: int) -> int:
    """The place behind what a preposition ties down; a day behind it is none of the items."""
    if at + 1 < len(items) and items[at + 1].start - items[at].end > 1:
        return at + 1
    n = at + 2 if text_at(items, at + 1) in DETERMINERS else at + 1
    while n < min(at + 6, len(items)) and says(items[n]) and not _verb(items, n):
        n += 1
    return n + 1 if text_at(items, n) == "," else n


def _describes(items: Sequence[Item], at: int) -> bool:
    """Whether a verb may only describe the noun before it: "a firm based in Lund"."""
    return (
        participle(items[at])
        and items[at - 1].kind == "word"
        and says(items[at - 1])
        and text_at(items, at + 1) in _PREPOSITIONS
    )


def _verb(items: Sequence[Item], at: int, *, first: bool = False) -> bool:
    """Whether the word at a place is a verb with a time, as far as can be told; `first` where nothing stands before it."""
    if not 0 <= at < len(items) or items[at].kind != "word":
        return False
    before, after = text_at(items, at - 1), items[at + 1] if at + 1 < len(items) else None
    if before in DETERMINERS - {"that", "all", "both"} or before in _PREPOSITIONS:
        return False
    if fold(items[at].text) in _HELPING or (says(items[at]) and form(items[at]) == "past"):
        return True
    # "Seaways owns two ferries" is told from "Karst ships" by what follows.
    named = first or (at > 0 and items[at - 1].kind == "name" and not items[at - 1].owner)
    follows = after is not None and (after.kind in ("name", "figure") or fold(after.text) in DETERMINERS)
    return named and follows and says(items[at]) and form(items[at]) == "present"


def _how(item: Item) -> bool:
    return fold(item.text) in _HOW or (item.kind == "word" and item.text.endswith("ly"))
