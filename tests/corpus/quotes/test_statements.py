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


@BOTH
@pytest.mark.parametrize(
    "line",
    [
        "We asked the bank for a comment.",
        "Our calls to the bank were not returned.",
        "Our request for an interview was declined.",
        "Rob Fine: We did not do it.",
        "GAZETTE: Why did we hear nothing?",
    ],
)
def test_what_a_paper_says_of_itself_is_no_statement(line: str, *, parsed: bool) -> None:
    """Words below a statement that tell who was asked, or that have another's name before them, are not its author's."""
    body = BODY.replace("Fox declined to be interviewed.", line)
    assert ("Lena Fox", BODY[BODY.index("We have") : BODY.index("\n\nFox")]) in direct(body, parsed=parsed)


@BOTH
@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("The full letter to the mayor, Greta Lang:", None),
        ("This is the text of a petition against Greta Lang:", None),
        ("The statement on Greta Lang by Rob Fine:", "Rob Fine"),
        ("A letter to Greta Lang from Rob Fine:", "Rob Fine"),
        ("Statement from Mayor Greta Lang:", "Greta Lang"),
        ("Greta Lang's letter to the board:", "Greta Lang"),
    ],
)
def test_whom_a_text_goes_to_did_not_write_it(line: str, speaker: str | None, *, parsed: bool) -> None:
    """The author is the one whose it is or from whom it comes, not the one it is to or about."""
    found = direct(f"It is late.\n\n{line}\n\nWe want our pool back.\n\nThe end came soon.", parsed=parsed)
    assert found == ([(speaker, "We want our pool back.")] if speaker else [])


@BOTH
@pytest.mark.parametrize(
    ("before", "whole"),
    [
        ("I grew up in Mill Street.", False),
        ("Rob Fine told me of it.", False),
        ("The pier was built before World War I and the club later.", True),
        ("“I am angry,” said Rob Fine.", True),
    ],
)
def test_an_author_s_own_i_is_not_taken_for_the_statement_s(before: str, *, whole: bool, parsed: bool) -> None:
    """In an article in the first person only what stands right below the colon is another's."""
    statement = BODY[BODY.index("We have") : BODY.index("\n\nFox")]
    found = direct(f"{before}\n\n{BODY}", parsed=parsed)
    assert ("Lena Fox", statement if whole else statement.partition("\n")[0]) in found
