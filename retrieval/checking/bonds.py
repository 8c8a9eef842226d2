"""Whether a statement ties together what an excerpt ties together: who to what is done, and what to which figure and day.

Without a grammar, by order and nearness alone, so what can't be told to be tied is taken not to be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from retrieval.checking.clauses import in_one_clause, speaks
from retrieval.checking.doers import does_it_there
from retrieval.checking.measures import figures_tied
from retrieval.checking.reading import Name, Reading
from retrieval.checking.vocabulary import REPORTED, WHERE, has
from retrieval.checking.voice import has_agent, participle, passive_after, passive_at, says
from retrieval.terms import fold
from retrieval.writing.coming import form
from retrieval.writing.items import Item
from retrieval.writing.sources import states, word_of
from retrieval.writing.vocabulary import REPORTING

T = TypeVar("T")

# What stands behind these is not what something is done to.
_AWAY = frozenset("against except from without".split())
# A place may move with these; what hangs on "of" or "from" is as good as an object.
_PLACED = frozenset("in at near".split())
# Between a participle and when, where or by whom it was done.
_ADDED = frozenset("at by in on".split())
_REACH = 40  # items after a name in which it does something
_DOERS = frozenset("he she they it we i".split())
# Open a clause, in which another name does things.
_OPEN = frozenset(
    "that which who whom when while as because due after before since if although though where but".split()
)
# Open a sentence and name nobody.
_OPENING = REPORTING | frozenset(
    """after before despite during following although though while since until under over among amid because however
    meanwhile moreover instead today yesterday still yet then if unless""".split()
)


def tied(said: Reading, stated: Reading) -> bool:
    """Whether `stated`, which has all that `said` says, has it tied together in the same way."""
    figures = [item for item in said.items if item.kind == "figure"]
    return (
        _names_in_order(said, stated)
        and _from_the_same(said, stated)
        and _in_order(figures, [item for item in stated.items if item.kind == "figure"], states)
        and _in_order(said.days, stated.days, lambda one, other: one.says(other))
        and _same_subject(said, stated)
        and _agents_stay(said, stated)
        and in_one_clause(said, stated)
        and does_it_there(said, stated)
        and figures_tied(said, stated)
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
    # Who only says it, in both, may be named before or behind: "Holm said it rained", "It rained, Holm said".
    telling = {at for other in stated.names if speaks(stated.items, other) for at in range(other.at, other.end)}
    names = [
        name
        for name in said.names
        if stated.places(name)
        and not _moves(name, said, stated)
        and not (speaks(said.items, name) and not telling.isdisjoint(stated.places(name)))
    ]
    last, before = -1, None
    for name in names:
        at = next((at for at in stated.places(name) if at > last), None)
        if at is None:
            there = stated.places(name)[0]
            if not (_turned_round(said, stated) or (before and _owned(said, stated, before, name, last, there))):
                return False
        else:
            last, before = at, name
    return True


def _from_the_same(said: Reading, stated: Reading) -> bool:
    """Whether what only comes from somewhere there, or is against it, is so here: who "joined Alpha from Beta" joined no Beta."""
    for name in said.names:
        there = stated.places(name)
        if there and all(_preposition(stated.items, at) in _AWAY for at in there):
            here = _preposition(said.items, name.end - 1)
            if all(_preposition(stated.items, at) != here for at in there):
                return False
    return True


def _moves(name: Name, said: Reading, stated: Reading) -> bool:
    """Whether a name hangs on the same preposition of place in both."""
    here = _preposition(said.items, name.at)
    return here in _PLACED and any(_preposition(stated.items, at) == here for at in stated.places(name))


def _preposition(items: Sequence[Item], at: int) -> str:
    """What a name hangs on, with nothing between but the rest of the name and articles."""
    for item in reversed(items[max(0, at - 5) : at]):
        word = fold(item.text)
        if item.kind != "name" and word not in ("the", "a", "an", "its"):
            return word
    return ""


def _turned_round(said: Reading, stated: Reading) -> bool:
    """Whether one says actively what the other says passively."""
    agents = has_agent(said.items), has_agent(stated.items)
    return agents[0] != agents[1] and any(
        passive_at(items, at) for items in (said.items, stated.items) for at in range(len(items))
    )


def _owned(said: Reading, stated: Reading, one: Name, other: Name, first: int, second: int) -> bool:
    """Whether one is the other's, said with "of" or "in" in the statement and without there: "Air France's fleet"."""
    here, there = said.items[one.end : other.at], stated.items[min(first, second) + 1 : max(first, second)]
    return (
        len(here) <= 3
        and len(there) <= 3
        and any(fold(item.text) in WHERE for item in here)
        and not any(fold(item.text) in WHERE for item in there)
    )


