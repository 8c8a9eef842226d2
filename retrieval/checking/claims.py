"""What single words of a statement claim where they stand: nothing ("has got"), that somebody said so, or a deed ("added a tax")."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.checking.voice import participle, says, text_at
from retrieval.needs.words import DETERMINERS
from retrieval.terms import fold
from retrieval.writing.items import Item
from retrieval.writing.sources import word_of
from retrieval.writing.vocabulary import lemma

_GET, _OWN = lemma("get"), lemma("own")
_HAVE = frozenset("have has had 've 'd having".split())
_POSSESSIVE = frozenset("its his her their my our your".split())
# Report as "say" does, and do something else before what is done: "the firm added 300 jobs".
_DOUBLE = frozenset(map(lemma, "add state explain".split()))
_BEFORE_WHAT_IS_SAID = frozenset("that why how what when where who".split())
# What somebody is for or against stands so near.
_NEAR = 4


def idle(items: Sequence[Item]) -> frozenset[Item]:
    """The words that claim nothing where they stand: "is going to", "has got", "got arrested", "its own"."""
    return frozenset(item for at, item in enumerate(items) if item.kind == "word" and _is_idle(items, at))


def _is_idle(items: Sequence[Item], at: int) -> bool:
    word, before, after = fold(items[at].text), text_at(items, at - 1), text_at(items, at + 1)
    if word == "going":
        return after == "to" and at + 2 < len(items) and items[at + 2].kind == "word"
    if word_of(items[at]) == _GET or word == "got":
        return before in _HAVE or (at + 1 < len(items) and participle(items[at + 1]))
    return word == "own" and (before in _POSSESSIVE or (at > 0 and items[at - 1].owner))


def deeds(items: Sequence[Item]) -> frozenset[Item]:
    """The words of reporting that report nothing where they stand: "added 300 jobs", "by the state", "explain the law"."""
    return frozenset(item for at, item in enumerate(items) if word_of(item) in _DOUBLE and not _reports(items, at))


def _reports(items: Sequence[Item], at: int) -> bool:
    if text_at(items, at - 1) in DETERMINERS:
        return False
    return at + 1 == len(items) or items[at + 1].kind == "stop" or text_at(items, at + 1) in _BEFORE_WHAT_IS_SAID


def opposed(said: Sequence[Item], stated: Sequence[Item]) -> bool:
    """Whether a statement has somebody for what the sentence has them against."""
    against = _objects(stated, "against") - _objects(stated, "for")
    return not against.isdisjoint(_objects(said, "for") - _objects(said, "against"))


def _objects(items: Sequence[Item], preposition: str) -> frozenset[str]:
    """The first words behind each such preposition."""
    found: set[str] = set()
    for at, item in enumerate(items):
        if fold(item.text) == preposition:
            words = [word_of(each) for each in items[at + 1 : at + 1 + _NEAR] if says(each)]
            found.update(words[:1])
    return frozenset(found)
