from __future__ import annotations

import dataclasses
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.values import Span
from retrieval.errors import QuestionError
from retrieval.values import MAX_QUESTION, Answer, Audience, Citation, Excerpt, Question

ANY_TEXT = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from("ab e\u0301\u200b\u200d\u00ad\u202e\u2066\ud800\udc00\n\t\x00\u2028\ufeff\u3000?"), max_size=20
)


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\t", "?!… –", "\u200b\u200e\ufeff", "\ud800", "\x00\x1b", "🙂"], ids=ascii
)
def test_question_of_nothing_readable_is_refused(text: str) -> None:
    """A question without a letter or digit is an error that says so."""
    with pytest.raises(QuestionError, match="empty"):
        Question(text)


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("  who\r\nbuilt\tit? ", "who built it?"),
        ("who\x00built\x1bit", "who built it"),
        ("who\u2028built\u3000it", "who built it"),
        ("light\u00adhouse", "lighthouse"),
        ("who \u202ebuilt\u2069 it\u200e", "who built it"),
        ("\ufeffwho", "who"),
        ("\u061cwho", "who"),
        ("a \ud800 b", "a b"),
        ("cafe\u0301", "café"),
        ("e\ud800\u0301", "é"),
        ("👩\u200d🚀 who", "👩\u200d🚀 who"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
    ids=ascii,
)
def test_question_keeps_what_is_read_and_drops_what_is_not(given_text: str, kept: str) -> None:
    """Controls become spaces, unseen marks and half surrogates go, joiners stay, letters are composed."""
    assert Question(given_text).text == kept


def test_question_of_the_greatest_length_is_asked() -> None:
    """A question may have a thousand characters, white space around it not counted."""
    assert len(Question("  " + "x" * MAX_QUESTION + "\n").text) == MAX_QUESTION == 1000


def test_question_that_is_too_long_names_its_length_and_the_limit() -> None:
    """One character more is an error that names both numbers."""
    with pytest.raises(QuestionError, match=r"1,001 characters and the limit is 1,000"):
        Question("x" * 1001)


@given(ANY_TEXT)
def test_question_is_always_one_clean_line(text: str) -> None:
    """Whatever comes in, a Question is composed, encodable, one line without controls, and stays itself."""
    try:
        question = Question(text)
    except QuestionError:
        return
    assert unicodedata.is_normalized("NFC", question.text)
    assert question.text == " ".join(question.text.split())
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", question.text)
    assert question.text.encode().decode() == question.text
    assert Question(question.text) == question


def test_audience_sees_the_shared_corpus_and_at_most_one_of_its_own() -> None:
    """The shared corpus comes first; a guild's own follows it, and no other can."""
    assert Audience().corpora == (0,)
    assert Audience(77).corpora == (0, 77)


@pytest.mark.parametrize("guild", [0, -1])
def test_audience_of_no_guild_id_is_refused(guild: int) -> None:
    """The shared corpus's own id, or a negative one, names no guild."""
    with pytest.raises(ValueError, match=f"not {guild}"):
        Audience(guild)


def test_audience_cannot_be_widened() -> None:
    """An audience is what it was made as."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        Audience(1).guild = 2  # type: ignore[misc]


def test_answer_text_is_the_first_citation() -> None:
    """What an answer says is its best excerpt, and nothing else."""
    first, second = (
        Citation(n, Excerpt("a", Span(0, 3), text), 0, "A", None, None, None, None, None, 1, 1.0)
        for n, text in ((1, "one"), (2, "two"))
    )
    assert Answer(Question("who"), (first, second), 0.5, ("0:g",)).text == "one"
