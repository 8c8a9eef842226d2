"""Events, quotations and cards of articles that mean harm."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import get_args

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from bot.rendering.quotes import ShownQuotes
from bot.rendering.timeline import MOST_PLACES, ShownTimeline
from corpus.card import Card, Fact, SourceUse
from corpus.dates import Anchor
from corpus.dates.values import Precision
from corpus.quotes import Quote
from corpus.timeline import Place, TimelineEvent
from corpus.values import Article, Span
from retrieval.facts.values import (
    QUESTIONS,
    ArticleCard,
    Dated,
    DatedEvent,
    QuotePage,
    SaidQuote,
    TimelinePage,
    TimelineQuery,
)
from retrieval.values import Attribution
from tests.bot.rendering import hostile

days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
# What is found is told as it is: making it small takes minutes.
slow = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
precisions: st.SearchStrategy[Precision] = st.sampled_from(get_args(Precision))
numbers = st.sampled_from([0, 1, 5, 6, 7, 12, 1_000_000])


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article of any text."""
    article = hostile.article_of(
        draw(hostile.texts(most=20).filter(bool)),
        draw(hostile.titles),
        draw(st.none() | hostile.titles),
        draw(hostile.urls),
    )
    author = draw(st.none() | hostile.titles)
    return dataclasses.replace(article, id=draw(st.sampled_from(["a", "b", "a" * 64])), author=author)


@st.composite
def spans(draw: st.DrawFn, article: Article) -> Span:
    """A stretch of the body that is not empty."""
    start = draw(st.integers(0, len(article.body) - 1))
    return Span(start, draw(st.integers(start + 1, min(len(article.body), start + draw(st.sampled_from([20, 9000]))))))


@st.composite
def dated_events(draw: st.DrawFn, article: Article) -> DatedEvent:
    """An event as the service gives it."""
    first, last = draw(st.none() | days), draw(st.none() | days)
    clause, phrase = draw(spans(article)), draw(spans(article))
    anchor = draw(st.none() | st.builds(Anchor, days, st.none() | spans(article)))
    places = tuple(
        Place(each, number) for number, each in enumerate(draw(st.lists(spans(article), min_size=1, max_size=5)), 1)
    )
    event = TimelineEvent(
        first,
        last,
        draw(precisions),
        draw(st.sampled_from(["stated", "resolved", "approximate"])),
        anchor,
        draw(st.sampled_from(["past", "planned", "future", "unknown"])),
        phrase,
        clause,
        places,
        (),
    )
    cited = tuple(
        hostile.citation_of(article, each.span, n, each.paragraph) for n, each in enumerate(places[:MOST_PLACES], 1)
    )
    return DatedEvent(article, 0, event, cited, draw(hostile.attributions))


@st.composite
def shown_timelines(draw: st.DrawFn) -> ShownTimeline:
    """Any page, also an empty one, of a timeline that may go on before and after it."""
    sources = draw(st.lists(articles(), min_size=1, max_size=2))
    events = tuple(draw(st.lists(st.sampled_from(sources).flatmap(dated_events), max_size=12)))
    start = draw(numbers)
    total = start + len(events) + draw(numbers) if events else 0
    dated = Dated(draw(st.just(0) | st.integers(total, 10**8)), draw(st.none() | days), draw(st.none() | days))
    query = TimelineQuery(
        draw(st.sampled_from([None, "a"])),
        draw(st.none() | days),
        draw(st.none() | days),
        draw(st.none() | hostile.texts(most=6)),
    )
    first = start + draw(st.integers(0, len(events) - 1)) if events else 0
    return ShownTimeline(TimelinePage(events, start, total, dated), query, first, draw(st.none() | hostile.titles))


