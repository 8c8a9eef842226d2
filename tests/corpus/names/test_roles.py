"""What a person is, in the words before the name."""

from __future__ import annotations

import pytest

from corpus.names.roles import role_before
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
    ],
)
def test_role_holds_whose_it_is(text: str, name: str, role: str) -> None:
    """A role is not cut at a possessive, of one or of many, and holds none that stands in another phrase."""
    start = text.index(name)
    found = role_before(text, Span(start, start + len(name)))
    assert found is not None
    assert found.of(text) == role
