"""What was not said: denied, avoided, taken back, or yet to come."""

from __future__ import annotations

import pytest

from tests.corpus.quotes.reading import rows

SAFE = "the bridge was safe"


@pytest.mark.parametrize(
    "told",
    [
        "Peter Holm denied telling officials that the bridge was safe.",
        "Peter Holm denied lying and telling officials that the bridge was safe.",
        "Peter Holm stopped short of saying that the bridge was safe.",
        "Peter Holm avoided saying that the bridge was safe.",
        "Peter Holm forgot to tell officials that the bridge was safe.",
        "Peter Holm apologised for claiming that the bridge was safe.",
        "Peter Holm rejected a report that he had told officials that the bridge was safe.",
        "Nobody had told Peter Holm that the bridge was safe.",
        "No official said that the bridge was safe.",
    ],
)
def test_what_was_not_said_is_nobody_s(told: str) -> None:
    """However the verb of saying hangs on what makes it unsaid."""
    assert SAFE not in [words for _, _, _, words in rows(told)]


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        ("Peter Holm denied the charge and said that the bridge was safe.", "Peter Holm"),
        ("Peter Holm refused to resign, saying that the bridge was safe.", "Peter Holm"),
        ("Peter Holm rejected the plan after the council said that the bridge was safe.", "the council"),
        ("Peter Holm dismissed critics who said that the bridge was safe.", "critics"),
        ("Peter Holm regretted that the council had said that the bridge was safe.", "the council"),
        ("Peter Holm failed to win, but said that the bridge was safe.", "Peter Holm"),
        ("Peter Holm would later say that the bridge was safe.", "Peter Holm"),
    ],
)
def test_what_stands_beside_a_denial_is_said(told: str, speaker: str) -> None:
    """Only what hangs on the denial itself is unsaid."""
    assert (speaker, SAFE) in [(by, words) for _, by, _, words in rows(told)]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Anna Berg denied she had asked the bank to wait.", "denied she had asked the bank to wait"),
        ("The union denied it had threatened to strike.", "denied it had threatened to strike"),
        ("Taras Lee said that the family would ask guests to bring candles.", "the family would ask guests to bring candles"),
        ("Peter Holm said no one had told him that the bridge was safe.", "no one had told him that the bridge was safe"),
        ("Peter Holm said it was untrue that he had promised to go.", "it was untrue that he had promised to go"),
    ],
)  # fmt: skip
def test_what_somebody_says_was_not_said_is_theirs_whole(told: str, kept: str) -> None:
    """The denial is quoted with what it denies, and nothing within it by itself."""
    assert [words for _, _, _, words in rows(told)] == [kept]


@pytest.mark.parametrize(
    "told",
    [
        "Ann Lee, asked whether the drug was safe, said no.",
        "Asked whether the drug should be withdrawn, Ann Lee said no.",
        "When asked if the drug was safe, Ann Lee said yes.",
    ],
)
def test_a_question_is_no_answer(told: str) -> None:
    """Who is asked something does not say it."""
    assert rows(told) == []


def test_who_asks_says_it() -> None:
    """And what is said to be answered is said."""
    assert [words for _, _, _, words in rows("Asked about the drug, Ann Lee said that it was safe.")] == ["it was safe"]
    assert [by for _, by, _, _ in rows("Ann Lee asked whether the drug was safe.")] == ["Ann Lee"]
    assert [by for _, by, _, _ in rows("Ann Lee, the mayor, asked whether the drug was safe.")] == ["Ann Lee"]


def test_what_a_letter_tells_somebody_is_the_letter_s() -> None:
    """Who gets it does not say it."""
    told = rows("Ann Lee got a letter telling her that “some details” of hers were wrong.")
    assert {by for _, by, _, _ in told} <= {"a letter", None}


@pytest.mark.parametrize(
    "told",
    ["Ann Lee will tell MPs on Monday that the bill is bad.", "Ann Lee will ask MPs on Monday to reject the bill."],
)
def test_what_somebody_is_yet_to_say_is_not_said(told: str) -> None:
    """Only what is given word for word is theirs already."""
    assert rows(told) == []
    assert [words for _, _, _, words in rows("Ann Lee will say: “The bill is bad for all of us.”")] == [
        "The bill is bad for all of us."
    ]


@pytest.mark.parametrize("joined", ["days after she had told MPs", "although Tom Reed told MPs", "though she told MPs"])
def test_what_was_said_elsewhere_is_no_part_of_it(joined: str) -> None:
    """The writer goes on with another time or another speaker."""
    told = [words for _, _, _, words in rows(f"Ann Lee said the plant was safe, {joined} that it was not.")]
    assert told == ["the plant was safe", "it was not"]


def test_what_pushes_something_back_replies_nothing() -> None:
    """And so ends nobody's words."""
    told = "Ann Lee said the trial will begin in May, although it will push back approval by a year."
    assert [words for _, _, _, words in rows(told)] == [told[len("Ann Lee said ") : -1]]
