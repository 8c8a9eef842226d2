"""Which marks belong together."""

from __future__ import annotations

import pytest

from corpus.quotes.marks import find_quoted


@pytest.mark.parametrize(
    ("body", "contents"),
    [
        ("“One.” and “two”", ["One.", "two"]),
        ('"One." and "two"', ["One.", "two"]),
        ("«One» and »two«", ["One", "two"]),
        ("„One“ and „two”", ["One", "two"]),
        ("``One'' and ``two''", ["One", "two"]),
        ("“He said ‘no’ to me”", ["He said ‘no’ to me"]),
        ("“He said “no” to me.” “Why?”", ["He said “no” to me.", "Why?"]),
        ("‘It’s the dogs’ fault,’ he said", ["It’s the dogs’ fault,"]),
        ("The dogs' owner and the cats' owner", []),
        ("It’s Ann’s and the boys’ boat", []),
        ('A 6" board', []),
        ("“Open to the end\nNext line", ["Open to the end"]),
        ("“First,” he said. “Second, and open\n\n“Third.”", ["First,", "Second, and open\n\n“Third."]),
        ('"First line\nSecond line."\nThird', ["First line\nSecond line."]),
        ("” “ ”", []),
        ("“”", []),
        ("“He never closed it. “Then he did.”", ["He never closed it.", "Then he did."]),
    ],
)
def test_pairs_of_marks(body: str, contents: list[str]) -> None:
    """Curly, straight, single, low and angle marks pair up; apostrophes and inches do not; open ones end with their paragraph."""
    assert [quoted.content.of(body) for quoted in find_quoted(body)] == contents
