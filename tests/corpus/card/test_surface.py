"""What the card says without a parse."""

from __future__ import annotations

import pytest

from tests.corpus.card.making import QUESTIONS, card_of, words


@pytest.mark.parametrize(
    ("body", "who", "what"),
    [
        ("Marty Hale has opened a shop in Leeds.", "Marty Hale", "has opened a shop in Leeds"),
        ("Orbis Corp. announced that it will close two plants.", "Orbis Corp.", "will close two plants"),
        ("Heavy rain flooded the old town, which is built on sand.", None, "Heavy rain flooded the old town"),
    ],
)
def test_the_surface_tells_who_and_what(body: str, who: str | None, what: str) -> None:
    """A name before a verb is who; the rest up to the first joint is what."""
    card = card_of(body, parsed=False)
    assert (words(body, card.who), words(body, card.what)) == (who, what)


def test_the_surface_tells_reasons_and_means() -> None:
    """Small words that say why and how are known by themselves."""
    body = "The city saved water by closing its pools because the wells were dry."
    card = card_of(body, parsed=False)
    assert words(body, card.why) == "because the wells were dry"
    assert (words(body, card.how) or "").startswith("by closing its pools")


@pytest.mark.parametrize(
    "body", ["Will it rain?", "We are proud of our work.", "It was cancelled again.", "Rain, wind, snow.", "", "  \n "]
)
def test_the_surface_is_silent_where_nothing_is_told(body: str) -> None:
    """Questions, words that speak of themselves, pronouns and fragments answer nothing."""
    card = card_of(body or " ", parsed=False)
    assert [getattr(card, question) for question in QUESTIONS] == [None] * 6
