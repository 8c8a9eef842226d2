"""Which body "the company" and "it" are in a sentence that names one."""

from __future__ import annotations

import pytest

from tests.corpus.quotes.reading import rows


def speakers(body: str) -> list[tuple[str | None, str | None]]:
    """Speaker as written and name of each quotation."""
    return [(speaker, name) for _, speaker, name, _ in rows(body)]


@pytest.mark.parametrize(
    ("body", "speaker", "name"),
    [
        ("Harland Foods is to close its Leeds mill, the company said.", "the company", "Harland Foods"),
        ("The Health Ministry will close three wards, the ministry said.", "the ministry", "Health Ministry"),
        ("Ryanair, Ireland's largest airline, will cancel 180 flights, the airline said.", "the airline", "Ryanair"),
        (
            "The Bureau of Land Management will ask for the bond, the agency said.",
            "the agency",
            "Bureau of Land Management",
        ),
    ],
)
def test_the_body_that_leads_a_sentence_is_the_company_in_it(body: str, speaker: str, name: str) -> None:
    """Whoever the sentence is about puts it out; as it is cited with its name, nothing is inferred."""
    assert speakers(body) == [(speaker, name)]


@pytest.mark.parametrize(
    "body",
    [
        "Acme Corp. has bought Widget Ltd. for $3 billion, the company said.",
        "Boeing will deliver 12 jets late, the airline said.",
        "Parliament will close on Friday, the company said.",
        "When Acme Corp. sued last year, the company said it would fight.",
        "Machinists' union leader Cody Baines left, and the company said nobody would follow.",
        "Harland Foods was fined on Monday. Acme Motors will close its plant, the company said.",
    ],
    ids=["two bodies", "no airline", "no company", "an adversary", "whose leader", "one before"],
)
def test_nobody_is_the_company_where_another_may_be_meant(body: str) -> None:
    """Another body, one that can't be called so, or one that the sentence is not about."""
    assert {name for speaker, name in speakers(body) if speaker and speaker.startswith("the ")} == {None}


def test_it_after_a_person_is_whom_its_own_sentence_is_about() -> None:
    """A person who spoke before is no "it"."""
    body = (
        "“I am ready,” Tom Reed said. The Editors Guild welcomed the order, which it said was “a breath of fresh air”."
    )
    assert speakers(body)[-1] == ("it", "Editors Guild")
    assert speakers(body.replace("The Editors Guild welcomed", "Nobody welcomed"))[-1] == ("it", None)
