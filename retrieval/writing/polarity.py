"""Whether a sentence says yes where its excerpt says no, or is surer than it.

A word that turns what follows it ("not", "may", "refused", "some") governs the next few words that say something. Where a
sentence takes one of those without the turning word, or a turning word without one of those, it says something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.terms import fold
from retrieval.writing.coming import form, less_done, to_be, to_come
from retrieval.writing.items import Item
from retrieval.writing.sources import Unit, is_function, same_word, word_of
from retrieval.writing.support import Part
from retrieval.writing.vocabulary import lemma, same

_DENIALS = "not no never none nobody nothing nowhere neither nor without hardly barely scarcely rarely seldom".split()
_DOUBTS = """may might could possibly perhaps will would shall should must can likely unlikely potential potentially if unless
    whether until almost nearly allege allegedly accuse suspect suspected plan expect intend hope want try attempt threaten
    propose consider rumour rumor seem appear ask demand request seek urge order call fail refuse reject deny lack avoid
    prevent stop halt cease able unable instead rather false untrue impossible promise vow pledge agree decide order ban
    forbid prohibit block only except supposed supposedly reportedly""".split()
_SHARES = "some few most half part several many every all both".split()
# These turn what stands before them too: "the bid was rejected".
_BACKWARD = frozenset(
    map(lemma, "fail reject false untrue unlikely impossible deny ban forbid prohibit block refuse".split())
)
_REACH = {
    **dict.fromkeys(map(lemma, _SHARES), 1),
    **dict.fromkeys(map(lemma, _DOUBTS), 2),
    **dict.fromkeys(map(lemma, _DENIALS), 4),
}
_DENYING = frozenset(map(lemma, _DENIALS))
# "is leaving" is as much of what is to come as "will leave".
_FUTURE = frozenset(map(lemma, "will would shall".split()))


def turned(part: Part, unit: Unit) -> str | None:
    """What a part has otherwise than the unit that it rests on, "denial" or "doubt"; None where it has nothing."""
    return _lost(part, unit) or _new(part, unit) or ("doubt" if less_done(part.items, unit.items) else None)


def _lost(part: Part, unit: Unit) -> str | None:
    """Whether the part takes what a turning word of the unit governs, without it."""
    there = _turners(part.items)
    said = [item for item in part.content if word_of(item) not in _REACH]
    words = {item.key for item in said}.union(*(same(word_of(item)) for item in said))
    for at, word in _turning(unit.items):
        governed = [*_after(unit.items, at, _REACH[word]), *(_before(unit.items, at, 2) if word in _BACKWARD else ())]
        taken = any(not words.isdisjoint((each.key, word_of(each))) for each in governed)
        if taken and not _matched(word, there, part.items, governed[0]):
            return "denial" if word in _DENYING else "doubt"
    return None


def _matched(word: str, there: frozenset[str], items: Sequence[Item], verb: Item) -> bool:
    """Whether a part turns what `word` governs, `verb` first, as that does; `there` are its own turning words."""
    if word in _DENYING:
        return not there.isdisjoint(_DENYING)
    if not there.isdisjoint(same(word)):
        return True
    if word not in _FUTURE or not any(fold(item.text).endswith("ing") or fold(item.text) == "to" for item in items):
        return False
    return all(_ahead(items, at) for at, item in enumerate(items) if same_word(item, verb))


def _ahead(items: Sequence[Item], at: int) -> bool:
    """Whether the word at a place is said of what is to come without a "will": "is to leave", "is leaving"."""
    before = {fold(item.text) for item in items[max(at - 2, 0) : at]}
    leaving = form(items[at]) == "ing" and before.isdisjoint(("was", "were"))
    return leaving or to_come(items, at) or to_be(items, at)


def _new(part: Part, unit: Unit) -> str | None:
    """Whether the part turns something that the unit does not turn."""
    turning = list(_turning(unit.items))
    governed: dict[str, list[Item]] = {}
    for at, word in _turning(part.items):
        kin = [there for there in turning if there[1] in same(word) or (word in _DENYING and there[1] in _DENYING)]
        first = next(_after(part.items, at, 1), None)
        if not kin:
            return "denial" if word in _DENYING else "doubt"
        if word not in governed:
            reached = (_after(unit.items, there, max(_REACH[turner], 3)) for there, turner in kin)
            governed[word] = [each for some in reached for each in some]
        if first is not None and not any(same_word(first, each) for each in governed[word]):
            return "denial" if word in _DENYING else "doubt"
    return None


def _turning(items: Sequence[Item]) -> Iterator[tuple[int, str]]:
    for at, item in enumerate(items):
        if (item.kind == "word" or item.initial) and word_of(item) in _REACH:
            yield at, word_of(item)


def _turners(items: Sequence[Item]) -> frozenset[str]:
    return frozenset(word for _, word in _turning(items))


def _after(items: Sequence[Item], at: int, count: int) -> Iterator[Item]:
    said = (item for item in items[at + 1 :] if item.kind != "stop" and not is_function(item))
    return (item for item, _ in zip(said, range(count), strict=False))


def _before(items: Sequence[Item], at: int, count: int) -> Iterator[Item]:
    return _after([*reversed(items[:at])], -1, count)
