"""Which mentions are one person's."""

from __future__ import annotations

import pytest

from corpus.values import Span
from tests.corpus.names.reading import forms, names_of
from tests.corpus.parsed import BOTH


@BOTH
def test_a_surname_is_the_full_name_s(*, parsed: bool) -> None:
    """Full name, surname, surname after a title and a possessive are one bearer; the title and the possessive stay outside."""
    body = "We met Helen Ortiz in May. Then Ortiz left. Nobody saw Ms. Ortiz again, nor Ortiz’s car."
    assert forms(body, parsed=parsed) == {"Helen Ortiz": ("Helen Ortiz", "Ortiz", "Ortiz", "Ortiz")}
    (name,) = names_of(body, parsed=parsed).names
    assert (name.kind, name.alternatives) == ("person", ("Ortiz",))


@BOTH
def test_two_who_share_a_surname_stay_two(*, parsed: bool) -> None:
    """A bare surname goes to the one named in full last, and to whom a title fits."""
    body = "We saw Bill Carter and Helen Carter. Then Carter left. Later Mr. Carter came back and Mrs. Carter stayed."
    found = forms(body, parsed=parsed)
    assert found == {"Bill Carter": ("Bill Carter", "Carter"), "Helen Carter": ("Helen Carter", "Carter", "Carter")}


@pytest.mark.parametrize(
    ("body", "full", "short"),
    [
        ("A court granted bail to Kavita Rao. It sat in May. Ms Rao was glad.", "Kavita Rao", "Rao"),
        ("The letter came from Kavita Rao. It was long. Then Rao left the party.", "Kavita Rao", "Rao"),
        ("It went to Milica Hochreiter. It was May. Ms Hochreiter wrote it.", "Milica Hochreiter", "Hochreiter"),
        ("Confidence in Meera Rao is low. Ms Rao left.", "Meera Rao", "Rao"),
    ],
)
def test_one_who_is_given_something_is_no_place(body: str, full: str, short: str) -> None:
    """Behind "to", "from" or "in" stands a person where the surname alone is a person's elsewhere."""
    assert forms(body) == {full: (full, short)}
    assert [name.kind for name in names_of(body).names] == ["person"]


def test_a_preposition_before_a_mark_places_nobody() -> None:
    """Of "what it would lead to, Holm said" Holm is no place."""
    assert [name.kind for name in names_of("What it would lead to, Holm said, was unclear.").names] == ["person"]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("They drove to Lake George. George, 43, said it was cold.", "Lake George"),
        ("They drove to North Harker. Mr Harker said it was cold.", "North Harker"),
        ("They met at Beachy Head. Mr Head was there.", "Beachy Head"),
        ("They flew to Port Elizabeth. Ms Elizabeth was late.", "Port Elizabeth"),
    ],
)
def test_a_place_that_ends_like_a_surname_stays_one(body: str, place: str) -> None:
    """What a parse takes for a place is nobody, whoever bears its last word."""
    assert {name.full: name.kind for name in names_of(body).names}[place] == "place"


def test_a_title_stays_with_whom_it_was_said_of() -> None:
    """ "Ms Rao" is the same one after a Vivek Rao was named, and "Mr Rao" is he, though no list knows either's given name."""
    body = "Kavita Rao was freed. Ms Rao left. Vivek Rao opposed it. Ms Rao was glad, and Mr Rao was not. Then Ms Rao left."
    assert forms(body) == {"Kavita Rao": ("Kavita Rao", "Rao", "Rao", "Rao"), "Vivek Rao": ("Vivek Rao", "Rao")}


def test_a_surname_that_a_parse_takes_for_a_body_is_a_person_s() -> None:
    """One who is named in full and by the surname is a person, though the surname looks like a body's elsewhere."""
    body = (
        "Bronagh Devlin still wakes at five.\n\nDevlin, who is 52, meets us in a canteen. “It was grand,” says Devlin. It struck "
        "Devlin that farmers who had given up knew. But nobody has to be out in the sleet, Devlin points out, and it ends."
    )
    assert [(name.full, name.kind) for name in names_of(body).names] == [("Bronagh Devlin", "person")]


RAIN = "\n\nIt rained.\n\nIt rained on.\n\n"
TWO = "Dr Bill Carter drew the plan.\n\nDr Carter was pleased.\n\nDr Helen Carter, his sister, came."


