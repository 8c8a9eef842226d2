"""Ages as news tells them beside a name."""

from __future__ import annotations

import pytest

from retrieval.asked.ages import age_told, asks_age


def _told(question: str, sentence: str) -> str | None:
    found = age_told(question, sentence)
    return found.of(sentence) if found else None


@pytest.mark.parametrize(
    ("question", "sentence", "age"),
    [
        ("How old is Ida Holm?", "“We ran,” said Ida Holm, 52, a teacher.", "52"),
        ("how old is holm", "Ms Holm, 52, was not hurt.", "52"),
        ("What age is Ida Holm?", "Holm (52) was not hurt.", "52"),
        ("What is Ida Holm's age?", "Tom Reed, 61, and Ida Holm, 44, were tried.", "44"),
        ("How old was Ida Holm?", "Holm, who was 91, died on Monday.", "91"),
        ("How old was Ida Holm?", "The judge jailed Ida Holm, aged 19.", "19"),
        ("How old is Ida Holm now?", "The 52-year-old teacher Ida Holm was not hurt.", "52"),
        ("How old is Ida Vass-Holm?", "Captain Vass-Holm, 33, scored.", "33"),
    ],
)
def test_age_beside_the_name_is_told(question: str, sentence: str, age: str) -> None:
    """A number set off after the name, or before it as "52-year-old", is the age of who has that name."""
    assert asks_age(question)
    assert _told(question, sentence) == age


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How old is Ida Holm?", "Tom Reed, 61, met Ida Holm."),
        ("How old is Ida Holm?", "Tom Holm, 61, is her brother."),
        ("How old is Ida Holm?", "Holm, 52-48 ahead, went on."),
        ("How old is Ida Holm?", "Holm, 3, and Reed, 2, scored."),
        ("How old is Ida Holm?", "Holm, 1902, by an unknown hand."),
        ("How old is Ida Holm?", "Holm left the firm 52 days later."),
        ("How old is Ida Holm?", "The 52-year-old Ida Holm Bridge is closed."),
        ("How old was Ida Holm when she left school?", "Ida Holm, 52, left early."),
        ("How old was Ida Holm in 1990?", "Ida Holm, 52, left early."),
        ("How tall is Ida Holm?", "Ida Holm, 52, left early."),
        ("Is it known how old Ida Holm is?", "Ida Holm, 52, left early."),
    ],
)
def test_another_number_or_name_tells_no_age(question: str, sentence: str) -> None:
    """Somebody else's age, a score and a date are not who is asked for, and who was younger then is not as old as now."""
    assert _told(question, sentence) is None
