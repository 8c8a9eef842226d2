"""What somebody did, of whom a question asks, is not told by a sentence about somebody else: Reiss's 18 months are not Pell's.

Only a sentence that opens with another person of the same article, and has neither the name asked for nor any word that may mean both
or somebody told of before, is surely about another. Only what an article has written as a name counts, so that a question may be in
small letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from corpus.names.given import is_given
from corpus.names.lexicon import TITLES
from corpus.values import Article
from retrieval.terms import STOP_WORDS

# Bounded, so that no text makes it take long.
_WORD = r"[^\W\d_]{1,40}(?:[-’'][^\W\d_]{1,40}){0,3}"
_FULL_NAME = re.compile(rf"\b(?P<given>[A-Z]{_WORD})\s(?:[A-Z]\.\s)?(?P<surname>[A-Z]{_WORD})\b")
_TITLE = rf"(?:(?:{'|'.join(sorted(TITLES))})\.?\s)?"
# Whoever does or did it: "how long did Victor Pell get", "was Pell found guilty?"; not "Pell's lawyer".
_SUBJECT = re.compile(
    rf"\b(?:did|does|do|is|was|were|are|has|have|had|will|would|can|could|should|must|might)\s{_TITLE}"
    rf"(?P<first>{_WORD})(?:\s(?P<second>{_WORD}))?(?![\w’'])",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_OPENS = re.compile(
    rf"[“\"‘']?(?:(?:The|A|An)\s[a-z][\w-]{{0,40}}(?:\s[a-z][\w-]{{0,40}}){{0,4}},\s)?(?i:{_TITLE})"
    rf"(?:[A-Z]{_WORD}\s)?(?P<surname>[A-Z]{_WORD})\b(?!['’]s)"
)
_MAY_MEAN = re.compile(
    r"\b(?:he|she|him|his|hers?|they|theirs?|them|its?|who|whose|whom|both|couple|pair|two|all|every(?:one|body)|defendants?|men|women"
    r"|players|(?:br|m)others?|sisters?|fathers?|(?:an)?others?|latter|former|same|also|too)\b",
    re.IGNORECASE,
)
# Characters: nobody waits until a text of one piece has been read; whom it names further on is not known.
_READ = 20_000


@lru_cache(maxsize=1024)
def subjects_of(question: str) -> frozenset[str]:
    """The words of `question`, in small letters, that may name who does what it asks for."""
    if _BY.search(question):
        return frozenset()
    found = (word.lower() for each in _SUBJECT.finditer(question) for word in each.group("first", "second") if word)
    return frozenset(found) - STOP_WORDS


def opener(sentence: str) -> str | None:
    """The surname, in small letters, that `sentence` may open with, where it can be about nobody else."""
    found = _OPENS.match(sentence)
    return found["surname"].casefold() if found and not _MAY_MEAN.search(sentence) else None


def persons_of(article: Article) -> Mapping[str, str]:
    """The surnames of those whom an article names in full, each with the given name, in small letters."""
    named = _FULL_NAME.finditer(article.body[:_READ])
    return {
        found["surname"].casefold(): found["given"].casefold() for found in named if is_given(found["given"].lower())
    }


def tells_of_another(question: str, sentence: str, persons: Mapping[str, str]) -> bool:
    """Whether `sentence`, of an article with these `persons`, is surely about another of them than the one `question` asks of.

    Whoever stands anywhere in the question may be whom it was done to: "Fox was fired" answers "did Holm fire Fox?".
    """
    asked, first = subjects_of(question) & persons.keys(), opener(sentence)
    if len(asked) != 1 or first is None or first not in persons:
        return False
    if re.search(rf"\b{re.escape(first)}\b", question.casefold()):
        return False
    (name,) = asked
    return not re.search(rf"\b(?:{re.escape(name)}|{re.escape(persons[name])})", sentence, re.IGNORECASE)
