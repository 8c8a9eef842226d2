"""Whether an article is English."""

from __future__ import annotations

from corpus.language import _identifier, other_language

ENGLISH = (
    "The government has announced new measures to support the economy. Experts think that these measures will help "
    "families across the country."
)
FRENCH = (
    "Le gouvernement a annoncé hier de nouvelles mesures pour soutenir l’économie du pays. Les experts pensent que ces "
    "mesures aideront les familles."
)


def test_another_language_is_named() -> None:
    """Enough French is told as French."""
    assert other_language(FRENCH) == "fr"


def test_english_is_told_without_what_tells_languages_apart() -> None:
    """A build of English articles never loads that; a text in another language with English titles in it does."""
    _identifier.cache_clear()
    assert other_language(ENGLISH) is None
    assert _identifier.cache_info().misses == 0
    assert other_language(f"{FRENCH} {FRENCH} {FRENCH} « The Lord of the Rings » et « Of Mice and Men ».") == "fr"
    assert _identifier.cache_info().misses == 1


def test_english_is_no_other_language() -> None:
    """English gives none."""
    assert other_language(ENGLISH) is None


def test_a_short_text_is_never_judged() -> None:
    """Below 120 characters nothing is said, in whatever language."""
    assert other_language(FRENCH[:119]) is None
    assert other_language("") is None


def test_only_the_beginning_is_read() -> None:
    """The first 3,000 characters decide, so that a long book costs no more than a short one."""
    assert other_language((ENGLISH + " ") * 40 + (FRENCH + " ") * 400) is None


def test_text_in_no_language_is_never_surely_another() -> None:
    """Numbers and marks alone raise nothing and are no reason for a notice."""
    assert other_language("1234 5678. " * 20) is None
