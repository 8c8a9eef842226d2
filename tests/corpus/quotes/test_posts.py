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
    """From the colon to the sentence's end."""
    body = f"The manager, Rick Sorley, left on Friday.\n\nSorley {cue}: Gutted to lose Joel. Best I ever worked with. He is 27."
    assert direct(body, parsed=parsed) == [("Sorley", "Gutted to lose Joel.")]


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
    """What follows may be the article's again, also in the first person, which an author uses too."""
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


@BOTH
@pytest.mark.parametrize(
    "signed",
    ["— Tim Moss (@mosstim) October 13, 2023", "– Tim Moss (@mosstim)", "-- Tim Moss (@mosstim), 13 Oct 2023, 10:15"],
)
def test_a_post_set_into_a_page_is_of_who_stands_below_it(signed: str, *, parsed: bool) -> None:
    """The one paragraph above the line with the name and the handle; the page's own words are not."""
    body = f"Mayor Greta Lang has apologised.\n\nNobody asked about the band.\n\n{signed}\n\nThe council meets in May."
    assert direct(body, parsed=parsed) == [("Tim Moss", "Nobody asked about the band.")]


@BOTH
def test_a_line_without_a_handle_is_no_signature_of_a_post(*, parsed: bool) -> None:
    """It may be anything: an item of a list, an aside."""
    body = "Mayor Greta Lang has apologised.\n\nNobody asked.\n\n— Tim Moss (Labour) October 13, 2023"
    assert direct(body, parsed=parsed) == []
