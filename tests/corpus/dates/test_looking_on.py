"""What is to come though a tale, a vote or a list stands beside it; publication is on Friday, 22 March 2013."""

from __future__ import annotations

import time

import pytest

from corpus.dates import find_dates
from corpus.parse import Parse
from corpus.parser import parse_all
from tests.corpus.dates.reading import PUBLISHED, marked

YEARS = "He was born in 1904. He rowed in 1925, 1926 and 1927, wed in 1931, taught in 1940 and in 1951, and retired in 1953.\n"
DUTIES = """
The Reds have to play in Leeds on [Monday]{2013-03-25}.
The firm has to answer by letter on [Tuesday]{2013-03-26} and then pay.
We've got to be there on [Sunday]{2013-03-24}.
The Reds must play on [Monday]{2013-03-25}.
The Reds are due to play on [Monday]{2013-03-25}.
The Reds face Leeds on [Monday]{2013-03-25}.
The Reds had to play in Leeds on [Monday]{2013-03-18}.
The shop has had to close on [Monday]{2013-03-18}.
""".strip().splitlines()
VOTES = """
Councillors have voted to shut the pool in [May]{2013-05}.
The members have opted to strike on [3 February]{2014-02-03}.
Councillors voted to shut the pool at [the end of January]{2014-01}.
Councillors voted to sell the pool and move the library at [the start of January]{2014-01}.
Councillors voted to raise the fare from [January]{2014-01}.
Councillors voted to leave the league in [June]{2012-06}.
Councillors voted to shut the pool on [Tuesday]{2013-03-19}.
Councillors had voted to shut the pool in [May]{2012-05}.
Councillors voted against it at [the end of January]{2013-01}.
""".strip().splitlines()
SENTENCES = (*DUTIES, *VOTES)


@pytest.fixture(scope="module")
def parses() -> dict[str, Parse]:
    """The parse of each sentence."""
    bodies = [marked(text)[0] for text in SENTENCES]
    return dict(zip(bodies, parse_all(bodies), strict=True))


def check(parses: dict[str, Parse], text: str) -> None:
    body, expected = marked(text)
    assert [(each.span, each.value) for each in find_dates(body, PUBLISHED, parses[body])] == expected


@pytest.mark.parametrize("text", DUTIES)
def test_what_has_to_be_done_is_ahead(parses: dict[str, Parse], text: str) -> None:
    """In the present; what had to be done is over."""
    check(parses, text)


@pytest.mark.parametrize("text", VOTES)
def test_what_is_voted_for_is_ahead_where_the_day_is_not_that_of_the_vote(parses: dict[str, Parse], text: str) -> None:
    """The perfect has no day of its own, nor do votes begin or end; another day or month may be the vote's."""
    check(parses, text)


def last_of(body: str, *, parsed: bool) -> tuple[str, str]:
    parse = next(parse_all([body])) if parsed else None
    found = find_dates(body, PUBLISHED, parse)[-1]
    return found.value, found.basis


@pytest.mark.parametrize("parsed", [True, False])
@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ("A service will be held in York on 11 May.", "2013-05-11", "resolved"),
        ("On 11 May a service will be held in York.", "2013-05-11", "resolved"),
        ("The hall, which was built in 1902, will be sold on 11 January.", "2014-01-11", "resolved"),
        ("A concert in his honour is to be held in January.", "2014-01", "resolved"),
        ("A service was held in York on 11 May.", "1953-05-11", "resolved"),
        ("It was hoped that he would row on 11 May.", "1953-05-11", "resolved"),
        ("“They will row on 11 May,” he wrote.", "1953-05-11", "resolved"),
        ("In 1954 they will row on 11 May.", "1954-05-11", "resolved"),
    ],
)
def test_the_future_leaves_a_tale_for_what_is_ahead_of_the_writing(
    text: str, value: str, basis: str, *, parsed: bool
) -> None:
    """Never is the year of the tale carried over; but what was ahead then, and what somebody said, stays in the tale."""
    assert last_of(f"{YEARS}{text}", parsed=parsed) == (value, basis)


