"""Of several values the one that is asked for is pointed at, or none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.values import Span
from retrieval.pointing.asked_value import asked_value, goes_on, measures_another


def _asked(question: str, sentence: str, words: str, after: str = "") -> str | None:
    start = sentence.index(words)
    found = asked_value(question, sentence, Span(start, start + len(words)), after)
    return found.of(sentence) if found else None


NETS = "They set nets on 40 nights and caught more than 1,500 bats."
SHARE = "The club had 74 per cent of the ball and 27 shots."
OVEN = "It was baked at 180 degrees for a thousand hours."


@pytest.mark.parametrize(
    ("question", "sentence", "words", "expected"),
    [
        ("On how many nights were nets set?", NETS, "40 nights and caught more than 1,500", "40 nights"),
        ("How many bats were caught?", NETS, "40 nights and caught more than 1,500", "more than 1,500"),
        ("How many shots did the club have?", SHARE, "74 per cent of the ball and 27", "27"),
        ("What percentage of the ball did it have?", SHARE, "74 per cent of the ball and 27", "74 per cent"),
        ("How long was it baked?", OVEN, "180 degrees for a thousand hours", "a thousand hours"),
        (
            "How long did it take?",
            "It is 340 metres long and took four years.",
            "340 metres long and took four years",
            "four years",
        ),
        (
            "How much did the bridge cost?",
            "The bridge took 12 years and cost £3 million.",
            "12 years and cost £3 million",
            "£3 million",
        ),
        (
            "How many lorries were bought?",
            "It bought 18 lorries and 14 of the new vans.",
            "18 lorries and 14",
            "18 lorries",
        ),
    ],
)
def test_one_of_two_figures_is_pointed_at(question: str, sentence: str, words: str, expected: str) -> None:
    """Of figures that are of two things the one is pointed at that measures what is asked for, with its bound."""
    assert _asked(question, sentence, words) == expected


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("How many species are there?", NETS, "40 nights and caught more than 1,500"),
        ("How many guests came?", "There were 40 guests on Friday and 60 guests later.", "40 guests on Friday and 60"),
        ("How big was it?", NETS, "40 nights and caught more than 1,500"),
        ("How long is it?", "It is 340 metres long and took four years.", "340 metres long and took four years"),
        (
            "When was the train shown?",
            "In 1995, the works showed a train that was sold in 1996.",
            "1995, the works showed a train that was sold in 1996",
        ),
    ],
)
def test_nothing_is_pointed_at_where_it_cannot_be_told_which(question: str, sentence: str, words: str) -> None:
    """Two figures of which neither or both may be meant, and two times, are no answer's words."""
    assert _asked(question, sentence, words) is None


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("How much will it cost?", "It will cost between $1.5 million and $2 million.", "$1.5 million and $2 million"),
        ("How many shops signed?", "It was signed by 64 of the street's 81 shops.", "64 of the street's 81"),
        ("How many times did it rise?", "It rose five times in two years.", "five times in two years"),
        ("How long did the jury take?", "It took nine hours and forty minutes.", "nine hours and forty minutes"),
        ("How many came?", "Two or three dozen came.", "Two or three dozen"),
        ("How far can it fly?", "It can fly 5,600 to 8,870 miles.", "5,600 to 8,870 miles"),
        ("When were the warnings sent?", "They were sent in 2019 and again in 2021.", "2019 and again in 2021"),
        ("When does it run?", "It runs from 3 May until the end of June.", "3 May until the end of June"),
        ("How often does it run?", "It runs once in two hours.", "once in two hours"),
        ("How often does it run?", "It runs three days a week.", "three days a week"),
        ("Who won 12 votes and 5 seats?", "Ida Holm won 12 votes and 5 seats.", "12 votes and 5 seats"),
        ("What did he win?", "He won 12 votes and 5 seats.", "12 votes and 5 seats"),
        ("How many men and women came?", "Twelve men and 7 women came.", "Twelve men and 7 women"),
    ],
)
def test_one_value_stays_whole(question: str, sentence: str, words: str) -> None:
    """A range, a share of a number, a rate and a length in two units are one value, and other questions may ask for two figures."""
    assert _asked(question, sentence, words) == words


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("How many people are missing?", "At least 38 people have died and 112 are missing.", "At least 38"),
        ("How many people died?", "A man was killed and at least 14 people were injured.", "at least 14 people"),
        ("How many people were hurt?", "Three people were killed when a lorry hit their van.", "Three people"),
        ("How many people spoke?", "Some 140 people filled the hall, and 23 of them spoke.", "Some 140"),
        ("How long does it run with no light?", "It runs for nine hours, or fourteen with no light.", "nine hours"),
        ("How many people work in York?", "The firm has 500 people in Leeds and 300 in York.", "500"),
        ("When did he die?", "They married in 1961; he died in 1998.", "1961"),
        ("When was the ship recalled?", "The ship, which was built in 2009, was recalled after a year.", "2009"),
        ("When did the storm come ashore?", "The storm, the worst since 1987, came ashore after dusk.", "1987"),
        ("How often did inspectors call?", "Inspectors called only once in the last seven years.", "seven years"),
        ("How long did the case last?", "The case, which cost £3 million, lasted long.", "£3 million"),
    ],
)
def test_value_of_something_else_is_not_pointed_at(question: str, sentence: str, words: str) -> None:
    """A value is left where what follows it has the word asked for and a value too, or where it measures something else."""
    assert _asked(question, sentence, words) is None


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("How many people have died?", "At least 38 people have died and 112 are missing.", "At least 38"),
        ("How many were killed?", "The flood drowned 38 people and injured 14.", "38 people"),
        ("How many were hurt?", "There were 14 people killed or injured.", "14 people"),
        ("How many people work in Leeds?", "The firm has 500 people in Leeds and 300 in York.", "500"),
        (
            "How many people work at the Leeds plant?",
            "It has 300 people and was opened by two brothers in Leeds.",
            "300",
        ),
        ("When did they marry?", "They married in 1961; he died in 1998.", "1961"),
        ("When was the ship built?", "The ship, which was launched in 2009, was never sold.", "2009"),
        ("When was he struck?", "On Tuesday, 14 March 2023, he was struck.", "14 March 2023"),
        (
            "When did he resign?",
            "He resigned on Monday, the day after the vote, without a word.",
            "the day after the vote",
        ),
        ("When did the storm hit?", "The storm, the worst to hit since 1987, came ashore.", "1987"),
        ("When did the ship first sail?", "The ship, which sailed in 2009, was first to be sold.", "2009"),
        ("How many sons has she?", "She has two sons, Tom and Max, and seven grandchildren.", "two sons"),
        ("How long did the trial last?", "The trial lasted five weeks and ended in tears.", "five weeks"),
    ],
)
def test_value_that_nothing_contests_is_pointed_at(question: str, sentence: str, words: str) -> None:
    """Where no other clause has both what the value's lacks and a value of the sort, the words stay."""
    assert _asked(question, sentence, words) == words


