"""Reported clauses: where they begin and end, and who goes on in the same sentence."""

from __future__ import annotations

import pytest

from tests.corpus.quotes.reading import direct, indirect


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "The mayor said the pool was closed and added that it would not reopen.",
            [("The mayor", "the pool was closed"), ("The mayor", "it would not reopen")],
        ),
        (
            "Reed said he had looked into the matter and found nothing, adding that he wanted to clear the air.",
            [("Reed", "he had looked into the matter and found nothing"), ("Reed", "he wanted to clear the air")],
        ),
        (
            "A source told the paper that ministers were split, while another said no decision had been made.",
            [("A source", "ministers were split"), ("another", "no decision had been made")],
        ),
        (
            "While the firm says the plant is safe, neighbors are packing their bags.",
            [("the firm", "the plant is safe")],
        ),
        (
            "“We must wait”, he wrote, adding that a dark patch could be seen from the mast.",
            [("he", "a dark patch could be seen from the mast")],
        ),
        (
            "Prices rose by a third, according to the ministry, and wages fell by a tenth, according to the bank.",
            [("the ministry", "Prices rose by a third"), ("the bank", "wages fell by a tenth")],
        ),
        ("Officials were able to say that nobody was hurt.", [("Officials", "nobody was hurt")]),
    ],
)
def test_a_clause_ends_where_more_is_said(body: str, expected: list[tuple[str, str]]) -> None:
    """What a speaker goes on to say, another speaker, and the main clause after an aside are no part of a clause."""
    assert indirect(body) == expected


@pytest.mark.parametrize(
    ("body", "speaker", "content"),
    [
        ("The minister announced plans to close three schools.", "The minister", "plans to close three schools"),
        ("The bank warned of further losses in the spring.", "The bank", "further losses in the spring"),
        ("Officials agreed to reopen the bridge in June.", "Officials", "to reopen the bridge in June"),
        ("Judges ruled that the ban was unlawful.", "Judges", "the ban was unlawful"),
        ("Activists demanded the release of all the sailors.", "Activists", "the release of all the sailors"),
        ("Activists are calling for the mayor to resign.", "Activists", "the mayor to resign"),
    ],
)
def test_plans_warnings_and_demands(body: str, speaker: str, content: str) -> None:
    """What is announced, warned of, agreed to, ruled, demanded or called for is reported."""
    assert indirect(body) == [(speaker, content)]


@pytest.mark.parametrize(
    ("body", "speaker", "content"),
    [
        (
            "Prices, according to the ministry, rose by a third last month.",
            "the ministry",
            "Prices, according to the ministry, rose by a third last month",
        ),
        (
            "Prices will fall, the governor of the bank Ann Doyle said on Wednesday at the presentation of the new report.",
            "Ann Doyle",
            "Prices will fall",
        ),
        (
            "The old storm has killed forty people on the coast, the agency says, prompting others to leave.",
            "the agency",
            "The old storm has killed forty people on the coast",
        ),
    ],
)
def test_reports_after_their_clause(body: str, speaker: str, content: str) -> None:
    """A source in the middle takes in both sides, one at the end with its time and place what stands before."""
    assert indirect(body) == [(speaker, content)]


@pytest.mark.parametrize(
    "body",
    [
        "It was reported that the mayor had left town.",
        "The suspect is said to have fled across the border.",
        "Until the firm says that it is safe, the plant stays shut.",
        "There were several curtain calls for the dancers and the conductor.",
        "They told the sailors what they want to hear.",
        "The high fives and told-you-sos might be premature.",
    ],
)
def test_no_report(body: str) -> None:
    """What nobody is named for, is only awaited, names a thing, or looks like a verb of saying is no report."""
    assert indirect(body) == []


def test_a_group_speaks_through_who() -> None:
    """The group before a "who" is the speaker."""
    body = "The plan drew fire from the Harbor Conservatives, who accused the board of hiding the report."
    assert indirect(body) == [("the Harbor Conservatives", "the board of hiding the report")]


def test_of_thoughts_the_teller_is_the_speaker() -> None:
    """Words in marks that somebody tells others to think are the teller's."""
    body = "He said some feel the fleet has “become too heavy, too slow and far too old for its work.”"
    assert direct(body) == [("He", "become too heavy, too slow and far too old for its work.")]