@BOTH
def test_a_surname_that_may_be_either_s_stays_as_it_is_written(*, parsed: bool) -> None:
    """Far from who was named last, and called so of another before, it is neither's: a bearer by itself, whom pronouns mean."""
    found = forms(f"{TWO}{RAIN}Dr Carter left. Dr Carter slept.", parsed=parsed)
    assert found == {
        "Bill Carter": ("Bill Carter", "Carter"),
        "Helen Carter": ("Helen Carter",),
        "Carter": ("Carter", "Carter"),
    }


@BOTH
@pytest.mark.parametrize(
    ("body", "bearer"),
    [
        (f"{TWO} Dr Carter left.", "Helen Carter"),
        (f"{TWO}\n\nDr Carter left.", "Helen Carter"),
        (f"{TWO}{RAIN}Mr Carter left.", "Bill Carter"),
        (f"{TWO}{RAIN}Helen Carter left. Dr Carter left.", "Helen Carter"),
        (f"Dr Bill Carter drew the plan.\n\nDr Carter slept.{RAIN}Dr Carter left.", "Bill Carter"),
        (f"{TWO} Dr Carter slept.{RAIN}Dr Carter left.", "Helen Carter"),
        (f"{TWO.replace('Dr Helen', 'Ms Helen')}{RAIN}Dr Carter left.", "Bill Carter"),
    ],
)
def test_a_surname_is_whose_it_surely_is(body: str, bearer: str, *, parsed: bool) -> None:
    """Of several the one named just before, or who was called so last, or whom alone the title fits."""
    last = body.rindex("Carter")
    found = names_of(body, parsed=parsed).at(Span(last, last + 1))
    assert found is not None
    assert found.full == bearer


@BOTH
def test_father_and_son_stay_two(*, parsed: bool) -> None:
    """Other initials or another "Jr." make another person."""
    body = "They asked George W. Marsh about his father, George H. Marsh. Then Paul Kent Jr. met Paul Kent Sr. in Lima."
    people = [name.full for name in names_of(body, parsed=parsed).names if name.kind == "person"]
    assert people == ["George W. Marsh", "George H. Marsh", "Paul Kent Jr", "Paul Kent Sr"]


@BOTH
@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Carlos de la Cruz", "de la Cruz"),
        ("Maria van der Berg", "van der Berg"),
        ("Hassan al-Amin", "al-Amin"),
        ("Peter O’Hara", "O’Hara"),
        ("Anna-Lena Holm-Berg", "Holm-Berg"),
        ("J. R. Holm", "Holm"),
    ],
)
def test_names_of_several_words(full: str, short: str, *, parsed: bool) -> None:
    """Small words, hyphens, apostrophes and initials stand inside a name."""
    body = f"It was {full} who came. Nobody saw {short} again."
    assert forms(body, parsed=parsed)[full] == (full, short)


@BOTH
def test_a_misspelt_surname_is_the_same_person_s_only_on_strong_evidence(*, parsed: bool) -> None:
    """One edit, the same first name, the rarer form and the same role: one; without the same role two."""
    same = "Marta Holm, chief engineer at Acme, came. Acme chief engineer Marta Hole left. Then Holm came."
    other = "Marta Holm, chief engineer at Acme, came. The singer Marta Hole left. Then Holm came."
    assert forms(same, parsed=parsed)["Marta Holm"] == ("Marta Holm", "Marta Hole", "Holm")
    assert {"Marta Holm", "Marta Hole"} <= forms(other, parsed=parsed).keys()


@BOTH
def test_what_stands_before_a_name_is_no_part_of_it(*, parsed: bool) -> None:
    """Roles and bodies before a person's name are left out, and the body is a name of its own."""
    body = "It was Acme CEO Helen Ortiz who wrote to Prime Minister Paul Kent and to President Kent’s wife."
    found = forms(body, parsed=parsed)
    assert found["Helen Ortiz"] == ("Helen Ortiz",)
    assert found["Paul Kent"] == ("Paul Kent", "Kent")
    assert found["Acme"] == ("Acme",)


def test_one_who_is_meant_by_a_misspelt_name_is_not_misspelt_too() -> None:
    """Of three that are each an edit apart with one role, none is put to one that is itself put elsewhere."""
    body = (
        "The singer Tom Aalda left. The singer Tom Balda left. The singer Tom Balde left. The singer Tom Baldes left."
    )
    mentions = [form for each in forms(body).values() for form in each]
    assert sorted(mentions) == ["Tom Aalda", "Tom Balda", "Tom Balde", "Tom Baldes"]


