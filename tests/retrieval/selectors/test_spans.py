"""What logits say of sentences that were read as one text."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.selectors.spans import UNREAD, reading_of


def test_space_that_belongs_to_a_token_is_no_part_of_the_words() -> None:
    """Where a tokenizer counts the space before a word as the word's, or as a token, words begin and end with what is seen."""
    sentences = ("to coal", "coal")
    # [CLS], "to", " coal", the space between the sentences, " coal" with it.
    places = [None, (0, 2), (2, 7), (7, 8), (7, 12)]
    logits = np.array([0.0, 0.0, 2.0, 9.0, 3.0])
    reading = reading_of(sentences, places, logits, logits, 0)
    assert [(each.start, each.end) for each in reading.words if each] == [(3, 7), (0, 4)]
    assert reading.answers == (4, 6)
    assert reading.nothing == -6


def test_words_of_two_sentences_or_too_many_are_no_span() -> None:
    """A span neither leaves its sentence, nor ends before it begins, nor is longer than an answer is."""
    sentences = ("a " * 39 + "a", "b")
    places = [None, *((2 * n, 2 * n + 1) for n in range(40)), (80, 81)]
    begins, ends = np.zeros(42), np.zeros(42)
    begins[1], ends[41] = 5, 5  # from the first sentence into the second
    ends[39] = 3  # farther from the best beginning than an answer is long
    reading = reading_of(sentences, places, begins, ends, 0)
    assert reading.answers == (5, 5)
    begins[40], ends[30] = 6, 1  # the best beginning comes after this end
    assert reading_of(sentences, places, begins, ends, 0).answers == (6, 5)


def test_sentence_of_which_nothing_was_read_answers_least() -> None:
    """A sentence that has no token left answers no farther than any that was read, and has no words."""
    for logit, least in ((0.0, UNREAD), (-40.0, -80.0)):
        logits = np.array([0.0, logit])
        reading = reading_of(("a", "b"), [None, (0, 1)], logits, logits, 0)
        assert reading.answers == (2 * logit, least)
        assert reading.words[1] is None
        assert reading.words[0] is not None
        assert reading.words[0].probability == pytest.approx(1 / (1 + np.exp(-2 * logit)))


def test_window_without_sentences_holds_nothing() -> None:
    """Of no sentences nothing is said but that nothing answers."""
    reading = reading_of((), [None, None], np.zeros(2), np.zeros(2), 0)
    assert (reading.answers, reading.nothing, reading.words) == ((), -UNREAD, ())
