from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.terms import STOP_WORDS, fold, stem, terms, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Café CAFE cafe\u0301", ["cafe", "cafe", "cafe"]),
        ("In 1902, 1,000.5 ships.", ["in", "1902", "1,000.5", "ships"]),
        ("snake_case don’t", ["snake", "case", "don", "t"]),
        ("BlackBerry™ and BlackBerry®", ["blackberry", "and", "blackberry"]),
        ("İstanbul STRASSE straße", ["istanbul", "strasse", "strasse"]),
        ("ﬁsh ２０", ["fish", "20"]),
        ("?!", []),
    ],
    ids=ascii,
)
def test_words_are_folded_words_and_numbers(text: str, found: list[str]) -> None:
    """Case, accents and typographic forms make no other word; a number keeps its marks but not a sentence's."""
    assert words(text) == found


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded word is found again by the same folding."""
    assert fold(fold(text)) == fold(text)
    assert all(fold(word) == word for word in words(text))


def test_terms_are_stems_in_order_with_repeats_and_no_stop_words() -> None:
    """What is indexed keeps how often a word stands there, and leaves out what every sentence has."""
    assert terms("The ships were running; a ship runs.") == ["ship", "run", "ship", "run"]


@given(st.lists(st.sampled_from(sorted(STOP_WORDS)), max_size=6))
def test_stop_words_alone_give_no_terms(chosen: list[str]) -> None:
    """A question of nothing but stop words asks the lexical index for nothing."""
    assert terms(" ".join(chosen)) == []


def test_stems_of_one_word_agree() -> None:
    """Forms of a word meet in one stem."""
    assert len({stem(word) for word in ("connect", "connected", "connecting", "connection", "connections")}) == 1