def test_a_name_after_what_an_office_is_of_is_its_own() -> None:
    """The mayor of London is not called London."""
    found = forms("It was Mayor of London Sadiq Khan who wrote. The Mayor of New York Eric Adams left.")
    assert {"Sadiq Khan", "Eric Adams"} <= found.keys()


def test_names_are_found_by_place() -> None:
    """`within` gives those inside a stretch in order, `at` the one at a place, None where there is none."""
    body = "We met Helen Ortiz in May. Then Paul Kent met Ortiz."
    names = names_of(body)
    second = Span(body.index("Then"), len(body))
    assert [name.full for name in names.within(second)] == ["Paul Kent", "Helen Ortiz"]
    at = names.at(Span(body.rindex("Ortiz"), body.rindex("Ortiz") + 1))
    assert at is not None
    assert at.full == "Helen Ortiz"
    assert names.at(Span(0, 2)) is None
    assert names.within(Span(0, 0)) == ()


def test_names_without_some_places() -> None:
    """A name keeps the mentions that stand elsewhere, and one that stands nowhere else is gone."""
    body = "By Ann Lee and Tom Reed\n\nTom Reed left the hall."
    kept = names_of(body).outside([Span(0, body.index("\n"))])
    assert [(name.full, [place.start for place in name.mentions]) for name in kept.names] == [
        ("Tom Reed", [body.rindex("Tom Reed")])
    ]


@BOTH
@pytest.mark.parametrize("letters", ["QC", "KC", "MBE", "OBE", "CBE", "MP", "MSP", "PhD"])
def test_letters_behind_a_name_are_no_surname(letters: str, *, parsed: bool) -> None:
    """A rank at the bar or an honour stays with the full name, and the surname stands before it."""
    full = f"Helen Marsh {letters}"
    assert forms(f"{full} said the claim was false. Marsh left.", parsed=parsed) == {full: (full, "Marsh")}


@BOTH
@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("The Labour MP Helen Marsh left.", "Helen Marsh"),
        ("A Scottish Labour MSP met Helen Marsh.", "Helen Marsh"),
        ("Labour MP met Helen Marsh.", "Helen Marsh"),
    ],
)
def test_the_seat_of_nobody_is_no_letters(body: str, name: str, *, parsed: bool) -> None:
    """A party's member is no name, and before a name it is a role."""
    assert [each.full for each in names_of(body, parsed=parsed).names if each.kind == "person"] == [name]


@BOTH
def test_an_abbreviated_rank_is_no_given_name(*, parsed: bool) -> None:
    """ "Det Supt" stays outside of the name."""
    body = "Det Supt Moira Kane said the search would go on. Kane left at noon."
    assert forms(body, parsed=parsed) == {"Moira Kane": ("Moira Kane", "Kane")}


@BOTH
@pytest.mark.parametrize("body", ["Tenant Board", "Tourist Board", "Passenger Association", "Landlord Association"])
def test_a_body_of_people_keeps_its_first_word(body: str, *, parsed: bool) -> None:
    """Whom a body is for stands in its name."""
    assert forms(f"The {body} said on Monday that the pier would close.", parsed=parsed) == {body: (body,)}


@pytest.mark.parametrize(
    ("between", "surname", "bearer"),
    [
        ("\n\nThe sea is far. ", "Haddad left.", "Amal Haddad"),
        (" ", "Haddad left.", "Haddad"),
        ("\n\n", "Mr Haddad left.", "Samir Haddad"),
        ("\n\nSamir Haddad slept. Haddad ate.\n\n", "Haddad left.", "Samir Haddad"),
    ],
)
def test_one_named_as_somebodys_kin_does_not_take_over_their_surname(between: str, surname: str, bearer: str) -> None:
    """Right beside them it is neither's; with a title, or once they are called so, it is theirs."""
    body = f"Amal Haddad is a pilot. Her husband, Samir Haddad, is a cook.{between}{surname}"
    last = body.rindex("Haddad")
    found = names_of(body).at(Span(last, last + 1))
    assert found is not None
    assert found.full == bearer


def test_a_surname_with_a_particle_is_one_word_at_the_head_of_a_sentence() -> None:
    """Of two that stand there the parse knows the second better; a firm's name that goes on is whole."""
    assert forms("Charles de Gaulle came. De Gaulle left.") == {"Charles de Gaulle": ("Charles de Gaulle", "Gaulle")}
    assert list(forms("De Boer Shipping came.")) == ["De Boer Shipping"]
