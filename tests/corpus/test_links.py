"""Links lead to exactly the words they cite."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus.links import _base_letters, _page_of, _pattern, _Search, passage_link
from corpus.values import Article, Span

URL = "https://example.org/news"


def places(page: str, wanted: str, at: int, *, right_there: bool = False) -> tuple[int, int] | None:
    """The first place from `at` on where the words of `wanted` stand whole, whatever their case and the space between."""
    for start in range(at, at + 1 if right_there else len(page)):
        here = start
        for n, word in enumerate(wanted.split(" ")):
            if n:
                gap = here
                while here < len(page) and page[here].isspace():
                    here += 1
                if here == gap:
                    break
            if page[here : here + len(word)].lower() != word.lower():
                break
            here += len(word)
        else:
            opens = start == 0 or not (wanted[0].isalnum() and re.match(r"\w", page[start - 1]))
            closes = here == len(page) or not (wanted[-1].isalnum() and re.match(r"\w", page[here]))
            if opens and closes:
                return start, here
    return None


def resolve(link: str, page: str) -> tuple[int, int] | None:
    """What a browser shows of `page` for `link`, by the draft's rules: prefix, start, and the first end after it."""
    url, _, directive = link.partition(":~:text=")
    assert url == URL + "#"
    assert re.fullmatch(r"[\w.~%,!*'()-]+", directive, re.ASCII), "characters that a fragment directive must encode"
    parts = directive.split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else None
    assert 1 <= len(parts) <= 2
    at = 0
    while True:
        if prefix is not None:
            before = places(page, prefix, at)
            if before is None:
                return None
            at = before[0] + 1
            here = before[1]
            while here < len(page) and page[here].isspace():
                here += 1
            start = places(page, unquote(parts[0]), here, right_there=True)
            if start is None:
                continue
        else:
            start = places(page, unquote(parts[0]), 0)
        if start is None or len(parts) == 1:
            return start
        end = places(page, unquote(parts[1]), start[1])
        return end and (start[0], end[1])


WORDS = st.lists(
    st.tuples(
        st.sampled_from(
            ["rain", "Rain", "the", "The", "a", "“no”", "-", "it’s", "x-y,", "100%", "(so)", "end.", "&", "é"]
        ),
        st.sampled_from([" ", " ", " ", "  ", "\n", "\n\n", "\u00a0"]),
    ),
    min_size=1,
    max_size=25,
)


@given(WORDS, st.data())
def test_a_link_leads_to_exactly_its_span(drawn: list[tuple[str, str]], data: st.DataObject) -> None:
    """However often words come again, a browser that follows the draft ends at the span and nowhere else."""
    body, bounds = "", []
    for word, gap in drawn:
        bounds.append((len(body), len(body) + len(word)))
        body += word + gap
    first = data.draw(st.integers(0, len(bounds) - 1))
    last = data.draw(st.integers(first, len(bounds) - 1))
    span = Span(bounds[first][0], bounds[last][1])
    title = data.draw(st.sampled_from(["The rain", "Rain the a end.", "Something else"]))
    link = passage_link(Article("x", title, body, url=URL), span)
    assert link is not None
    if ":~:" not in link:
        # No words on its line tell it from an earlier twin: then the link is to the page alone.
        assert link == URL
        assert f"{title} {body}".lower().count(body[span.start : span.end].lower().split()[0]) > 1
        return
    found = resolve(link, f"{title}\n{body}")
    assert found is not None
    assert (found[0] - len(title) - 1, found[1] - len(title) - 1) == (span.start, span.end)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=80))
def test_any_character_is_encoded(body: str) -> None:
    """Whatever stands in the text, the directive holds ASCII only and decodes to words of the text."""
    assume(body.strip() and "t" not in body.lower())  # the title's words stand before it
    link = passage_link(Article("x", "T", body, url=URL), Span(0, len(body)))
    assert link is not None
    directive = link.partition(":~:text=")[2]
    assert re.fullmatch(r"[\w.~%,-]+", directive, re.ASCII)
    for part in directive.split(","):
        assert set(unquote(part.removesuffix("-")).split()) <= set(f"T\n{body}".split())


def test_the_shortest_directive_is_taken() -> None:
    """The fewest first words, three at least, and the fewest last words that lead to the span are named."""
    body = "The rain has ended. The sun is out again. The rain is back."
    article = Article("x", "Weather", body, url=URL)
    span = Span(20, 41)
    assert span.of(body) == "The sun is out again."
    assert passage_link(article, span) == f"{URL}#:~:text=The%20sun%20is,again."


def test_a_word_that_a_menu_may_have_is_no_start() -> None:
    """A page has more on it than its article, so no link starts with "The" alone, though nothing in the article is before it."""
    article = Article("x", "Weather", "The rain has ended in 2005. It is dry.", url=URL)
    assert passage_link(article, Span(0, 27)) == f"{URL}#:~:text=The%20rain%20has,2005."