def test_what_must_be_is_certain_after_an_old_year() -> None:
    """ "Must" is said of what is ahead of the writing, as "will" is."""
    text = "He was held in April 2010. He was freed that July. He must go to prison by March 29."
    (parse,) = parse_all([text])
    found = find_dates(text, PUBLISHED, parse)[-1]
    assert (found.value, found.basis) == ("2013-03-29", "resolved")


def test_what_will_be_is_certain_after_an_old_year() -> None:
    """The year of the founding is not that of what is to come."""
    assert last_of("The club was founded in 1951. On 11 May it will move to Leeds.", parsed=True) == (
        "2013-05-11",
        "resolved",
    )


@pytest.mark.parametrize(
    ("text", "count", "day", "basis"),
    [
        ("It was told of it three weeks earlier, on 1 March.", "2013-W09", "2013-03-01", "resolved"),
        ("It was told of it two days before, on 20 March.", "2013-03-20", "2013-03-20", "resolved"),
        ("It was told of it two months earlier, on 17 January.", "2013-01", "2013-01-17", "resolved"),
        ("It was told of it three weeks earlier, on 1 June.", None, "2012-06-01", "approximate"),
        ("It was told of it three weeks earlier. It replied on 1 March.", None, "2013-03-01", "approximate"),
    ],
)
def test_a_day_beside_the_count_that_leads_to_it_is_exact(text: str, count: str | None, day: str, basis: str) -> None:
    """However old a year was spoken of just before; where the count leads elsewhere, the year stays a guess."""
    body = f"The club was founded in 1951. {text}"
    *_, counted, named = find_dates(body, PUBLISHED, None)
    assert (named.value, named.basis) == (day, basis)
    assert count is None or (counted.value, counted.basis) == (count, "resolved")


LISTS = (
    # Between its neighbours.
    (
        "- 2 April: the pool stops taking bookings\n- 30 September: last swim\n- Spring 2014: land sold\n",
        ["2013-04-02", "2013-09-30", "2014-SP"],
    ),
    # The last one, in the year that the list has reached.
    (
        "2 April – the pool will be emptied\n5 May – the staff will leave\n30 October – last tour\n",
        ["2013-04-02", "2013-05-05", "2013-10-30"],
    ),
    # A list of what is over has its own order.
    (
        "- 12 November: a plan\n- 3 December: the talks\n- 8 March: the vote\n",
        ["2012-11-12", "2012-12-03", "2013-03-08"],
    ),
    # Two lines are no list, nor are paragraphs that a day only opens.
    (
        "- 2 April: the pool will be emptied\n- 30 October: last tour\n",
        ["2013-04-02", "2012-10-30"],
    ),
    (
        "On 2 April it will be emptied.\nOn 5 May the staff will leave.\nOn 30 October it was a ruin.\n",
        ["2013-04-02", "2013-05-05", "2012-10-30"],
    ),
    # What is told as past stays so, and a list that runs backward is left.
    (
        "- 2 April: the pool will be emptied\n- 5 May: it will be sold\n- 30 October: the plan was drawn up\n",
        ["2013-04-02", "2013-05-05", "2012-10-30"],
    ),
    (
        "- 10 March: a row\n- 30 January: a plan\n- 3 December: an idea\n",
        ["2013-03-10", "2013-01-30", "2012-12-03"],
    ),
)


@pytest.mark.parametrize(("body", "values"), LISTS)
def test_a_line_of_a_list_of_days_lies_between_those_around_it(body: str, values: list[str]) -> None:
    """Where nothing else tells its side: lists of days run forward."""
    (parse,) = parse_all([body])
    assert [each.value for each in find_dates(body, PUBLISHED, parse) if each.type == "DATE"] == values


@pytest.mark.parametrize(
    "piece", ["3 May: ", "- 3 May: x\n", "will 3 May ", '" 3 May ', "two weeks earlier, on 3 May, "]
)
def test_a_long_run_of_days_takes_no_longer_for_it(piece: str) -> None:
    """Nothing is looked for over and over again."""
    began = time.perf_counter()
    find_dates(piece * 4_000, PUBLISHED, None)
    assert time.perf_counter() - began < 8
