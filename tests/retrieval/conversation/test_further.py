from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.values import Span
from retrieval.answering.answering import NEAREST
from retrieval.conversation.follow_ups import leans, read_follow_up
from retrieval.conversation.further import asks_further, asks_more
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.generation import Generation
from retrieval.generations.scope import whole
from retrieval.values import Answer, NoAnswer, Outcome, Question, Quoted, cited_in
from tests.retrieval.samples import ARTICLES, BAKERY, LIGHTHOUSE, answering, generation_of

ASKED = Question("What happened to the lighthouse of Cape Varn?")


@pytest.mark.parametrize(
    "text",
    ["more?", "More", "go on", "tell me more please", "anything else?", "what else", "any more details?", "is there more?",
     "Please continue.", "keep going", "and?", "next", "another one", "is that all?", "that's it?", "say more",
     "more on that", "can you elaborate", "what else does it say?", "is there anything else about this in the articles?"],
)  # fmt: skip
def test_who_asks_for_more_asks_what_was_asked_before(text: str) -> None:
    """It is read as the question before, in its very words, and asks for what was not shown."""
    assert asks_more(text)
    assert asks_further(text)
    assert leans(Question(text))
    assert read_follow_up(Question(text), ASKED) == ASKED


@pytest.mark.parametrize(
    "text",
    ["source?", "really?", "explain", "no more", "that's all", "what about the others?", "the other one?", "what's next?", "how many more?",
     "more money?", "tell me more about the tower", "more than that?", "on what?", "thanks", "why?", "is he going on?",
     "more " * 11],
)  # fmt: skip
def test_what_else_is_said_asks_for_no_more(text: str) -> None:
    """Sources, doubts, other topics and refusals are what they were."""
    assert not asks_more(text)
    assert not asks_further(text)


@pytest.mark.parametrize(
    ("before", "text", "meant"),
    [
        ("Who resigned?", "who else?", "who else resigned?"),
        ("What did Ida Holm say?", "and what else?", "What did Ida Holm say?"),
        ("Why did the tower burn?", "why else?", "why else did the tower burn?"),
        ("Who resigned?", "any others?", "any others? — resigned"),
        ("Who resigned?", "what more did Holm say?", "what more did Holm say?"),
    ],
)
def test_who_asks_for_others_asks_for_what_was_not_shown(before: str, text: str, meant: str) -> None:
    """Somebody else is nobody who was named."""
    assert asks_further(text)
    assert read_follow_up(Question(text), Question(before)).text == meant


def outcome_without(generation: Generation, quoted: tuple[Quoted, ...], threshold: float = 0.0) -> Outcome:
    service = answering(threshold=threshold)
    (vectors,) = service.encode(HashingEncoder(), [ASKED])
    return service.answer(ASKED, vectors, [whole(generation)], (generation.label,), quoted)


def test_what_was_quoted_comes_no_more_until_nothing_is_left(generation: Generation) -> None:
    """Each time others are cited, and in the end it is a no that is about the same, since there are articles."""
    quoted: tuple[Quoted, ...] = ()
    while isinstance(outcome := outcome_without(generation, quoted), Answer):
        found = tuple(map(Quoted.by, outcome.citations))
        assert not set(found) & set(quoted)
        quoted += found
    assert isinstance(outcome, NoAnswer)
    assert (outcome.reason, outcome.nearest, outcome.confidence) == ("not_stated", (), 0.0)
    assert {each.article_id for each in quoted} == {article.id for article in generation.articles}


def test_what_others_quoted_is_cited(generation: Generation) -> None:
    """The same place of another corpus, of another article, or of none is not meant."""
    there = outcome_without(generation, ())
    (first, *_) = map(Quoted.by, cited_in(there))
    others = (
        Quoted(7, first.article_id, first.span),
        Quoted(0, BAKERY.id, Span(0, 1)),
        Quoted(0, "gone", first.span),
        Quoted(0, LIGHTHOUSE.id, Span(first.span.end, first.span.end)),
    )
    assert Quoted.by(cited_in(outcome_without(generation, others))[0]) == first


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return generation_of(tmp_path_factory.mktemp("lasting") / "generation", ARTICLES)


PLACES = st.tuples(st.sampled_from([BAKERY, LIGHTHOUSE]), st.integers(0, 220), st.integers(1, 220)).map(
    lambda place: Quoted(0, place[0].id, Span(place[1], place[1] + place[2]))
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PLACES, max_size=4), st.sampled_from([0.0, 2.0]))
def test_nothing_cited_shares_a_character_with_what_was_quoted(
    lasting: Generation, quoted: list[Quoted], threshold: float
) -> None:
    """Whatever was quoted, the neighbours that an excerpt takes in and the rest of its quotation included."""
    outcome = outcome_without(lasting, tuple(quoted), threshold)
    cited = cited_in(outcome)
    assert len(cited) <= (5 if isinstance(outcome, Answer) else NEAREST)
    for each in cited:
        for other in quoted:
            assert each.excerpt.article_id != other.article_id or not each.excerpt.span.overlaps(other.span)
