"""Words for roles that are names: the surnames of Naomi Bishop and Mr Dean, the end of Mace Head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.abbreviations import OPENERS
from corpus.names.given import is_given
from corpus.names.lexicon import BODY_WORDS, KNOWN_BODIES, NO_NAMES, ROLE_MODIFIERS, ROLES
from corpus.names.words import Surroundings, Word

# Roles that people and places are called by; others only end a name after a given name.
_CALLED = frozenset(
    """bishop dean sheikh head king pope prince duke baron major marshal constable chancellor priest monk farmer driver
    lord judge cardinal pastor rector provost fellow friend sheriff justice singer champion""".split()
)
# What is said to the one who has an office: "Mr Speaker".
_OFFICES = frozenset(
    """speaker president chairman chairwoman chairperson chair minister secretary mayor ambassador commissioner
    vice-president spokesman justice""".split()
)
# After these a word for a role is a surname.
_TITLES = frozenset("mr mrs ms miss mx dr".split())
# What stands before the name of a place.
_PLACED = frozenset("in at near around off to from".split())
_ONE = frozenset({"PERSON", "LOC", "GPE", "FAC"})
_NO_NAME = ROLES | ROLE_MODIFIERS | BODY_WORDS | KNOWN_BODIES | NO_NAMES
_DETERMINERS = frozenset("the a an this that his her its their our my your every each no some".split())

Run = tuple[tuple[Word, ...], int, int]


@dataclass(frozen=True, slots=True)
class Ends:
    """The last two words of each name in a text that ends with a word for a role, and these words."""

    pairs: frozenset[tuple[str, str]]
    words: frozenset[str]


def ends_of_names(around: Surroundings, runs: Iterable[Run]) -> Ends:
    """The ends of the names in `runs` of capitalised words."""
    pairs = frozenset(_ends(around, runs))
    return Ends(pairs, frozenset(last for _, last in pairs))


def _ends(around: Surroundings, runs: Iterable[Run]) -> Iterator[tuple[str, str]]:
    for words, first, last in runs:
        if last - first > 1 and words[last - 1].key in ROLES and _ends_name(around, words, first, last):
            yield words[last - 2].key, words[last - 1].key


def _ends_name(around: Surroundings, words: tuple[Word, ...], first: int, last: int) -> bool:
    """Whether the word for a role that ends a run of capitals is part of the name in it."""
    before, role = words[last - 2], words[last - 1]
    start = last - 2
    while start > first and words[start - 1].key not in ROLES:
        start -= 1
    if role.text.isupper() or not before.upper or (before.key in _NO_NAME and not is_given(before.key)):
        return False
    if is_given(words[start].key):
        return True
    kinds = {around.kinds.get(word.start, "") for word in words[start:last]}
    placed = start > 0 and words[start - 1].text in _PLACED
    return role.key in _CALLED and ((len(kinds) == 1 and kinds <= _ONE) or placed)


def is_surname(words: tuple[Word, ...], at: int, run: tuple[int, int], start: int, title: str, ends: Ends) -> bool:
    """Whether the word for a role at the end of a run is one of a name there, that begins at `start` after `title`."""
    first, last = run
    word = words[at]
    if at != last - 1 or word.text.isupper():
        return False
    alone = at == start or (at == start + 1 == first + 1 and words[start].key in OPENERS)
    if not alone:
        return (words[at - 1].key, word.key) in ends.pairs
    if title in _TITLES:
        return word.key not in _OFFICES | _TITLES
    led = words[at - 1].text.lower() if at else ""
    return start == first and led not in _DETERMINERS | ROLE_MODIFIERS and word.key in ends.words
