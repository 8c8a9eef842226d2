"""What is embedded: whole sentences, packed, none longer than the encoder reads."""

from __future__ import annotations

import itertools
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.passages import segment
from corpus.sentences import sentences


def words(text: str) -> int:
    return len(text.split())


def letters(text: str) -> int:
    """A token for each character that is no white space, so that words longer than a limit can be had."""
    return sum(not char.isspace() for char in text)


BODIES = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(["one", "Two", ". ", ", ", "; ", " ", "\n", "! ", "wordwordword", "👨‍👩‍👧", "e\u0301"]),
        max_size=80,
    ).map("".join),
)
LIMITS = st.integers(1, 12).flatmap(lambda limit: st.tuples(st.just(limit), st.integers(1, limit)))


@given(BODIES, LIMITS)
@example("one. " * 50, (12, 5))
def test_passages_are_made_of_whole_sentences_and_cover_all(body: str, limits: tuple[int, int]) -> None:
    """Each passage runs from its first sentence to its last, and each sentence stands in one of them."""
    segments = segment(body, letters, *limits)
    covered: set[int] = set()
    for passage in segments.passages:
        inside = segments.sentences[passage.first - 1 : passage.last]
        assert (passage.span.start, passage.span.end) == (inside[0].span.start, inside[-1].span.end)
        covered |= set(range(passage.first, passage.last + 1))
    assert (
        covered == {sentence.ordinal for sentence in segments.sentences} == set(range(1, len(segments.sentences) + 1))
    )


@given(BODIES, LIMITS)
def test_no_passage_and_no_sentence_is_longer_than_the_limit(body: str, limits: tuple[int, int]) -> None:
    """Each sentence or piece has at most `limit` tokens, each passage of several at most `target`."""
    limit, target = limits
    segments = segment(body, letters, limit, target)
    assert all(letters(sentence.span.of(body)) <= limit for sentence in segments.sentences)
    for passage in segments.passages:
        assert letters(passage.span.of(body)) <= (limit if passage.first == passage.last else target)


@given(BODIES, LIMITS)
def test_neighbouring_passages_overlap_or_adjoin(body: str, limits: tuple[int, int]) -> None:
    """Each passage begins after the one before it began, at the latest right after its end, and ends after its end."""
    found = segment(body, letters, *limits).passages
    for before, after in itertools.pairwise(found):
        assert before.first < after.first <= before.last + 1
        assert before.last < after.last


@given(BODIES, LIMITS)
def test_pieces_hold_every_character_but_white_space(body: str, limits: tuple[int, int]) -> None:
    """Dividing long sentences loses nothing, keeps the order and leaves each piece in its paragraph."""
    pieces = segment(body, letters, *limits).sentences
    end = 0
    for piece in pieces:
        assert not body[end : piece.span.start].strip()
        assert piece.span.of(body) == piece.span.of(body).strip() != ""
        end = piece.span.end
    assert not body[end:].strip()
    whole = sentences(body)
    for piece in pieces:
        (home,) = (each for each in whole if each.span.start <= piece.span.start and piece.span.end <= each.span.end)
        assert piece.paragraph == home.paragraph


def test_what_fits_is_left_whole() -> None:
    """With room enough the sentences are those of the text, in one passage."""
    body = "One is here. Two is there.\nThree is gone."
    segments = segment(body, words, 100, 100)
    assert segments.sentences == sentences(body)
    assert [(p.first, p.last, p.span.of(body)) for p in segments.passages] == [(1, 3, body)]


def test_each_pair_of_neighbours_stands_in_one_passage() -> None:
    """Where sentences are short enough, each stands together with the next in some passage."""
    body = "One two three. " * 40
    found = segment(body, words, 24, 12).passages
    assert found[0].last == 4
    for first in range(1, 40):
        assert any(passage.first <= first and first + 1 <= passage.last for passage in found)


def test_a_sentence_of_10_000_characters_is_cut_between_words() -> None:
    """A sentence far over the limit becomes pieces of whole words, none over the limit and each at least half full."""
    body = "seven w " * 1250
    pieces = segment(body, words, 60, 60).sentences
    assert len(body) == 10_000
    assert all(re.fullmatch(r"(?:seven|w)(?: (?:seven|w))*", piece.span.of(body)) for piece in pieces)
    assert all(30 <= words(piece.span.of(body)) <= 60 for piece in pieces[:-1])
    assert sum(words(piece.span.of(body)) for piece in pieces) == 2500
    assert {piece.paragraph for piece in pieces} == {1}


def test_a_long_sentence_is_cut_at_a_semicolon_before_a_comma() -> None:
    """The best place in the latter half before the limit wins: a semicolon, else a comma, else any space."""
    pieces = segment("a b c d, e; f, g h i j k l", words, 8, 8)
    assert [piece.span.of("a b c d, e; f, g h i j k l") for piece in pieces.sentences] == [
        "a b c d, e;",
        "f, g h i j k l",
    ]


def test_a_word_longer_than_the_limit_is_cut_inside() -> None:
    """One endless word becomes pieces that are as long as the limit lets them be."""
    body = "x" * 1000
    assert [len(piece.span) for piece in segment(body, letters, 300, 300).sentences] == [300, 300, 300, 100]


@pytest.mark.parametrize(
    "cluster",
    [
        "👨‍👩‍👧‍👦",
        "👍🏽",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "e\u0301\u0323",
        "❤️",
        "कि",
        "🇵🇰",
    ],
)
def test_what_is_read_as_one_character_is_never_cut_through(cluster: str) -> None:
    """Cuts inside a run of emoji, flags or marked letters fall between them."""
    body = cluster * 60
    pieces = [piece.span.of(body) for piece in segment(body, letters, 15, 15).sentences]
    assert {piece.replace(cluster, "") for piece in pieces} == {""}
    assert "".join(pieces) == body


@given(
    st.lists(st.sampled_from(["👨‍👩‍👧", "👍🏽", "a\u0308", "x", "🇵🇰"]), max_size=40).map("".join), st.integers(8, 20)
)
def test_no_piece_begins_with_what_belongs_to_the_one_before(body: str, limit: int) -> None:
    """A piece never begins with a mark, skin tone or joiner, and none ends with a joiner."""
    for piece in segment(body, letters, limit, limit).sentences:
        text = piece.span.of(body)
        assert not unicodedata.category(text[0]).startswith("M")
        assert text[0] not in "\u200d🏽"
        assert text[-1] != "\u200d"


@pytest.mark.parametrize("body", ["", " \n\n\t", "\u00a0"])
def test_an_empty_body_has_no_passage(body: str) -> None:
    """Where nothing is written nothing is to be embedded."""
    segments = segment(body, words, 10, 10)
    assert (segments.sentences, segments.passages) == ((), ())


def test_a_long_sentence_is_not_counted_whole_for_each_piece() -> None:
    """The characters handed to the counter stay within a fixed multiple of the sentence's length."""
    body = "word " * 40_000
    counted = 0

    def count(text: str) -> int:
        nonlocal counted
        counted += len(text)
        return words(text)

    segment(body, count, 128, 128)
    assert counted < 40 * len(body)


@pytest.mark.parametrize(("limit", "target"), [(10, 0), (10, 11), (0, 0), (5, -1)])
def test_a_target_outside_the_limit_is_refused(limit: int, target: int) -> None:
    """A target that no passage could keep raises ValueError and says so."""
    with pytest.raises(ValueError, match=f"not {target}$"):
        segment("text", words, limit, target)
