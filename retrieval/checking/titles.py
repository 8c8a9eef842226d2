"""Whether a statement and a sentence have somebody in the same post: the shadow secretary is no secretary, nor is a former one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.names.lexicon import ROLES
from retrieval.checking.vocabulary import having
from retrieval.terms import fold
from retrieval.writing.coming import form
from retrieval.writing.items import Item
from retrieval.writing.sources import is_function, places_of

# Before a post, with no more than the rest of it between: "shadow transport secretary".
_LIMITING = frozenset(
    """shadow acting former ex deputy then vice assistant associate interim caretaker honorary incoming future previous late
    retired erstwhile onetime styled proclaimed aspiring prospective""".split()
)
# These make less of whatever follows right after: "former factory".
_PAST = frozenset("former ex erstwhile onetime".split())
# After it: "mayor-elect", "minister designate".
_AFTER = frozenset("elect designate nominee hopeful emeritus".split())
_LONGEST = 4


def same_posts(said: Sequence[Item], stated: Sequence[Item]) -> bool:
    """Whether each post and thing that both name is limited in the same way in both."""
    places = places_of(stated)
    for at, item in enumerate(said):
        if item.kind == "stop" or is_function(item):
            continue
        there = having(places, item)
        if there and all(_limits(stated, n) != _limits(said, at) for n in there):
            return False
    return True


def only_posts(words: Iterable[str]) -> bool:
    """Whether words, folded, say what somebody is rather than who."""
    return all(_is_post(word) for word in words)


def _is_post(word: str) -> bool:
    """Whether a folded word, or what it is the plural of, says what people are."""
    return word in ROLES or word.removesuffix("s") in ROLES


def _limits(items: Sequence[Item], at: int) -> frozenset[str]:
    """The words that make less of the post or thing at a place."""
    if not _is_post(fold(items[at].text)):
        before = _earlier(items, at, 1)
        return frozenset(before) & _PAST if items[at].kind == "word" else frozenset()
    found = frozenset(_earlier(items, at, _LONGEST)) & _LIMITING | _would_be(items, at) | _sought(items, at)
    after = next((fold(item.text) for item in items[at + 1 : at + 3] if item.text != "-"), "")
    return found | (frozenset((after,)) & _AFTER)


def _earlier(items: Sequence[Item], at: int, most: int) -> list[str]:
    """The words right before a place, up to a small word, a verb or a stop that is no hyphen."""
    found: list[str] = []
    for item in reversed(items[:at]):
        if item.text == "-":
            continue
        word = fold(item.text)
        if len(found) == most or item.kind not in ("word", "name") or is_function(item):
            break
        if form(item) == "past" and word not in _LIMITING:
            break
        found.append(word)
    return found


def _would_be(items: Sequence[Item], at: int) -> frozenset[str]:
    """Whether a place has "would-be" right before it, which reads as three items."""
    before = [fold(item.text) for item in items[max(at - 3, 0) : at]]
    return frozenset(("would-be",)) if before[:3] == ["would", "-", "be"] else frozenset()


def _sought(items: Sequence[Item], at: int) -> frozenset[str]:
    """Whether "for" stands right before a post that is nobody's title: "ran for mayor of Lund"."""
    named = at + 1 < len(items) and items[at + 1].kind == "name"
    sought = at > 0 and fold(items[at - 1].text) == "for" and form(items[at]) == "bare" and not named
    return frozenset(("for",)) if sought else frozenset()