@pytest.mark.parametrize(
    ("question", "after", "goes"),
    [
        ("When did Tom Reed die?", "He died two days later.", True),
        ("When did Tom Reed fall?", "He died two days later.", False),
        ("When did Tom Reed die?", "He died at home.", False),
        ("Where did Tom Reed die?", "He died two days later.", False),
        ("How many people did Tom Reed employ?", "He employed 40 people.", True),
        ("When did Tom Reed die?", "", False),
    ],
)
def test_next_sentence_may_have_what_is_asked(question: str, after: str, *, goes: bool) -> None:
    """The next sentence has what is asked for where it has a word of it that this one lacks, beside a value of the kind."""
    sentence = "Tom Reed fell from a ladder on 14 March 2023."
    assert goes_on(question, sentence, after) is goes
    if goes and question.startswith("When"):
        assert _asked(question, sentence, "14 March 2023", after) is None


_PIECES = st.lists(
    st.sampled_from(
        "how many when long ships 12 1,500 $5 5% in 1995 Monday , and or ; which 3 May years died a thousand of -".split()
    ),
    min_size=1,
    max_size=14,
).map(" ".join)


@given(_PIECES, _PIECES, st.data())
def test_what_is_left_lies_in_the_sentence(question: str, sentence: str, data: st.DataObject) -> None:
    """Whatever is asked and pointed at, what is left has no white space at its ends and lies in the sentence."""
    start = data.draw(st.integers(0, len(sentence) - 1))
    pointed = Span(start, data.draw(st.integers(start + 1, len(sentence))))
    found = asked_value(question, sentence, pointed, sentence)
    assert found is None or found == pointed or found.of(sentence) == found.of(sentence).strip() != ""


@pytest.mark.parametrize(
    ("question", "sentence", "another"),
    [
        ("How much electricity would the hall use?", "The fans would stand 270 metres from the houses.", True),
        ("How much electricity would the hall use?", "The fans of 3 metres need 40 megawatts.", False),
        ("How much electricity would the hall use?", "It takes a third of the power, by a line of 3 metres.", False),
        ("How much electricity would the hall use?", "It would use 30 percent of what Karsk has.", False),
        ("How much electricity would the hall use?", "The fans would stand there.", False),
        ("How much water does it need?", "It will cost $3 million.", True),
        ("How much water does it need?", "It needs 3 million litres, at $3 million.", False),
        ("How much water was in the cellar?", "In the cellar stood two metres.", False),
        ("How long does a swan live?", "A swan has wings of two metres.", True),
        ("How long does a swan live?", "A swan of two metres can reach the age of 20.", False),
        ("How long must he stay in prison?", "He must serve 40 per cent of it.", False),
        ("How long did the strike last?", "It cost $3 million until it ended.", False),
        ("How long is the bridge?", "It cost $3 million.", False),
    ],
)
def test_what_has_only_another_unit_is_told(question: str, sentence: str, *, another: bool) -> None:
    """Metres are no electricity, where nothing beside them may be any."""
    assert measures_another(question, sentence) is another


@pytest.mark.parametrize("part", ["3 metres ", "1.", "12 ", "a-", "wat", "lit"])
def test_no_sentence_takes_long(part: str) -> None:
    """A sentence of one piece is as long as an article may be."""
    began = time.process_time()
    measures_another("How much electricity would it use?", part * (100_000 // len(part)))
    assert time.process_time() - began < 1
