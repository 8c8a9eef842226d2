"""What is worked out of an article as a whole: events, quotations and the card."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.facts import Facts, read_facts
from corpus.parser import parse_all
from corpus.sentences import sentences
from corpus.values import Article, Span
from tests.corpus.shipped import shipped

PIECES = [
    "Ann Lee ", "Lee ", "said ", "told reporters ", "according to ", "officials ", "that ", "it ", "closed ", "the plant ",
    "on Monday ", "in May 2019 ", "last week ", "by Dec. 1 ", "from 2011 to 2013 ", "2011-2013 ", "because ", "“", "”", '"',
    "'", "«", "»", "(", ")", ": ", ", ", ". ", "? ", "— ", "\n", "\n\n", "\r\n", "\x00", "\ud800", "\u202e", "\u00a0", "é", "1", "Mr. ",
    "a blog post ", "Sources\n", "© 2020 ", "CEO of Orbis ", "we ", "I ",
]  # fmt: skip
TEXT = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
PUBLISHED = st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
# Long enough for whatever grows with the square of the length to be noticed.
LONG = 100_000


def article(body: str, published: dt.date | None = dt.date(2024, 5, 17)) -> Article:
    return Article("any", "Orbis closes its plant", body, published=published)


def check(body: str, facts: Facts) -> None:
    """All laws that hold for the facts of any text."""
    whole = sentences(body)
    starts, ends = {each.span.start for each in whole}, {each.span.end for each in whole}
    paragraph = {each.span.start: each.paragraph for each in whole}

    def inside(span: Span | None) -> None:
        assert span is None or (span.end <= len(body) and len(span))

    def cited(span: Span, ordinal: int) -> None:
        """It runs from where a sentence begins to where one ends."""
        assert span.start in starts
        assert span.end in ends
        assert paragraph[span.start] == ordinal

    for event in facts.events:
        inside(event.phrase)
        inside(event.clause)
        inside(event.anchor.span if event.anchor else None)
        assert event.places
        assert event.places[0].span.holds(event.phrase)
        assert event.places[0].span.holds(event.clause)
        assert event.first or event.last
        assert event.first is None or event.last is None or event.first <= event.last
        for place in event.places:
            cited(place.span, place.paragraph)
    days = [event.first or event.last for event in facts.events]
    assert days == sorted(day for day in days if day is not None)
    for quote in facts.quotes:
        for span in (quote.content, quote.speaker, quote.role, quote.cue):
            inside(span)
        cited(quote.sentence, quote.paragraph)
        assert quote.sentence.holds(quote.content)
    for kind in ("direct", "indirect"):
        contents = sorted(
            (quote.content for quote in facts.quotes if quote.kind == kind), key=lambda each: (each.start, -each.end)
        )
        # What somebody says that somebody said lies inside it; nothing lies half inside.
        for first, second in itertools.pairwise(contents):
            assert not first.overlaps(second) or first.holds(second)
            assert first != second
    card = facts.card
    for fact in (card.who, card.what, card.when, card.where, card.why, card.how):
        if fact is not None:
            cited(fact.sentence, fact.paragraph)
            inside(fact.words)
            assert fact.sentence.holds(fact.words)
    for source in (*card.named, *card.unnamed, *card.documents):
        assert source.name.strip()
        assert source.uses
        for use in source.uses:
            cited(use, paragraph[use.start])


@pytest.mark.parametrize("parsed", [True, False])
def test_the_shipped_article_keeps_the_laws(*, parsed: bool) -> None:
    """Spans lie in the body, citations are whole sentences, events are in order of time, with a parse and without."""
    found = shipped()
    facts = read_facts(found, next(parse_all([found.body])) if parsed else None)
    assert facts.events
    assert facts.quotes
    assert facts.card.what is not None
    check(found.body, facts)


@settings(max_examples=150, deadline=None)
@given(TEXT, PUBLISHED)
@example("", None)
@example("“" * 50, None)
@example("Sept. 1, 0001. the day before. 10,000 years ago", dt.date(1, 1, 1))
@example("next year. in 10,000 years. by 31 December 9999", dt.date(9999, 12, 31))
def test_any_text_keeps_the_laws(body: str, published: dt.date | None) -> None:
    """Nothing raises without a parse, whatever the text and the day it was published."""
    check(body, read_facts(article(body or " ", published), None))


@settings(max_examples=60, deadline=None)
@given(TEXT, PUBLISHED)
def test_any_parsed_text_keeps_the_laws(body: str, published: dt.date | None) -> None:
    """Nothing raises with the parser's reading of any text."""
    # A lone half of a character can't be handed to the parser's own encoding of words.
    body = body.replace("\ud800", " ").encode("utf-8", "ignore").decode() or " "
    check(body, read_facts(article(body, published), next(parse_all([body]))))


@pytest.mark.parametrize(
    "piece",
    ["a", "1", "“", '"', "'", "\n", "on Monday ", "said ", "“a” ", "Ann Lee said. ", "He said: ", "in 2011-", "May ", "Mr. A. "],
)  # fmt: skip
def test_a_long_text_of_one_piece_keeps_the_laws(piece: str) -> None:
    """No rule looks at everything from everywhere: that would take minutes here."""
    body = piece * (LONG // len(piece)) + "x"
    check(body, read_facts(article(body), None))
