"""A day of another month than the one spoken of, and of every month."""

from __future__ import annotations

import pytest

from corpus.dates import find_dates
from corpus.parser import parse_all
from tests.corpus.dates.reading import PUBLISHED, only, read

TEXTS = """
It was paid on [the 5th of last month]{2013-02-05}.
It was paid by [the first of last month]{2013-02-01}.
It is due on [the 31st of this month]{2013-03-31}.
It is due on [the 15th of next month]{2013-04-15}.
It came in [May 2010]{2010-05} and was paid on [the 5th of the following month]{2010-06-05}.
It came in [May 2010]{2010-05} and had been due on [the 5th of the previous month]{2010-04-05}.
It came in [May 2010]{2010-05} and was paid on [the 5th of the next month]{2010-06-05}.
It was paid on [the 5th of the following month]{XXXX-XX-05}.
It is due on [the 1st of every month]{XXXX-XX-01}.
It is due on [the first of each calendar month]{XXXX-XX-01}.
It is due on [the 15th of every third month]{XXXX-XX-15}.
He won the second of [last month]{2013-02}'s games.
It is due on the 5th of [next year]{2014}.
""".strip().splitlines()


@pytest.mark.parametrize("text", TEXTS)
def test_the_day_is_of_the_month_that_is_named(text: str) -> None:
    """And a place in a row of other things is no day."""
    _, expected, found = read(text)
    assert found == expected


@pytest.mark.parametrize("month", ["last", "the previous", "next"])
def test_a_day_that_the_month_lacks_is_none(month: str) -> None:
    """Neither it nor another day is told."""
    body = f"It came in May 2010. Nothing was paid on the 31st of {month} month."
    assert [each.value for each in find_dates(body, PUBLISHED, None)] == ["2010-05"]


def test_the_first_of_every_month_is_no_day() -> None:
    """It comes again and again, and lies nowhere on the calendar."""
    mention = only("It is due on the 1st of every month.")
    assert (mention.type, mention.first) == ("SET", None)


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ("It won in October 2011. It has until the 28th to say so.", "2013-03-28", "approximate"),
        ("It won in October 2011. It has until the 8th to say so.", "2013-04-08", "approximate"),
        ("It won in October 2011. It signed on the 28th.", "2011-10-28", "resolved"),
        ("It won in 2011. It signed on the 8th.", "2013-03-08", "approximate"),
        ("It won in 2011. It signed on the 28th.", "2013-02-28", "approximate"),
    ],
)
def test_a_day_is_of_no_month_that_is_over_or_was_not_named(text: str, value: str, basis: str) -> None:
    """Of what is ahead, or after a year alone, it is told from the publication, as a guess."""
    (parse,) = parse_all([text])
    mention = find_dates(text, PUBLISHED, parse)[-1]
    assert (mention.value, mention.basis) == (value, basis)
