"""What an id and a span may be."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ArticleError, CorpusError, FootnoteError
from corpus.values import Article, Span


@pytest.mark.parametrize("good", ["a", "0", "a" * 64, "blackberry-exits-pakistan", "2015.11.30_x-y"])
def test_an_id_is_1_to_64_of_the_allowed_characters(good: str) -> None:
    """Every id of 1 to 64 of a-z, 0-9, '.', '_', '-' that opens with a letter or digit is taken."""
    assert Article(good, "T", "b").id == good


@pytest.mark.parametrize("bad", ["", "a" * 65, "A", "-a", ".a", "_a", "a b", "a/b", "ä", "a\n", "٣", "a\x00"])
def test_an_id_of_anything_else_is_refused_by_name(bad: str) -> None:
    """Any other id raises an ArticleError that repeats it and tells the rule."""
    with pytest.raises(ArticleError) as caught:
        Article(bad, "T", "b")
    assert repr(bad[:80]) in str(caught.value)
    assert "1 to 64 of a-z, 0-9" in str(caught.value)


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "\u00a0"])
def test_a_blank_title_is_refused(blank: str) -> None:
    """An article without a title raises an ArticleError that names the article."""
    with pytest.raises(ArticleError, match="'x' has no title"):
        Article("x", blank, "b")


def test_errors_form_one_family() -> None:
    """Whoever catches FootnoteError catches what goes wrong with an article."""
    assert issubclass(ArticleError, CorpusError)
    assert issubclass(CorpusError, FootnoteError)


def test_words_are_what_white_space_divides() -> None:
    """The count of words takes any white space, no-break spaces included, as one division."""
    assert Article("x", "T", " one  two\nthree\u00a0four ").words == 4


def test_the_body_stays_out_of_the_repr() -> None:
    """A traceback or log line that shows an article doesn't carry its whole text."""
    assert "secret" not in repr(Article("x", "T", "secret"))


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (-3, -2)])
def test_a_span_never_runs_backwards(start: int, end: int) -> None:
    """A span below 0, or whose end comes before its start, can't be made."""
    with pytest.raises(ValueError, match=f"{start}..{end}"):
        Span(start, end)


@given(st.text(), st.data())
def test_a_span_is_a_slice(body: str, data: st.DataObject) -> None:
    """`of` gives the slice from start to end, and its length is the span's."""
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    assert Span(start, end).of(body) == body[start:end]
    assert len(Span(start, end)) == end - start


@given(*[st.integers(0, 8)] * 4)
def test_spans_overlap_where_they_share_a_character(a: int, b: int, c: int, d: int) -> None:
    """Two non-empty spans overlap exactly where their sets of offsets meet, whichever is asked."""
    one, two = Span(min(a, b), max(a, b) + 1), Span(min(c, d), max(c, d) + 1)
    shared = set(range(one.start, one.end)) & set(range(two.start, two.end))
    assert one.overlaps(two) is two.overlaps(one) is bool(shared)


def test_values_are_frozen() -> None:
    """What was read can't be changed afterwards."""
    article = Article("x", "T", "b")
    with pytest.raises(dataclasses.FrozenInstanceError):
        article.body = "c"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(0, 1).end = 2  # type: ignore[misc]
