"""What a question for a number measures."""

from __future__ import annotations

import pytest

from retrieval.asked.measure import measure_of
from retrieval.writing.vocabulary import lemma


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How much do the glasses cost?", "money"),
        ("how much is the firm worth", "money"),
        ("How much money was raised?", "money"),
        ("What is Ida Holm's salary?", "money"),
        ("What was the price of a ticket?", "money"),
        ("How much was he fined?", "money"),
        ("How long did it take?", "length"),
        ("How much time did they spend on it?", "length"),
        ("What percentage of voters came?", "share"),
        ("What is the ticket price for adults?", "money"),
        ("How long is the bridge?", "extent"),
        ("How long is the strike expected to last?", "length"),
        ("How often does it run?", "often"),
        ("How many times did it run?", "often"),
        ("How many people paid?", "count"),
        ("what does Ida Holm earn", "money"),
        ("What would a teacher earn at the school?", "money"),
        ("what will Holm get paid at the Halcyon", "money"),
        ("What's the salary of the mayor?", "money"),
        ("salary of the mayor", "money"),
        ("how long does a swan live", "length"),
        ("How much electricity would it use?", "energy"),
        ("how much more power do they need", "energy"),
        ("How much water did they spend?", "water"),
    ],
)
def test_words_of_a_question_tell_what_is_measured(question: str, kind: str) -> None:
    """A cost is money, "how long" a length of time, and "how many" counts."""
    measure = measure_of(question)
    assert measure is not None
    assert measure.kind == kind


@pytest.mark.parametrize(
    "question",
    [
        "How much does it weigh?",
        "How much rain fell?",
        "What did she earn at Oxford?",
        "What does the show earn praise for?",
        "What will they get paid for?",
        "How much attention did they pay to it?",
        "How much did shares drop?",
        "What did it cost him?",
        "How many?",
        "Who paid?",
        "What was the human cost of the storm?",
        "What was the fine for?",
        "What is the rent strike about?",
        "What is the price fixing case about?",
    ],
)
def test_where_they_do_not_nothing_is_said(question: str) -> None:
    """What may be measured in anything, or is paid in no money, has no measure."""
    assert measure_of(question) is None


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("How many people have died?", ["people"]),
        ("How many bats of other species were caught?", ["bats"]),
        ("How many other sounds were played?", ["sounds"]),
        ("How many text messages were there?", ["text", "messages"]),
        ("How many men and women were hurt?", ["men", "women"]),
        ("How many of the 40 passengers were hurt?", ["passengers"]),
    ],
)
def test_what_is_counted_stands_after_how_many(question: str, counted: list[str]) -> None:
    """The words up to the verb or preposition are what is counted."""
    measure = measure_of(question)
    assert measure is not None
    assert measure.counted == frozenset(map(lemma, counted))
