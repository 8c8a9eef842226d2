"""Two expressions that stand together and name one time; publication is on Friday, 22 March 2013."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.dates import find_dates
from tests.corpus.dates.reading import PUBLISHED, check_parsed, marked, read


@pytest.mark.parametrize(
    "text",
    [
        "She died [three years ago this month]{2010-03}.",
        "The band split up [ten years ago this week]{2003-W12}.",
        "It opened [50 years ago this August]{1963-08}.",
        "It opened [a century ago next month]{1913-04}.",
        "He was held [two years ago last May]{2010-05}.",
        "The treaty was signed [five years ago today]{2008-03-22}.",
        "The war began [a year ago on Sunday]{2012}.",
        "It fell [three years ago]{2010}. [This month]{2013-03} it rose.",
    ],
)
def test_years_ago_are_told_with_the_part_of_them_that_follows(text: str) -> None:
    """So many years before this month is a month of that year, and this month is no time of its own."""
    _, expected, found = read(text)
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "The hearing was held in [the week beginning 25 February]{2013-W09}.",
        "The hearing was held in [the week of 25 February]{2013-W09}.",
        "It is planned for [the week commencing Monday 8 April 2013]{2013-W15}.",
        "It is planned for [the week starting Sunday, April 7, 2013]{2013-W15}.",
        "Sales fell in [the week ending March 2]{2013-W09}.",
        "Sales fell in [the week ended Sunday, March 3, 2013]{2013-W09}.",
        "Sales fell in [the week to 2 March]{2013-W09}.",
        "They met on [the weekend of 2 March 2013]{2013-W09-WE}.",
        "They met in [this week]{2013-W12}, not on [2 March 2013]{2013-03-02}.",
    ],
)
def test_a_week_is_told_from_the_day_beside_it(text: str) -> None:
    """The week that begins or ends with a day, or holds it, is not the one of the publication."""
    _, expected, found = read(text)
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "Shots were fired over the [Labor Day weekend]{2012-W35-WE}.",
        "Shots were fired over the [Easter weekend]{2013-W13-WE}.",
        "Shops were full over the [Christmas weekend]{XXXX-WXX-WE}.",
        "The bank holiday weekend was the wettest yet.",
        "The opening weekend is in [August 2013]{2013-08}.",
        "They met over [the weekend]{2013-W11-WE}.",
    ],
)
def test_a_weekend_that_is_described_is_not_the_last_one(text: str) -> None:
    """That of a holiday is beside the holiday, where that is told, and "the opening weekend" is no certain one."""
    _, expected, found = read(text)
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "They married on [Saturday, 2 March]{2013-03-02}, and left on [the Sunday]{2013-03-03}.",
        "He was held on [4 February 2013]{2013-02-04}. On [the Friday]{2013-02-08} he was freed.",
        "He was held on [Monday 4 February 2013]{2013-02-04} and freed on [the Monday]{2013-02-04}, his lawyer said.",
        "The inquest opened on [the Monday]{XXXX-WXX-1} and closed on [the Friday]{XXXX-WXX-5}.",
        "In [May 2011]{2011-05} it opened on [the Monday]{XXXX-WXX-1}.",
        "They met on [4 February 2013]{2013-02-04} and he spoke on the [Saturday]{2013-03-16} show.",
    ],
)
def test_the_sunday_is_told_from_the_day_before_it(text: str) -> None:
    """A weekday with "the" is the one after the day last spoken of, and of no week without one; one that describes is no such."""
    _, expected, found = read(text)
    assert found == expected


def test_a_weekend_of_two_days_is_those_days() -> None:
    """The words before the first of two days belong to it."""
    body = "The race is on the weekend of 8-9 June 2013."
    first, second = find_dates(body, PUBLISHED, None)
    assert (first.span.of(body), first.range_end) == ("the weekend of 8", second.span)
    assert (first.first, second.last) == (dt.date(2013, 6, 8), dt.date(2013, 6, 9))


@pytest.mark.parametrize(
    "text",
    [
        "It closed [the Friday before Labor Day 2012]{2012-08-31}.",
        "It closed on [the Sunday after Easter last year]{2012-04-15}.",
        "It closed [the Monday before Christmas Day 2012]{2012-12-24}.",
        "It closed [the day after Christmas 2012]{2012-12-26}.",
        "It closed on [the day before 1 March 2012]{2012-02-29}.",
        "It closed [the weekend before Christmas 2012]{2012-W51-WE}.",
        "It closed [the weekend after 4 May 2011]{2011-W18-WE}.",
    ],
)
def test_a_day_before_or_after_another_is_told_from_it(text: str) -> None:
    """The Friday before a holiday is the last one before it, and neither that holiday nor last Friday."""
    _, expected, found = read(text)
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "On [Thursday]{2012-11-01}, [All Saints' Day 2012]{2012-11-01}, the exchange was shut.",
        "A hearing is set for [Tuesday week]{2013-04-02}, [2 April 2013]{2013-04-02}.",
        "He said on [Friday]{2013-03-22}, [Christmas 2012]{2012-12-25} had been a good one.",
        "It ended on [Friday]{2013-03-22} and [Christmas 2012]{2012-12-25} was forgotten.",
    ],
)
def test_a_weekday_that_is_named_again_is_that_day(text: str) -> None:
    """Where the day after the comma falls on that weekday they are one, else each is told by itself."""
    _, expected, found = read(text)
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "They announced it on [Halloween last year]{2012-10-31}.",
        "She left on [Christmas Eve last year]{2012-12-24}.",
        "It reopens on [Easter Monday next year]{2014-04-21}.",
        "They vote on it [the week after next]{2013-W14}.",
        "They vote on it in [the year after next]{2015}.",
        "He resigned [the week before last]{2013-W10}.",
        "It was sold [the year before last]{2011}.",
        "It was shut on [the Sunday before last]{2013-03-10}.",
        "It was shut [the Christmas before last]{2011-12-25}.",
        "It was shut [the autumn before last]{2011-FA}.",
        "It opens [the summer after next]{2014-SU}.",
        "It was shut the week before [last month]{2013-02}'s vote.",
        "Her book came out in [the late fifties]{195}.",
        "They last won in [the mid-nineties]{199}.",
        "She was in her late fifties.",
        "The temperatures were in the mid-nineties.",
    ],
)
def test_holidays_of_other_years_and_what_is_further_away(text: str) -> None:
    """A year behind a holiday is the holiday's; after the next is two on; ages and temperatures are no decades."""
    _, expected, found = read(text)
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "It began on [a Tuesday night]{x} in [late September 2012]{2012-09}.",
        "She was born on [a Sunday morning]{x} in [1974]{1974}.",
        "He left [one Friday evening]{x} in [May 2011]{2011-05}.",
        "He was held on [a Monday afternoon]{x}.",
    ],
)
def test_one_of_many_weekdays_is_no_day(text: str) -> None:
    """What stands behind "a" is not the last Tuesday."""
    body, _ = marked(text)
    days = [each.value for each in find_dates(body, PUBLISHED, None) if each.precision == "day"]
    assert not days


