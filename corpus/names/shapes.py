"""What words with capitals are: names, and of what kind, or words that open a sentence."""

from __future__ import annotations

from corpus.abbreviations import OPENERS, REPORTING
from corpus.names.given import is_given
from corpus.names.lexicon import (
    BODY_WORDS,
    CROWDS,
    JOINERS,
    KNOWN_BODIES,
    NO_NAMES,
    PARTICLES,
    PLACE_WORDS,
    ROLE_MODIFIERS,
    ROLES,
    SUFFIXES,
)
from corpus.names.values import NameKind
from corpus.names.words import Surroundings, Word

_KINDS: dict[str, NameKind] = {
    "PERSON": "person",
    "ORG": "body",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "other",
    "EVENT": "other",
    "LAW": "other",
}
_NO_KINDS = frozenset({"NORP", "DATE", "ORDINAL", "CARDINAL", "LANGUAGE"})
_WHITE_HOUSE = ["white", "house"]
# Small words that a surname begins with, and nothing else in English.
SURNAME_OPENERS = frozenset("de la van von der della del di bin ibn".split())
# Words that open sentences, beyond those that the division into sentences knows.
_OPENING = OPENERS | JOINERS | frozenset("to let are is do did can will currently presently".split())
# Bodies whose name is one such word.
_BY_THEMSELVES = frozenset("congress senate parliament reuters guardian telegraph".split())
_NOT_ALONE = NO_NAMES | ROLE_MODIFIERS | ((BODY_WORDS | PLACE_WORDS) - _BY_THEMSELVES)


def is_outside(around: Surroundings, words: tuple[Word, ...], at: int, end: int) -> bool:
    """Whether the word at the head of a stretch of capitals up to `end` is none of the name."""
    word, single = words[at], end - at == 1
    if not word.upper:
        return single or word.text not in SURNAME_OPENERS
    if not single and is_given(word.key):
        return False
    if word.key in NO_NAMES or (single and word.key in PARTICLES):
        return True
    if word.key in SURNAME_OPENERS and end - at > 2:
        return False  # "De Boer Shipping"; "De Gaulle" is "Gaulle" there, whom a parse knows better.
    if around.opens(words, at):
        return _opens_only(around, words, at, single=single)
    return word.key in ROLE_MODIFIERS and word.key in around.small and not single and not around.parsed


def _opens_only(around: Surroundings, words: tuple[Word, ...], at: int, *, single: bool) -> bool:
    """Whether a word at the head of a sentence has its capital from there."""
    word = words[at]
    if word.key in CROWDS and (single or (at + 1 < len(words) and is_given(words[at + 1].key))):
        return True
    if word.key in _OPENING or (word.key in around.small and word.key not in around.alone):
        return True
    seen = around.kinds.get(word.start, "")
    known = seen in _KINDS or seen == "NNP" or word.key in around.inner or _is_acronym(word) or _says(words, at)
    return single and not known


def is_name(around: Surroundings, words: tuple[Word, ...]) -> bool:
    """Whether the words are a name, and not a role or one word that only stands for a kind of thing."""
    word = words[0]
    if len(words) > 1:
        roles = all(each.key in ROLE_MODIFIERS | ROLES or not each.upper for each in words)
        return not roles or [each.key for each in words] == _WHITE_HOUSE
    if len(word.key) < 2 or around.kinds.get(word.start) in _NO_KINDS:
        return False
    if word.text.isupper() and word.key in {"us", "uk"}:
        return True
    shouted = word.text.isupper() and len(word.text) > 3 and word.key in around.small
    return not shouted and word.key not in _NOT_ALONE


def kind_of_words(around: Surroundings, words: tuple[Word, ...], title: str) -> tuple[NameKind, bool]:
    """What the words look like after `title` (or none), and whether that is sure; else what the parse makes of them."""
    keys = [word.key for word in words]
    if told := _told(keys, title):
        return told, True
    seen = [_KINDS[kind] for word in words if (kind := around.kinds.get(word.start, "")) in _KINDS]
    if seen:
        return max(seen, key=seen.count), False
    return ("body", False) if len(keys) == 1 and _is_acronym(words[0]) else ("other", False)


def _told(keys: list[str], title: str) -> NameKind | None:
    """The kind that words and title tell by themselves."""
    many = len(keys) > 1
    if len(keys) == 2 and is_given(keys[0]) and keys[1] in BODY_WORDS | PLACE_WORDS and not title:
        return None  # Lisa Park or Victoria Park: the sentence has to tell
    holds_body = any(key in BODY_WORDS for key in keys) and not is_given(keys[0])
    if (keys[0] in KNOWN_BODIES or keys == _WHITE_HOUSE) and (not many or not title):
        return "body"
    if many and (keys[-1] in BODY_WORDS or holds_body):
        return "body"
    if title and title != "general":
        return "person"
    if many and keys[-1] in PLACE_WORDS:
        return "place"
    return "person" if 1 < len(keys) < 5 and (is_given(keys[0]) or keys[-1] in SUFFIXES) else None


def _says(words: tuple[Word, ...], at: int) -> bool:
    """Whether a verb of saying follows."""
    return at + 1 < len(words) and words[at + 1].text in REPORTING


def _is_acronym(word: Word) -> bool:
    return word.text.isupper() and 1 < len(word.text) < 6
