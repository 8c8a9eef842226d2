from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.ranking.evidence import KINDS, ask_for, leans_on_what_precedes, offered_by, offers

QUESTIONS = {
    "number": ["How many loaves does he sell?", "How old is it?", "What percentage was lost?"],
    "time": ["When did it burn down?", "In what year was it built?", "What date is it?"],
    "person": ["Who built the lighthouse?", "Whose bakery won?"],
    "place": ["Where is the bakery?", "In which city is it?"],
    "cause": ["Why was it built?", "What caused the fire?", "What was the reason for it?"],
    "manner": ["How was it built?", "How did they do it?"],
    "thing": ["What did the bakery win?", "Name the engineer", ""],
}


@pytest.mark.parametrize(("kind", "question"), [(kind, each) for kind, many in QUESTIONS.items() for each in many])
def test_question_tells_what_kind_of_thing_it_asks_for(kind: str, question: str) -> None:
    """The words of asking decide the kind, whatever is asked about."""
    assert ask_for(question).kind == kind
    assert ask_for(question.upper()).kind == kind


def test_question_is_taken_apart_into_distinct_terms_names_and_numbers() -> None:
    """Terms come once each, the capital that opens the question is no name, numbers keep their marks."""
    asked = ask_for("Did Ida Holm sell 1,000 ships and 1,000 boats to Varn?")
    assert asked.terms == ("ida", "holm", "sell", "1,000", "ship", "boat", "varn")
    assert asked.names == ("ida", "holm", "varn")
    assert asked.numbers == ("1,000",)
    assert " ida holm " in asked.pairs
    assert "did" in asked.words


@pytest.mark.parametrize(
    "sentence",
    [
        "It burned.",
        "They left.",
        "“He is here,” she said.",
        "But this is new.",
        "Then, she left.",
        "It’s late.",
        "(That ended.)",
    ],
)
def test_sentence_that_opens_with_a_pronoun_leans(sentence: str) -> None:
    """What such a sentence is about stands before it."""
    assert leans_on_what_precedes(sentence)
    assert offered_by(sentence).leans


@pytest.mark.parametrize(
    "sentence", ["Italy won.", "Theyne left.", "The tower fell.", "Itself a ruin, it fell.", "Tom says it fell.", ""]
)
def test_sentence_that_opens_otherwise_stands_alone(sentence: str) -> None:
    """A pronoun later on, or a word that only begins like one, does not lean."""
    assert not leans_on_what_precedes(sentence)


def _offer(question: str, sentence: str, name: str) -> float:
    asked = ask_for(question)
    return offers(asked, offered_by(sentence))[KINDS[asked.kind].index(name)]


@pytest.mark.parametrize(
    ("question", "name", "offering", "lacking"),
    [
        ("How many loaves in 1902?", "number", "He sold 400 loaves in 1902.", "He sold loaves in 1902."),
        ("How many loaves?", "number", "He sold twenty loaves.", "He sold loaves."),
        ("When did the fire of 1871 end?", "year", "The fire of 1871 ended in 1872.", "The fire of 1871 ended."),
        ("When did it end?", "month", "It ended in March.", "It ended."),
        ("When did it end?", "relative_time", "It ended two years ago.", "It ended."),
        ("Who helped Holm?", "names", "There Reed helped Holm.", "Here Holm was helped."),
        ("Where is it?", "place", "It stands in Varn.", "It stands in ruins."),
        ("Why did it end?", "cause", "It ended because of rain.", "It ended to the north."),
    ],
)
def test_sentence_offers_what_the_question_has_not_already(
    question: str, name: str, offering: str, lacking: str
) -> None:
    """Only what the question does not hold itself counts as an offer."""
    assert _offer(question, offering, name) > _offer(question, lacking, name) == 0


def test_purpose_is_half_a_cause() -> None:
    """What something is done for answers a why less surely than a because."""
    assert _offer("Why did he go?", "He went to escape.", "cause") == 0.5
    assert _offer("Why did he go?", "He went to the river.", "cause") == 0.0


@given(st.sampled_from([each for many in QUESTIONS.values() for each in many]), st.text(max_size=80))
def test_offers_have_one_bounded_number_for_each_of_the_kind(question: str, sentence: str) -> None:
    """Each offer is 0 to 1, the length at most 1.5 and 0 for 24 words, whatever the sentence."""
    asked = ask_for(question)
    found = offers(asked, offered_by(sentence))
    assert len(found) == len(KINDS[asked.kind])
    for name, value in zip(KINDS[asked.kind], found, strict=True):
        assert (-1 <= value <= 1.5) if name == "length" else (0 <= value <= 1)
    assert _offer(question, "word " * 24, "length") == 0
