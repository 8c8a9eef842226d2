"""What articles date, quote and state, as it is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from corpus.card import Card
from corpus.quotes import Quote
from corpus.timeline import TimelineEvent
from corpus.values import Article
from retrieval.values import Attribution, Citation

# What a card answers, in the order that it is read in.
QUESTIONS = ("who", "what", "when", "where", "why", "how")


@dataclass(frozen=True, slots=True)
class TimelineQuery:
    """Which events: of one article, that touch the days from `first` to `last` (both included), that name a person.

    An event whose one side is open is known by the day of the other. `person` is matched as typed words are: case and accents
    aside, every word of it in the event's names or sentences; what holds no word matches nothing.
    """

    article_id: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event with the article it stands in, and a citation for each place that mentions it, or the first few, numbered from 1.

    `said_by` tells whose words the clause is where it is not the article's own.
    """

    article: Article
    corpus_id: int
    event: TimelineEvent
    citations: tuple[Citation, ...]
    said_by: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """What can be dated at all in the articles that were asked: how many events, and the first and last day they name."""

    events: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """`events` are those from number `start` (counted from 0) on of `total` that the query asks for, in order of time.

    `dated` tells what there is without the query's days and person.
    """

    events: tuple[DatedEvent, ...]
    start: int
    total: int
    dated: Dated


@dataclass(frozen=True, slots=True)
class SaidQuote:
    """A quotation with the article it stands in and the citation of its sentences."""

    article: Article
    corpus_id: int
    quote: Quote
    citation: Citation


@dataclass(frozen=True, slots=True)
class QuotePage:
    """`quotes` are those from number `start` (counted from 0) on of `total`, by article and place.

    Where there is none, `speakers` are names of those whom the articles asked do quote, those quoted most often first.
    """

    quotes: tuple[SaidQuote, ...]
    start: int
    total: int
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """The card of an article, with a citation for each of the six questions that it answers ("who", "what", …).

    A sentence that answers several of them is one citation with one number. `said_by` tells whose the words that answer are, where
    they are somebody's and not the article's own.
    """

    article: Article
    corpus_id: int
    card: Card
    citations: dict[str, Citation]
    said_by: dict[str, Attribution]
