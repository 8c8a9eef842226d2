"""What a mention says beside its value: basis, anchor, bound, range and days."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.dates import Anchor, find_dates
from corpus.folder import SHIPPED, read_folder
from tests.corpus.dates.reading import PUBLISHED, only

DAY = dt.date


@pytest.mark.parametrize(
    "words",
    [
        "on March 4, 2011",
        "in September 2010",
        "in 1997",
        "in the 1980s",
        "in the 19th century",
        "in spring 2014",
        "in the third quarter of 1989",
    ],
)
def test_what_the_words_alone_give_is_stated(words: str) -> None:
    """A date that needs no other day is stated and has no anchor."""
    mention = only(f"It closed {words}.")
    assert (mention.basis, mention.anchor) == ("stated", None)


@pytest.mark.parametrize(
    ("words", "value", "basis"),
    [
        ("on 5/6/2019", "2019-05-06", "approximate"),
        ("on 5/5/2019", "2019-05-05", "stated"),
        ("on 13/6/2019", "2019-06-13", "stated"),
        ("on 6/13/2019", "2019-06-13", "stated"),
        ("on 05.06.2019", "2019-06-05", "stated"),
        ("on 31 February 2019", "2019-02", "approximate"),
        ("on 32 May 2019", "2019-05", "approximate"),
        ("in May 2019", "2019-05", "stated"),
    ],
)
def test_digits_that_read_two_ways_and_days_that_no_month_has_are_guesses(words: str, value: str, basis: str) -> None:
    """A guess is never stated: which number is the month, and what a day that does not exist was meant to be."""
    mention = only(f"It closed {words}.")
    assert (mention.value, mention.basis) == (value, basis)


@pytest.mark.parametrize(
    "words", ["on March 4", "in July", "last summer", "last year", "yesterday", "on Monday", "two weeks ago"]
)
def test_what_needs_the_day_of_publication_is_resolved_against_it(words: str) -> None:
    """Such a date is resolved, and its anchor is the publication, which stands nowhere in the text."""
    mention = only(f"It closed {words}.")
    assert (mention.basis, mention.anchor) == ("resolved", Anchor(PUBLISHED))


def test_what_is_told_from_another_day_names_its_words() -> None:
    """The anchor of "the following day" is the day before, with the words that name it."""
    body = "He left on May 8, 2011 and returned the following day."
    first, second = find_dates(body, PUBLISHED, None)
    assert second.anchor == Anchor(DAY(2011, 5, 8), first.span)
    assert second.first == second.last == DAY(2011, 5, 9)


@pytest.mark.parametrize(
    "words",
    [
        "early 2011",
        "late 1998",
        "mid-2011",
        "about 1950",
        "around 1950",
        "circa 1950",
        "the early 1980s",
        "the end of 2008",
    ],
)
def test_what_is_inexact_is_approximate(words: str) -> None:
    """Early, late, middle and about are never stated."""
    assert only(f"It was built in {words}.").basis == "approximate"


@pytest.mark.parametrize("words", ["late Monday", "early Friday"])
def test_a_part_of_a_day_leaves_the_day_exact(words: str) -> None:
    """Late on a day is on that day."""
    assert only(f"It closed {words}.").basis == "resolved"


def test_two_days_after_a_month_are_no_more_than_a_guess() -> None:
    """Days told from a time that names no day are approximate."""
    *_, last = find_dates("He left in May 2011. Two days later he died.", PUBLISHED, None)
    assert last.basis == "approximate"


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("by December 1", "to"),
        ("until May 2014", "to"),
        ("before 2015", "to"),
        ("after Nov. 30", "from"),
        ("since 2009", "from"),
        ("starting July 1", "from"),
    ],
)
def test_a_bound_reaches_from_or_to_its_date(words: str, bound: str) -> None:
    """The phrase has the word that says so, the span does not."""
    body = f"It will be closed {words}."
    mention = only(body)
    assert mention.bound == bound
    assert mention.phrase.of(body) == words
    assert mention.span.of(body) == words.split(" ", 1)[1]


@pytest.mark.parametrize(
    "words", ["in July", "on July 1", "up from July", "rose from 3% in July", "closed all through 2012"]
)
def test_no_bound_where_nothing_begins_or_ends(words: str) -> None:
    """Then the phrase is the span."""
    mention = only(f"Sales were {words}.")
    assert (mention.bound, mention.phrase) == (None, mention.span)


@pytest.mark.parametrize(
    "body",
    [
        "It ran from May to July 2012.",
        "It ran in 1998-99.",
        "It ran between 1997 and 2003.",
        "It ran May 3-5, 2011.",
        "It ran from 1997 through 2003.",
    ],
)
def test_a_range_is_two_mentions_and_the_first_knows_the_other(body: str) -> None:
    """No value has a slash, and neither end is a bound of its own."""
    first, second = find_dates(body, PUBLISHED, None)
    assert first.range_end == second.span
    assert second.range_end is None
    assert "/" not in first.value + second.value
    assert first.bound is second.bound is None
    assert first.first is not None
    assert second.last is not None
    assert first.first < second.last


def test_days_and_precision_follow_from_the_value() -> None:
    """A quarter covers its three months; a duration covers nothing."""
    body = "In the third quarter of 1989 they struck for two weeks."
    quarter, weeks = find_dates(body, PUBLISHED, None)
    assert (quarter.first, quarter.last, quarter.precision) == (DAY(1989, 7, 1), DAY(1989, 9, 30), "quarter")
    assert (weeks.first, weeks.last, weeks.precision) == (None, None, None)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("yesterday", "XXXX-XX-XX"),
        ("last year", "XXXX"),
        ("last week", "XXXX-WXX"),
        ("on Monday", "XXXX-WXX-1"),
        ("in July", "XXXX-07"),
        ("on July 4", "XXXX-07-04"),
        ("at 8:30 a.m.", "XXXX-XX-XXT08:30"),
        ("two months ago", "XXXX-XX"),
    ],
)
def test_without_any_anchor_nothing_is_guessed(words: str, value: str) -> None:
    """The value has X for what is not known, and there are no days."""
    mention = only(f"It closed {words}.", None)
    assert (mention.value, mention.first, mention.last) == (value, None, None)


def test_a_year_named_in_passing_is_no_anchor_without_publication() -> None:
    """A month without its year is not put into whatever year the text happens to name."""
    *_, month = find_dates("It won the 2006 prize.\nIt closed in March.", None, None)
    assert (month.value, month.first) == ("XXXX-03", None)


def test_without_publication_a_year_spoken_of_is_not_counted_on_from() -> None:
    """The next year of the writer is not the year after one that the text names."""
    _, coming = find_dates("The budget of 2011 was cut. The fair is off for the upcoming year.", None, None)
    assert (coming.value, coming.first) == ("XXXX", None)


def test_a_dateline_is_the_anchor_where_the_publication_is_not_known() -> None:
    """A date in a line of its own near the top is what the rest is told from, with its words as the anchor's."""
    body = "Bridge closes\n\nFriday, July 21, 2017\n\nThe bridge closed on Tuesday."
    line, tuesday = find_dates(body, None, None)
    assert tuesday.value == "2017-07-18"
    assert tuesday.anchor == Anchor(DAY(2017, 7, 21), line.span)


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("Friday, July 21, 2017\n\nThe bridge", "2017-07-18"),
        ("Published: Friday, July 21, 2017, 9:42 p.m.\n\nThe bridge", "2017-07-18"),
        ("Updated: July 28, 2017\nPublished: July 21, 2017\n\nThe bridge", "2017-07-18"),
        ("Posted by the people of the old bridge on Friday 21 July 2017\n\nThe bridge", "2017-07-18"),
        ("HAMBURG, Germany, 21 July 2017 – The bridge", "2017-07-18"),
        ("OSLO (Northline News), July 21, 2017 -- The bridge", "2017-07-18"),
        ("Published on July 21, 2017, the book of it was sold out.\n\nThe bridge", None),
        ("A flood of July 21, 2017 – and of later days – was told of.\n\nThe bridge", None),
        ("Open July 21-23, 2017\n\nThe bridge", None),
    ],
)
def test_what_is_a_dateline(opening: str, day: str | None) -> None:
    """A line with little but its day, one that says it was published then, and a place and day before a dash."""
    tuesday = find_dates(f"{opening} closed on Tuesday.", None, None)[-1]
    assert tuesday.value == (day or "XXXX-WXX-2")


