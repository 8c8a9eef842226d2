"""Web pages: the main text and what the page says of itself."""

from __future__ import annotations

import pytest

from corpus.errors import UnreadableError
from corpus.webpage import read_page
from tests.corpus.pages import RAIN, page_of


def test_the_main_text_is_found_without_what_stands_around_it() -> None:
    """The paragraphs of the article are taken, the menu and the footer are not."""
    _, text = read_page(page_of())
    assert text.split("\n")[-2:] == list(RAIN)
    assert "Home" not in text
    assert "Copyright" not in text


def test_what_the_page_says_of_itself_is_taken() -> None:
    """Title, author, site, address and day come from the page's head."""
    fields, _ = read_page(page_of())
    assert fields == {
        "title": "Rain ends",
        "author": "Ann Lee",
        "publisher": "The Post",
        "url": "https://example.org/rain",
        "published": "2020-03-04",
        "published_basis": "stated",
    }


def test_a_day_that_is_not_written_as_such_is_inferred() -> None:
    """A day counts as stated only where the page's metadata have it in ISO form."""
    fields, _ = read_page(page_of(date="March 4, 2020"))
    assert (fields["published"], fields["published_basis"]) == ("2020-03-04", "inferred")


@pytest.mark.parametrize(
    "told",
    [
        "<footer>© 2026 Leeds Courier</footer>",
        "<p>The road was widened in 2009 and is 4 km long since then, the council of the town said.</p>",
        '<link rel="stylesheet" href="style.css?v=2023-11-09">',
    ],
)
def test_a_page_that_does_not_say_its_day_has_none(told: str) -> None:
    """Neither a year that it tells of nor that of its copyright or its looks is the day of publication."""
    page = f"<html><body><article><h1>Rain ends</h1><p>{RAIN[0]}</p><p>{RAIN[1]}</p>{told}</article></body></html>"
    fields, _ = read_page(page)
    assert fields["published"] is None
    assert "published_basis" not in fields


def test_a_day_that_the_text_tells_is_not_stated_of_the_page() -> None:
    """At most it is inferred."""
    page = f"<html><body><article><h1>Rain ends</h1><p>{RAIN[0]}</p><p>The next hearing is on 2024-09-12.</p></article></body></html>"
    fields, _ = read_page(page)
    assert fields.get("published_basis") != "stated"


def test_an_address_of_another_kind_is_left_out() -> None:
    """A canonical address that is no web address can't become a link."""
    fields, _ = read_page(page_of(url="javascript:alert(1)"))
    assert fields["url"] is None


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("https://example.org/a|b{c}^`d?e=|#{f}", "https://example.org/a%7Cb%7Bc%7D%5E%60d?e=%7C#%7Bf%7D"),
        ("https://example.org/a b\\c", "https://example.org/a%20b%5Cc"),
        ("https://exa|mple.org/a", None),
        ("https://example.org/" + "x" * 2000, None),
    ],
)
def test_an_address_that_would_break_out_of_a_link_is_encoded(url: str, taken: str | None) -> None:
    """What a page calls itself is never a reason to refuse it: it is made a link, or left out."""
    fields, _ = read_page(page_of(url=url))
    assert fields["url"] == taken


@pytest.mark.parametrize(
    "html", ["", "<html><body></body></html>", "words", "<" * 5000, "<div>" * 5000, "\x00", "<p>\ud800"]
)
def test_a_page_without_an_article_says_so(html: str) -> None:
    """Pages without a main text, however broken, end in one plain reason."""
    with pytest.raises(
        UnreadableError, match=r"^(no article text was found in it|it is no readable web page \(\w+\))$"
    ):
        read_page(html)