@pytest.mark.parametrize(
    "text",
    [
        "It is on [the morning of the 29th]{2013-03-29TMO}.",
        "It is on [29]{2013-03-29}, [30]{2013-03-30} and [31 March]{2013-03-31}.",
        "It is on a normal one [Friday]{2013-03-22}.",
        "She left on [Valentine's Day]{2013-02-14}.",
        "It was played on [May Day bank holiday 2012]{2012-05-07}.",
        "It left at [11:50 pm]{2013-03-21T23:50} on [Thursday]{2013-03-21}, [2 am]{2013-03-22T02:00} on [Friday]{2013-03-22} in Delhi.",
        "She was player of the month in [January 2013]{2013-01}.",
        "It was the worst day of [the month]{2013-03}.",
        "It was the first game of [the month]{2013-03}.",
    ],
)
def test_days_of_months_times_and_bank_holidays(text: str) -> None:
    """Each time of day has the day that follows it, each day of a list its month; "of the month" is no month of a prize."""
    check_parsed(text)


@pytest.mark.parametrize(
    ("body", "bound", "phrase"),
    [
        ("It opens in May 2013 at the earliest.", "from", "May 2013 at the earliest"),
        ("It opens on 4 May 2013 at the latest.", "to", "4 May 2013 at the latest"),
        ("It opens by 4 May 2013 at the latest.", "to", "by 4 May 2013 at the latest"),
        ("It opens on 4 May 2013 at the harbour.", None, "4 May 2013"),
    ],
)
def test_at_the_earliest_is_a_bound(body: str, bound: str | None, phrase: str) -> None:
    """What is the first or the last possible day is a bound."""
    (found,) = find_dates(body, PUBLISHED, None)
    assert (found.bound, found.phrase.of(body)) == (bound, phrase)


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("no earlier than", "from"),
        ("not earlier than", "from"),
        ("no sooner than", "from"),
        ("no later than", "to"),
        ("later than", None),
    ],
)
def test_no_earlier_than_a_day_is_from_it_on(words: str, bound: str | None) -> None:
    """A day that is only the first or last possible one is a bound."""
    body = f"It opens {words} 4 May 2013."
    (found,) = find_dates(body, PUBLISHED, None)
    assert found.bound == bound
    assert found.phrase.of(body) == (f"{words} 4 May 2013" if bound else "4 May 2013")
