from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.conversation import read_follow_up
from retrieval.values import MAX_QUESTION, Question

LEAVE = "Why did BlackBerry leave Pakistan?"
LOAVES = "How many loaves does he sell?"
BUILT = "Who built the lighthouse of Cape Varn?"

WORDS = st.sampled_from(
    "and but so ok then what how about why when where who which many much did does is was it they he that one "
    "the a of in for since exactly not really again BlackBerry Pakistan tower 1902 Café — ? ! . , : é 東京 tell me thanks".split()
)


def _question(text: str) -> Question | None:
    try:
        return Question(text)
    except Exception:  # noqa: BLE001 - what is no question is none of these tests' business
        return None


QUESTIONS = (
    st.one_of(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), st.text(max_size=60), st.just("why " * 249))
    .filter(lambda text: any(char.isalnum() for char in text))
    .map(_question)
    .filter(lambda question: question is not None and len(question.text) < MAX_QUESTION - 10)
)


def reading(asked: str, before: str) -> str:
    return read_follow_up(Question(asked), Question(before)).text


@pytest.mark.parametrize(
    ("before", "asked", "meant"),
    [
        (LEAVE, "and when?", "When did BlackBerry leave Pakistan?"),
        (LEAVE, "When?", "When did BlackBerry leave Pakistan?"),
        (LEAVE, "And where exactly?", "Where did BlackBerry leave Pakistan?"),
        (LEAVE, "since when?", "Since when did BlackBerry leave Pakistan?"),
        (LEAVE, "And by whom?", "By whom did BlackBerry leave Pakistan?"),
        (LEAVE, "in which year?", "In which year did BlackBerry leave Pakistan?"),
        (LEAVE, "ok, and why?", LEAVE),
        (LEAVE, "why not?", LEAVE),
        (LOAVES, "and when?", "When does he sell loaves?"),
        (BUILT, "and when?", "When — built the lighthouse of Cape Varn?"),
        ("What year was the tower finished?", "where?", "Where was the tower finished?"),
        ("Tell me about the bakery", "when?", "When: the bakery"),
    ],
)
def test_a_bare_question_word_takes_the_place_of_the_one_before(before: str, asked: str, meant: str) -> None:
    """What only asks which way asks that of the question before it."""
    assert reading(asked, before) == meant


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("what about India?", "India"),
        ("how about 1902?", "1902"),
        ("and in August?", "August"),
        ("and for the staff?", "the staff"),
        ("and the tower?", "the tower"),
    ],
)
def test_another_topic_is_put_to_the_question_before(asked: str, topic: str) -> None:
    """A few words of another topic keep what was asked of the last one."""
    assert reading(asked, LEAVE) == f"Why did BlackBerry leave Pakistan — {topic}?"


@pytest.mark.parametrize("asked", ["and what about India?", "ok, what about India?", "thanks, and how about India?"])
def test_another_topic_may_be_led_in(asked: str) -> None:
    """ "and what about India?" means what "what about India?" means."""
    assert reading(asked, LEAVE) == "Why did BlackBerry leave Pakistan — India?"


def test_the_next_topic_takes_the_place_of_the_last() -> None:
    """Nothing piles up: after India, "and China?" asks of China."""
    assert reading("and China?", reading("what about India?", LEAVE)) == reading("and China?", LEAVE)


@pytest.mark.parametrize("asked", ["did they say so?", "What happened then?", "Is it true?", "how much did it cost?"])
def test_what_leans_on_what_was_said_gets_its_words(asked: str) -> None:
    """A pronoun brings the words of the question before, and keeps its own."""
    assert reading(asked, LEAVE) == f"{asked.rstrip('?')}? — BlackBerry leave Pakistan"


def test_words_that_are_there_already_are_not_brought_again() -> None:
    """What both questions say is said once."""
    assert reading("Did they leave India then?", LEAVE) == "Did they leave India then? — BlackBerry Pakistan"


@pytest.mark.parametrize("asked", ["and", "ok thanks", "So –", "well,"])
def test_an_opening_alone_asks_the_same_again(asked: str) -> None:
    """With nothing of its own it means the question before."""
    assert reading(asked, LEAVE) == LEAVE


@pytest.mark.parametrize("asked", ["so?", "So …", "And?", "ok thanks ❤"])
def test_an_opening_with_other_marks_asks_the_same_again(asked: str) -> None:
    """What has no word of its own is no question of its own, whatever mark ends it."""
    assert reading(asked, LEAVE) == LEAVE


@pytest.mark.parametrize(
    "asked",
    [
        "Who is Ida Holm?",
        "and who is Ida Holm?",
        "When was the lighthouse of Cape Varn built?",
        "What did Tom Reed sell in Olde Street?",
        "Farmers lost how much of the harvest?",
        "What about the price of bread in the small towns around the old harbour of Varn?",
    ],
)
@pytest.mark.parametrize("before", [LEAVE, LOAVES, BUILT])
def test_a_question_that_stands_alone_is_left_alone(asked: str, before: str) -> None:
    """Nothing of an earlier question gets into one that needs none of it."""
    assert reading(asked, before) == asked


@settings(max_examples=400, deadline=None)
@given(QUESTIONS, QUESTIONS)
def test_every_reading_is_a_question(asked: Question, before: Question) -> None:
    """Whatever follows whatever, the reading can be asked: within the limit, with something to read in it."""
    read = read_follow_up(asked, before)
    assert Question(read.text) == read
    assert len(read.text) <= MAX_QUESTION


@settings(max_examples=200, deadline=None)
@given(QUESTIONS, st.sampled_from([LEAVE, LOAVES, BUILT]))
def test_a_reading_loses_no_word_of_a_name(asked: Question, before: str) -> None:
    """A name that was asked for stands in how it was read."""
    named = Question(f"{asked.text} Ida Holm")
    assert "Ida Holm" in read_follow_up(named, Question(before)).text


@pytest.mark.parametrize(
    "before",
    [
        LEAVE,
        LOAVES,
        BUILT,
    ],
)
def test_a_conversation_goes_on_from_how_it_was_read(before: str) -> None:
    """The next bare question word takes the place of the last one: nothing piles up."""
    when = reading("and when?", before)
    where = reading("and where?", when)
    assert where == reading("where?", before)
    assert reading("and when?", where) == when


def test_a_reading_too_long_to_ask_is_the_question_itself() -> None:
    """Two questions of the greatest length don't become one that can't be asked."""
    before = "Why did " + "x" * (MAX_QUESTION - 20) + " leave?"
    assert reading("and the old tower of Varn?", before) == "and the old tower of Varn?"
