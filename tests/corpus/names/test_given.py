"""Given names that tell a person."""

from __future__ import annotations

import pytest

from corpus.names.given import FEMALE, MALE, is_given, sex_of
from corpus.names.lexicon import BODY_WORDS, COURTESIES, PLACE_WORDS


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("rocío", "f"),
        ("rocio", "f"),
        ("jürgen", "m"),
        ("łukasz", "m"),
        ("lukasz", "m"),
        ("søren", "m"),
        ("aïssatou", "f"),
        ("jean-pierre", "m"),
        ("hans-peter", "m"),
        ("anne-laure", "f"),
        ("dominique", ""),
        ("robin", ""),
    ],
)
def test_a_name_is_known_with_its_marks_and_without(name: str, sex: str) -> None:
    """As newspapers write them both ways; of a double name the first tells; what men and women both bear tells no sex."""
    assert is_given(name)
    assert sex_of(name) == sex


@pytest.mark.parametrize(
    "word", ["german", "germán", "desire", "patience", "drew", "al-amin", "coca-cola", "", "-", "Ånn"]
)
def test_what_is_as_often_a_word_is_no_name(word: str) -> None:
    """Nor what is empty or not in small letters."""
    assert not is_given(word)
    assert sex_of(word) == ""


def test_no_name_is_a_word_for_a_body_a_place_or_a_courtesy() -> None:
    """Those tell what they stand with by themselves; and all names are listed without marks."""
    names = MALE | FEMALE
    assert names.isdisjoint(BODY_WORDS | PLACE_WORDS | COURTESIES)
    assert all(name.isascii() and name == name.lower() for name in names)