def test_words_that_stand_earlier_get_a_prefix() -> None:
    """The second of two equal sentences is told from the first by the words before it."""
    article = Article("x", "Weather", "It rained. We stayed. It rained.", url=URL)
    assert passage_link(article, Span(22, 32)) == f"{URL}#:~:text=stayed.-,It%20rained."


def test_words_of_the_title_come_first() -> None:
    """A page shows its title before its body, so words that the title holds too are not enough."""
    article = Article("x", "The rain ends", "The rain ended today.", url=URL)
    assert passage_link(article, Span(0, 21)) == f"{URL}#:~:text=The%20rain%20ended,today."


def test_the_marks_of_the_grammar_are_encoded() -> None:
    """Hyphens, commas and ampersands of the text can't be taken for the directive's own."""
    link = passage_link(Article("x", "T", "A-b, c & d", url=URL), Span(0, 10))
    assert link == f"{URL}#:~:text=A%2Db%2C%20c%20%26,d"


def test_a_url_with_a_fragment_keeps_it() -> None:
    """The directive is added to a fragment that is there already."""
    link = passage_link(Article("x", "T", "Some words", url=f"{URL}#top"), Span(0, 10))
    assert link == f"{URL}#top:~:text=Some%20words"


@pytest.mark.parametrize(
    ("url", "span", "link"), [(None, Span(0, 4), None), (URL, Span(4, 5), URL), (URL, Span(2, 2), URL)]
)
def test_without_url_or_words_nothing_is_made_up(url: str | None, span: Span, link: str | None) -> None:
    """An article without a url has no link, and a span without words links to the page."""
    assert passage_link(Article("x", "T", "Some words", url=url), span) == link


def test_a_prefix_never_reaches_over_a_line() -> None:
    """A browser looks for a prefix inside one block, so words of the paragraph before are no prefix."""
    body = "It rained. We stayed.\nOther.\nIt rained. We left."
    assert passage_link(Article("x", "Weather", body, url=URL), Span(29, 39)) == URL
    assert passage_link(Article("x", "Weather", body, url=URL), Span(40, 48)) == f"{URL}#:~:text=We%20left."


def test_accents_are_passed_over_as_browsers_do() -> None:
    """Words that differ in accents alone are the same words to a browser, so they are told apart by others."""
    body = "Pokémon is fun. We played. Pokemon is fun."
    assert (
        passage_link(Article("x", "Games", body, url=URL), Span(27, 42))
        == f"{URL}#:~:text=played.-,Pokemon%20is%20fun."
    )


def test_a_directive_of_the_url_itself_gives_way() -> None:
    """An address that already leads to words leads to the cited ones instead."""
    article = Article("x", "Weather", "It rained all day.", url=f"{URL}#part:~:text=foo")
    assert passage_link(article, Span(0, 18)) == f"{URL}#part:~:text=It%20rained%20all,day."


@pytest.mark.parametrize("word", ["a", "ф"])
def test_a_link_that_would_take_too_long_leads_to_the_page(word: str) -> None:
    """All servers' questions wait while a link is looked for: a text that is made so that this takes long gets none to the words."""
    cited = f"{' '.join([word] * 20)} stone."
    for before, led in ((100, True), (200_000, False)):
        body = f"{word} " * before + f"\n{cited}"
        link = passage_link(Article("x", "T", body, url=URL), Span(len(body) - len(cited), len(body)))
        assert link is not None
        assert link.startswith(f"{URL}#:~:text=") == led
        assert led or link == URL


def test_links_lead_to_the_end_of_a_long_text() -> None:
    """A book's last sentence is found, with thousands before it that begin alike."""
    for the in ("The", "Thé"):
        body = "".join(f"{the} mill of row {n} stands.\n" for n in range(8_000))
        start = body.rindex(the)
        link = passage_link(Article("x", "T", body, url=URL), Span(start, len(body) - 1))
        assert link is not None
        assert link.startswith(f"{URL}#:~:text={'The' if the == 'The' else 'Th%C3%A9'}%20mill%20of%20row%207999,")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["the", "The", "b_c", "_the", "1.", "é", "“the", "–", "\u017f", "\u212a", "€5"]),
            st.sampled_from([" ", "  ", "\n\n", "\u00a0", ""]),
        ),
        min_size=1,
    ),
    st.data(),
)
def test_what_stands_first_is_found_as_a_pattern_finds_it(drawn: list[tuple[str, str]], data: st.DataObject) -> None:
    """Looking through a page without a pattern gives the place that words, white space and word ends in a pattern give."""
    body = "".join(word + gap for word, gap in drawn)
    page = _page_of(Article("x", "The", body, url=URL))
    start = data.draw(st.integers(0, len(body) - 1))
    text = page.text[start : data.draw(st.integers(start + 1, len(page.text)))].strip()
    assume(text)
    at = data.draw(st.integers(0, len(page.text)))
    found = _pattern(_base_letters(text)).search(page.plain, at)
    assert _Search(page).first(text, at) == (found.span() if found else None)
    assert (page.lower is None) == ("\u017f" in body)
