"""What somebody did, of whom a question asks, is not told by a sentence about somebody else: Reiss's 18 months are not Pell's.

Only a sentence that opens with another person of the same article, and has neither the name asked for nor any word that may mean both
or somebody told of before, is surely about another. Only what an article has written as a name counts, so that a question may be in
small letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.names.given import GIVEN
from corpus.values import Article

_WORD = r"[^\W\d_]+(?:[-’'][^\W\d_]+)*"
_FULL_NAME = re.compile(rf"\b(?P<given>[A-Z]{_WORD})\s(?:[A-Z]\.\s)?(?P<surname>[A-Z]{_WORD})\b")
_TITLE = r"(?:(?:mr|mrs|ms|dr|judge|mayor|inspector|captain|president|minister|senator|professor|sir|dame|coach|king|queen)\.?\s)?"
# Whoever does or did it: "how long did Victor Pell get", "was Pell found guilty?"; not "Pell's lawyer".
_SUBJECT = re.compile(
    rf"\b(?:did|does|do|is|was|were|are|has|have|had|will|would|can|could|should|must|might)\s{_TITLE}"
    rf"(?P<first>{_WORD})(?:\s(?P<second>{_WORD}))?(?![\w’'])",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_OPENS = re.compile(
    rf"[“\"‘']?(?:(?:The|A|An)\s[a-z][\w-]*(?:\s[a-z][\w-]*){{0,4}},\s)?(?i:{_TITLE})(?:[A-Z]{_WORD}\s)?(?P<surname>[A-Z]{_WORD})\b(?!['’]s)"
)
_MAY_MEAN = re.compile(
    r"\b(?:he|she|him|his|hers?|they|theirs?|them|its?|who|whose|whom|both|couple|pair|two|all|every(?:one|body)|defendants?|men|women"
    r"|players|(?:br|m)others?|sisters?|fathers?|(?:an)?others?|latter|former|same|also|too)\b",
    re.IGNORECASE,
)
# Characters: nobody waits until a text of one piece has been read; whom it names further on is not known.
_READ = 20_000


def persons_of(article: Article) -> Mapping[str, str]:
    """The surnames of those whom an article names in full, each with the given name, in small letters."""
    named = _FULL_NAME.finditer(article.body[:_READ])
    return {
        found["surname"].casefold(): found["given"].casefold() for found in named if found["given"].lower() in GIVEN
    }


def opens_with_a_name(sentence: str) -> bool:
    """Whether `sentence` may be about whom it opens with and about nobody else; cheap, and told before an article is read."""
    return _OPENS.match(sentence) is not None and not _MAY_MEAN.search(sentence)


def tells_of_another(question: str, sentence: str, persons: Mapping[str, str]) -> bool:
    """Whether `sentence`, of an article with these `persons`, is surely about another of them than does what `question` asks for."""
    opens = _OPENS.match(sentence)
    if opens is None or _BY.search(question) or not opens_with_a_name(sentence):
        return False
    asked = {
        word.casefold()
        for found in _SUBJECT.finditer(question)
        for word in found.group("first", "second")
        if word and word.casefold() in persons
    }
    if len(asked) != 1 or opens["surname"].casefold() not in persons:
        return False
    (name,) = asked
    return not re.search(rf"\b(?:{re.escape(name)}|{re.escape(persons[name])})", sentence, re.IGNORECASE)
