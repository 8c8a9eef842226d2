"""Posts that a colon sets off, without quotation marks."""

from __future__ import annotations

import pytest

from tests.corpus.quotes.reading import direct

BOTH = pytest.mark.parametrize("parsed", [True, False], ids=["parse", "words"])


@BOTH
@pytest.mark.parametrize(
    "cue",
    [
        "wrote on X",
        "tweeted",
        "posted on Facebook",
        "wrote in a post on Instagram",
        "said on social media",
        "wrote on X on Sunday",
    ],
)
def test_a_post_is_the_words_of_who_posted_it(cue: str, *, parsed: bool) -> None:
    """From the colon to the sentence's end, and on while it is in the first person."""
    body = f"The manager, Rick Sorley, left on Friday.\n\nSorley {cue}: Gutted to lose Joel. Best I ever worked with. He is 27."
    assert direct(body, parsed=parsed) == [("Sorley", "Gutted to lose Joel. Best I ever worked with.")]


@BOTH
@pytest.mark.parametrize(
    "rest",
    [
        "The post was later deleted.",
        "She told us that we were wrong.",
        "Its author has a million readers.",
        "“We know,” said Lee.",
    ],
)
def test_the_narrator_s_words_are_not_the_post_s(rest: str, *, parsed: bool) -> None:
    """A sentence without the first person, or that reports somebody, may be the article's again."""
    found = direct(f"Ann Fry tweeted: Nobody believes the mayor. {rest}", parsed=parsed)
    assert found[0] == ("Ann Fry", "Nobody believes the mayor.")


@BOTH
@pytest.mark.parametrize(
    "body",
    [
        "It was not the first time that Ann Fry tweeted: In May she called him a liar.",
        "Ann Fry posted on X: a picture of her dog.",
        "Ann Fry wrote on X: Sad.",
        "Ann Fry wrote on the wall: Nobody believes it.",
    ],
)
def test_not_all_behind_a_colon_is_a_post(body: str, *, parsed: bool) -> None:
    """What the narrator explains, what is no sentence and what stands elsewhere is not quoted."""
    assert direct(body, parsed=parsed) == []
