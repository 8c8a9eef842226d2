"""What a person is, in the words before the name."""

from __future__ import annotations

import pytest

from corpus.names.roles import role_after, role_before
from corpus.values import Span


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Librarians' union president Carl Monroe said so.", "Carl Monroe", "Librarians' union president"),
        ("He told the dockworkers’ union secretary Tom Beale.", "Tom Beale", "dockworkers’ union secretary"),
        ("The players' lawyer, Sam Hall, said so.", "Sam Hall", "players' lawyer"),
        ("The Bank of England's governor, Mark Field, said so.", "Mark Field", "Bank of England's governor"),
        ("New York's police chief Bill Orr said so.", "Bill Orr", "New York's police chief"),
        ("After Airbus' spokesmen spoke, minister Ed Ball did.", "Ed Ball", "minister"),
        ("In the workers' view, President Hall was wrong.", "Hall", "President"),
        ("The mill's owner, Mr Hall, said so.", "Hall", "mill's owner"),
        ("The chief executive, Dr. Ann Hall, said so.", "Ann Hall", "chief executive"),
        ("He saw the judge, and Dr Ann Hall left.", "Ann Hall", "Dr"),
    ],
)
def test_role_holds_whose_it_is(text: str, name: str, role: str) -> None:
    """A role is not cut at a possessive, holds none that stands in another phrase, and may have a courtesy behind it."""
    start = text.index(name)
    found = role_before(text, Span(start, start + len(name)))
    assert found is not None
    assert found.of(text) == role


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The Minister for Enterprise, Peadar Lynch, left.", "Peadar Lynch", "Minister for Enterprise"),
        ("The mayor of Saltby, Idris Vaughan, left.", "Idris Vaughan", "mayor of Saltby"),
        ("It was Mayor of Saltby Idris Vaughan.", "Idris Vaughan", "Mayor of Saltby"),
        ("The head of the council in Saltby, Olwen Price.", "Olwen Price", "head of the council in Saltby"),
        ("The mayor of Saltby, West Yorkshire, left.", "West Yorkshire", None),
        ("The mayor of Saltby, Kent, left.", "Kent", None),
        ("He met the mayor of Saltby, Ann Lee and Paul Kent.", "Ann Lee", None),
        ("He met the mayor of Saltby, Ann Lee, and Paul Kent.", "Ann Lee", None),
        ("The daughter of the mayor of Saltby, Olwen Price, left.", "Olwen Price", None),
        ("The minister of health resigned, Ann Lee, his deputy, said.", "Ann Lee", None),
        ("The minister of health told Ann Lee.", "Ann Lee", None),
        ("In a note found by the inspector general, Holm wrote it.", "Holm", None),
        ("Alongside the mayor, Ann Lee spoke.", "Ann Lee", None),
        ("He met the mayor, Ann Lee.", "Ann Lee", "mayor"),
        ("At the strong urging of President Lincoln he left.", "Lincoln", "President"),
        ("It was a memo to Vice President Johnson.", "Johnson", "Vice President"),
        ("The army’s chief of staff General Duncan McNab left.", "Duncan McNab", "army’s chief of staff General"),
    ],
)
def test_a_role_may_be_of_something(text: str, name: str, role: str | None) -> None:
    """What it is of belongs to it; a place after a place, a list, and one of two roles are none, nor is what a title is not of."""
    start = text.index(name)
    found = role_before(text, Span(start, start + len(name)))
    assert (found.of(text) if found else None) == role


@pytest.mark.parametrize(
    ("after", "role"),
    [
        (", the leader of the council, left.", "the leader of the council"),
        (", marketing director at Acme, left.", "marketing director at Acme"),
        (", retired headteacher and coach, left.", "retired headteacher and coach"),
        (", one of the leaders and a teacher, left.", "one of the leaders and a teacher"),
        (", whose daughter Grace died, left.", None),
        (", whom a teacher saw, left.", None),
        (", as the teacher had done, left.", None),
        (", after a doctor came, left.", None),
        (", speaking to his daughter at the hospital, left.", None),
        (", accused by a teacher of theft, left.", None),
        (", Naomi Bishop and Ravi Dean, left.", None),
    ],
)
def test_a_clause_after_a_name_is_no_role(after: str, role: str | None) -> None:
    """Only what somebody is stands for a role, not what was done or who else was there."""
    found = role_after(f"Tom Adeyemi{after}", Span(0, len("Tom Adeyemi")))
    assert (found.of(f"Tom Adeyemi{after}") if found else None) == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Hospitals let down, says Labour\n\nShadow health secretary Ann Lee left.", "Shadow health secretary"),
        ("21 June 2024 at 09:12 BST\n\nMayor Ann Lee left.", "Mayor"),
        ("Breaking News\nMayor Ann Lee left.", "Mayor"),
        ("He said that it was late and Deputy\nMayor Ann Lee left.", "Deputy\nMayor"),
    ],
)
def test_a_role_does_not_begin_in_a_heading(text: str, role: str) -> None:
    """Nor in what else stands above an empty line or on a short one; a line that is full is only wrapped."""
    start = text.index("Ann Lee")
    found = role_before(text, Span(start, start + 7))
    assert found is not None
    assert found.of(text) == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("His predecessor, Ann Lee, left.", "predecessor"),
        ("Her stepfather Ann Lee left.", "stepfather"),
        ("The referee, Ann Lee, left.", "referee"),
        ("It was Det Supt Ann Lee.", "Det Supt"),
        ("The house, Ann Lee, left.", None),
        ("The bank has refunded Mrs Ann Lee.", "Mrs"),
        ("The firm would hire lawyer Ann Lee.", "lawyer"),
    ],
)
def test_everyday_words_for_people_are_roles(text: str, role: str | None) -> None:
    """Kin, work and rank say what somebody is, a thing does not."""
    start = text.index("Ann Lee")
    found = role_before(text, Span(start, start + len("Ann Lee")))
    assert (found.of(text) if found else None) == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Gov. Ann Lee left.", "Gov."),
        ("It was Lt. Gov. Ann Lee.", "Lt. Gov."),
        ("The Ohio Sen. Ann Lee left.", "Ohio Sen."),
        ("He met the governor. Ann Lee left.", None),
        ("It is the Harbor St. Ann Lee left.", None),
    ],
)
def test_a_title_s_stop_ends_no_sentence(text: str, role: str | None) -> None:
    """A title as it is abbreviated is a role with its stop; after any other word a stop parts it from the name."""
    start = text.index("Ann Lee")
    found = role_before(text, Span(start, start + len("Ann Lee")))
    assert (found.of(text) if found else None) == role


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("Ann Lee, quoting Judge Oakes, left.", None),
        ("Ann Lee, dedicated it to her father, who left.", None),
        ("Ann Lee, acting mayor of Varn, left.", "acting mayor of Varn"),
        ("Ann Lee, marketing director of Acme, left.", "marketing director of Acme"),
    ],
)
def test_what_somebody_does_is_no_role(body: str, role: str | None) -> None:
    """Though a word for one stands in it."""
    found = role_after(body, Span(0, len("Ann Lee")))
    assert (found and found.of(body)) == role
