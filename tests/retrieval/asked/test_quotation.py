"""Who said words that a question repeats, and where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.facts import NO_FACTS
from corpus.quotes import Quote
from corpus.values import Article, Span
from retrieval.asked.quotation import words_asked
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.generation import Generation
from retrieval.generations.scope import whole
from retrieval.ranking.confidence import load_model
from retrieval.values import Answer, Question
from tests.retrieval.fond import Fond
from tests.retrieval.samples import answering, generation_of


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ('Who said "The dam will go"?', "the dam will go"),
        ("who wrote 'You can’t dam a river'?", "you can t dam a river"),
        ("And who was it that said “a raid” of the flood?", "a raid"),
        ("Who told reporters that “the dam will go”?", "the dam will go"),
        ("Who called it 'a wall of mud'", "a wall of mud"),
        ("who is quoted as saying: the dam will go", "the dam will go"),
        ("who said that the dam will go", "the dam will go"),
        ("Who used the phrase “wall of mud”?", "wall of mud"),
    ],
)
def test_which_words_are_asked_for(question: str, words: str) -> None:
    """Those in marks, and without marks those behind the verb, if they are enough to be somebody's own."""
    assert words_asked(question) == tuple(words.split())


@pytest.mark.parametrize(
    "question",
    ["Who said so?", "Who said 'no'?", "who said that was it", "Who built “the dam that will go”?", "Who is Holm?", "",
     "When did she say “the dam will go”?", "Who called it off?", "Who said “it is not”?"],
)  # fmt: skip
def test_what_asks_for_no_words(question: str) -> None:
    """A verb that says nothing, or words that anybody says."""
    assert words_asked(question) == ()


BODY = (
    "Holm said that the dam would hold and that it was all that it should be.\n\n"
    "The dam will go for good, as a paper says the dam will go.\n\n"
    "Tom Reed was there. “The dam will go,” he said. “It was a raid. It was a wall of mud.”\n\n"
    "“We measured the dam twice,” said Ida Holm."
)
SPOKEN = {
    "The dam will go,” he": ("he", "Tom Reed"),
    "It was a raid. It was a wall of mud.”": ("he", "Tom Reed"),
    "We measured the dam twice,”": ("Ida Holm", "Ida Holm"),
}


@pytest.fixture
def spoken(tmp_path: Path) -> Generation:
    """An article in which Reed's words stand in his own sentence and, as the paper's own, in another."""
    quotes = []
    for words, (speaker, name) in SPOKEN.items():
        at = BODY.index(words)
        content = Span(at, at + words.index("”") if "”" in words else at + len(words))
        who = BODY.index(f" {speaker}", BODY.index("there.") if speaker == "he" else 0) + 1
        quotes.append(Quote("direct", content, Span(who, who + len(speaker)), name, None, None, False, content, 3))
    article = Article(id="a", title="The dam", body=BODY)
    return generation_of(tmp_path / "g", [article], facts=[replace(NO_FACTS, quotes=tuple(quotes))])


def _first(spoken: Generation, question: str, fond: str) -> tuple[str, str | None, float]:
    """What is cited first, the words in it that answer, and how sure it is."""
    service = replace(answering(0.0), selector=Fond(fond, load_model().selector))
    (vectors,) = service.encode(HashingEncoder(), [Question(question)])
    outcome = service.answer(Question(question), vectors, [whole(spoken)], ("0:1",))
    assert isinstance(outcome, Answer)
    best = outcome.citations[0]
    return best.excerpt.text, best.answer.of(BODY) if best.answer else None, outcome.confidence


def test_words_are_said_where_a_quotation_has_them(spoken: Generation) -> None:
    """Surely, whatever a selector makes of it, and not where the article has them as its own; “he” is nobody to point at."""
    text, answer, confidence = _first(spoken, "Who said “the dam will go”?", fond="for good")
    assert "“The dam will go,” he said" in text
    assert answer is None
    assert confidence > 0.5


def test_who_says_them_is_pointed_at_in_their_sentence(spoken: Generation) -> None:
    """By the name as it stands there."""
    text, answer, confidence = _first(spoken, "who said we measured the dam twice", fond="nothing")
    assert "We measured the dam twice" in text
    assert answer == "Ida Holm"
    assert confidence > 0.5


def test_words_may_run_over_sentences(spoken: Generation) -> None:
    """Each of which has a part of them."""
    text, _, confidence = _first(spoken, "Who said “It was a raid. It was a wall of mud”?", fond="for good")
    assert "It was a" in text
    assert confidence > 0.5


@pytest.mark.parametrize("words", ["the dam will stay", "dam will the go"])
def test_words_that_nobody_says_so_are_left_to_the_selector(spoken: Generation, words: str) -> None:
    """Nor those in another order."""
    text, _, confidence = _first(spoken, f"Who said “{words}”?", fond="there")
    assert "Tom Reed was there" in text
    assert confidence < 0.9


def test_the_end_of_a_long_speech_is_said_too(tmp_path: Path) -> None:
    """Of a speech only what is near a sentence is read."""
    body = "The dam will go. " * 4000 + "It was a raid."
    content = Span(0, len(body))
    quote = Quote("direct", content, None, "Tom Reed", None, None, False, content, 1)
    made = generation_of(
        tmp_path / "g", [Article(id="a", title="Dam", body=body)], facts=[replace(NO_FACTS, quotes=(quote,))]
    )
    service = replace(answering(0.0), selector=Fond("go", load_model().selector))
    (vectors,) = service.encode(HashingEncoder(), [Question("Who said “it was a raid”?")])
    outcome = service.answer(Question("Who said “it was a raid”?"), vectors, [whole(made)], ("0:1",))
    assert isinstance(outcome, Answer)
    assert outcome.citations[0].excerpt.text.endswith("It was a raid.")
