"""Where a text says a name, and what each place by itself tells of whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.names.given import is_given
from corpus.names.lexicon import (
    BODY_WORDS,
    COURTESIES,
    JOINERS,
    PARTICLES,
    PLACE_WORDS,
    ROLES,
    SMALL_SUFFIXES,
    SUFFIXES,
)
from corpus.names.shapes import SURNAME_OPENERS, is_name, is_outside, kind_of_words
from corpus.names.surnames import Ends, ends_of_names, is_surname
from corpus.names.values import NameKind
from corpus.names.words import Surroundings, Word, headline, surroundings, words_of
from corpus.parse import Parse
from corpus.values import Span

_LOCATIVE = frozenset("in at near from to across around inside outside through throughout".split())
# What a name is behind one of these and "of": "the village of Yambok".
_TOWNS = frozenset("city county district hamlet island parish port province state suburb town village".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday tweeted".split())
_AGE = re.compile(r", \d{1,3}(?:,|\.| and\b)")
# Titles that are said with a given name and belong to it.
_STYLES = frozenset("pope king queen prince princess emperor empress saint sheikh".split())
# Kinds of names, as a parse sees them, that small words stand in.
_JOINED_KINDS = frozenset({"ORG", "FAC", "LAW", "EVENT"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One place of a name: its words without titles, the title before it, and what kind it looks like there.

    `sure` says that the words themselves tell the kind, `located` that a preposition of place stands before it.
    """

    span: Span
    words: tuple[Word, ...]
    kind: NameKind
    sure: bool
    title: str
    located: bool

    @property
    def key(self) -> tuple[str, ...]:
        """The words that tell it apart from others."""
        return tuple(word.key for word in self.words)


def find_mentions(body: str, parse: Parse | None) -> Iterator[Mention]:
    """The places of names in `body`, in order, none overlapping; headlines in capitals are left out."""
    lines = tuple(words_of(body))
    around = surroundings(body, lines, parse)
    runs = [(words, *run) for words in lines if not headline(body, words) for run in _runs(around, words)]
    ends = ends_of_names(around, runs)
    for words, first, last in runs:
        yield from _mentions(around, words, first, last, ends)


