"""Questions for somebody's words: "what did Heald say about wheat?" is answered by what Heald says there, not by what others do.

Whose words stand where is known from the quotations that were found when the article was built in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile, repeat, takewhile

from corpus.names.lexicon import COURTESIES, TITLES
from corpus.quotes import Quote
from corpus.values import Span
from retrieval.facts.quotations import rows_of
from retrieval.generations.fact_table import SPEAKER
from retrieval.generations.generation import ARTICLE, START, Generation
from retrieval.generations.scope import Scope
from retrieval.ranking.ranking import Ranked
from retrieval.terms import terms, words
from retrieval.voices import speaker_label

_NAME = r"[\w’'.-]+(?: [\w’'.-]+){0,5}?"
# What follows says about what, to whom or where, if anything.
_ASKED = re.compile(
    rf"^(?:(?:and|so|but|ok|okay) )?(?:exactly )?what(?: else| exactly)?(?:"
    rf" (?:did|does|do|has|have|had) (?P<who>{_NAME}) (?:have to |had to )?(?:say|said|tell|told|(?<!of )stated?|claim|claimed|argue|argued|(?P<thinks>think|believe))"
    rf"| (?:is|was|are|were) (?P<saying>{_NAME}) (?:saying|telling|claiming|arguing)"
    rf")\b(?P<rest>[^?]*)(?:\?+ — (?P<meant>[^,?]+)(?P<more>.*)|[?!. ]*)$",
    re.IGNORECASE,
)
_PRONOUNS = frozenset("he she they it".split())
# "What does the law not say?" asks for no words.
_NO_NAME = _PRONOUNS | frozenset("not i you we nobody everybody anybody".split())
# The rest of a question for all that somebody said.
_NOTHING = re.compile(
    r"\W*(?:(?:exactly|then|next|to|the|us|me|reporters|press|journalists|media|in|article|articles)\b\W*)*"
)
# The rest of one for what somebody said of a matter.
_MATTER = re.compile(r"\s*(?:about|regarding|concerning|of)\s(?P<matter>.+)")
# A sentence may go on from so many before it in its paragraph.
_BEFORE = 1
_LITTLE = frozenset("the a an of for in at and".split())


@dataclass(frozen=True, slots=True)
class AskedSpeaker:
    """Whose words are asked for: the words of the name; `all` where it is not said about what."""

    name: frozenset[str]
    all: bool


@lru_cache(maxsize=1024)
def _matter_of(question: str) -> frozenset[str]:
    """The stems of what somebody's words are asked about, none where that is not said: "what did Heald say about wheat?"."""
    found = _ASKED.match(" ".join(question.split()))
    matter = _MATTER.fullmatch(found["rest"]) if found and not found["more"] else None
    return frozenset(terms(matter["matter"])) if matter else frozenset()


@lru_cache(maxsize=1024)
def asked_speaker(question: str) -> AskedSpeaker | None:
    """Whose words `question` asks for, None where it asks for something else or does not say whose."""
    found = _ASKED.match(" ".join(question.split()))
    if found is None:
        return None
    who = found["who"] or found["saying"]
    if found["meant"] is not None:
        if who.lower() not in _PRONOUNS:
            return None
        who = found["meant"]
    everything = found["thinks"] is None and not found["more"] and _NOTHING.fullmatch(found["rest"]) is not None
    name = frozenset(dropwhile(TITLES.__contains__, said := [word for word in words(who) if word not in _LITTLE]))
    name = name or frozenset(said[-1:]) - COURTESIES
    return AskedSpeaker(name, everything) if name and name.isdisjoint(_NO_NAME) else None


def said_by(ranked: Ranked, asked: AskedSpeaker, question: str) -> Iterator[bool | Span | None]:
    """Of each candidate, best first: the words that are theirs where all they say is asked for, False where it can't answer, else None.

    What they say of a matter is told by those of their words that have all of its words.
    Somebody else's words can't, nor what stands where nobody of that name is heard or spoken of; what names them may tell what they
    say without a quotation. Of somebody whose words are nowhere near, nothing is told.
    """
    meant = _meant(ranked, asked)
    places = [
        (meant[scope], ranked.scopes[scope].generation, row)
        for scope, row in zip(ranked.scope.tolist(), ranked.row.tolist(), strict=True)
    ]
    theirs = [_words_of(*place) for place in places]
    if not any(theirs) and not (ranked.quoted and any(meant)):
        yield from repeat(None, len(ranked))
        return
    matter = _matter_of(question)
    for place, words_of in zip(places, theirs, strict=True):
        if words_of is not None:
            yield words_of if asked.all or _are_about(matter, words_of, *place[1:]) else None
        else:
            yield None if _may_tell(asked.name, *place) else False


def is_heard(ranked: Ranked, asked: AskedSpeaker) -> bool:
    """Whether anybody of that name has words in the articles of `ranked`."""
    return any(_meant(ranked, asked))


def _meant(ranked: Ranked, asked: AskedSpeaker) -> list[frozenset[str]]:
    """The labels of those who speak in each scope of `ranked` and are meant, as `/quotes` finds them by their name."""
    scoped = tuple((scope.generation, _only_article(scope)) for scope in ranked.scopes)
    return [
        frozenset(
            generation.facts.speakers[place].label for place in set(generation.facts.quotes[rows, SPEAKER].tolist())
        )
        for (generation, _), rows in zip(scoped, rows_of(scoped, asked.name), strict=True)
    ]


def _only_article(scope: Scope) -> int | None:
    """The row of the one article that a scope lies in, None where there are several."""
    first, last = scope.generation.sentences[[scope.sentences.start, scope.sentences.stop - 1], ARTICLE].tolist()
    return int(first) if first == last else None


def _words_of(meant: frozenset[str], generation: Generation, row: int) -> Span | None:
    """Which characters of the sentence of `row` are words of one of those who are `meant`."""
    if not meant:
        return None
    sentence = generation.sentence_span(row)
    for quote, label in heard(generation, row):
        if label in meant:
            first, end = max(quote.content.start, sentence.start), min(quote.content.end, sentence.end)
            return Span(first - sentence.start, end - sentence.start)
    return None


def _are_about(matter: frozenset[str], said: Span, generation: Generation, row: int) -> bool:
    """Whether words of the sentence of `row` have all of a matter, if one is asked about."""
    return bool(matter) and matter.issubset(terms(said.of(generation.sentence_text(row))))


def _may_tell(name: frozenset[str], meant: frozenset[str], generation: Generation, row: int) -> bool:
    """Whether a sentence that has none of their words may tell them: it names them, or goes on from what does or is theirs."""
    if not name.isdisjoint(words(generation.sentence_text(row))):
        return True
    if any(label is not None for _, label in heard(generation, row)):
        return False
    here = generation.sentences[row, :START].tolist()
    before = range(row - 1, max(-1, row - 1 - _BEFORE), -1)
    same = list(takewhile(lambda at: generation.sentences[at, :START].tolist() == here, before))
    return any(
        _words_of(meant, generation, at) is not None or not name.isdisjoint(words(generation.sentence_text(at)))
        for at in same
    )


def heard(generation: Generation, row: int) -> list[tuple[Quote, str | None]]:
    """The quotations that share characters with the sentence of `row`, each with who says it as far as that is known."""
    article_row = int(generation.sentences[row, ARTICLE])
    body = generation.articles[article_row].body
    found = generation.facts.voices(article_row).overlapping(generation.sentence_span(row))
    return [(quote, speaker_label(quote, body)) for quote in found]
