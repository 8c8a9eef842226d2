from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.quotes import Quote
from corpus.values import Span
from retrieval.voices import Voices

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda each: Span(each[0], each[0] + each[1]))


def _quote(content: Span) -> Quote:
    return Quote("direct", content, None, None, None, None, inferred=False, sentence=content, paragraph=1)


@given(st.lists(SPANS, max_size=20), SPANS)
def test_those_that_share_a_character(contents: list[Span], span: Span) -> None:
    """However they nest and overlap, exactly those are found, in order."""
    quotes = [_quote(content) for content in contents]
    found = [quote.content for quote in Voices(quotes).overlapping(span)]
    assert found == sorted(content for content in contents if content.overlaps(span))
