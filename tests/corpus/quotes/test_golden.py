"""The shipped article's quotations."""

from __future__ import annotations

import pytest

from corpus.quotes import Quote
from tests.corpus.quotes.reading import quotes_of
from tests.corpus.shipped import shipped

BODY = shipped().body


@pytest.fixture(params=[True, False], ids=["parse", "words"])
def found(request: pytest.FixtureRequest) -> tuple[Quote, ...]:
    return quotes_of(BODY, parsed=request.param)


def only(found: tuple[Quote, ...], beginning: str) -> Quote:
    (quote,) = [quote for quote in found if quote.content.of(BODY).startswith(beginning)]
    return quote


def told(quote: Quote) -> tuple[str, str | None, str | None]:
    return quote.kind, quote.speaker.of(BODY) if quote.speaker else None, quote.name


def test_marty_beard_is_quoted_with_his_role(found: tuple[Quote, ...]) -> None:
    """His words in marks are his, by his name and by his surname."""
    first = only(found, "After Nov. 30")
    assert told(first) == ("direct", "Marty Beard", "Marty Beard")
    assert first.role is not None
    assert first.role.of(BODY) == "Chief Operating Officer at BlackBerry"
    assert told(only(found, "Pakistan’s demand for")) == ("direct", "Beard", "Marty Beard")


def test_the_statement_without_marks_is_one_quotation(found: tuple[Quote, ...]) -> None:
    """Both paragraphs after the colon, by him whose name is misspelt there, and nothing inside of them by itself."""
    quote = only(found, "The truth is")
    assert told(quote) == ("direct", "Marty Bear", "Marty Beard")
    assert quote.content.of(BODY).endswith("compromise that principle.")
    assert quote.content.of(BODY).count("\n\n") == 1
    assert not [other for other in found if other is not quote and other.content.overlaps(quote.content)]


def test_bodies_and_texts_are_quoted(found: tuple[Quote, ...]) -> None:
    """The regulator by its full name, the post without one, the company and the paper in the narrator's words."""
    assert told(only(found, "security reasons"))[::2] == ("direct", "Pakistan Telecommunications Authority")
    assert told(only(found, "including every BES e-mail and BES BBM message."))[:2] == ("direct", "the post")
    assert told(only(found, "it has decided to withdraw")) == ("indirect", "BlackBerry", "BlackBerry")
    assert told(only(found, "it is exiting")) == ("indirect", "BlackBerry", "BlackBerry")
    report = only(found, "Pakistan isn’t likely")
    assert told(report) == ("indirect", "TechCrunch", "TechCrunch")
    assert report.content.of(BODY).endswith("from the competition")


def test_the_narrator_is_not_quoted(found: tuple[Quote, ...]) -> None:
    """No quotation holds the narrator's "Interestingly"."""
    assert not [quote for quote in found if "Interestingly" in quote.content.of(BODY)]
