"""Which mentions of people are of one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from corpus.names.given import sex_of
from corpus.names.lexicon import FEMALE_TITLES, MALE_TITLES, SUFFIXES
from corpus.names.mentions import Mention

Key = tuple[str, ...]
_WOMEN = frozenset("actress mother daughter wife sister grandmother aunt niece widow queen".split())
_MEN = frozenset("father son husband brother grandfather uncle nephew widower king".split())
# More people of one surname than a text can have; what has more is a list of something else.
_NAMESAKES = 100


def plain(key: Key) -> Key:
    """`key` without "Jr." and the like, an article of an Arabic name apart from its word."""
    words = tuple(word for word in key if word not in SUFFIXES) or key
    return tuple(_without_article(word) for word in words)


def same_person(short: Key, long: Key) -> bool:
    """Whether a shorter form can be of the bearer of a longer one: its end, or first and last name alike.

    Different middle initials, or "Sr." and "Jr.", are different people.
    """
    if {word for word in short if word in SUFFIXES} - set(long) and any(word in SUFFIXES for word in long):
        return False
    less, more = plain(short), plain(long)
    if len(less) > len(more):
        return False
    if more[-len(less) :] == less:
        return True
    return (
        len(less) > 1
        and less[-1] == more[-1]
        and _initial_alike(less[0], more[0])
        and _in_order(less[1:-1], more[1:-1])
    )


def gender_of(title: str, first: str) -> str:
    """The sex, "m", "f" or none (""), as a title or a given name tells it."""
    if title in FEMALE_TITLES | _WOMEN or title.endswith("woman"):
        return "f"
    if title in MALE_TITLES | _MEN or title.endswith("man"):
        return "m"
    return sex_of(first)


class People:
    """The people whose names of several words a text has; each is the set of these forms."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.forms: list[set[Key]] = []
        self._exact: dict[Key, list[int]] = defaultdict(list)
        self._last: dict[str, list[int]] = defaultdict(list)
        self._first: dict[str, list[int]] = defaultdict(list)
        keys = dict.fromkeys(mention.key for mention in mentions if len(plain(mention.key)) > 1)
        for key in sorted(keys, key=lambda each: (-len(each), each)):
            self._add(key)

    def bearers(self, key: Key) -> list[int]:
        """Which of them a form may be of: those it ends like, or, with none, those it is the first name of."""
        if exact := self._exact.get(key):
            return exact
        ends = self._ending_like(key)
        return ends if ends or len(key) > 1 else self._first.get(key[0], [])

    def _add(self, key: Key) -> None:
        """Put a form to the one whose it is; one that could be of several is nobody's by itself."""
        fitting = self._ending_like(key)
        if len(fitting) > 1:
            return
        row = fitting[0] if fitting else len(self.forms)
        if not fitting:
            self.forms.append(set())
            self._last[plain(key)[-1]].append(row)
            self._first[key[0]].append(row)
        self.forms[row].add(key)
        self._exact[key].append(row)

    def _ending_like(self, key: Key) -> list[int]:
        rows = self._last.get(plain(key)[-1], [])
        return [row for row in rows[:_NAMESAKES] if any(same_person(key, form) for form in self.forms[row])]


def one_edit_apart(left: str, right: str) -> bool:
    """Whether one letter more, less, other or two swapped make one word the other."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    short, long = sorted((left, right), key=len)
    at = 0
    while at < len(short) and short[at] == long[at]:
        at += 1
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or (
        short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    )


def _without_article(word: str) -> str:
    for article in ("al-", "el-", "al–", "el–"):
        if word.startswith(article) and len(word) > len(article) + 2:
            return word[len(article) :]
    return word


def _initial_alike(left: str, right: str) -> bool:
    return left == right or (min(len(left), len(right)) == 1 and left[:1] == right[:1])


def _in_order(few: Key, many: Key) -> bool:
    """Whether all of `few` stand in `many` in that order, initials for words."""
    rest = iter(many)
    return all(any(_initial_alike(word, other) for other in rest) for word in few)
