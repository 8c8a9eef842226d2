"""What somebody did is not told by a sentence about somebody else."""

from __future__ import annotations

import time

import pytest

from corpus.values import Article
from retrieval.asked.another_person import opener, persons_of, tells_of_another

ARTICLE = Article(
    id="a",
    title="Two sentenced",
    body="Victor Pell, the founder, was given nine years. Anna Reiss was given 18 months. The bank Holm Peters failed.",
)


def test_only_full_names_with_a_known_given_name_are_persons() -> None:
    """Law: a firm or a place of two words is nobody."""
    assert persons_of(ARTICLE) == {"pell": "victor", "reiss": "anna"}


@pytest.mark.parametrize(
    ("question", "sentence", "another"),
    [
        ("how long did pell get", "Reiss was given 18 months and 200 hours of work.", True),
        ("How long did Victor Pell get?", "Anna Reiss was given 18 months.", True),
        ("Will Mr Pell appeal?", "Reiss would not appeal.", True),
        ("how long did reiss get", "Reiss was given 18 months.", False),
        ("how long did pell get", "Pell was given nine years.", False),
        ("how long did pell get", "The founder was given nine years.", False),
        ("how long did pell get", "Reiss got 18 months, and Pell nine years.", False),
        ("how long did pell get", "Reiss got 18 months, and Victor nine years.", False),
        ("how long did pell get", "Reiss said he would go to prison for nine years.", False),
        ("how long did pell get", "Reiss was given as much, like both of them.", False),
        ("how long did pell get", "Holm was given 18 months.", False),
        ("Who did Pell's lawyer blame?", "Reiss was to blame for it.", False),
        ("Who was Pell reported by?", "Reiss went to the police in May.", False),
        ("Did Pell or did Reiss get longer?", "Reiss was given 18 months.", False),
        ("What did the bank lose?", "Reiss was given 18 months.", False),
        ("Did Pell blame Reiss?", "Reiss was blamed for it.", False),
        ("did pell pay reiss's debts", "Reiss had no debts left.", False),
    ],
)
def test_a_sentence_about_another_does_not_answer(question: str, sentence: str, *, another: bool) -> None:
    """Law: only what opens with another person, and can't mean the one asked for, is surely of another."""
    assert tells_of_another(question, sentence, persons_of(ARTICLE)) is another
    assert not another or opener(sentence) == "reiss"


@pytest.mark.parametrize("text", ["Aa-" * 7000, "Aa's " * 4000, "Anna Aa " * 2500])
def test_no_text_takes_long(text: str) -> None:
    """Law: the work grows with the text: a thousand times as much is no matter of seconds."""
    began = time.process_time()
    persons_of(Article(id="a", title="A", body=text))
    opener(text)
    assert time.process_time() - began < 1
