"""Which days two texts mean."""

from __future__ import annotations

import datetime as dt

import pytest

from retrieval.checking.days import Day, days_in

ARTICLE = dt.date(2015, 12, 2)
# Whether the article's day says the message's, and whether it denies it.
SAYS, DENIES, NEITHER = (True, False), (False, True), (False, False)


def one(text: str, written: dt.date | None) -> Day:
    (day,) = days_in(text, written)
    return day


@pytest.mark.parametrize(
    ("stated", "said", "written", "verdict"),
    [
        ("on 30 November 2015", "on Nov. 30", dt.date(2015, 12, 3), SAYS),
        ("on 30 November 2015", "on Nov. 30", dt.date(2026, 3, 1), SAYS),
        ("on 30 November 2015", "on December 30", dt.date(2015, 12, 3), DENIES),
        ("on 30 November 2015", "in 2015", dt.date(2015, 12, 3), SAYS),
        ("in November 2015", "on 30 November 2015", dt.date(2015, 12, 3), NEITHER),
        ("in 2011", "in 2013", dt.date(2015, 12, 3), DENIES),
        ("yesterday", "yesterday", dt.date(2015, 12, 2), SAYS),
        ("yesterday", "yesterday", dt.date(2015, 12, 3), DENIES),
        ("yesterday", "on December 1", dt.date(2026, 3, 1), SAYS),
        ("last week", "three weeks ago", dt.date(2015, 12, 2), DENIES),
        ("in early 2009", "in late 2009", dt.date(2015, 12, 2), NEITHER),
        ("in early 2009", "in 2009", dt.date(2015, 12, 2), SAYS),
    ],
)
def test_a_day_is_told_from_when_its_text_was_written(
    stated: str, said: str, written: dt.date, verdict: tuple[bool, bool]
) -> None:
    """An article's "yesterday" and a message's are each resolved against their own day; a year may be left out."""
    there, here = one(stated, ARTICLE), one(said, written)
    assert (there.says(here), there.denies(here)) == verdict


def test_an_article_without_a_day_is_compared_by_names() -> None:
    """Where nothing tells which Friday is meant, a Friday is a Friday, and no other weekday; a number counts."""
    friday, first = one("on Friday", None), one("until Feb. 8", None)
    assert friday.says(one("on Friday", ARTICLE))
    assert friday.denies(one("on Monday", ARTICLE))
    assert first.says(one("until Feb. 8", ARTICLE))
    assert not first.says(one("until Feb. 18", ARTICLE))
    assert first.denies(one("until Feb. 18", ARTICLE))


def test_a_time_of_some_day_is_none() -> None:
    """What does not say which day it is of can't be told from another day."""
    assert days_in("It closed at midnight.", None) == ()


def test_the_end_of_the_calendar_is_no_failure() -> None:
    """Leap days and the last years compare like others."""
    leap = one("on 29 February 2016", ARTICLE)
    assert not leap.says(one("on 28 February", dt.date(2015, 1, 1)))
    assert days_in("in 9999 and on 31 February", ARTICLE) is not None


@pytest.mark.parametrize(
    "told", ["four months earlier", "the next day", "the following year", "a year before", "the previous Monday"]
)
def test_a_time_that_is_told_from_another_says_nothing_without_it(told: str) -> None:
    """Law: it is neither a day nor denies one where no text before it says from which; the same words say the same."""
    day, other = one(f"It closed {told}.", ARTICLE), one("in March 2013", ARTICLE)
    assert day.leans
    assert (day.says(other), day.denies(other)) == NEITHER
    assert day.says(one(f"It closed {told}.", None))


@pytest.mark.parametrize(
    "told", ["next week", "last year", "yesterday", "earlier this year", "two years ago", "in May"]
)
def test_a_time_that_is_told_from_the_day_of_writing_leans_on_nothing(told: str) -> None:
    """What is told from today, and a day of the calendar, need no text before them."""
    assert not one(f"It closed {told}.", ARTICLE).leans


def test_a_time_is_told_from_the_text_before_it() -> None:
    """Its place is that in its own sentence."""
    text = "Four months earlier, it closed."
    (day,) = days_in(text, ARTICLE, "It was sold in November 2013.\n")
    assert (day.first, day.leans, text[day.start : day.end]) == (dt.date(2013, 7, 1), False, "Four months earlier")
