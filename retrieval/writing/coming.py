"""Whether what a sentence says as done is in its excerpt only to come, wished for, or nearly done.

Without a grammar, by the form of a verb and the words before it: "is to sign", "the option to buy", "would be sent", "close to
resigning" and "nearly drowned" say of nothing that it happened. What an infinitive says has happened only where the word that it
hangs on says so ("managed to", "was forced to", "the first to").
"""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.terms import fold
from retrieval.writing.items import Item
from retrieval.writing.sources import is_function, places_of, word_of
from retrieval.writing.vocabulary import IRREGULAR, REPORTING, lemma, same

_MODALS = frozenset("will would shall should must can could may might".split())
_AUXILIARIES = frozenset("be been being have having get getting".split())
_PRESENT, _PAST = frozenset(("is", "are", "am")), frozenset(("was", "were"))
_NEARLY = frozenset("nearly almost virtually practically".split())
# Stand between a verb and what governs it, beside words in -ly.
_ADVERBS = frozenset(
    "not never also even ever soon now then still yet again just only both either always often".split()
)
# Words in -ly that are none.
_NO_ADVERBS = frozenset("supply apply reply rely comply imply multiply fly ally rally family bully assembly".split())
# An infinitive after one of these has happened where they have; "had to" and "went on to" are told by their form.
_BROUGHT = frozenset(
    map(
        lemma, "manage continue help begin start proceed force compel oblige know prove found discover show see".split()
    )
)
# So has one after these and whom or what they move or take: "caused the bridge to collapse", "used the money to buy".
_MOVED = frozenset(map(lemma, "force cause lead compel prompt use spend take".split()))
# "Close to collapse", "on the verge of collapse", "in danger of sinking".
_CLOSE = frozenset("close closer near nearer".split())
_EDGE = frozenset(
    map(lemma, "verge brink edge point threshold cusp danger risk fear threat prospect possibility hope chance".split())
)
# Before a verb in -ing these keep it from having happened, and an "of" after one of these.
_KEPT_FROM = frozenset("without against than".split())
_SHORT = frozenset("short instead".split())
_LOOKING = _CLOSE | frozenset("forward opposed committed averse".split())
_DETERMINERS = frozenset("a an the its his her their this that".split())
_JOINED = frozenset(("and", "or", ","))
# How far a verb may stand from the one that it is joined to, and an infinitive from what moves it.
_JOINED_REACH, _MOVED_REACH, _DEEP = 8, 5, 3
# Words in -ed that tell of nothing that is over.
_NO_PAST = frozenset(
    "need feed seed weed speed bleed breed exceed proceed succeed indeed hundred red bed shed sacred".split()
)
# The same in the past as in the present.
_UNCHANGED = frozenset("cut put set shut hit hurt let cost quit split spread burst cast read bid".split())


def less_done(ours: Sequence[Item], theirs: Sequence[Item]) -> bool:
    """Whether `ours` says as done, or as being so, what stands in `theirs` only as to come, wished for, or nearly done."""
    places = places_of(theirs)
    asked: set[tuple[str, str]] = set()
    for at, item in enumerate(ours):
        if item.kind in ("stop", "day") or is_function(item) or (item.key, form(item)) in asked:
            continue
        asked.add((item.key, form(item)))
        there = [n for word in {item.key, *same(word_of(item))} for n in places.get(word, ())]
        is_so, done = not to_be(ours, at), _done(ours, at)
        if there and all((is_so and to_be(theirs, n)) or (done and _undone(item, theirs, n)) for n in there):
            return True
    return False


def to_come(items: Sequence[Item], at: int, deep: int = _DEEP) -> bool:
    """Whether the verb at a place is an infinitive, governed by a word like "would", or nearly done."""
    if _governed(items, at, deep):
        return True
    lead = _lead(items, at)
    if lead < 0 or fold(items[lead].text) not in _JOINED:
        return False
    for place in range(lead - 1, max(lead - _JOINED_REACH, 0) - 1, -1):
        if items[place].kind == "stop" and items[place].text not in (",", "-"):
            return False
        if form(items[place]) == form(items[at]) and _governed(items, place, deep):
            return True
    return False


def _undone(verb: Item, theirs: Sequence[Item], at: int) -> bool:
    """Whether `verb`, which says that something happened or happens, is there only to come, nearly so, or under way."""
    return to_come(theirs, at) or _near(theirs, at) or (form(verb) == "past" and _under_way(theirs, at))


def _done(items: Sequence[Item], at: int) -> bool:
    """Whether the word at a place says that something happened or happens."""
    if items[at].kind != "word" or to_come(items, at) or _near(items, at):
        return False
    return form(items[at]) == "past" or _does(items, at)


def _does(items: Sequence[Item], at: int) -> bool:
    """Whether a word is a verb in the present, between who does it and what it is done to: "Rovers face Brentford"."""
    if not 0 < at < len(items) - 1 or form(items[at]) == "ing":
        return False
    before, after = items[at - 1], items[at + 1]
    many = before.kind == "name" or form(before) == "present" or fold(before.text) in ("they", "we")
    one = form(items[at]) == "present" and before.kind == "word" and not is_function(before)
    return (many or one) and (after.kind in ("name", "figure") or fold(after.text) in _DETERMINERS)


