from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.days import MONTHS, basis_in_words, day_in_words, days_in_words
from corpus.dates.values import Anchor, DateBasis, Precision
from corpus.timeline.values import Place, TimelineEvent
from corpus.values import Article, Span


def event(
    first: str | dt.date | None,
    last: str | dt.date | None,
    precision: Precision,
    basis: DateBasis = "stated",
    anchor: Anchor | None = None,
) -> TimelineEvent:
    place = Place(Span(0, 1), 1)
    return TimelineEvent(
        _day(first), _day(last), precision, basis, anchor, "past", Span(0, 1), Span(0, 1), (place,), ()
    )


def _day(day: str | dt.date | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if isinstance(day, str) else day


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        ("2015-11-30", "2015-11-30", "day", "30 November 2015"),
        ("2015-11-30", None, "day", "from 30 November 2015"),
        (None, "2015-12-01", "day", "up to 1 December 2015"),
        ("2014-05-10", "2014-05-12", "day", "10–12 May 2014"),
        ("2014-04-30", "2014-05-02", "day", "30 April – 2 May 2014"),
        ("2014-12-30", "2015-01-02", "day", "30 December 2014 – 2 January 2015"),
        ("2015-11-23", "2015-11-29", "week", "the week of 23 November 2015"),
        ("2015-11-22", "2015-11-28", "week", "22–28 November 2015"),
        ("9999-12-27", "9999-12-31", "week", "the week of 27 December 9999"),
        ("2015-11-23", "2015-12-06", "week", "23 November – 6 December 2015"),
        ("2015-07-01", "2015-07-31", "month", "July 2015"),
        ("2015-07-01", None, "month", "from July 2015"),
        (None, "2016-02-29", "month", "up to February 2016"),
        (None, "2016-02-28", "month", "up to 28 February 2016"),
        ("2014-05-01", "2014-07-31", "month", "May–July 2014"),
        ("2013-11-01", "2014-01-31", "month", "November 2013 – January 2014"),
        ("2015-04-01", "2015-06-30", "quarter", "second quarter of 2015"),
        ("2015-04-01", None, "quarter", "from the second quarter of 2015"),
        ("2015-05-01", "2015-07-31", "quarter", "May–July 2015"),
        ("2015-04-01", "2015-09-30", "quarter", "April–September 2015"),
        ("2014-01-01", "2014-06-30", "half", "first half of 2014"),
        (None, "2014-12-31", "half", "up to the second half of 2014"),
        ("2014-09-01", "2014-11-30", "season", "autumn 2014"),
        ("2014-09-23", "2014-12-21", "season", "autumn 2014"),
        ("2014-12-01", "2015-02-28", "season", "winter 2014–15"),
        ("1999-12-21", "2000-03-20", "season", "winter 1999–2000"),
        ("2015-01-01", "2015-03-31", "season", "winter 2015"),
        ("2015-03-01", "2015-05-31", "season", "spring 2015"),
        ("2015-06-21", "2015-09-22", "season", "summer 2015"),
        ("2015-06-01", None, "season", "from summer 2015"),
        (None, "2015-08-31", "season", "up to summer 2015"),
        ("2015-06-10", None, "season", "from 10 June 2015"),
        ("2015-01-01", "2015-07-31", "season", "January–July 2015"),
        ("2014-01-01", "2014-12-31", "year", "2014"),
        ("2011-01-01", "2013-12-31", "year", "2011–2013"),
        ("2011-05-01", "2013-12-31", "year", "May 2011 – December 2013"),
        ("2011-01-01", None, "year", "from 2011"),
        (None, "2020-12-31", "year", "up to 2020"),
        (None, "2020-01-01", "year", "up to 1 January 2020"),
        ("1980-01-01", "1989-12-31", "decade", "the 1980s"),
        ("1980-01-01", None, "decade", "from the 1980s"),
        ("1980-01-01", "1999-12-31", "decade", "the 1980s to the 1990s"),
        ("1900-01-01", "1909-12-31", "decade", "1900–1909"),
        ("1800-01-01", "1899-12-31", "century", "the 19th century"),
        ("2000-01-01", "2099-12-31", "century", "the 21st century"),
        ("0001-01-01", "0099-12-31", "century", "the 1st century"),
        ("1000-01-01", "1299-12-31", "century", "the 11th century to the 13th century"),
        ("1801-01-01", "1900-12-31", "century", "1801–1900"),
        ("2015-12-01", "2015-11-30", "day", "30 November – 1 December 2015"),
        ("0079-08-24", "0079-08-24", "day", "24 August AD 79"),
        ("0079-08-01", "0079-08-31", "month", "August AD 79"),
        ("0079-01-01", "0081-12-31", "year", "AD 79–81"),
        ("0979-12-01", "0980-02-28", "season", "winter AD 979–80"),
        ("0070-01-01", "0079-12-31", "decade", "AD 70–79"),
        ("0793-01-01", None, "year", "from AD 793"),
        (None, None, "year", "on a day that is not known"),
    ],
)
def test_the_words_of_stated_days(first: str | None, last: str | None, precision: Precision, words: str) -> None:
    """A stretch is named after its precision where it fills such units exactly, and more finely where it doesn't."""
    assert days_in_words(event(first, last, precision), ARTICLE) == words


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        ("2015-07-04", "2015-07-04", "day", "about 4 July 2015"),
        ("2015-07-01", "2015-07-31", "month", "about July 2015"),
        ("2015-07-01", "2015-07-10", "month", "early July 2015"),
        ("2015-07-11", "2015-07-20", "month", "mid-July 2015"),
        ("2015-10-01", "2015-12-31", "year", "late 2015"),
        ("1980-01-01", "1983-12-31", "decade", "the early 1980s"),
        ("1840-01-01", "1860-12-31", "century", "the mid-19th century"),
        ("2015-04-01", "2015-06-30", "quarter", "about the second quarter of 2015"),
        ("2015-11-23", "2015-11-29", "week", "about the week of 23 November 2015"),
        ("2014-09-01", "2014-11-30", "season", "about autumn 2014"),
        ("2011-01-01", None, "year", "from about 2011"),
        (None, "2014-06-30", "half", "up to about the first half of 2014"),
        ("2011-01-01", "2013-12-31", "year", "about 2011–2013"),
    ],
)
def test_what_is_approximate_is_never_said_as_stated(
    first: str | None, last: str | None, precision: Precision, words: str
) -> None:
    """Approximate days say "about", or which part of the unit they are."""
    assert days_in_words(event(first, last, precision, "approximate"), ARTICLE) == words


