"""Cards of invented articles; the dates and quotations in them are given by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from corpus.card import Card, Fact, make_card
from corpus.names import find_names
from corpus.parser import parse_all
from corpus.quotes.values import Quote, QuoteKind
from corpus.sentences import sentences
from corpus.timeline.values import Place, TimelineEvent
from corpus.values import Article, Sentence, Span

QUESTIONS = ("who", "what", "when", "where", "why", "how")


@dataclass(frozen=True)
class Said:
    """Words of the body that are somebody's; `speaker` are the words that name them, right before or after."""

    content: str
    speaker: str | None
    name: str | None = None
    kind: QuoteKind = "direct"
    inferred: bool = False


def card_of(
    body: str, *, title: str = "News", dates: tuple[str, ...] = (), said: tuple[Said, ...] = (), parsed: bool = True
) -> Card:
    article = Article("invented", title, body, published=dt.date(2024, 5, 17))
    parse = next(parse_all([body])) if parsed else None
    events = tuple(_event(body, each) for each in dates)
    quotes = tuple(_quote(body, each) for each in said)
    return make_card(article, find_names(body, parse), events, quotes, parse)


def words(body: str, fact: Fact | None) -> str | None:
    return None if fact is None else fact.words.of(body)


def place_of(body: str, text: str, begin: int = 0) -> Span:
    start = body.index(text, begin)
    return Span(start, start + len(text))


def _sentence_at(body: str, span: Span) -> Sentence:
    return next(each for each in sentences(body) if each.span.start <= span.start < each.span.end)


def _event(body: str, phrase: str) -> TimelineEvent:
    span = place_of(body, phrase)
    sentence = _sentence_at(body, span)
    day = dt.date(2024, 5, 16)
    places = (Place(sentence.span, sentence.paragraph),)
    return TimelineEvent(day, day, "day", "stated", None, "past", span, sentence.span, places, ())


def _quote(body: str, said: Said) -> Quote:
    content = place_of(body, said.content)
    sentence = _sentence_at(body, content)
    start = sentence.span.start
    speaker = None if said.speaker is None else place_of(body, said.speaker, start)
    return Quote(said.kind, content, speaker, said.name, None, None, said.inferred, sentence.span, sentence.paragraph)
