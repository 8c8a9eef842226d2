"""An article as the card's rules see it, and what may be taken from it as a fact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import Stemmer

from corpus.card.prose import prose
from corpus.card.values import Fact
from corpus.names import Names
from corpus.parse import Parse
from corpus.quotes.values import Quote
from corpus.timeline.values import TimelineEvent
from corpus.values import Article, Sentence, Span

_WORD = re.compile(r"[^\W\d_]{2,40}|\d{1,20}")
# "I" of a name ("Elizabeth I", "Part I.") has no verb behind it.
_SPEAKS_OF_ITSELF = re.compile(r"\b(?:I(?= [a-z]|['’])|[Ww]e|[Oo]urs?|[Mm]y|us|me)\b")
_EMPTY = frozenset(
    """the an and or of to in on at for by with from as that this these those it its he she his her they their has have had
    is are was were be been will would said says say also who which not no new after before over into than then when
    while about more one two first last year years""".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is known of an article; `sentences` are those of its own prose."""

    article: Article
    names: Names
    events: tuple[TimelineEvent, ...]
    quotes: tuple[Quote, ...]
    parse: Parse | None
    sentences: tuple[Sentence, ...]

    @property
    def body(self) -> str:
        """The article's text."""
        return self.article.body

    def may_cite(self, sentence: Span, words: Span) -> bool:
        """Whether `sentence` gives `words` as the article's own, or says itself whose they are."""
        for quote in self.quotes:
            if quote.content.overlaps(words) and (
                quote.speaker is None or quote.inferred or not sentence.holds(quote.speaker)
            ):
                return False
        return True

    def fact(self, sentence: Sentence, words: Span | None) -> Fact | None:
        """`words` of `sentence` as a fact, without white space around them, where they may be cited."""
        if words is None or not sentence.span.holds(words):
            return None
        text = words.of(self.body)
        start = words.start + len(text) - len(text.lstrip())
        words = Span(start, start + len(text.strip()))
        if not len(words) or not self.may_cite(sentence.span, words):
            return None
        return Fact(sentence.span, sentence.paragraph, words)


def read(
    article: Article,
    names: Names,
    events: tuple[TimelineEvent, ...],
    quotes: tuple[Quote, ...],
    parse: Parse | None,
) -> Reading:
    """The reading of `article`."""
    return Reading(article, names, events, quotes, parse, prose(article))


def stems(text: str) -> frozenset[str]:
    """Stems of the words in `text` that carry meaning."""
    words = {word for word in _WORD.findall(text.casefold()) if word not in _EMPTY}
    return frozenset(_stemmer().stemWords(sorted(words)))


def speaks_of_itself(text: str) -> bool:
    """Whether the words are somebody's who says I or we."""
    return _SPEAKS_OF_ITSELF.search(text[:400]) is not None


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    return Stemmer.Stemmer("english")
