"""Whose words a question asks for, and what of an article are theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.facts import NO_FACTS
from corpus.quotes import Quote
from corpus.values import Article, Span
from retrieval.asked.speaker import AskedSpeaker, asked_speaker
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.generation import Generation
from retrieval.generations.scope import one_article, whole
from retrieval.ranking.confidence import load_model
from retrieval.values import Answer, NoAnswer, Outcome, Question, Quoted
from tests.retrieval.fond import Fond
from tests.retrieval.samples import answering, generation_of


@pytest.mark.parametrize(
    ("question", "name", "everything"),
    [
        ("What did Heald say?", "heald", True),
        ("and what else does Colette Heald say", "colette heald", True),
        ("What did Dr. Heald tell reporters?", "heald", True),
        ("what did the mayor say exactly?", "mayor", True),
        ("What has the Mayor of Varn said about the flood?", "varn", False),
        ("What was Reed saying about it?", "reed", False),
        ("what did Mrs Holm have to say?", "holm", True),
        ("What does Holm think?", "holm", False),
        ("what did Holm claim the bridge would cost?", "holm", False),
        ("what did she say? — Colette Heald", "colette heald", True),
        ("what else did she say? — Colette Heald, about wheat", "colette heald", False),
    ],
)
def test_whose_words_are_asked_for(question: str, name: str, *, everything: bool) -> None:
    """Somebody by a name or what they are, without titles beside a name; and whether all that they say, or of what."""
    assert asked_speaker(question) == AskedSpeaker(frozenset(name.split()), everything)


@pytest.mark.parametrize(
    "question",
    ["What did she say?", "Who said that?", "What did the law not say?", "What did the head of state pledge?", "What did Holm do?", "",
     "When did Holm say so?", "what did I say?", "What did the firm, its owner and the bank say about it? — Holm"],
)  # fmt: skip
def test_what_asks_for_nobodys_words(question: str) -> None:
    """Without a name, or where something else than words is asked for."""
    assert asked_speaker(question) is None


BODY = (
    "The dam will hold, Ida Holm said. It is old and what was said of it is much.\n"
    "“The dam will go,” said Tom Reed.\n"
    "Rain fell on the dam for days.\n"
    "“We measured the dam twice.”\n"
    "Nobody at the dam would say what Holm had measured."
)
SPOKEN = {"The dam will hold": "Ida Holm", "The dam will go": "Tom Reed", "We measured the dam twice.": "Ida Holm"}


def _quotes(body: str) -> Iterator[Quote]:
    for words, name in SPOKEN.items():
        at = body.index(words)
        span = Span(at, at + len(words))
        yield Quote("direct", span, None, name, None, None, False, span, 1)


@pytest.fixture
def spoken(tmp_path: Path) -> Generation:
    """An article in which two speak of a dam."""
    article = Article(id="a", title="The dam", body=BODY)
    return generation_of(tmp_path / "g", [article], facts=[replace(NO_FACTS, quotes=tuple(_quotes(BODY)))])


def _asked(spoken: Generation, question: str, *, fond: str = "dam", quoted: tuple[Quoted, ...] = ()) -> Outcome:
    service = replace(answering(), selector=Fond(fond, load_model().selector))
    (vectors,) = service.encode(HashingEncoder(), [Question(question)])
    return service.answer(Question(question), vectors, [whole(spoken)], ("0:1",), quoted)


def _cited(outcome: Outcome) -> list[str]:
    return [each.excerpt.text for each in (outcome.citations if isinstance(outcome, Answer) else outcome.nearest)]


def test_all_that_somebody_says_answers(spoken: Generation) -> None:
    """However little a selector thinks of it: their words are cited first, with those words as the answer's, and surely."""
    outcome = _asked(spoken, "What did Holm say?", fond="for days")
    assert isinstance(outcome, Answer)
    assert {text[:8] for text in _cited(outcome)[:2]} == {"The dam ", "“We meas"}
    assert outcome.confidence > 0.5
    assert {each.answer and each.answer.of(BODY) for each in outcome.citations[:2]} == {
        "The dam will hold",
        "We measured the dam twice.",
    }
    assert "Tom Reed" not in "".join(_cited(outcome)[:2])