def test_publication_wins_over_a_dateline() -> None:
    """What the article gives as its date is the anchor, whatever a line of the body says."""
    body = "Bridge closes\n\nFriday, July 21, 2017\n\nThe bridge closed on Tuesday."
    _, tuesday = find_dates(body, DAY(2017, 7, 18), None)
    assert tuesday.value == "2017-07-18"
    assert tuesday.anchor == Anchor(DAY(2017, 7, 18))


def test_a_range_of_days_may_name_its_year_last() -> None:
    """Of "May 3 to 19, 2011" both ends are of that year, and one range."""
    first, last = find_dates("It takes place May 3 to 19, 2011.", PUBLISHED, None)
    assert (first.value, first.basis, first.range_end, last.value) == ("2011-05-03", "stated", last.span, "2011-05-19")


def test_a_history_is_told_in_its_own_years() -> None:
    """In a tale of old years a month without its year is in the year last spoken of, and not in that of publication."""
    body = (
        "The war began in 1904. In February the fleet sailed. By 1905 the port had fallen; in May 1905 the fleet was sunk. "
        "Talks were held in August 1905. In September peace was signed. The army of 1906 was weak, that of 1907 weaker; "
        "in 1908 it was disbanded. The king died in 1909, his son on 2 June 1910. In July the house fell."
    )
    values = [mention.value for mention in find_dates(body, PUBLISHED, None)]
    assert values[:3] == ["1904", "1904-02", "1905"]
    assert "1905-09" in values
    assert values[-1] == "1910-07"


