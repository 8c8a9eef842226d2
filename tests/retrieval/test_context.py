from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sentences import paragraphs
from corpus.values import Article, Span
from retrieval.building.assembling import temporary_generation
from retrieval.context import context_of
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.generation import PARAGRAPH, Generation
from tests.retrieval.samples import LIGHTHOUSE, generation_of

PIECES = st.sampled_from(
    ["It fell.", "He left. ", "“Go,” she said. ", "\n", "\n\n", "No end", " 1902? ", "e\u0301 👩\u200d🚀. "]
)


def _texts(spans: tuple[Span, ...]) -> list[str]:
    return [span.of(LIGHTHOUSE.body) for span in spans]


def test_context_is_the_neighbouring_paragraphs_sentence_by_sentence(generation: Generation) -> None:
    """Before and after stand the rest of the excerpt's paragraph and the whole of those beside it."""
    start = LIGHTHOUSE.body.index("A new tower")
    excerpt = Span(start, LIGHTHOUSE.body.index(" Ships"))
    context = context_of(generation, "lighthouse", excerpt)
    assert context is not None
    assert context.article == LIGHTHOUSE
    assert _texts(context.before) == [
        "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm.",
        "It burned down in 1902.",
    ]
    assert _texts(context.after) == ["Ships kept running aground near the cape.", "They carried coal to the harbour."]


def test_an_excerpt_of_two_sentences_has_none_of_them_around_it(generation: Generation) -> None:
    """What the excerpt holds is not its context."""
    excerpt = Span(0, LIGHTHOUSE.body.index("\n"))
    context = context_of(generation, "lighthouse", excerpt)
    assert context is not None
    assert context.before == ()
    assert _texts(context.after)[0] == "A new tower of granite was finished four years later."
    assert "They carried coal to the harbour." not in _texts(context.after)


@pytest.mark.parametrize(("article_id", "span"), [("nowhere", Span(0, 5)), ("lighthouse", Span(9000, 9010))])
def test_no_place_has_no_context(generation: Generation, article_id: str, span: Span) -> None:
    """An article or a span that is not there is None, not an error."""
    assert context_of(generation, article_id, span) is None


def test_other_articles_stay_out(tmp_path: Path) -> None:
    """The last paragraph of one article is no neighbour of the first of the next."""
    first, second = Article("a", "A", "One. Two."), Article("b", "B", "Three. Four.")
    generation = generation_of(tmp_path / "g", [first, second])
    context = context_of(generation, "b", Span(0, 6))
    assert context is not None
    assert context.before == ()
    assert [span.of(second.body) for span in context.after] == ["Four."]


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=14).map("".join).filter(str.strip))
def test_context_is_whole_sentences_of_one_stretch(body: str) -> None:
    """For every sentence: those around it are in order, apart from it and each other, with nothing but white space
    between, and are all that its own and the neighbouring paragraphs hold."""
    with temporary_generation([Article("a", "A", body)], HashingEncoder()) as generation:
        rows = generation.sentences_of(0)
        numbers = {row: int(generation.sentences[row, PARAGRAPH]) for row in rows}
        for row in rows:
            excerpt = generation.sentence_span(row)
            context = context_of(generation, "a", excerpt)
            assert context is not None
            near = [*context.before, excerpt, *context.after]
            assert near == [generation.sentence_span(each) for each in rows if abs(numbers[each] - numbers[row]) <= 1]
            assert all(not body[one.end : two.start].strip() for one, two in pairwise(near))
    assert max(numbers.values()) <= len(paragraphs(body))