def form(item: Item) -> str:
    """What the form of a word looks like: "past", "present" (with an s, as plurals have it too), "ing", or "bare"."""
    word = fold(item.text)
    if word in _UNCHANGED or word in IRREGULAR or (word.endswith("ed") and word not in _NO_PAST):
        return "past"
    if word.endswith("ing") and len(word) > 5:
        return "ing"
    return "present" if word.endswith("s") and not word.endswith(("ss", "us", "is")) else "bare"


def _lead(items: Sequence[Item], at: int) -> int:
    """The place before `at` that governs it, no adverb; -1 where there is none."""
    for place in range(at - 1, max(at - 5, -1), -1):
        if not _adverb(items[place]):
            return place
    return -1


def _adverb(item: Item) -> bool:
    """Whether a word only says how; "nearly" says more."""
    word = fold(item.text)
    if item.kind == "name" or word in _NEARLY | _NO_ADVERBS:
        return False
    return word.endswith("ly") or word in _ADVERBS


def _governed(items: Sequence[Item], at: int, deep: int) -> bool:
    lead, helped = _lead(items, at), False
    while lead >= 0 and fold(items[lead].text) in _AUXILIARIES:
        lead, helped = _lead(items, lead), True
    if lead < 0:
        return False
    word, shape = fold(items[lead].text), form(items[at])
    if word in _MODALS | _NEARLY or (word == "but" and lead and fold(items[lead - 1].text) == "all"):
        return True
    if word == "to" and (helped or shape == "bare" or fold(items[at].text) in _UNCHANGED):
        return not _brought(items, lead, deep)
    if shape != "ing" or helped:
        return False
    before = [fold(item.text) for item in items[max(lead - 4, 0) : lead]]
    if word == "of":
        return "within" in before or not _SHORT.isdisjoint(before[-1:])
    return word in _KEPT_FROM or (word == "to" and not _LOOKING.isdisjoint(before[-1:]))


def _brought(items: Sequence[Item], to: int, deep: int) -> bool:
    """Whether the infinitive of the "to" at a place has happened, by what it hangs on."""
    lead = _lead(items, to)
    if lead < 0 or not deep:
        return False
    word, before = fold(items[lead].text), word_of(items[lead - 1]) if lead else ""
    if word == "had":
        return True
    if (word, before) in (("on", "go"), ("out", "turn")):
        return not to_come(items, lead - 1, deep - 1)
    if word_of(items[lead]) in _BROUGHT:
        return not to_come(items, lead, deep - 1)
    return _moved(items, lead, deep)


def _moved(items: Sequence[Item], lead: int, deep: int) -> bool:
    """Whether something moved whom an infinitive is said of, or made it one of many: "caused the bridge to", "the first woman to"."""
    for place in range(lead, max(lead - _MOVED_REACH, -1), -1):
        if items[place].kind == "stop":
            return False
        if place < lead and word_of(items[place]) in _MOVED and items[place].kind == "word":
            return not to_come(items, place, deep - 1)
        if _singled_out(items, place):
            return not any(fold(each.text) in _MODALS | {"to"} for each in items[max(place - 4, 0) : place])
    return False


def _singled_out(items: Sequence[Item], at: int) -> bool:
    """Whether a word makes one of many: "the first woman to win", "Norway's youngest to win"."""
    word, before = fold(items[at].text), items[at - 1] if at else None
    alone = items[at].key.endswith(" th") or word in ("last", "only") or (word.endswith("est") and len(word) > 5)
    return alone and before is not None and (before.owner or fold(before.text) in _DETERMINERS)


def _near(items: Sequence[Item], at: int) -> bool:
    """Whether a word is what something was close to: "close to a complete collapse", "near collapse"."""
    place = at - 1
    if place > 0 and _adjective(items[place]):
        place -= 1
    if place > 0 and fold(items[place].text) in _DETERMINERS:
        place -= 1
    if place < 1 or form(items[at]) == "past":
        return False
    word, before = fold(items[place].text), items[place - 1]
    if word == "to":
        return fold(before.text) in _CLOSE
    return word == "near" or (word == "of" and word_of(before) in _EDGE)


def _adjective(item: Item) -> bool:
    """Whether a word may stand between "a" and what it is of."""
    return item.kind == "word" and not is_function(item) and fold(item.text) not in _CLOSE


def _under_way(items: Sequence[Item], at: int) -> bool:
    """Whether a verb is told as under way or to come, and not as over: "is leaving", "said it was leaving"."""
    lead = _lead(items, at)
    if lead < 0 or form(items[at]) != "ing":
        return False
    reported = any(fold(item.text) in REPORTING for item in items[max(lead - 6, 0) : lead])
    word = fold(items[lead].text)
    return word in _PRESENT or (word in _PAST and reported)


def to_be(items: Sequence[Item], at: int) -> bool:
    """Whether a word is what somebody or something is only to be: "is to be the mayor", "hopes to become mayor"."""
    words = 0
    for place in range(at - 1, max(at - 5, -1), -1):
        item, lead = items[place], _lead(items, place)
        if fold(item.text) in ("be", "become"):
            return lead >= 0 and fold(items[lead].text) == "to" and not _brought(items, lead, _DEEP)
        words += not is_function(item)
        if item.kind == "stop" or words > 1:
            return False
    return False
