"""Which day a deed is of, where a sentence tells of several; and whose deed it is behind a pronoun."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from corpus.values import Article
from retrieval.checking import Finding
from retrieval.checking.comparing import compare
from retrieval.checking.reading import read
from tests.retrieval.checking.holding import DAY, hold

DAYS = Article(
    "days",
    "Days of the year",
    "The clerk Colin Rudge pleaded guilty in January 2014 and was released on licence in May 2015.\n"
    "The tall ships arrive in the night of 9-10 December and leave on the morning of the 12th.\n"
    "Karst extended the deadline for its offer on Tuesday for the third time, to 29 December.\n"
    "Ann Lee was the head of the harbour board from 2006 to 2009.\n"
    "The 2012 fair was cancelled that April, and that of 2013 was moved online.\n"
    "On the 13th, a Friday, the hospital ran out of beds.\n"
    "Owen Pryce died in the autumn of 1957, and she sailed home in 1958.\n"
    "The singer Ida Brand left because he was ill.\n"
    "Jo Hall said she would paint the gate.\n"
    "Harbour Homes, founded in 1974, has changed hands twice since the 1990s.\n"
    "The bridge will be opened in August or September 2016.\n"
    "The singer Alda Rossi left Leo Brandt in 2008, a year after their daughter was born.\n"
    "The treasurer Ida Moss joined Voltan in March 2013 from Arbor.\n"
    "The next fair is on 14 December. A service will be held in Alder on Friday.\n"
    "The striker Sam Osei signed a contract that runs until May 2018.",
    published=dt.date(2015, 12, 2),
    published_basis="stated",
)


def one(folder: Path, text: str) -> Finding:
    (finding,) = hold(folder, text, (DAYS,))
    return finding


@pytest.mark.parametrize(
    "text",
    [
        "Colin Rudge was released on licence in January 2014.",
        "Colin Rudge pleaded guilty in May 2015.",
        "The tall ships leave on 10 December.",
        "The tall ships arrive on 12 December.",
        "The deadline was extended to 1 December.",
        "Karst extended the deadline on 29 December.",
        "Ann Lee was the head of the harbour board from 2009.",
        "Ann Lee was the head of the harbour board until 2006.",
        "The 2013 fair was cancelled.",
        "The hospital ran out of beds on Friday.",
        "The bridge will be opened in September 2016.",
        "Their daughter was born in 2008.",
        "Ida Moss joined Arbor in March 2013.",
    ],
)
def test_what_was_done_on_another_day_is_not_found(tmp_path: Path, text: str) -> None:
    """Law: two deeds of one doer keep their days, a range its ends, what is moved to a day is not moved on it; "a Friday" is no day."""
    assert one(tmp_path, text).outcome != "found"


@pytest.mark.parametrize(
    "text",
    [
        "Colin Rudge pleaded guilty in January 2014.",
        "Colin Rudge was released on licence in May 2015.",
        "The tall ships leave on 12 December.",
        "Ann Lee was the head of the harbour board between 2006 and 2009.",
        "Ann Lee was the head of the harbour board from 2006.",
        "The 2012 fair was cancelled.",
        "Harbour Homes was founded in 1974.",
        "The hospital ran out of beds on 13 December.",
        "The bridge will be opened in August or September 2016.",
        "Alda Rossi left Leo Brandt in 2008.",
        "Ida Moss joined Voltan in March 2013.",
        "A service will be held in Alder on 4 December.",
    ],
)
def test_each_deed_is_found_on_its_day(tmp_path: Path, text: str) -> None:
    """Beside others a day is found with what was done on it, and a participle that is added to a name says what was done to it."""
    assert one(tmp_path, text).outcome == "found"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Owen Pryce sailed home in 1958.", "not_found"),
        ("Ida Brand was ill.", "not_found"),
        ("Owen Pryce died in the autumn of 1957.", "found"),
        ("Jo Hall would paint the gate.", "found"),
    ],
)
def test_what_a_pronoun_does_is_not_what_the_name_before_it_does(tmp_path: Path, text: str, outcome: str) -> None:
    """Who "she" is can't be told; behind a word of speech it is whoever spoke."""
    assert one(tmp_path, text).outcome == outcome


def test_a_year_that_may_be_two_is_no_difference(tmp_path: Path) -> None:
    """Where the tale before a sentence gives its day another year than the sentence alone, neither year is held against anybody."""
    assert one(tmp_path, "The next fair is on 14 December 2015.").outcome != "different"


def test_the_end_of_something_is_no_other_day_of_its_beginning(tmp_path: Path) -> None:
    """ "Runs until May" does not give another day for what was signed."""
    assert one(tmp_path, "Sam Osei signed a contract on Monday.").outcome == "not_found"


@pytest.mark.parametrize("piece", ["Lund and he sold ", "9 May and ", "May or ", "in 2001, a year after it, and "])
def test_a_table_of_days_takes_no_longer_than_other_sentences(piece: str) -> None:
    """Law: no sentence takes long, and of more days than a sentence has none is told to be the statement's."""
    said = read("Lund sold it in 2001 and in May or June.", DAY)
    stated = read(f"The mayor of Lund sold it {piece * (8000 // len(piece))}.", DAY)
    began = time.process_time()
    compare(said, stated, None, frozenset())
    assert time.process_time() - began < 1
