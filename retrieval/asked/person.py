"""Whom a question names by a given name and a surname: no article that nowhere has that surname tells of them, where another does.

A given name is one that is known as such, or any where somebody's life is asked for. Only what an article has written as a name
counts, so that a question may be in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from corpus.names.given import is_given
from corpus.values import Article
from retrieval.terms import STOP_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]{2,})*")
# Whoever's life is asked for is somebody, whatever the name.
_LIFE = re.compile(
    r"\b(?:born|birth\w*|old|age[ds]?|child(?:ren)?|kids?|sons?|daughters?|grandchild\w*|siblings?|brothers?|sisters?|mother|father|parents?"
    r"|famil\w+|wife|husband|spouse|partner|marri\w+|divorc\w+|widow\w*|died?|dies|death|retir\w+|gr[eo]w up|nationality)\b",
    re.IGNORECASE,
)
_SHORTEST = 3
# Characters: nobody waits until a text of one piece has been read, which then is left open.
_READ = 20_000


@lru_cache(maxsize=1024)
def persons_named(question: str) -> tuple[re.Pattern[str], ...]:
    """What a full name in `question` looks like where an article has it, the surname as its group; one pattern each."""
    words, life = list(_WORD.finditer(question)), _LIFE.search(question) is not None
    return tuple(
        re.compile(rf"\b(?i:{re.escape(given[0])})\s(?P<surname>(?i:{re.escape(surname[0])}))\b")
        for given, surname in pairwise(words)
        if question[given.end() : surname.start()] == " "
        and (is_given(given[0].lower()) or (life and _written_as_name(question, given, surname)))
        and len(surname[0]) >= _SHORTEST
        and surname[0].lower() not in STOP_WORDS
    )


def _written_as_name(question: str, given: re.Match[str], surname: re.Match[str]) -> bool:
    """Whether both words have capitals that a sentence does not give them; "the Middle Ages" are nobody."""
    before = question[: given.start()].split()
    return bool(before) and before[-1].lower() != "the" and given[0].istitle() and surname[0][:1].isupper()


def strangers_to(persons: Sequence[re.Pattern[str]], articles: Sequence[Article]) -> list[bool]:
    """Of each article, whether it surely tells of nobody who is named, while another of them does."""
    surnames = {name for article in articles for name in _surnames(persons, article)}
    if not surnames:
        return [False] * len(articles)
    return [not _may_name(surnames, article) for article in articles]


def _surnames(persons: Sequence[re.Pattern[str]], article: Article) -> set[str]:
    """The surnames of those that an article names in full, as it writes them."""
    # In a title all words may have capitals.
    named = (found for person in persons for found in person.finditer(article.body[:_READ]))
    return {found["surname"] for found in named if found[0][:1].isupper() and found["surname"][:1].isupper()}


def _may_name(surnames: set[str], article: Article) -> bool:
    if len(article.body) > _READ:
        return True
    text = f"{article.title}\n{article.body}".casefold()
    return any(surname.casefold() in text for surname in surnames)
