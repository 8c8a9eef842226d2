"""Which stretches of the calendar an article's dates name."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from corpus.dates.values import DateMention
from corpus.timeline.stretches import Stretch, stretches
from corpus.values import Span
from tests.corpus.timeline.marks import marked

BODY = "The shop was shut from May to July 5, after June 2, by August, now and for two years."
MAY = marked(BODY, "May", "2020-05")
JULY = marked(BODY, "July 5", "2020-07-05")


def of(*dates: DateMention) -> list[tuple[dt.date | None, dt.date | None, str]]:
    return [(each.first, each.last, each.phrase.of(BODY)) for each in stretches(BODY, dates)]


def test_a_range_is_one_stretch_as_exact_as_its_coarser_end() -> None:
    """From May to July 5 is one stretch, known to the month, dated by the words from the one end to the other."""
    (found,) = stretches(BODY, (replace(MAY, range_end=JULY.span), JULY))
    assert found == Stretch(
        dt.date(2020, 5, 1),
        dt.date(2020, 7, 5),
        "month",
        "resolved",
        None,
        Span(MAY.span.start, JULY.span.end),
        ranged=True,
    )


def test_a_range_is_no_surer_than_its_less_sure_end() -> None:
    """One end that is a guess makes the whole a guess."""
    guess = replace(JULY, basis="approximate")
    (found,) = stretches(BODY, (replace(MAY, range_end=JULY.span), guess))
    assert found.basis == "approximate"


def test_a_range_that_runs_backwards_is_two_stretches() -> None:
    """Ends that do not follow each other are not made a range."""
    late = replace(MAY, first=dt.date(2021, 5, 1), last=dt.date(2021, 5, 31), range_end=JULY.span)
    assert len(stretches(BODY, (late, JULY))) == 2


def test_a_bound_leaves_its_other_side_open() -> None:
    """After June 2 begins on it, by August ends with it, and the phrase has the word that says so."""
    after = marked(BODY, "June 2", "2020-06-02", bound="from", leading="after ")
    by = marked(BODY, "August", "2020-08", bound="to", leading="by ")
    assert of(after, by) == [(dt.date(2020, 6, 2), None, "after June 2"), (None, dt.date(2020, 8, 31), "by August")]


@pytest.mark.parametrize(
    ("words", "value", "leading", "last"),
    [
        ("May", "2020-05", "before ", dt.date(2020, 4, 30)),
        ("2020", "2020", "before ", dt.date(2019, 12, 31)),
        ("the end of May", "2020-05", "before ", dt.date(2020, 5, 31)),
        ("May 5", "2020-05-05", "before ", dt.date(2020, 5, 5)),
        ("May", "2020-05", "by ", dt.date(2020, 5, 31)),
    ],
)
def test_before_a_month_is_over_when_it_begins(words: str, value: str, leading: str, last: dt.date) -> None:
    """Not before its end; and a day is as it is written."""
    body = f"The shop shuts {leading}{words}."
    (found,) = stretches(body, (marked(body, words, value, bound="to", leading=leading),))
    assert (found.first, found.last) == (None, last)


@pytest.mark.parametrize(
    "mention",
    [
        replace(MAY, value="PRESENT_REF"),
        replace(MAY, type="DURATION"),
        replace(MAY, type="SET"),
        replace(MAY, first=None, last=None),
        replace(MAY, precision=None),
    ],
)
def test_what_is_no_stretch_of_the_calendar_names_none(mention: DateMention) -> None:
    """References to the present, durations, sets and dates without days are left out."""
    assert of(mention) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("It came three days later than June 2.", "three days later"),
        ("Sales rose from the same month of 2019.", "2019"),
        ("Prices are up a tenth from a year ago.", "from a year ago"),
        ("Sales rose by a tenth in the year to May.", "May"),
    ],
)
def test_what_is_only_compared_with_is_left_out(body: str, words: str) -> None:
    """Nothing happened on a day that is the measure of another."""
    assert stretches(body, (marked(body, words, "2019"),)) == ()


def test_one_day_or_another_is_a_guess_at_both() -> None:
    """In August or September is a guess that covers both."""
    body = "It will be opened in August or September by the mayor."
    (found,) = stretches(body, (marked(body, "August", "2020-08"), marked(body, "September", "2020-09")))
    assert (found.first, found.last, found.basis) == (dt.date(2020, 8, 1), dt.date(2020, 9, 30), "approximate")


def test_the_halves_of_a_match_are_no_dates() -> None:
    """A half is one of a year only where the words speak of a year."""
    body = "They scored in the second half and sold more in the first half of 2019."
    match = replace(marked(body, "the second half", "2020"), precision="half")
    year = replace(marked(body, "the first half of 2019", "2019"), precision="half")
    assert [each.phrase for each in stretches(body, (match, year))] == [year.span]


@pytest.mark.parametrize(
    ("words", "length", "first", "last"),
    [
        ("the first two months", "P2M", dt.date(2019, 1, 1), dt.date(2019, 2, 28)),
        ("the last three weeks", "P3W", dt.date(2019, 12, 11), dt.date(2019, 12, 31)),
        ("the first 90 days", "P90D", dt.date(2019, 1, 1), dt.date(2019, 3, 31)),
    ],
)
def test_the_first_months_of_a_year_are_not_the_year(words: str, length: str, first: dt.date, last: dt.date) -> None:
    """The days are those of the part, dated by all of its words."""
    body = f"Sales rose in {words} of 2019, the firm said."
    part, year = marked(body, words, "2019", kind="DURATION"), marked(body, "2019", "2019", basis="stated")
    part = replace(part, value=length, first=None, last=None, precision=None)
    (found,) = stretches(body, (part, year))
    assert (found.first, found.last, found.phrase.of(body)) == (first, last, f"{words} of 2019")


def test_an_apposed_year_is_one_stretch() -> None:
    """Of "eight years later, in 2019" the words that say it stand for both."""
    body = "It closed eight years later, in 2019, for good."
    dates = marked(body, "eight years later", "2019"), marked(body, "2019", "2019", basis="stated")
    assert [each.phrase.of(body) for each in stretches(body, dates)] == ["2019"]


def test_a_week_beside_the_day_in_it_is_that_day() -> None:
    """Of "three weeks earlier, on 27 May" the day is meant; a day beside a week that does not hold it stays another."""
    body = "It was told three weeks earlier, on 27 May, of the plan."
    week = replace(
        marked(body, "three weeks earlier", "2020-05-25"),
        last=dt.date(2020, 5, 31),
        precision="week",
        basis="approximate",
    )
    day = marked(body, "27 May", "2020-05-27")
    (found,) = stretches(body, (week, day))
    assert (found.phrase.of(body), found.basis) == ("27 May", "resolved")
    other = replace(week, first=dt.date(2020, 6, 1), last=dt.date(2020, 6, 7))
    assert len(stretches(body, (other, day))) == 2


def test_the_week_of_a_day_is_a_week() -> None:
    """The week of July 6 has seven days."""
    body = "It meets in the week of July 6 at noon."
    (found,) = stretches(body, (marked(body, "the week of July 6", "2020-07-06"),))
    assert (found.first, found.last, found.precision) == (dt.date(2020, 7, 6), dt.date(2020, 7, 12), "week")


def test_between_now_and_a_day_has_no_first_day() -> None:
    """A vote held between now and July 6 is held up to then."""
    body = "It will vote between now and July 6 at noon."
    (found,) = stretches(body, (marked(body, "July 6", "2020-07-06"),))
    assert (found.first, found.last, found.bound) == (None, dt.date(2020, 7, 6), "to")


@pytest.mark.parametrize("moved", ["slipped", "was moved", "was brought forward"])
def test_a_day_given_up_for_another_is_none(moved: str) -> None:
    """What is moved from one day to another is on the other, and not on all days between."""
    body = f"The delivery {moved} from May to July 5."
    may, july = marked(body, "May", "2020-05"), marked(body, "July 5", "2020-07-05")
    (found,) = stretches(body, (replace(may, range_end=july.span), july))
    assert (found.first, found.last, found.ranged) == (dt.date(2020, 7, 5), dt.date(2020, 7, 5), False)
