"""Questions for who said words that they repeat: "who said 'We measured the dam twice'?" is answered where those words are said.

Where is known from the quotations that were found when the article was built in, and so is who says them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from corpus.quotes import Quote
from corpus.quotes.verbs import CUES
from corpus.values import Span
from retrieval.asked.speaker import heard
from retrieval.generations.generation import Generation
from retrieval.ranking.ranking import Ranked
from retrieval.terms import STOP_WORDS, words
from retrieval.values import MAX_QUESTION

_ASKED = re.compile(
    r"(?:(?:and|so|but|ok|okay) )?who(?: was it (?:who|that))?(?: (?:\w+ly|has|had))?"
    r" (?:(?:is|was) quoted as saying|used the (?:words?|phrase|term)|(?P<verb>\w+))\b(?P<rest>.+)",
    re.IGNORECASE,
)
_MARKED = re.compile(r"[\"“”](?P<words>[^\"“”]+)[\"“”]|(?:^|\s)['‘](?P<single>.+)['’](?=\W*(?:\s|$))")
_THAT = re.compile(r"^[\s:,]*that\b", re.IGNORECASE)
# So many words are somebody's own: in marks, and without.
_FEWEST, _FEWEST_UNMARKED = 2, 4


@lru_cache(maxsize=1024)
def words_asked(question: str) -> tuple[str, ...]:
    """The words whose speaker `question` asks for, in order and folded; none where it asks for something else or has too few."""
    found = _ASKED.fullmatch(" ".join(question.split()))
    if found is None or (found["verb"] and found["verb"].lower() not in CUES):
        return ()
    marked = _MARKED.search(found["rest"])
    said = (marked["words"] or marked["single"]) if marked else _THAT.sub("", found["rest"])
    asked = tuple(words(said))
    enough = len(asked) >= (_FEWEST if marked else _FEWEST_UNMARKED) and not STOP_WORDS.issuperset(asked)
    return asked if enough else ()


def who_said(ranked: Ranked, asked: tuple[str, ...]) -> Iterator[bool | Span | None]:
    """Of each candidate, best first: who says the words `asked` in it as it is written, True where they stand elsewhere, else None.

    Words that run over several sentences are said in each of them.
    """
    for scope, row in zip(ranked.scope.tolist(), ranked.row.tolist(), strict=True):
        yield _told(asked, ranked.scopes[scope].generation, row)


def _told(asked: tuple[str, ...], generation: Generation, row: int) -> bool | Span | None:
    body, sentence = generation.article_of(row).body, generation.sentence_span(row)
    for quote, label in heard(generation, row):
        if _is_said(asked, quote, body, sentence):
            return _named_in(sentence, quote, label, body) or True
    return None


def _named_in(sentence: Span, quote: Quote, label: str | None, body: str) -> Span | None:
    """Which characters of a sentence are who says a quotation; None where that stands elsewhere or is but "she"."""
    speaker = quote.speaker
    if speaker is None or not sentence.holds(speaker) or set(words(label or "")).isdisjoint(words(speaker.of(body))):
        return None
    return Span(speaker.start - sentence.start, speaker.end - sentence.start)


def _is_said(asked: tuple[str, ...], quote: Quote, body: str, sentence: Span) -> bool:
    """Whether those words are among the quotation's, and among the sentence's or all that the sentence has of the quotation."""
    # However long a speech is, no more of it is read than a question can have.
    first, end = sentence.start - MAX_QUESTION, sentence.end + MAX_QUESTION
    near = Span(max(first, quote.content.start), min(end, quote.content.end))
    here = words(Span(max(sentence.start, near.start), min(sentence.end, near.end)).of(body))
    if _holds(here, asked):
        return True
    return len(here) >= _FEWEST and _holds(asked, here) and _holds(words(near.of(body)), asked)


def _holds(many: Sequence[str], few: Sequence[str]) -> bool:
    """Whether `few` words stand in that order, with none between, among `many`."""
    return f" {' '.join(few)} " in f" {' '.join(many)} "
