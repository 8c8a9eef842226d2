"""What a model reads: ids, marks and the places of words."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from retrieval.selectors.onnx import FOLDER
from retrieval.selectors.windows import MAX_IDS, MAX_QUESTION, MAX_SENTENCE, MAX_TITLE, Encoded, Window, WindowEncoder


def _tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(FOLDER / "tokenizer.json"))


@cache
def _encoder() -> WindowEncoder:
    return WindowEncoder(_tokenizer())


def _words(encoded: Encoded) -> list[str]:
    tokenizer = _tokenizer()
    return [str(tokenizer.id_to_token(each)) for each in encoded.ids]


def test_window_is_question_title_and_marked_sentences() -> None:
    """[CLS] question [SEP] title, each sentence after its mark, [SEP]; type 0 up to the first [SEP], 1 from then on."""
    encoded = _encoder().encode("Who came?", Window("The harbour", ("Ida came.", "It rained.")))
    expected = "[CLS] who came ? [SEP] the harbour [unused1] ida came . [unused1] it rained . [SEP]"
    assert _words(encoded) == expected.split()
    assert encoded.types == (0,) * 5 + (1,) * 11
    assert encoded.marks == (7, 11)
    assert encoded.offsets == (((0, 3), (4, 8), (8, 9)), ((0, 2), (3, 9), (9, 10)))


def test_without_a_title_the_sentences_follow_the_question() -> None:
    """Nothing stands in for a title that is not there."""
    encoded = _encoder().encode("Who?", Window("", ("Ida.",)))
    assert _words(encoded) == "[CLS] who ? [SEP] [unused1] ida . [SEP]".split()
    assert encoded.marks == (4,)


def test_window_without_sentences_has_no_marks() -> None:
    """Of no sentences, and of empty ones, what is left is read."""
    assert _words(_encoder().encode("", Window("", ()))) == ["[CLS]", "[SEP]", "[SEP]"]
    empty = _encoder().encode("", Window("", ("", "Ida", " ")))
    assert _words(empty) == "[CLS] [SEP] [unused1] [unused1] ida [unused1] [SEP]".split()
    assert (empty.marks, empty.offsets) == ((2, 3, 5), ((), ((0, 3),), ()))


@pytest.mark.parametrize("text", ["[SEP]", "[CLS]", "[PAD]", "[MASK]", "[UNK]", "[unused1]", "a [SEP] b[unused1]"])
def test_marks_in_a_text_are_text(text: str) -> None:
    """What is written like one of the model's own marks ends no question and begins no sentence."""
    encoder = _encoder()
    encoded = encoder.encode(text, Window(text, (text, text)))
    tokens = _words(encoded)
    assert (tokens.count("[CLS]"), tokens.count("[SEP]"), tokens.count("[PAD]"), tokens.count("[MASK]")) == (1, 2, 0, 0)
    assert [at for at, each in enumerate(encoded.ids) if each == encoder.mark] == list(encoded.marks)
    assert encoded.types.index(1) == tokens.index("[SEP]") + 1


def test_long_parts_are_cut_and_what_follows_is_read() -> None:
    """Of a question, a title and a sentence no more is read than fits, and the next sentence is still whole."""
    encoded = _encoder().encode("why " * 500, Window("coal " * 500, ("rain " * 500, "Ida came.")))
    tokens = _words(encoded)
    assert (tokens.count("why"), tokens.count("coal"), tokens.count("rain")) == (MAX_QUESTION, MAX_TITLE, MAX_SENTENCE)
    assert tokens[-5:] == "[unused1] ida came . [SEP]".split()
    assert len(encoded.offsets[0]) == MAX_SENTENCE
    assert encoded.offsets[0][-1] == (5 * (MAX_SENTENCE - 1), 5 * MAX_SENTENCE - 1)
    assert encoded.marks[1] == encoded.marks[0] + 1 + MAX_SENTENCE


def test_window_has_no_more_ids_than_a_model_has_positions() -> None:
    """Of sentences that do not fit together all are cut alike, and each keeps its mark and what it begins with."""
    encoded = _encoder().encode("Who? " * 50, Window("The harbour", ("Ida came home. " * 40,) * 9))
    assert len(encoded.ids) <= MAX_IDS
    assert len(encoded.marks) == len(encoded.offsets) == 9
    assert len({len(places) for places in encoded.offsets}) == 1
    assert all(
        encoded.ids[mark] == _encoder().mark and len(places) > 9
        for mark, places in zip(encoded.marks, encoded.offsets, strict=True)
    )


@pytest.mark.parametrize("sentence", ["", "Ida came.", "rain " * 500])
def test_length_is_how_much_longer_a_window_grows(sentence: str) -> None:
    """A sentence takes as many ids as are said, its mark among them."""
    without, among = (_encoder().encode("Who?", Window("T", texts)) for texts in (("A.",), ("A.", sentence)))
    assert _encoder().length(sentence) == len(among.ids) - len(without.ids)


def test_tokens_cover_their_words_in_text_that_is_normalised() -> None:
    """Where letters are folded or taken apart, the characters are still those of the sentence as it was given."""
    sentence = "Cafe\u0301 İstanbul ＣＯＡＬ 東京 naïve"
    encoded = _encoder().encode("?", Window("", (sentence,)))
    tokens = _words(encoded)[encoded.marks[0] + 1 : -1]
    covered = [sentence[first:last] for first, last in encoded.offsets[0]]
    assert covered[tokens.index("cafe")] in {"Cafe", "Cafe\u0301"}
    assert covered[tokens.index("naive")] == "naïve"
    assert covered[tokens.index("東")] == "東"


def test_a_tokenizer_that_cuts_and_pads_does_neither_here() -> None:
    """Settings that a tokenizer's file brings along do not shorten or lengthen what is read."""
    changed = _tokenizer()
    changed.enable_truncation(4)
    changed.enable_padding(length=64)
    window = Window("The harbour", ("Ida came to the harbour in the rain.",))
    assert WindowEncoder(changed).encode("Who came?", window) == _encoder().encode("Who came?", window)


def test_tokenizer_of_another_kind_is_refused() -> None:
    """Without the marks of BERT no window can be made: which one is missing is said."""
    with pytest.raises(ValueError, match=r"^the tokenizer has no \[SEP\]$"):
        WindowEncoder(Tokenizer(WordLevel({"[CLS]": 0, "[unused1]": 1}, unk_token="[CLS]")))  # noqa: S106


@given(st.text(max_size=40), st.text(max_size=20), st.lists(st.text(max_size=60), max_size=4))
def test_any_text_is_encoded_in_order(question: str, title: str, sentences: list[str]) -> None:
    """Marks rise, each sentence's tokens stand between its mark and the next, and offsets lie within the sentence."""
    encoder = _encoder()
    encoded = encoder.encode(question, Window(title, tuple(sentences)))
    assert len(encoded.ids) == len(encoded.types)
    assert len(encoded.marks) == len(encoded.offsets) == len(sentences)
    ends = [*encoded.marks, len(encoded.ids) - 1][1:]
    for mark, end, places, sentence in zip(encoded.marks, ends, encoded.offsets, sentences, strict=True):
        assert encoded.ids[mark] == encoder.mark
        assert end - mark - 1 == len(places)
        assert all(0 <= first <= last <= len(sentence) for first, last in places)
