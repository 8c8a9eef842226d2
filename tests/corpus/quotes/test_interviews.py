"""Interviews whose questions and answers have no names before them."""

from __future__ import annotations

import pytest

from tests.corpus.quotes.reading import quotes_of

BOTH = pytest.mark.parametrize("parsed", [True, False], ids=["parse", "words"])
INTRO = "Nadia Okafor won gold on Saturday. We talked to her in the village.\n\n"
ASKED = (
    "Congratulations! What did you think?\n\nI thought about my mother.\n\nDid you sleep?\n\nNot much. My phone rang.\n\n"
    "I read all of it.\n\nWhat will you do now?\n\nEat.\n\nThe final was watched by nine million people."
)


@BOTH
def test_answers_are_those_of_the_only_one_introduced(*, parsed: bool) -> None:
    """What stands below a question is theirs, as is what goes on in the first person; it is inferred, and cited by itself."""
    body = INTRO + ASKED
    found = quotes_of(body, parsed=parsed)
    assert [(quote.name, quote.content.of(body)) for quote in found] == [
        ("Nadia Okafor", "I thought about my mother."),
        ("Nadia Okafor", "Not much. My phone rang.\n\nI read all of it."),
        ("Nadia Okafor", "Eat."),
    ]
    assert all(quote.inferred and quote.speaker is None and quote.sentence == quote.content for quote in found)


@BOTH
@pytest.mark.parametrize(
    "body",
    [
        INTRO.replace("talked to her", "talked to her and to Paul Kent") + ASKED,
        "Nadia Okafor won gold on Saturday. I talked to her in the village.\n\n" + ASKED,
        "Nadia Okafor won gold on Saturday.\n\n" + ASKED,
        INTRO + ASKED.replace("you", "she"),
        INTRO + ASKED.replace("I ", "She ").replace("My", "Her").replace("my", "her"),
        INTRO + ASKED.replace("What will you do now?", "She was asked what she will do now."),
        "We talked to runners in the village.\n\n" + ASKED,
    ],
    ids=["two", "the author", "nobody asked", "not to them", "of them", "two questions", "no name"],
)
def test_nobody_s_where_it_can_t_be_told(body: str, *, parsed: bool) -> None:
    """Of two who are introduced, in what an author asks themselves and where nobody answers, nothing is anybody's."""
    assert not [quote for quote in quotes_of(body, parsed=parsed) if quote.kind == "direct"]


@BOTH
@pytest.mark.parametrize(
    "asked",
    [
        "She spoke to Helena Marr in Berlin.",
        "She sat down with Helena Marr.",
        "She told our reporter Helena Marr of it.",
    ],
)
def test_whom_they_spoke_to_is_who_asks(asked: str, *, parsed: bool) -> None:
    """The answers are of the other, and nobody's where that one isn't known to be a person."""
    asked = f"{asked} She talks about her race."
    found = quotes_of(f"Nadia Okafor won gold on Saturday. {asked}\n\n{ASKED}", parsed=parsed)
    assert [quote.name for quote in found if quote.kind == "direct"] == ["Nadia Okafor"] * 3
    found = quotes_of(f"The cellist Nino Abashvili won gold on Saturday. {asked}\n\n{ASKED}", parsed=parsed)
    assert "Helena Marr" not in {quote.name for quote in found}


@BOTH
@pytest.mark.parametrize(
    "intro",
    [
        "Nino Abashvili, the cellist, talks to Helena Marr.",
        "Helena Marr talked to Nino Abashvili.",
        "Helena Marr met Nino Abashvili.",
    ],
)
def test_of_two_who_may_be_people_nobody_answers(intro: str, *, parsed: bool) -> None:
    """A name that no list knows may be the one who is interviewed."""
    assert not [quote for quote in quotes_of(f"{intro}\n\n{ASKED}", parsed=parsed) if quote.kind == "direct"]


def test_a_byline_introduces_nobody() -> None:
    """Who wrote the interview is not the one interviewed."""
    found = quotes_of(f"By Tim Moss\n\n{INTRO}{ASKED}")
    assert {quote.name for quote in found} == {"Nadia Okafor"}


@pytest.mark.parametrize("mark", ["Q: ", "Q. ", "Question: ", "Interviewer – "])
def test_only_the_questions_may_be_marked(mark: str) -> None:
    """A mark of who asks names nobody else."""
    body = INTRO + ASKED.replace("Congratulations", f"{mark}Congratulations").replace("Did you", f"{mark}Did you")
    assert [quote.name for quote in quotes_of(body)] == ["Nadia Okafor"] * 3
