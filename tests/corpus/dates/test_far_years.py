"""Years before 1000 and after 2200, and numbers after a date that are none."""

from __future__ import annotations

import pytest

from corpus.dates import find_dates
from tests.corpus.dates.reading import PUBLISHED, only, read

SURE = """
He was crowned on [December 25, 800]{0800-12-25}.
He was crowned on [Monday, December 25, 800]{0800-12-25}, by the pope.
He was crowned on [December 25 of the year 800]{0800-12-25}.
He was crowned on [Christmas Day, 800]{0800-12-25}; it was cold.
It lasted from [December 25]{0800-12-25}-[26]{0800-12-26}, 800, they say.
The abbey was founded in [October 910]{0910-10} by William.
The abbey was founded in [September]{0910-09} or [October 910]{0910-10}.
On [24 August 410]{0410-08-24} the Visigoths came.
On [the 10th of October 732]{0732-10-10}, Charles won.
It was built in [May of the year 800]{0800-05}, in the north.
It was built in [the third quarter of the year 800]{0800-Q3} in the north.
In [summer 800]{0800-SU}, he rested.
Vesuvius erupted in [August 79 AD]{0079-08} and buried it.
Vesuvius erupted in [August 79AD]{0079-08} and buried it.
Vesuvius erupted on [24 August AD 79]{0079-08-24}.
Vesuvius erupted in [79 AD]{0079}.
It was built in [800 C.E.]{0800} there.
He came in [480BC]{BC0480}.
In [the year 800]{0800}, he was crowned.
It was built in [the year 1066 AD]{1066}.
It is set in [the year 2525]{2525}.
It ends on [July 4, 3001]{3001-07-04}.
""".strip().splitlines()
COUNTS = """
On [May 3]{2013-05-03}, 400 people will come.
On [May 3]{2013-05-03}, 400 of them will come.
On [May 3]{2013-05-03}, 300 to 400 people will come.
On [May 3]{2013-05-03}, 400 Syrians will come.
On [5 May]{2013-05-05} 200 protesters will come.
On [May 3]{2013-05-03}, 2500 will march.
They will play on [May 3]{2013-05-03}, 79-77 or not.
It will open on [May 4]{2013-05-04}, 300 Main Street.
In [August 30]{2012-08-30} people died.
In [May]{2012-05}, 300 soldiers came.
In [June]{2012-06} 300 soldiers came.
In [the third quarter of the year]{2012-Q3} 800 people came.
In [May]{2012-05} 30km of road were built.
""".strip().splitlines()
EITHER = [
    "It was lost on August 9, 378 in a battle.",
    "On May 3, 400 in all came.",
    "In June 632 Muhammad died.",
    "In March 737 Max jets stood still.",
    "In August 79, he left.",
    "May 3, 400",
    "On May 3, 400 (mostly women) came.",
    "It will come on May 3, 2330.",
    "We saw 200, and in May 300.",
    "In the year 12 people died.",
    "In the year 800 people died.",
    "In the year 1,200 people died.",
    "In the year 40000 nobody will know.",
    "They earn credits, say 30 CE credits.",
    "It takes up to 30 CE credits.",
]


@pytest.mark.parametrize("text", SURE)
def test_a_year_that_is_sure_is_read(text: str) -> None:
    """And not this year, nor the year of publication."""
    _, expected, found = read(text)
    assert found == expected


@pytest.mark.parametrize("text", COUNTS)
def test_a_number_that_counts_is_no_year(text: str) -> None:
    """The date before it stays as it is."""
    _, expected, found = read(text)
    assert found == expected


@pytest.mark.parametrize("text", EITHER)
def test_nothing_is_said_where_the_number_may_be_either(text: str) -> None:
    """A wrong day is worse than none."""
    assert not find_dates(text, PUBLISHED, None)


def test_a_far_year_is_stated() -> None:
    """It rests on its words alone."""
    mention = only("He was crowned on December 25, 800.")
    assert (mention.basis, mention.anchor, mention.precision) == ("stated", None, "day")
