"""Names of bodies and places."""

from __future__ import annotations

import pytest

from tests.corpus.names.reading import forms, names_of
from tests.corpus.parsed import BOTH


@BOTH
def test_an_abbreviation_in_brackets_is_the_body_s(*, parsed: bool) -> None:
    """The letters in brackets, later by themselves, are the full name's."""
    body = "The Harbor Safety Board (HSB) met on Friday. Nobody from the HSB spoke."
    assert forms(body, parsed=parsed)["Harbor Safety Board"] == ("Harbor Safety Board", "HSB", "HSB")


@BOTH
def test_a_company_with_and_without_its_form_is_one(*, parsed: bool) -> None:
    """ "Acme" and "Acme Corp." are one body."""
    body = "They work for Acme Corp. in Lima. Nobody at Acme spoke."
    assert forms(body, parsed=parsed)["Acme Corp"] == ("Acme Corp", "Acme")


@BOTH
def test_kinds(*, parsed: bool) -> None:
    """Words in a name tell bodies, places and people apart."""
    body = "We saw the Bank of Lima, the Ministry of Defense, Harbor Lake and Helen Ortiz."
    kinds = {name.full: name.kind for name in names_of(body, parsed=parsed).names}
    assert kinds == {
        "Bank of Lima": "body",
        "Ministry of Defense": "body",
        "Harbor Lake": "place",
        "Helen Ortiz": "person",
    }


@BOTH
@pytest.mark.parametrize(
    "body",
    ["On Monday it rained in the old town.", "The old board met. It left.", "Yes, and No. 5 was late.", "I am here."],
)
def test_capitals_of_habit_are_no_names(body: str, *, parsed: bool) -> None:
    """Days, sentence openings and "I" name nobody."""
    assert forms(body, parsed=parsed) == {}


@BOTH
def test_a_headline_s_capitals_tell_nothing(*, parsed: bool) -> None:
    """A line of nothing but capitalised words gives no names of its own."""
    body = "Harbor Board Plans To Close The Old Pier\n\nIt was Helen Ortiz who told them."
    assert forms(body, parsed=parsed) == {"Helen Ortiz": ("Helen Ortiz",)}


@BOTH
def test_an_abbreviation_may_come_first(*, parsed: bool) -> None:
    """The full name may stand in the brackets, and letters that spell one body alone are that body's."""
    first = "Nobody from the HSB (Harbor Safety Board) came. Nobody asked the HSB."
    assert forms(first, parsed=parsed)["Harbor Safety Board"] == ("HSB", "Harbor Safety Board", "HSB")
    without = "We asked the Harbor Safety Board. Nobody from the HSB came."
    assert forms(without, parsed=parsed)["Harbor Safety Board"] == ("Harbor Safety Board", "HSB")


@BOTH
def test_a_plural_is_the_same_body(*, parsed: bool) -> None:
    """ "Harbor Service" and "Harbor Services" are one."""
    body = "They work for Harbor Port Services here. Nobody at Harbor Port Service spoke."
    assert forms(body, parsed=parsed)["Harbor Port Services"] == ("Harbor Port Services", "Harbor Port Service")


def test_who_has_a_person_s_role_is_a_person() -> None:
    """A name that a parse takes for a body's is a person's where a role is said of it."""
    (name,) = names_of("It was his lawyer, Brin Odal, who came.").names
    assert (name.full, name.kind) == ("Brin Odal", "person")
