"""Words for roles that are names, and names that two people share."""

from __future__ import annotations

import pytest

from tests.corpus.names.reading import forms, names_of


@pytest.mark.parametrize(
    ("full", "short"), [("Imran Sheikh", "Sheikh"), ("Naomi Bishop", "Bishop"), ("Naomi Jane Dean", "Dean")]
)
@pytest.mark.parametrize("parsed", [True, False], ids=["parse", "words"])
def test_a_role_that_ends_a_name_belongs_to_it(full: str, short: str, *, parsed: bool) -> None:
    """A surname that is also a word for a role is the bearer's, after a title and by itself too."""
    body = f"We met {full} in May. Then {short} left. Nobody saw Dr {short} again."
    assert forms(body, parsed=parsed) == {full: (full, short, short)}


def test_a_given_name_that_is_a_role_has_an_age() -> None:
    """One word beside an age is who somebody is; without it, or where it is no given name, it stays a role."""
    assert forms("“It was dark,” said Dean, 19. He left.") == {"Dean": ("Dean",)}
    assert not forms("“It was dark,” said the Dean. He left.")
    assert not forms("“It was dark,” said the Bishop, 61. He left.")


def test_a_style_behind_a_given_name_belongs_to_it() -> None:
    """Only in front of the whole name, or behind no given name, is it a title."""
    assert forms("Amina Sheikh Nur left. Nur was ill.") == {"Amina Sheikh Nur": ("Amina Sheikh Nur", "Nur")}
    assert "Amina Nur" in forms("Minister Sheikh Amina Nur left.")


def test_a_surname_that_no_list_knows_shows_by_the_parse() -> None:
    """A given name need be in no list."""
    body = "Ravi Dean told the council so. “It is good,” Mr Dean said."
    assert forms(body)["Ravi Dean"] == ("Ravi Dean", "Dean")


def test_headlands_are_places() -> None:
    """Mace Head is a place and nobody called Mace."""
    body = "Scientists met at Mace Head in May. The walk to Beachy Head was shut."
    assert {name.full: name.kind for name in names_of(body).names} == {"Mace Head": "place", "Beachy Head": "place"}


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("It was Acme COO Clara Voss who wrote.", "Clara Voss"),
        ("The Acme CEO wrote to Clara Voss.", "Clara Voss"),
        ("Clara Voss met the Bishop and the Dean.", "Clara Voss"),
        ("Clara Voss met Mr Speaker and the Queen Mother.", "Clara Voss"),
    ],
)
@pytest.mark.parametrize("parsed", [True, False], ids=["parse", "words"])
def test_roles_stay_roles(body: str, name: str, *, parsed: bool) -> None:
    """A role after a body's name or an article is no surname."""
    people = {each.full for each in names_of(body, parsed=parsed).names if each.kind == "person"}
    assert people == {name}


def test_a_couple_shares_its_surname_where_a_title_tells() -> None:
    """Rachel is an Adeyemi where "Mrs Adeyemi" is spoken of; else only her given name is known."""
    told = "We met Rachel and Tom Adeyemi in May. Then Mrs Adeyemi left. Mr Adeyemi stayed."
    assert forms(told) == {"Mrs Adeyemi": ("Rachel", "Mrs Adeyemi"), "Tom Adeyemi": ("Tom Adeyemi", "Adeyemi")}
    found = names_of("We met Rachel and Tom Adeyemi in May. Adeyemi stayed.").names
    assert [(name.full, name.kind) for name in found] == [("Rachel", "person"), ("Tom Adeyemi", "person")]


def test_a_title_that_fits_nobody_makes_another_of_the_surname() -> None:
    """ "Mrs Adeyemi" is not Tom, and is not confused with him later."""
    found = forms("We met Tom Adeyemi in May. Then Mrs. Adeyemi left. Mr Adeyemi stayed.")
    assert found == {"Tom Adeyemi": ("Tom Adeyemi", "Adeyemi"), "Mrs. Adeyemi": ("Mrs. Adeyemi",)}


def test_two_titles_tell_of_neither() -> None:
    """Of "Mr and Mrs Tom Price" Tom is no "Mrs"."""
    found = forms("We met Mr and Mrs Tom Price in May. Then Mrs Price left.")
    assert found == {"Tom Price": ("Tom Price",), "Mrs Price": ("Mrs Price",)}


@pytest.mark.parametrize("title", ["Ms", "Mr"])
def test_a_title_fits_one_whose_sex_nothing_tells(title: str) -> None:
    """A given name that is no woman's or man's by itself goes with either."""
    assert forms(f"We met Rin Oda in May. Then {title} Oda left.") == {"Rin Oda": ("Rin Oda", "Oda")}


@pytest.mark.parametrize("town", ["in Dunmore", "through Dunmore", "to Dunmore"])
def test_one_word_after_a_word_of_place_is_nobody(town: str) -> None:
    """A parse alone makes nobody of a town."""
    kinds = {name.full: name.kind for name in names_of(f"The road {town} was shut by Ann Lee.").names}
    assert kinds["Dunmore"] != "person"
    assert kinds["Ann Lee"] == "person"
