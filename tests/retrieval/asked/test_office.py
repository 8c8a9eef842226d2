"""Which chief officer a question asks for, and what tells of another."""

from __future__ import annotations

import pytest

from corpus.values import Article
from retrieval.asked.office import may_mean, names_another, office_asked

CEO = "Who is the CEO of Acme?"
OTHER = "“We grow,” said Ida Holm, Acme’s chief operating officer."


def _tells_another(question: str, sentence: str, *, title: str = "News", more: str = "It rained.") -> bool:
    office = office_asked(question)
    assert office is not None
    article = Article(id="a", title=title, body=f"{sentence} {more}")
    return names_another(office, sentence) and not may_mean(office, article)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (CEO, OTHER),
        ("who's acme's ceo", OTHER),
        ("Who is Acme’s new chief executive?", OTHER),
        ("So who was the chief executive officer of the Acme Bank at the time?", "Ida Holm, its CFO, came."),
        ("Who is the CFO at Acme?", OTHER),
        ("Who is the COO?", "“We grow,” said the CEO, Ida Holm."),
        ("Who is its chief technology officer?", "Its chief\nfinancial officer, Ida Holm, came."),
    ],
)
def test_another_officer_is_not_the_one_asked_for(question: str, sentence: str) -> None:
    """In an article that can mean the office by nothing it says, who has another one does not answer."""
    assert _tells_another(question, sentence)


@pytest.mark.parametrize(
    "named",
    [
        "A chief executive is sought.",
        "The C.E.O. left.",
        "Former CEOs came.",
        "The boss was away.",
        "Tom Reed runs Acme.",
        "She is to succeed Tom Reed.",
        "She takes over the top job.",
        "Chief Tom Reed left.",
        "Acme chief Tom Reed left.",
        "Founder Tom Reed left.",
    ],
)
def test_an_article_that_may_name_the_officer_rules_nothing_out(named: str) -> None:
    """Where anything, in the title as well, may mean who is asked for, the sentence is left to the selector."""
    assert not _tells_another(CEO, OTHER, more=named)
    assert not _tells_another(CEO, OTHER, title=named)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (CEO, "Ida Holm speaks for Acme."),
        (CEO, "Ida Holm is Acme’s chief executive."),
        (CEO, "Ida Holm spoke to President Reed at 5 pm."),
        ("Who is the CFO?", "Ida Holm is the finance chief, Tom Reed the CEO."),
    ],
)
def test_only_another_chief_officer_rules_a_sentence_out(question: str, sentence: str) -> None:
    """No chief officer in the sentence, or the one that is asked for, rules nothing out."""
    assert not _tells_another(question, sentence)


@pytest.mark.parametrize(
    "question",
    [
        "Who did the CEO blame?",
        "Who is richer than the CEO?",
        "Who was fired by the CEO?",
        "Who is replacing the CEO?",
        "Who is the wife of the CEO?",
        "Who is the CEO of Acme's doctor?",
        "Who was the man that met the CEO?",
        "Who is the CEO and chairman?",
        "Who is the CEO or CFO?",
        "Is there a CEO?",
        "Who is the boss of Acme?",
        "Who is the mayor?",
    ],
)
def test_other_questions_ask_for_no_officer(question: str) -> None:
    """Who stands in some other relation to an officer, or has another office, is left open."""
    assert office_asked(question) is None
