"""The ends of a range are in order, and a year said once counts for all that it is said of."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.dates import find_dates
from corpus.parser import parse_all
from tests.corpus.dates.reading import marked

MARCH, JUNE = dt.date(2023, 3, 15), dt.date(2023, 6, 1)  # a Wednesday and a Thursday
RANGES = [
    (MARCH, "The lift runs from [April]{2023-04} to [October]{2023-10}."),
    (MARCH, "The lift ran from [April]{2022-04} to [October]{2022-10}."),
    (MARCH, "The pass was closed from [November]{2022-11} to [March]{2023-03}."),
    (MARCH, "The pass will be closed from [November]{2023-11} to [March]{2024-03}."),
    (MARCH, "The pass was closed from [December]{2021-12} to [April]{2022-04}."),
    (MARCH, "The lift will run from [Dec. 20]{2023-12-20} to [Jan. 6]{2024-01-06}."),
    (MARCH, "It ran from [September 2010]{2010-09} to [February]{2011-02}."),
    (JUNE, "Prices rose from [May]{2022-05} to [July]{2022-07}."),
    (MARCH, "The shop was open from [Thursday]{2023-03-09} to [Saturday]{2023-03-11}."),
    (MARCH, "The shop was open from [Monday]{2023-03-06} to [Friday]{2023-03-10}."),
    (MARCH, "The shop will be open from [Friday]{2023-03-17} to [Tuesday]{2023-03-21}."),
]
LISTS = """
It was built in [August]{1956-08}/[September 1956]{1956-09}.
It was built in [May]{2010-05} or [June 2010]{2010-06}.
It was built in [July]{2009-07} and [August 2009]{2009-08}.
It was built in [May]{2010-05}, [June]{2010-06} and [July 2010]{2010-07}.
It was held on [May 3]{2010-05-03} and [4, 2010]{2010-05-04}.
It was held on [January 1]{2024-01-01}, [2]{2024-01-02} and [3, 2024]{2024-01-03}.
It was held on [May 3]{2010-05-03} and [June 10, 2010]{2010-06-10}.
It was held on [May 3]{2010-05-03}, [June 5]{2010-06-05} and [July 10, 2010]{2010-07-10}.
It was held between [May 3]{2014-05-03} and [June 10, 2014]{2014-06-10}.
It was held in [December]{2009-12} and [January 2010]{2010-01}.
It was held in [May]{2022-05} and [June last year]{2022-06}.
""".strip().splitlines()
ALL = [*RANGES, *((MARCH, text) for text in LISTS)]


@pytest.mark.parametrize(("published", "text"), ALL, ids=[text for _, text in ALL])
def test_each_end_has_its_year(published: dt.date, text: str) -> None:
    """No range ends before it begins, what is past lies behind, and a list shares its year."""
    body, expected = marked(text)
    (parse,) = parse_all([body])
    assert [(each.span, each.value) for each in find_dates(body, published, parse)] == expected


@pytest.mark.parametrize("months", ["May and June 2010", "May/June 2010", "May, June 2010"])
def test_a_month_that_takes_the_year_of_a_list_is_stated(months: str) -> None:
    """The words alone say which month of which year it is."""
    assert {each.basis for each in find_dates(f"It was closed in {months}.", MARCH, None)} == {"stated"}


def test_dates_of_two_kinds_are_no_list() -> None:
    """A day before a month with its year keeps to the publication: "on March 3, in June 2010"."""
    day, _ = find_dates("It was closed on March 3, and in June 2010.", MARCH, None)
    assert day.value == "2023-03-03"


def test_ends_that_the_tale_tells_backwards_are_a_guess() -> None:
    """Told of a January, "from October to March" began in the October before, which nothing says."""
    body = "The port fell in January 1945, and they fought in the hills from October to March."
    _, october, march = find_dates(body, MARCH, None)
    assert (october.value, march.value) == ("1944-10", "1945-03")
    assert october.basis == march.basis == "approximate"