def test_what_somebody_says_of_a_matter_is_told_by_their_words_that_have_all_of_it(spoken: Generation) -> None:
    """Surely, however little a selector thinks of them; not by those that have half of it."""
    outcome = _asked(spoken, "What did Holm say about measuring the dam?", fond="nothing")
    assert isinstance(outcome, Answer)
    assert "We measured the dam twice." in _cited(outcome)[0]
    assert outcome.confidence > 0.5
    assert _asked(spoken, "What did Holm say about painting the dam?", fond="nothing").confidence < 0.5


def test_somebody_elses_words_can_not_answer(spoken: Generation) -> None:
    """Nor can what stands where nobody of that name is heard or spoken of; the selector judges what is theirs or names them."""
    told = _cited(_asked(spoken, "What did Holm say about the dam?"))
    other = next((at for at, text in enumerate(told) if "will go" in text), len(told))
    rain = next((at for at, text in enumerate(told) if "Rain fell" in text), len(told))
    theirs = [at for at, text in enumerate(told) if "Holm" in text or "We measured" in text]
    assert len(theirs) == 3
    assert max(theirs) < min(other, rain)


def test_what_else_a_question_names_binds_as_in_any_other(tmp_path: Path) -> None:
    """Who asks what somebody said in 1736 is not answered by what names them amid 1756."""
    body = "It was 1756. Ida Holm spoke of the dam.\n\nRain fell.\n\nIt was 1736. “The dam will go,” said Ida Holm."
    content = Span(body.index("The dam will"), body.index(",” said"))
    quote = Quote("direct", content, None, "Ida Holm", None, None, False, content, 3)
    made = generation_of(
        tmp_path / "g", [Article(id="a", title="The dam", body=body)], facts=[replace(NO_FACTS, quotes=(quote,))]
    )
    cited = _cited(_asked(made, "What did Holm say of the dam in 1736?", fond="spoke"))
    assert "The dam will go" in cited[0]


def test_only_what_is_asked_tells_who_is_heard(tmp_path: Path) -> None:
    """Of one article, somebody who is heard in another is not heard."""
    other = Article(id="b", title="Rain", body="Rain fell on the town for days.")
    facts = [replace(NO_FACTS, quotes=tuple(_quotes(BODY))), NO_FACTS]
    made = generation_of(tmp_path / "g", [Article(id="a", title="The dam", body=BODY), other], facts=facts)
    service = replace(answering(2.0), selector=Fond("nothing", load_model().selector))
    asked = Question("What did Holm say about tariffs?")
    (vectors,) = service.encode(HashingEncoder(), [asked])
    for ident, reason in (("a", "not_stated"), ("b", "off_topic")):
        outcome = service.answer(asked, vectors, [one_article(made, ident)], ("0:1",))
        assert isinstance(outcome, NoAnswer)
        assert outcome.reason == reason


def test_once_all_their_words_were_shown_nothing_more_is_said(spoken: Generation) -> None:
    """What others say in the same article is no more of theirs."""
    shown = tuple(Quoted(0, "a", each.content) for each in _quotes(BODY) if each.name == "Ida Holm")
    outcome = _asked(spoken, "What did Holm say?", fond="for days", quoted=shown)
    assert outcome.confidence < 0.5


def test_who_is_heard_is_what_the_article_is_about(spoken: Generation) -> None:
    """What they leave open is not stated; of somebody who is not heard nothing is told."""
    service = replace(answering(2.0), selector=Fond("nothing", load_model().selector))
    for question, reason in (
        ("What did Holm say about tariffs?", "not_stated"),
        ("What did Lee say about tariffs?", "off_topic"),
    ):
        (vectors,) = service.encode(HashingEncoder(), [Question(question)])
        outcome = service.answer(Question(question), vectors, [whole(spoken)], ("0:1",))
        assert isinstance(outcome, NoAnswer)
        assert outcome.reason == reason