@given(
    st.none() | st.dates(),
    st.none() | st.dates(),
    st.sampled_from(get_args(Precision)),
    st.sampled_from(get_args(DateBasis)),
)
def test_any_days_have_words(
    first: dt.date | None, last: dt.date | None, precision: Precision, basis: DateBasis
) -> None:
    """Whatever the days are there are words for them, with the mark of an open side and of what is approximate."""
    words = days_in_words(event(first, last, precision, basis), ARTICLE)
    assert 0 < len(words) <= 80
    assert words.startswith("from ") == (last is None and first is not None)
    assert words.startswith("up to ") == (first is None and last is not None)
    if basis == "approximate" and (first or last):
        assert re.search(r"about |early |late |mid-", words)


@given(st.dates(), st.dates(), st.sampled_from(get_args(Precision)))
def test_the_words_name_the_years(first: dt.date, last: dt.date, precision: Precision) -> None:
    """No stretch finer than a decade is named without the year that it begins in."""
    first, last = min(first, last), max(first, last)
    words = days_in_words(event(first, last, precision), ARTICLE)
    if precision not in {"decade", "century"}:
        assert str(last.year) in words or f"–{last.year % 100:02d}" in words


@pytest.mark.parametrize(
    ("first", "last", "body", "words"),
    [
        ("2015-11-30", None, "After Nov. 30", "after 30 November 2015"),
        ("2015-11-30", None, "since Nov. 30", "from 30 November 2015"),
        ("2015-11-30", None, "Not before Nov. 30", "from 30 November 2015"),
        ("2015-11-30", None, "afternoon of Nov. 30", "from 30 November 2015"),
        (None, "2015-12-01", "before December 1", "before 1 December 2015"),
        (None, "2015-12-01", "by December 1", "up to 1 December 2015"),
        ("2015-12-01", None, "before December 1", "from 1 December 2015"),
        ("2015-12-01", "2015-12-01", "after December 1", "1 December 2015"),
    ],
)
def test_a_day_that_is_not_meant_itself_is_not_said_to_be(
    first: str | None, last: str | None, body: str, words: str
) -> None:
    """What is after a day is not from it, and what is before it not up to it."""
    dated = replace(event(first, last, "day"), phrase=Span(0, len(body)))
    assert days_in_words(dated, Article("a", "A title", body)) == words


def test_a_day_is_the_same_whatever_the_locale() -> None:
    """Months are our own words, in English."""
    assert [day_in_words(dt.date(2015, number, 9)) for number in (1, 12)] == ["9 January 2015", "9 December 2015"]
    assert len(MONTHS) == 12


BODY = "After Nov. 30, it closed. The following day \u202eit\x00 opened."
ARTICLE = Article("a", "A title", BODY, published=dt.date(2015, 11, 30), published_basis="inferred")
STATED = Article("a", "A title", BODY, published=dt.date(2015, 11, 30), published_basis="stated")
DAY = dt.date(2015, 11, 30)


@pytest.mark.parametrize(
    ("basis", "anchor", "article", "words"),
    [
        ("stated", None, ARTICLE, None),
        ("resolved", Anchor(DAY), ARTICLE, "by the date of publication, which is inferred"),
        ("resolved", Anchor(DAY), STATED, "by the date of publication"),
        ("resolved", Anchor(DAY, Span(6, 13)), ARTICLE, "by “Nov. 30” in the article, 30 November 2015"),
        ("resolved", None, ARTICLE, "by the words around it"),
        ("approximate", None, ARTICLE, "approximate"),
        ("approximate", Anchor(DAY), ARTICLE, "approximate, by the date of publication, which is inferred"),
    ],
)
def test_how_days_are_known(basis: DateBasis, anchor: Anchor | None, article: Article, words: str | None) -> None:
    """What the words alone don't say is marked with what it rests on."""
    assert basis_in_words(event(DAY, DAY, "day", basis, anchor), article) == words


def test_an_anchor_is_short_and_can_be_printed() -> None:
    """The words of an anchor are cut where they are long, and steer neither terminal nor writing direction."""
    shown = basis_in_words(event(DAY, DAY, "day", "resolved", Anchor(DAY, Span(26, len(BODY)))), ARTICLE)
    assert shown == "by “The following day \ufffdit\ufffd opened.” in the article, 30 November 2015"
    long = Article("a", "A title", "x" * 100_000)
    shown = basis_in_words(event(DAY, DAY, "day", "resolved", Anchor(DAY, Span(0, 100_000))), long)
    assert shown is not None
    assert len(shown) < 100