def test_years_before_christ_have_values_and_no_days() -> None:
    """The calendar of `datetime` has no such years."""
    mention = only("The fleet sailed in 480 BC.")
    assert (mention.value, mention.first) == ("BC0480", None)


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    """The thirtieth of February is no mention."""
    assert not find_dates("It is dated 31.11.2009.", PUBLISHED, None)
    assert not find_dates("It is dated February 29, 2011.", PUBLISHED, None)


def test_the_shipped_article() -> None:
    """July is resolved, December 1 is an end, November 30 a beginning; nothing else is dated."""
    article = read_folder(SHIPPED, 2**20).articles[0]
    found = [
        (mention.phrase.of(article.body), mention.value, mention.basis, mention.bound)
        for mention in find_dates(article.body, article.published, None)
        if mention.first
    ]
    assert found == [
        ("July", "2015-07", "resolved", None),
        ("by December 1", "2015-12-01", "resolved", "to"),
        ("After Nov. 30", "2015-11-30", "resolved", "from"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It cost 7 percent less than a year ago.", "a year ago"),
        ("It sold for $5 more than two years ago.", "two years ago"),
        ("It costs far more than a year ago.", "a year ago"),
        ("It closed more than a year ago.", "more than a year ago"),
        ("It sold 400 boats more than two years ago.", "more than two years ago"),
    ],
)
def test_what_is_more_by_an_amount_is_compared_with_the_day(text: str, words: str) -> None:
    """ "More than" belongs to the amount before it, and to the time only where there is none."""
    assert only(text).span.of(text) == words