def _same_subject(said: Reading, stated: Reading) -> bool:
    """Whether the name that a statement opens with, where it does, does there what it does here."""
    subject = next(iter(said.names), None)
    if subject is None:
        return True
    if any(says(item) for item in said.items[: subject.at] if item.kind == "word"):
        return not _bears_title(said.items, subject) or _undergone(said, stated, subject)
    places = stated.places(subject)
    if not places:
        return True
    doing = next((item for item in said.items[subject.end :] if item.kind == "word" and says(item)), None)
    if doing is not None and word_of(doing) in REPORTED:
        return any(_reports_near(stated.items, at) for at in places)
    passive = passive_after(said.items, subject.end)
    places = [at for at in places if doing is None or not _another_does(stated.items, at, doing)]
    return any(
        _undergoes(said, stated, subject, at) if passive else not _after_another(said, stated, at) for at in places
    )


def _bears_title(items: Sequence[Item], name: Name) -> bool:
    """Whether a statement opens with what a name's bearer is and the name: "The goalkeeper Ivan Petrov was …", no "old Lund mill"."""
    before = items[1 if fold(items[0].text) in ("the", "a", "an") else 0 : name.at]
    following = next(iter(items[name.end :]), None)
    alone = following is None or not says(following) or form(following) != "bare"
    return alone and all(item.kind == "word" and says(item) and form(item) != "past" for item in before)


def _undergone(said: Reading, stated: Reading, subject: Name) -> bool:
    """Whether what a statement says was done to its subject, where it says so, was done to it there."""
    places = stated.places(subject)
    passive = passive_after(said.items, subject.end)
    return not (places and passive) or any(_undergoes(said, stated, subject, at) for at in places)


def _agents_stay(said: Reading, stated: Reading) -> bool:
    """Whether nobody who only did something there, with a "by", has it done to them here: of "Ann was sued by Bo" nobody sued Bo."""
    for name in said.names:
        verb = _governing(said.items, name.at)
        if verb is None or form(said.items[verb]) != "past" or passive_at(said.items, verb):
            continue
        there = stated.places(name)
        if there and all(_by(stated.items, _governing(stated.items, at)) for at in there):
            return False
    return True


def _governing(items: Sequence[Item], at: int) -> int | None:
    """The place of the verb or small word before a name and what its bearer is."""
    for n in range(at - 1, max(at - 7, -1), -1):
        word = fold(items[n].text)
        if word not in ("the", "a", "an") and (not says(items[n]) or form(items[n]) == "past"):
            return n
    return None


def _by(items: Sequence[Item], at: int | None) -> bool:
    return at is not None and fold(items[at].text) == "by"


def _another_does(items: Sequence[Item], at: int, doing: Item) -> bool:
    """Whether it is a "she" that does it after the name at `at`, who may be somebody else: "Pryce died, and she sailed home".

    Behind a word of speech it is whoever spoke, most likely.
    """
    there = [n for n in range(at + 1, min(at + _REACH, len(items))) if has(frozenset((word_of(items[n]),)), doing)]
    doers = [_pronoun_before(items, n, at) for n in there]
    return bool(doers) and all(
        n is not None and not any(fold(item.text) in REPORTING for item in items[at + 1 : n]) for n in doers
    )


def _pronoun_before(items: Sequence[Item], at: int, name: int) -> int | None:
    """The place of the pronoun behind a name that does what stands at a place, with nothing but helping words between."""
    for n in range(at - 1, max(at - 5, name), -1):
        if fold(items[n].text) in _DOERS:
            return n
        if items[n].kind == "stop" or (says(items[n]) and not items[n].text.endswith("ly")):
            return None
    return None


def _reports_near(items: Sequence[Item], at: int) -> bool:
    return any(fold(item.text) in REPORTING for item in items[max(0, at - 6) : at + 7])


def _after_another(said: Reading, stated: Reading, at: int) -> bool:
    """Whether another name does something before the one at `at` comes: "Alpha defeated Beta", of Beta."""
    begins = max((n for n in range(at) if _opens(stated.items, n)), default=-1)
    earlier = [
        name for name in stated.names if begins < name.at and name.end <= at and not _only_opens(stated.items, name)
    ]
    for name in earlier:
        between = stated.items[name.end : at]
        if any(fold(item.text) == "by" for item in between[-3:]):
            return False
        apart = any(item.text == "," for item in between) and len(between) > 1
        doing = apart or any(item.kind == "word" and says(item) for item in between)
        if doing and not said.named.issuperset(name.keys):
            return True
    return False


def _only_opens(items: Sequence[Item], name: Name) -> bool:
    """Whether what looks like a name is a word like "According" that opens the sentence."""
    return name.end - name.at == 1 and items[name.at].initial and name.keys[0] in _OPENING


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
    verb = next((item for item in said.items[subject.end :] if item.kind == "word" and says(item)), None)
    if verb is None:
        return True
    there = [n for n, item in enumerate(stated.items) if item.kind == "word" and has(frozenset((word_of(item),)), verb)]
    return any(
        n < at or passive_after(stated.items, n - 1) or passive_at(stated.items, n) or _added(stated.items, at, n)
        for n in there
    )


def _added(items: Sequence[Item], at: int, verb: int) -> bool:
    """Whether a participle is added to the name at a place, as what was done to it: "Nordline, founded in 1974, …"."""
    behind = verb == at + 2 and items[at + 1].text == "," and participle(items[verb])
    return behind and verb + 1 < len(items) and fold(items[verb + 1].text) in _ADDED
