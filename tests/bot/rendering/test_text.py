from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.days import day_in_words
from bot.rendering.text import bold, masked_link, moment, name, plain, quote, shortened, small
from bot.rendering.text import units as counted_units
from tests.bot.rendering import hostile
from tests.bot.rendering.markdown import one_kind_of_line_end, read, units

anything = hostile.texts() | st.text(st.characters(codec="utf-8"), max_size=80)


@settings(max_examples=400, deadline=None)
@given(anything)
def test_plain_text_is_shown_to_the_character_and_nothing_in_it_takes_effect(text: str) -> None:
    """Whatever is written, Discord shows just that: no mark, no list, no link, no mention."""
    lines = read(plain(text))
    assert "\n".join(line.text for line in lines) == one_kind_of_line_end(text)
    assert all(not line.marks and not line.block and not line.bold for line in lines)


@settings(max_examples=200, deadline=None)
@given(anything)
def test_quoted_text_is_all_in_the_quotation(text: str) -> None:
    """Every line of a quotation is set as one, and as nothing else."""
    lines = read(quote(plain(text)))
    assert all(line.block == ("quote",) for line in lines)
    assert "\n".join(line.text for line in lines) == one_kind_of_line_end(text)
    assert not any(line.marks for line in lines)


@settings(max_examples=200, deadline=None)
@given(anything)
def test_bold_text_is_bold_line_by_line(text: str) -> None:
    """All words of every line are bold, and bold ends where its line does."""
    for line in read(bold(text)):
        assert line.bold == ((line.text.strip(),) if line.text.strip() else ())
        assert not line.marks
        assert not line.block
    assert "\n".join(line.text for line in read(bold(text))) == one_kind_of_line_end(text)


@pytest.mark.parametrize("start", ["- a", "* a", "+ a", "1. a", "1) a", "# a", "-# a", "> a", ">>> a"])
@pytest.mark.parametrize("before", ["", "  ", "b\n", "b\n\n ", "b\u2028"])
def test_no_line_becomes_a_list_heading_or_quotation(before: str, start: str) -> None:
    """What opens a block at a line's start does not."""
    assert not any(line.block for line in read(plain(before + start)))
    assert all(line.block == ("quote",) for line in read(quote(plain(before + start))))


def test_a_long_number_opens_no_list() -> None:
    """However many digits stand before a full stop, they stay what they are."""
    assert not any(line.block for line in read(plain("1234567890. a")))


@settings(max_examples=200, deadline=None)
@given(anything, st.integers(1, 60))
def test_a_name_stands_on_one_line(text: str, most: int) -> None:
    """Titles and publishers bring no line end and no mark of direction, and are cut to their length."""
    (line,) = read(name(text, most))
    assert not line.marks
    assert not line.block
    assert units(line.text) <= most
    assert not re.search("[\u0000-\u001f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029]", line.text)


@settings(max_examples=300, deadline=None)
@given(anything, st.integers(1, 80))
def test_shortened_text_is_a_beginning(text: str, most: int) -> None:
    """It fits, it is whole where it fits, and it cuts no character in two."""
    cut = shortened(text, most)
    assert units(cut) <= most
    assert counted_units(text) == units(text)
    if units(text) <= most:
        assert cut == text
    else:
        assert cut.endswith("…")
        assert text.startswith(cut[:-1])
    cut.encode()


@pytest.mark.parametrize("text", ["ae\u0301bc", "a👍🏽bc", "a🇩🇪bc", "a👩\u200d🚀bc"])
def test_a_cut_falls_between_what_people_see_as_one(text: str) -> None:
    """At every length what is kept is whole: either all of the middle sign or none of it."""
    middle = text[1:-2]
    for most in range(2, units(text)):
        kept = shortened(text, most)[1:-1]
        assert kept in {"", middle, middle + "b"}, kept


@pytest.mark.parametrize(
    "url",
    [
        'https://news.example/a_(b)?c=[d]&e=<f>|`g`"h"\\i*j*_k_~~l~~',
        "https://news.example/a#:~:text=one%2Dtwo,three",
        "http://news.example/" + "x" * 600,
    ],
)
def test_a_masked_link_leads_to_one_address(url: str) -> None:
    """Its target holds nothing that would end it, and stands for the address it was given."""
    (line,) = read(masked_link(plain("paragraph 1)]"), url))
    ((kind, target),) = line.marks
    assert (kind, line.text) == ("link", "paragraph 1)]")
    assert not re.search(r"[\s()\[\]<>\\\"|`]", target)
    assert re.sub("%(28|29|5B|5D|3C|3E|5C|22|7C|60)", lambda found: chr(int(found[1], 16)), target) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "ftp://a.example",
        "https://",
        "https://a b",
        "https://a\nb",
        "https://é.example",
    ],
)
def test_what_is_no_address_makes_no_link(url: str | None) -> None:
    """Then the words stand alone, or lead to the next address that will do."""
    assert masked_link("words", url) == "words"
    assert masked_link("words", url, "https://b.example") == "[words](https://b.example)"


def test_a_link_that_is_too_long_gives_way_to_the_next() -> None:
    """Brackets count as they are written: a link longer than its room is none."""
    assert masked_link("w", "https://a.example/" + "(" * 300, "https://b.example") == "[w](https://b.example)"
    assert masked_link("w", "https://a.example/" + "x" * 800) == "w"


def test_dates_are_in_words_and_instants_are_discords() -> None:
    """A day has no time zone; an instant is shown in the reader's."""
    assert day_in_words(dt.date(2015, 11, 3)) == "3 November 2015"
    assert moment(dt.datetime(1970, 1, 2, tzinfo=dt.UTC)) == "<t:86400:R>"
    (line,) = read(small("a"))
    assert line.block == ("small",)


@pytest.mark.parametrize("blank", ["\n", "\u2028", " \n"])
def test_many_blank_lines_are_escaped_in_time_that_grows_with_them(blank: str) -> None:
    """A text of nothing but line ends holds nobody up, and what begins a line after them is escaped."""
    assert plain(f"{blank * 100_000}- 1").endswith("\n\\- 1")
    assert plain(f"{blank * 100_000}1. one").endswith("\n1\\. one")
