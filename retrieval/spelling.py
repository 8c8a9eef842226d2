"""Slips of typing: "petiton" is read as "petition" where the articles have that word, and neither they nor the encoder the other.

One letter is left out, put in, exchanged or changes places with its neighbour (Damerau 1964, who found four fifths of all slips to
be one of these), never the first one. Names written large are left alone, as two people may differ by a letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from string import ascii_lowercase

from retrieval.conversation.follow_ups import question_like
from retrieval.encoders import Encoder
from retrieval.generations.scope import Scope
from retrieval.needs.words import AUX
from retrieval.terms import STOP_WORDS, stem, words
from retrieval.values import Question

# A shorter word is one letter from too many others.
_SHORTEST, _LONGEST = 5, 24
# Nor is what is left of one without its ending.
_LEAST = 3
# To look for what one was meant for takes some 8 ms, so that of a question so many strange words are looked at.
_MOST = 4
# Sentences that have a word are looked at for how it is written there.
_LOOKED_AT = 3
# What a word that readers know may end or begin with.
_ENDS = tuple("s es d ed r er ers ing ly y".split())
_BEGINS = tuple("anti dis in inter mis non out over pre re self semi sub super un under up".split())
_TYPED = re.compile(rf"(?<![\w’'.@/-])[a-z]{{{_SHORTEST},{_LONGEST}}}(?![\w’'@/-]|\.\w)")


def spelt(question: Question, scopes: Sequence[Scope], encoder: Encoder) -> Question:
    """`question` without slips; a word is what `encoder` knows whole, by its own vocabulary, amid a sentence."""
    text = respelt(question.text, scopes, lambda word: encoder.count_tokens(f" {word}") == 1)
    return question if text == question.text else question_like(text, question)


def respelt(question: str, scopes: Sequence[Scope], is_word: Callable[[str], bool]) -> str:
    """`question` with its slips mended, as far as the articles of `scopes` tell; `is_word` says what any reader knows."""
    mended, end = [], 0
    strange = (found for found in _TYPED.finditer(question) if _is_strange(found[0], scopes, is_word))
    for found in islice(strange, _MOST):
        if (word := _meant(found[0], scopes, is_word)) is not None:
            mended += [question[end : found.start()], word]
            end = found.end()
    return "".join([*mended, question[end:]])


def _is_strange(typed: str, scopes: Sequence[Scope], is_word: Callable[[str], bool]) -> bool:
    """Whether neither readers nor any article at hand know the word; "arent" is no slip for "agent"."""
    return typed not in STOP_WORDS | AUX and not _is_formed(typed, is_word) and not _is_known(stem(typed), scopes)


def _meant(typed: str, scopes: Sequence[Scope], is_word: Callable[[str], bool]) -> str | None:
    """The one word that `typed` can be a slip for; None where none or several come near."""
    meant: dict[str, str] = {}
    for near in sorted(set(_near(typed))):
        term = stem(near)
        if term not in meant and _has(term, scopes) and (is_word(near) or _is_written(near, term, scopes)):
            meant[term] = near
    return next(iter(meant.values())) if len(meant) == 1 else None


def _is_formed(typed: str, is_word: Callable[[str], bool]) -> bool:
    """Whether `typed` is a word that readers know, or one with an ending or a beginning: "haunts", "tagging", "overran"."""
    if is_word(typed):
        return True
    bare = {typed.removesuffix(end) for end in _ENDS} | {
        typed[len(begin) :] for begin in _BEGINS if typed.startswith(begin)
    }
    bare |= {f"{each}e" for each in bare - {typed}} | {each[:-1] for each in bare if each[-2:-1] == each[-1:]}
    return any(is_word(each) for each in bare - {typed} if len(each) >= _LEAST)


def _near(typed: str) -> Iterator[str]:
    """All that is one slip from `typed`."""
    for at in range(1, len(typed) + 1):
        before, after = typed[:at], typed[at:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in ascii_lowercase)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in ascii_lowercase)


def _is_written(word: str, term: str, scopes: Sequence[Scope]) -> bool:
    """Whether some of the first sentences that have `term` have it as `word`."""
    rows = islice(((scope, row) for scope in scopes for row in _postings(term, scope)), _LOOKED_AT)
    return any(word in words(scope.generation.sentence_text(row)) for scope, row in rows)


def _is_known(term: str, scopes: Sequence[Scope]) -> bool:
    """Whether any article at hand has `term`, be it out of scope or in its title alone."""
    return any(
        len(scope.generation.sentence_terms.postings(term).rows) or term in scope.generation.title_terms
        for scope in scopes
    )


def _has(term: str, scopes: Sequence[Scope]) -> bool:
    """Whether any sentence of `scopes` has `term`."""
    return any(_postings(term, scope) for scope in scopes)


def _postings(term: str, scope: Scope) -> list[int]:
    rows: list[int] = scope.generation.sentence_terms.postings(term).within(scope.sentences).rows.tolist()
    return rows