@st.composite
def said_quotes(draw: st.DrawFn, article: Article) -> SaidQuote:
    """A quotation as the service gives it."""
    sentence = draw(spans(article))
    found = Quote(
        draw(st.sampled_from(["direct", "indirect"])),
        draw(spans(article)),
        draw(st.none() | spans(article)),
        draw(st.none() | hostile.texts(most=5)),
        draw(st.none() | spans(article)),
        draw(st.none() | spans(article)),
        draw(st.booleans()),
        sentence,
        draw(st.integers(1, 99)),
    )
    return SaidQuote(article, draw(st.sampled_from([0, 7])), found, hostile.citation_of(article, sentence, 1))


@st.composite
def shown_quotes(draw: st.DrawFn) -> ShownQuotes:
    """Any page, also an empty one, of quotations that may go on before and after it."""
    sources = draw(st.lists(articles(), min_size=1, max_size=2))
    quotes = tuple(draw(st.lists(st.sampled_from(sources).flatmap(said_quotes), max_size=12)))
    start = draw(numbers)
    total = start + len(quotes) + draw(numbers) if quotes else 0
    page = QuotePage(quotes, start, total, tuple(draw(st.lists(hostile.texts(most=4), max_size=14))))
    first = start + draw(st.integers(0, len(quotes) - 1)) if quotes else 0
    return ShownQuotes(page, draw(st.none() | hostile.texts(most=6)), first, draw(st.none() | hostile.titles))


@st.composite
def cards(draw: st.DrawFn) -> ArticleCard:
    """A card as the service gives it."""
    article = draw(articles())
    stretches = draw(st.lists(spans(article), min_size=1, max_size=3))
    facts: dict[str, Fact | None] = {}
    for question in QUESTIONS:
        sentence = draw(st.sampled_from(stretches))
        start = draw(st.integers(sentence.start, sentence.end - 1))
        fact = Fact(sentence, draw(st.integers(1, 99)), Span(start, draw(st.integers(start + 1, sentence.end))))
        facts[question] = draw(st.sampled_from([fact, fact, None]))
    named = hostile.texts(most=4) | st.sampled_from(["*" * 60, "_" * 900])
    use = st.builds(SourceUse, named, st.lists(spans(article), max_size=3).map(tuple))
    sources = [tuple(draw(st.lists(use, max_size=9))) for _ in range(3)]
    card = Card(*(facts[question] for question in QUESTIONS), *sources)  # type: ignore[arg-type]
    cited = {
        question: hostile.citation_of(article, fact.sentence, 1, fact.paragraph, draw(hostile.attributions))
        for question, fact in facts.items()
        if fact is not None
    }
    said_by = {question: whose for question in cited if (whose := draw(hostile.attributions)) is not None}
    return ArticleCard(article, 0, card, cited, said_by)


def worst_card(questions: Sequence[str] = QUESTIONS) -> ArticleCard:
    """A card where every text is as long as it gets, answering `questions` with a sentence of its own each."""
    body = "".join(f"{'*' * 4000}{at}. " for at in range(len(questions))) or "*"
    article = dataclasses.replace(
        hostile.article_of(body, "*" * 200, "*" * 80, "https://news.example/".ljust(700, "x")),
        id="a" * 64,
        author="*" * 80,
    )
    length = len(body) // max(1, len(questions))
    facts = {
        question: Fact(Span(at * length, (at + 1) * length - 1), 99_999, Span(at * length, (at + 1) * length - 1))
        for at, question in enumerate(questions)
    }
    sources = tuple(SourceUse("*" * 60, (Span(0, 1),) * 1000) for _ in range(7))
    said_by = Attribution("*" * 200, "*" * 200, "indirect", inferred=True)
    cited = {
        question: hostile.citation_of(article, fact.sentence, 1, fact.paragraph, said_by)
        for question, fact in facts.items()
    }
    card = Card(*(facts.get(question) for question in QUESTIONS), sources, sources, sources)  # type: ignore[arg-type, call-arg]
    return ArticleCard(article, 0, card, cited, dict.fromkeys(cited, said_by))
