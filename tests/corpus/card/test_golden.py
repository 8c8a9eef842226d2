"""The card of the article that is shipped."""

from __future__ import annotations

import pytest

from corpus.card import Card, Fact
from corpus.facts import read_facts
from corpus.parser import parse_all
from corpus.values import Article
from tests.corpus.shipped import shipped


@pytest.fixture(scope="module")
def article() -> Article:
    return shipped()


@pytest.fixture(scope="module")
def card(article: Article) -> Card:
    return read_facts(article, next(parse_all([article.body]))).card


def told(article: Article, fact: Fact | None) -> tuple[int, str] | None:
    return None if fact is None else (fact.paragraph, fact.words.of(article.body))


def test_the_lead_tells_who_what_where_and_why(article: Article, card: Card) -> None:
    """Four of the six stand in the first sentence, which is cited whole."""
    assert told(article, card.who) == (1, "BlackBerry")
    assert told(article, card.what) == (1, "is exiting its entire operations in Pakistan entirely")
    assert told(article, card.where) == (1, "Pakistan")
    assert told(article, card.why) == (
        1,
        "to avoid allowing authorities in the nation to monitor its main business enterprise server and e-mail messages",
    )
    assert card.who is not None
    assert card.who.sentence.of(article.body).startswith("BlackBerry has confirmed that")


def test_the_day_stands_in_what_its_officer_wrote(article: Article, card: Card) -> None:
    """The date is that of the exit, and the sentence that is cited says whose words they are."""
    assert told(article, card.when) == (3, "After Nov. 30")
    assert card.when is not None
    assert "Marty Beard, Chief Operating Officer at BlackBerry, wrote" in card.when.sentence.of(article.body)


def test_how_is_not_stated(card: Card) -> None:
    """The article does not say by what means BlackBerry leaves."""
    assert card.how is None


def test_the_sources_are_the_officer_the_authority_the_site_and_the_post(article: Article, card: Card) -> None:
    """Whoever is quoted is a source, under the full name, and so are the texts that are drawn on."""
    assert {source.name for source in card.named} >= {
        "Marty Beard",
        "Pakistan Telecommunications Authority",
        "TechCrunch",
    }
    assert "a blog post" in {source.name for source in card.documents}
    post = next(source for source in card.documents if source.name == "a blog post")
    assert [span.of(article.body)[:14] for span in post.uses] == ["In a blog post", "According to t"]


def test_without_a_parse_it_says_less_but_nothing_else(article: Article, card: Card) -> None:
    """What the rules say without a parse is what they say with one, or that it is not stated."""
    without = read_facts(article, None).card
    assert told(article, without.who) == (1, "BlackBerry")
    assert told(article, without.where) == (1, "Pakistan")
    assert told(article, without.why) == told(article, card.why)
    assert without.how is None
