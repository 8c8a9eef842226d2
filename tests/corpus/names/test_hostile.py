"""Nothing raises, mentions are exact, and time grows with the text, whatever the text is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.names import find_names
from corpus.parser import parse_all
from corpus.values import Span

PIECES = st.sampled_from(
    "Ann|Lee|Ann Lee|LEE|Acme|Corp|Inc.|the|of|and|de la|al-|Mr.|President|(|)|,|.|\n|’s|'s|J.|U.S.|iPhone|\ud800|\x00|é|1|O’|-".split(
        "|"
    )
)
PROSE = st.lists(PIECES, max_size=40).map(" ".join)


def check(body: str, *, parsed: bool) -> None:
    names = find_names(body, next(parse_all([body])) if parsed else None)
    places = sorted(span for name in names.names for span in name.mentions)
    assert all(one.end <= other.start for one, other in pairwise(places))
    for name in names.names:
        written = {span.of(body) for span in name.mentions}
        assert written == {name.full, *name.alternatives}
        assert all(names.at(span) is name for span in name.mentions)
    assert len(names.within(Span(0, len(body)))) == len(names.names)


@given(st.one_of(st.text(), PROSE))
@example("ANN Mr. A00%ANN A00")  # a name before a title, which begins the next
@settings(max_examples=300, deadline=None)
def test_any_text_without_a_parse(body: str) -> None:
    """Mentions don't overlap, each is a form of its name as written, and each is found at its place."""
    check(body, parsed=False)


@given(PROSE)
@settings(max_examples=60, deadline=None)
def test_any_text_with_a_parse(body: str) -> None:
    """The same with a parse."""
    check(body.replace("\ud800", ""), parsed=True)


@pytest.mark.parametrize(
    "piece", ["A", "A ", "Ann Lee ", "Ann Lee, ", "A.", "a-", "Ann\n", "Bank of ", "Ann Lea. Ann Lee. ", "(PTA) "]
)
def test_long_texts_of_one_piece_keep_the_laws(piece: str) -> None:
    """No rule looks at the whole text for each place in it: a hundred kilobytes would take minutes then."""
    body = piece * (100_000 // len(piece))
    check(body, parsed=False)


@pytest.mark.parametrize("count", [3000])
def test_many_different_names_take_no_longer(count: int) -> None:
    """Names are not compared each with each."""
    letters = "bcdfghklmnprstvz"
    body = ". ".join(
        f"Then A{letters[n % 16]}a{letters[n // 16 % 16]}o M{letters[n // 256]}i{letters[n % 13]}er came"
        for n in range(count)
    )
    check(body, parsed=False)
