"""Whom a question names, and which articles surely tell of others."""

from __future__ import annotations

import pytest

from corpus.values import Article
from retrieval.asked.person import persons_named, strangers_to

DAHL = Article(id="d", title="The vote", body="Bruvik Dahl voted against the law. Dahl said it was late.")
LEE = Article(
    id="l", title="Ann Lee dies", body="The glaciologist was born in Hammerfest in 1936 and had two children."
)
NONE = Article(id="n", title="The flood", body="The river rose. Nobody was hurt.")
BY_SURNAME = Article(id="s", title="The election", body="Mr Dahl was born in Bergen.")


@pytest.mark.parametrize(
    ("question", "articles", "strange"),
    [
        ("When was Bruvik Dahl born?", [DAHL, LEE, NONE], [False, True, True]),
        ("How old is Bruvik Dahl's mother?", [DAHL, LEE], [False, True]),
        ("When was Bruvik Dahl born?", [DAHL, BY_SURNAME], [False, False]),
        # Nobody has the name, so that it may be meant by other words.
        ("When was Bruvik Dahl born?", [LEE, NONE], [False, False]),
        ("When was Dahl born?", [DAHL, LEE], [False, False]),
        # What is no given name is one where a life is asked for.
        ("Why did Bruvik Dahl resign?", [DAHL, LEE], [False, False]),
    ],
)
def test_an_article_without_the_surname_tells_of_another(
    question: str, articles: list[Article], strange: list[bool]
) -> None:
    """Law: where an article names somebody in full, one that nowhere has the surname is not about them; else nothing is known."""
    assert strangers_to(persons_named(question), articles) == strange


@pytest.mark.parametrize(
    "question",
    [
        "How did people in the Middle Ages die?",
        "How old was the old woman?",
        "When was the bridge opened?",
        "What did the White House say?",
        "Is Bruvik Dahl there?",
        "",
    ],
)
def test_what_is_no_name_names_nobody(question: str) -> None:
    """Words that follow one another in small letters, or after "the", are no given name and surname."""
    assert persons_named(question) == ()


def test_a_known_given_name_needs_no_capitals() -> None:
    """People write in small letters; what counts is that an article has it as a name."""
    tom = Article(id="t", title="Fire", body="Tom Reed, the mayor, spoke.")
    small = Article(id="s", title="Fire", body="A tom reed is a plant.")
    assert strangers_to(persons_named("why did tom reed resign"), [tom, NONE, small]) == [False, True, False]
    assert strangers_to(persons_named("why did tom reed resign"), [small, NONE]) == [False, False]


def test_what_is_too_long_to_be_read_is_left_open() -> None:
    """An article of which only the beginning is read may have the name further on."""
    long = Article(id="x", title="Long", body="It rained. " * 2000)
    assert strangers_to(persons_named("When was Bruvik Dahl born?"), [DAHL, long]) == [False, False]
