"""Given names that tell a person."""

from __future__ import annotations

from corpus.names.given import FEMALE, GIVEN, MALE
from corpus.names.lexicon import BODY_WORDS, COURTESIES, PLACE_WORDS


def test_names_are_known_with_their_marks_and_without() -> None:
    """As newspapers write them both ways; what is but a word without its marks is no name."""
    assert {"rocío", "rocio", "jürgen", "jurgen", "łukasz", "lukasz", "chidinma", "jean-pierre"} <= GIVEN
    assert {"german", "desire", "patience", "drew"}.isdisjoint(GIVEN)


def test_names_of_men_and_women_tell_no_sex() -> None:
    """They stand in both."""
    assert {"andrea", "dominique", "jean", "robin"} <= MALE & FEMALE


def test_no_name_is_a_word_for_a_body_a_place_or_a_courtesy() -> None:
    """Those tell what they stand with by themselves."""
    assert GIVEN.isdisjoint(BODY_WORDS | PLACE_WORDS | COURTESIES)
