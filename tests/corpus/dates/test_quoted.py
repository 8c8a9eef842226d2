"""What somebody said long ago is not told from the day of publication."""

from __future__ import annotations

import pytest

from corpus.dates import find_dates
from tests.corpus.dates.reading import PUBLISHED


@pytest.mark.parametrize(
    "body",
    [
        "“What do we want today?” the crowd chanted in 1968.",
        '"We begin today," he wrote in May 1999.',
        "In 1968, she wrote: “It is hot. We begin tomorrow.”",
        "On May 3, 1968, she wrote “we begin on Monday” to her son.",
        "“We lost the house last year,” he told a court in 2004.",
    ],
)
def test_a_word_of_the_day_in_an_old_quotation_has_no_days(body: str) -> None:
    """It was another day's today."""
    inside = [each for each in find_dates(body, PUBLISHED, None) if not each.value[:4].isdigit()]
    assert inside
    assert {(each.first, each.last) for each in inside} == {(None, None)}


@pytest.mark.parametrize(
    "body",
    [
        "“We begin today,” he said Monday.",
        "“We begin today,” said the mayor, who was elected in 2004.",
        "“The law of 1998 is void today,” he said.",
        "“We begin today.” He was elected in 2004.",
        "“We begin today,” he wrote in 2013.",
    ],
)
def test_a_quotation_of_now_is_told_from_publication(body: str) -> None:
    """A year that is not that of saying it changes nothing."""
    assert PUBLISHED.isoformat() in [each.value for each in find_dates(body, PUBLISHED, None)]
