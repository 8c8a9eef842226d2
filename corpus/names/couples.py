"""Couples and families: whose a surname after "Mrs" or "Mr" is that fits nobody named with it in full."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.names.given import is_given
from corpus.names.mentions import Mention
from corpus.names.people import gender_of
from corpus.names.words import Word
from corpus.values import Span

_OTHER = {"m": "f", "f": "m"}
_AND = re.compile(r"\s(?:and|&)\s")
_TITLE = re.compile(r"\b(?P<title>Mrs|Ms|Miss|Mr|Lady|Lord)(?=\.?\s{1,2}$)")
# A title and the space after it.
_REACH = 8


def with_couples(body: str, mentions: Sequence[Mention]) -> list[Mention]:
    """`mentions` with a "Mrs Adeyemi" who is no Tom told apart from him, her title being all that tells her name.

    "Rachel and Tom Adeyemi" have one surname between them where a "Mrs Adeyemi" is spoken of too: she is Rachel.
    """
    apart = _apart(mentions)
    firsts = _firsts(body, mentions)
    partners = {(surname.key, _sex(mentions[at])): mentions[at].words[0] for at, surname in firsts.items()}
    found: list[Mention] = []
    for at, mention in enumerate(mentions):
        if at in firsts:
            shared = (firsts[at].key, _sex(mention)) in apart
            words = (*mention.words, firsts[at]) if shared else mention.words
            found.append(replace(mention, words=words, kind="person", sure=True))
        elif len(mention.key) == 1 and (mention.key[0], _sex(mention)) in apart:
            found.append(_titled(body, mention, partners.get((mention.key[0], _sex(mention)))))
        else:
            found.append(mention)
    return found


def _sex(mention: Mention) -> str:
    return gender_of(mention.title, "") or gender_of("", mention.key[0])


def _apart(mentions: Sequence[Mention]) -> set[tuple[str, str]]:
    """Surnames with the sex of a title before them, where all who are named with it in full are of the other."""
    sexes: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if len(mention.key) > 1 and mention.kind == "person":
            sexes[mention.key[-1]].add(_sex(mention))
    titled = {(mention.key[0], gender_of(mention.title, "")) for mention in mentions if len(mention.key) == 1}
    return {(surname, sex) for surname, sex in titled if sex and sexes.get(surname) == {_OTHER[sex]}}


def _firsts(body: str, mentions: Sequence[Mention]) -> dict[int, Word]:
    """Where a given name alone is joined by an "and" to somebody's full name, and that one's surname: "Rachel and Tom Adeyemi"."""
    full = {mention.key[0] for mention in mentions if len(mention.key) > 1}
    found = {}
    for at, (left, right) in enumerate(pairwise(mentions)):
        given = len(left.key) == 1 and left.key[0] not in full and is_given(left.key[0]) and not left.title
        whole = right.kind == "person" and len(right.key) > 1 and is_given(right.key[0])
        if given and whole and _AND.fullmatch(body, left.span.end, right.span.start):
            found[at] = right.words[-1]
    return found


def _titled(body: str, mention: Mention, given: Word | None) -> Mention:
    """A surname with the title before it, told from others by the title or by the given name that goes with it."""
    title = _TITLE.search(body, max(0, mention.span.start - _REACH), mention.span.start)
    if title is None:
        return mention
    word = given or Word(title.start(), title.end(), title["title"])
    return replace(mention, span=Span(title.start(), mention.span.end), words=(word, *mention.words))
