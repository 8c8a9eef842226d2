"""The card of any text at all."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.card import Card, make_card
from corpus.names import find_names
from corpus.names.values import Names
from corpus.parse import Parse, Token
from corpus.quotes.values import Quote
from corpus.sentences import sentences
from corpus.timeline.values import Place, TimelineEvent
from corpus.values import Article, Span
from tests.corpus.card.making import QUESTIONS

PIECES = [
    "Ann Lee ", "said ", "that ", "it ", "has ", "closed ", "the plant ", "in Leeds", ", ", "because ", "by using ",
    "“", "”", '"', "'", "(", "—", "LONDON — ", ". ", "? ", "\n", "\n\n", "in a blog post ", "according to ", "on Monday ",
    "\x00", "\ud800", "\u202e", "Sources\n", "Image: ", "I ", "we ", "1999 ", "é",
]  # fmt: skip
TEXT = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
TAGS = ["NNP", "NN", "NNS", "VBD", "VBZ", "VBG", "VBN", "IN", "TO", "PRP", "DT", "CD", ",", "."]
DEPENDENCIES = [
    "ROOT", "nsubj", "nsubjpass", "dobj", "pobj", "prep", "advcl", "ccomp", "xcomp", "agent", "aux", "mark", "conj", "cc",
    "relcl", "appos", "acl", "punct", "compound", "pcomp", "det", "npadvmod", "expl",
]  # fmt: skip


@st.composite
def parses(draw: st.DrawFn, body: str) -> Parse:
    """Any tree over the words of `body`, sentence by sentence."""
    tokens: list[Token] = []
    for sentence in sentences(body):
        first = len(tokens)
        places = [
            Span(sentence.span.start + found.start(), sentence.span.start + found.end())
            for found in re.finditer(r"\w+|[^\w\s]", sentence.span.of(body))
        ]
        for at, place in enumerate(places):
            # A word hangs on one before it, so that there is no ring.
            head = first if at == 0 else first + draw(st.integers(0, at - 1))
            tokens.append(
                Token(
                    first + at, place.start, place.end, place.of(body), place.of(body).lower(),
                    draw(st.sampled_from(TAGS)),
                    "ROOT" if at == 0 else draw(st.sampled_from(DEPENDENCIES[1:])),
                    head, draw(st.sampled_from(["", "PERSON", "ORG", "GPE", "DATE"])),
                )
            )  # fmt: skip
    return Parse(tuple(tokens))


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, Names, tuple[TimelineEvent, ...], tuple[Quote, ...], Parse | None]:
    """A body with any parse, dates and quotations anywhere in it."""
    body = draw(TEXT)
    parse = draw(st.none() | parses(body))
    events, quotes = [], []
    for sentence in sentences(body):
        spans = st.integers(sentence.span.start, sentence.span.end).flatmap(
            lambda start, end=sentence.span.end: st.integers(start, end).map(lambda stop: Span(start, stop))  # type: ignore[misc]
        )
        if draw(st.booleans()):
            place = (Place(sentence.span, sentence.paragraph),)
            events.append(
                TimelineEvent(None, None, "day", "stated", None, "past", draw(spans), sentence.span, place, ())
            )
        if draw(st.booleans()):
            speaker = draw(st.none() | spans)
            quotes.append(
                Quote("direct", draw(spans), speaker, None, None, None, False, sentence.span, sentence.paragraph)
            )
    return body, find_names(body, None), tuple(events), tuple(quotes), parse


def check(body: str, card: Card) -> None:
    whole = {(each.span, each.paragraph) for each in sentences(body)}
    for question in QUESTIONS:
        fact = getattr(card, question)
        if fact is not None:
            assert (fact.sentence, fact.paragraph) in whole
            assert fact.sentence.holds(fact.words)
            assert fact.words.of(body).strip() == fact.words.of(body) != ""
    for source in (*card.named, *card.unnamed, *card.documents):
        assert source.name.strip()
        assert source.uses
        assert list(source.uses) == sorted(set(source.uses))
        assert all(use in {span for span, _ in whole} for use in source.uses)


@settings(max_examples=300, deadline=None)
@given(cases())
def test_any_text_has_a_card_of_whole_sentences(
    case: tuple[str, Names, tuple[TimelineEvent, ...], tuple[Quote, ...], Parse | None],
) -> None:
    """Nothing raises; every fact and every use is a whole sentence of the body, the words lie in it."""
    body, names, events, quotes, parse = case
    check(body, make_card(Article("any", "Ann Lee closed the plant", body), names, events, quotes, parse))


@pytest.mark.parametrize(
    "piece",
    ["a", "“", '"', "'", ", ", "on Monday ", "A ", "said ", "in a blog post ", "Ann Lee said. ", "by using ", "\n"],
)
def test_long_texts_of_one_piece_have_a_card(piece: str) -> None:
    """No rule looks at the whole text for each place in it: 200,000 characters would take minutes then."""
    body = piece * (200_000 // len(piece))
    make_card(Article("any", "Title of it", body), Names(()), (), (), None)


def public_articles() -> list[dict[str, Any]]:
    path = Path(os.environ.get("PUBLIC_SETS", "")) / "news_articles.jsonl"
    if not os.environ.get("PUBLIC_SETS") or not path.is_file():
        pytest.skip("PUBLIC_SETS names no folder that holds news_articles.jsonl")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_no_public_article_raises() -> None:
    """All news articles of the public sets have a card without a parse, most of them with a what."""
    cards = []
    for row in public_articles():
        published = dt.date.fromisoformat(row["date"]) if row["date"] else None
        article = Article("public", row["title"], row["text"], published=published)
        card = make_card(article, find_names(article.body, None), (), (), None)
        check(article.body, card)
        cards.append(card)
    assert sum(card.what is not None for card in cards) > 0.9 * len(cards)
