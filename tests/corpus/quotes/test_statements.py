"""Statements that a line with a colon introduces."""

from __future__ import annotations

import pytest

from tests.corpus.parsed import BOTH
from tests.corpus.quotes.reading import direct, quotes_of

BODY = """The spokeswoman, Lena Fox, explained the decision in her email:

We have listened to our members. I know this is painful, but the “old ways” are over.

We will refund every ticket that was sold.

Fox declined to be interviewed. Fans were angry.

“We feel cheated,” said Rob Fine."""


@BOTH
def test_the_paragraphs_in_the_first_person_are_one_quotation(*, parsed: bool) -> None:
    """They are the introduced one's, with marks inside of them no quotations of their own, until the narrator speaks again."""
    found = direct(BODY, parsed=parsed)
    assert found == [
        ("Lena Fox", BODY[BODY.index("We have") : BODY.index("\n\nFox")]),
        ("Rob Fine", "We feel cheated,"),
    ]
    assert not quotes_of(BODY, parsed=parsed)[0].inferred


@BOTH
@pytest.mark.parametrize(
    "body",
    [
        "The board named three reasons:\n\nThe pier is old.\n\nThe cranes are rusty.",
        "These are the dates:\n\nWe meet in May.",
        "Lena Fox said this:\n\nThe mayor, Lena Fox and the board met on Friday.",
        "A line that ends in nothing:",
    ],
)
def test_a_list_is_no_statement(body: str, *, parsed: bool) -> None:
    """Without a speaker who is named or paragraphs in the first person nothing is anybody's."""
    assert direct(body, parsed=parsed) == []


def test_a_quotation_in_marks_after_a_colon_is_the_introduced_one_s() -> None:
    """A paragraph in marks after a line with a colon is by whom the line names."""
    body = "Lena Fox explained the decision in her email:\n\n“The pier is closed until further notice.”"
    assert direct(body) == [("Lena Fox", "The pier is closed until further notice.")]
