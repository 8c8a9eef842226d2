"""The words of Markdown, without its marks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.markdown import leading_heading, plain_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("*a* **b** _c_ `d`", "a b c d", id="emphasis and code"),
        pytest.param("[the words](https://example.org 'title')", "the words", id="link"),
        pytest.param(
            "see [it][1] or <https://a.b>\n\n[1]: https://example.org", "see it or https://a.b", id="reference"
        ),
        pytest.param("before ![a picture](x.png)after", "before after", id="image"),
        pytest.param("a <b>bold</b> word<!-- hidden --> here", "a bold word here", id="inline tags"),
        pytest.param("AT&amp;T &lt;3 &copy; \\*not bold\\*", "AT&T <3 © *not bold*", id="entities and escapes"),
        pytest.param("one\ntwo  \nthree\\\nfour<br>five", "one\ntwo\nthree\nfour\nfive", id="line breaks"),
        pytest.param("# One #\n\nTwo\n===\n\n### Three", "One\n\nTwo\n\nThree", id="headings"),
        pytest.param("a\n\n---\n\nb", "a\n\nb", id="rule"),
        pytest.param("> quoted\n> more\n\nplain", "quoted\nmore\n\nplain", id="quotation"),
        pytest.param("- a\n- b\n  - c\n\nafter", "- a\n- b\n  - c\n\nafter", id="bullets"),
        pytest.param("* a\n* b", "* a\n* b", id="stars"),
        pytest.param("3. a\n4. b", "3. a\n4. b", id="numbers"),
        pytest.param("5) a\n6) b", "5) a\n6) b", id="numbers in brackets"),
        pytest.param("1. a\n\n   more of a\n2. b", "1. a\n\nmore of a\n2. b", id="two paragraphs in an item"),
        pytest.param("2015. It was a year.", "2015. It was a year.", id="a year is no lost number"),
        pytest.param("| a | *b* |\n|---|---|\n| 1 | 2 |\n\nx", "a | b\n1 | 2\n\nx", id="table"),
        pytest.param("```py\nx = *1*\n\ny\n```", "x = *1*\n\ny", id="fence"),
        pytest.param("<div>\nfish &amp; <i>chips</i>\n</div>", "fish & chips", id="block of tags"),
        pytest.param(
            "<table><tr><td>Name</td><td>Votes</td></tr><tr><td>Holm</td><td>120</td></tr></table>",
            "Name | Votes\nHolm | 120",
            id="table of tags",
        ),
        pytest.param("<p>First.</p><p>Second.<br/>Third.</p>", "First.\nSecond.\nThird.", id="paragraphs of tags"),
        pytest.param("<script>\nalert(1 < 2)\n</script>\n\nb", "b", id="script"),
        pytest.param("<style>\np { }\n</style>\n\nb", "b", id="style"),
        pytest.param("<!-- a\n\nb -->\n\nc", "c", id="comment"),
        pytest.param("~~a~~ b_c_d 2 * 3 * 4", "~~a~~ b_c_d 2 * 3 * 4", id="what CommonMark leaves alone"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_only_the_words_are_left(source: str, text: str) -> None:
    """Markup leaves what a reader of the page sees, blocks divided by an empty line."""
    assert plain_text(source) == text


@pytest.mark.parametrize(
    ("source", "heading"),
    [
        ("# The *title*\n\ntext", "The title"),
        ("\n\n#  Title  ##", "Title"),
        ("# Learning C#\n\ntext", "Learning C#"),
        ("# Learning C# #", "Learning C#"),
        ("# Learning C \\#", "Learning C #"),
        ("# C\\#", "C#"),
        ("#\tTitle #\t", "Title"),
        ("# ##", None),
        ("Two\n===\n\ntext", "Two"),
        ("Of *two* lines\nit is\n===", "Of two lines\nit is"),
        ("Two\n---\n\ntext", None),
        ("## Second level\n\ntext", None),
        ("text\n\n# Later", None),
        ("#hashtag first", None),
        ("", None),
    ],
)
def test_a_first_level_heading_at_the_top_is_the_title(source: str, heading: str | None) -> None:
    """Only a first-level heading that opens the text is given, without its marks."""
    assert leading_heading(source) == heading


@given(st.lists(st.text("abcxyz0123456789", min_size=1), min_size=1).map(" ".join))
def test_plain_words_stay_to_the_character(text: str) -> None:
    """Text without any markup comes out as it went in."""
    assert plain_text(text) == text


@given(st.text(st.sampled_from("ab \n#*_[]()<>!`|-1.&;\\~>\t")))
def test_any_markup_leaves_only_characters_of_the_text(source: str) -> None:
    """Whatever is written, nothing is raised and no letter or digit appears that was not there."""
    found = plain_text(source)
    assert all(found.count(char) <= source.count(char) for char in "ab1")


@pytest.mark.parametrize("piece", ["[", ">", "*a_ ", "<", "- ", "![[", "`a``", "<!--", "<div>\n<!--", "|a"])
def test_hostile_markup_takes_no_square_of_its_length(piece: str) -> None:
    """Tens of thousands of opened and never closed marks are read in seconds."""
    began = time.process_time()
    plain_text(piece * 10_000)
    plain_text("<div>\n" + piece * 20_000)
    assert time.process_time() - began < 10
