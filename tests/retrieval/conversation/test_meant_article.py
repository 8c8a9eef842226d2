"""Whoever asks without a name after an answer means what that was about, where its article tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from retrieval.conversation.conversation import means_article, subject_articles
from retrieval.errors import BusyError
from retrieval.generations.generation import Generation
from retrieval.generations.scope import Scope, one_article, whole
from retrieval.ranking.confidence import probability_of
from retrieval.values import Answer, NoAnswer, Question
from tests.retrieval.samples import BAKERY, LIGHTHOUSE, ask

COUNTED = Question("who counted loaves?")
THRESHOLD = 0.02
ScopesOf = Callable[[str], tuple[Scope, ...]]


class Sure:
    """Tells how sure it is that one article answers, and remembers what was asked."""

    def __init__(self, confidence: float) -> None:
        self.confidence, self.questions = confidence, list[Question]()

    async def __call__(self, question: Question) -> float:
        self.questions.append(question)
        return self.confidence


@pytest.fixture
def scopes_of(generation: Generation) -> ScopesOf:
    return lambda article_id: (one_article(generation, article_id),)


@pytest.fixture
def everywhere(generation: Generation) -> Answer:
    """An answer of all articles, with even odds, whose first citation is of the bakery."""
    outcome = ask("Who sells loaves in Olde Street?", [whole(generation)])
    assert isinstance(outcome, Answer)
    assert outcome.citations[0].excerpt.article_id == BAKERY.id
    return replace(outcome, confidence=0.5)


@pytest.mark.parametrize(("odds", "meant"), [(1.0, True), (-1.9, True), (-2.1, False)])
async def test_about_as_sure_is_sure_enough(
    everywhere: Answer, scopes_of: ScopesOf, odds: float, *, meant: bool
) -> None:
    """The article of the answer before is meant unless all are far surer."""
    sure = Sure(probability_of(odds))
    assert await means_article(sure, COUNTED, everywhere, (LIGHTHOUSE.id,), THRESHOLD, scopes_of) == meant
    assert sure.questions == [COUNTED]


@pytest.mark.parametrize(("confidence", "meant"), [(0.02, True), (0.019, False)])
async def test_where_nothing_else_answers_that_article_does(
    everywhere: Answer, scopes_of: ScopesOf, confidence: float, *, meant: bool
) -> None:
    """However little sure, from the threshold on; below it, it does not answer, whatever the others do."""
    unanswered = NoAnswer(COUNTED, "off_topic", everywhere.citations[:2], 0.01, ("0:1",))
    assert await means_article(Sure(confidence), COUNTED, unanswered, (LIGHTHOUSE.id,), THRESHOLD, scopes_of) == meant
    unsure = replace(everywhere, confidence=0.021)
    assert await means_article(Sure(confidence), COUNTED, unsure, (LIGHTHOUSE.id,), THRESHOLD, scopes_of) == meant


@pytest.mark.parametrize(
    "text",
    ["who counted Tom Reed's loaves?", "what happened in 1902?", "when did he leave?", "and when?", "more?", "who else counted the loaves?"],
)  # fmt: skip
async def test_what_names_anything_or_leans_is_asked_as_it_is(
    everywhere: Answer, scopes_of: ScopesOf, text: str
) -> None:
    """What was said before is in its reading already, and a name is sought in all articles."""
    sure = Sure(1.0)
    assert not await means_article(sure, Question(text), everywhere, (LIGHTHOUSE.id,), THRESHOLD, scopes_of)
    assert sure.questions == []


async def test_what_that_article_answers_anyway_is_asked_of_all(everywhere: Answer, scopes_of: ScopesOf) -> None:
    """Then others that say more are cited beside it."""
    sure = Sure(1.0)
    assert not await means_article(sure, COUNTED, everywhere, (BAKERY.id,), THRESHOLD, scopes_of)
    assert sure.questions == []


async def test_what_another_article_of_that_answer_tells_is_asked_of_all(
    everywhere: Answer, scopes_of: ScopesOf
) -> None:
    """An article on the same event, which the answer before cited too, may know better than the one cited first."""
    sure = Sure(1.0)
    assert not await means_article(sure, COUNTED, everywhere, (LIGHTHOUSE.id, BAKERY.id), THRESHOLD, scopes_of)
    assert sure.questions == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("who counted the loaves?", False),
        ("did anyone buy the rye bread", False),
        # Of no known one, told with other words, and in both.
        ("did anyone buy bread", True),
        ("what did the seller want", True),
        ("who saw the tower", True),
        ("who came on the day", True),
    ],
)
async def test_the_thing_that_only_another_has_is_meant_there(
    everywhere: Answer, scopes_of: ScopesOf, text: str, *, meant: bool
) -> None:
    """ "The loaves" are known from the bakery, which is cited for them, and not from the lighthouse."""
    sure = Sure(1.0)
    asked = Question(text)
    assert await means_article(sure, asked, everywhere, (LIGHTHOUSE.id,), THRESHOLD, scopes_of) == meant


def test_an_answer_is_about_what_it_cites_nearly_as_good() -> None:
    """The first citation's article comes first; what was cited far behind it is about something else."""
    assert subject_articles([("a", 5.0), ("b", 4.0), ("a", 3.5), ("c", 3.9)]) == ("a", "b")
    assert subject_articles([("a", -2.0)]) == ("a",)
    assert subject_articles([]) == ()


async def test_an_answer_is_not_lost_where_too_many_wait(everywhere: Answer, scopes_of: ScopesOf) -> None:
    """Whether the article is meant can't be told then, and what all of them answer stands."""

    async def busy(question: Question) -> float:
        raise BusyError("2,048 questions are waiting already")

    assert not await means_article(busy, COUNTED, everywhere, (LIGHTHOUSE.id,), THRESHOLD, scopes_of)