def _runs(around: Surroundings, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """Index of the first word and after the last one of each run of capitalised words, small joining words inside."""
    at = 0
    while at < len(words):
        first = at
        while first < len(words) and words[first].text in SURNAME_OPENERS and first - at < 2:
            first += 1
        if first == len(words) or not words[first].upper or not around.joined(words[at], words[min(at + 1, first)]):
            at += 1
            continue
        last = end = first + 1
        while end < len(words) and around.joined(words[end - 1], words[end]) and words[end].key not in _DAYS:
            if words[end].upper or words[end].text in SMALL_SUFFIXES:
                last = end + 1
            elif not _goes_on(around, words, at, last, end):
                break
            end += 1
        yield at, last
        at = last


def _goes_on(around: Surroundings, words: tuple[Word, ...], at: int, last: int, end: int) -> bool:
    """Whether a name that begins at `at` and reaches to `last` may go on over the small word at `end`."""
    after_person = last - at > 1 and is_given(words[at].key) and words[end].text not in PARTICLES
    article = words[end].text == "the" and end == last
    return not after_person and not article and end - last < 2 and _joins(around, words[end], words[last - 1])


def _joins(around: Surroundings, word: Word, before: Word) -> bool:
    """Whether a small word may stand inside a name."""
    if word.text in PARTICLES:
        return True
    if word.text not in JOINERS:
        return False
    if around.parsed and word.text != "of":
        return around.kinds.get(word.start, "") in _JOINED_KINDS
    joined = before.key in BODY_WORDS
    return joined if word.text in {"and", "on", "in", "for"} else joined or before.key in {"bank", "united", "states"}


def _mentions(around: Surroundings, words: tuple[Word, ...], first: int, last: int, ends: Ends) -> Iterator[Mention]:
    """The mentions in one run: titles are cut off, and what stands before and after a role are two names."""
    for whole_start, whole_end, title in _cut(around, words, first, last, ends):
        start, end = _trim(around, words, whole_start, whole_end)
        if start < end and is_name(around, words[start:end]):
            span = Span(words[start].start, words[end - 1].end)
            aged = _AGE.match(around.body, span.end)
            kind, sure = kind_of_words(around, words[start:end], "mr" if aged else title)
            if not sure and _is_town(words, start):
                kind, sure = "place", True
            located = start > 0 and _locates(around, words[start - 1], words[start])
            yield Mention(span, words[start:end], kind, sure, title, located)


def _is_town(words: tuple[Word, ...], start: int) -> bool:
    """Whether it is said right before a name that it is a place's: "the village of"."""
    return start > 1 and words[start - 1].text == "of" and words[start - 2].text in _TOWNS


def _locates(around: Surroundings, before: Word, first: Word) -> bool:
    """Whether a preposition of place leads to a name with no mark between: not "with no reason to, Ann Lee came"."""
    return before.text in _LOCATIVE and not around.body[before.end : first.start].strip()


def _title(words: tuple[Word, ...], start: int) -> str:
    """The title or role right before a name, none where there are two, which tell of two people: "Mr and Mrs Tom Price"."""
    both = start > 2 and words[start - 2].text in {"and", "&"} and words[start - 3].key in COURTESIES
    return words[start - 1].key if start and words[start - 1].key in ROLES and not both else ""


def _cut(
    around: Surroundings, words: tuple[Word, ...], first: int, last: int, ends: Ends
) -> Iterator[tuple[int, int, str]]:
    """The stretches of a run between its titles and roles, each with the title before it."""
    title, start = _title(words, first), first
    for at in range(first, last):
        role = words[at].key in ROLES and not _role_in_name(around, words, at, (first, last), start)
        if role and not is_surname(words, at, (first, last), start, title, ends):
            yield start, at, title
            title, start = _title(words, at + 1), at + 1
        elif at > start and _person_begins(around, words, start, at, last):
            yield start, at, title
            title, start = "", at
    yield start, last, title


def _role_in_name(around: Surroundings, words: tuple[Word, ...], at: int, run: tuple[int, int], start: int) -> bool:
    """Whether a word that can say a role belongs to a name that begins at `start`: King of Leon, Dean Ashton, Ann Lee MP."""
    first, last = run
    word, led = words[at], is_given(words[start].key)
    if word.key in SUFFIXES:
        return led and at - start > 1 and at == last - 1 and word.text.isupper()
    if word.key in _STYLES and (at == first or (led and at == start + 1)) and 2 <= last - at <= 3:
        return True
    aged = last - at == 1 and _AGE.match(around.body, word.end) is not None  # "Dean, 19,"
    if at == first and is_given(word.key) and (last - at == 2 or aged):
        return True
    return at + 1 < last and words[at + 1].text in JOINERS - {"and"}


def _person_begins(around: Surroundings, words: tuple[Word, ...], start: int, at: int, last: int) -> bool:
    """Whether a person's name begins there with no mark between it and what is no part of it."""
    if not words[at].upper or not 2 <= last - at <= 3 or words[at - 1].text in PARTICLES | {"of"}:
        return False
    if words[last - 1].key in BODY_WORDS | PLACE_WORDS | SUFFIXES:
        return False
    seen = [around.kinds.get(word.start, "") for word in words[start:last]]
    if around.parsed and seen[at - start :] == ["PERSON"] * (last - at) and seen[at - start - 1] != "PERSON":
        return not is_given(words[at - 1].key)
    office = start > 1 and words[start - 1].text in {"of", "for"} and words[start - 2].key in ROLES
    if office and seen[at - start - 1] == "GPE" and "GPE" not in seen[at - start :] and seen[-1] == "PERSON":
        return True  # "Mayor of London Sadiq Khan".
    return is_given(words[at].key) and words[at - 1].key in BODY_WORDS


def _trim(around: Surroundings, words: tuple[Word, ...], start: int, end: int) -> tuple[int, int]:
    """A stretch without what is capitalised only for its place, and without words that are in no name."""
    while start < end and is_outside(around, words, start, end):
        start += 1
    while start < end and not words[end - 1].upper and words[end - 1].text not in SMALL_SUFFIXES:
        end -= 1
    while start < end and words[end - 1].key in {"image", "photo", "i", "mr", "mrs", "ms"}:
        end -= 1
    return start, end
