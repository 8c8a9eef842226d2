"""Which dates are only compared with, told from or set in."""

from __future__ import annotations

import pytest

from corpus.timeline.asides import is_aside
from tests.corpus.timeline.marks import marked


@pytest.mark.parametrize(
    ("body", "words", "leading"),
    [
        ("It starts less than a month before May 5, the mayor said.", "May 5", "before "),
        ("GM shut it on the Monday after May 5 at noon.", "May 5", "after "),
        ("GM shut it on May 9, the Monday after Easter.", "Monday", ""),
        ("Profit was 88 cents, up from 76 cents in the year-ago quarter.", "year-ago quarter", ""),
        (
            "Sales rose to 9 million from 8 million in the same quarter of last year.",
            "the same quarter of last year",
            "",
        ),
        ("It was the lowest it’s been since 2011, the bank said.", "2011", "since "),
        ("This is her first start since 2011 for the club.", "2011", "since "),
        ("It is her biggest shake-up since taking office in 2011.", "2011", ""),
        ("The recall is of vehicles that include 2011 Acme Roadsters.", "2011", ""),
        ("It is of vehicles that include 2009-2010 Acme Vans, 2011-2012 Acme Roadsters and others.", "2011", ""),
        ("She starred in a film set in the 19th century.", "19th century", ""),
        ("Steel cost 7 percent less than a year ago, he said.", "a year ago", ""),
        ("The toll could grow throughout the day, he said.", "the day", ""),
    ],
)
def test_what_is_no_day_of_its_own_is_an_aside(body: str, words: str, leading: str) -> None:
    """Lengths, weekdays of feasts, earlier periods, superlatives and settings measure or place something else."""
    assert is_aside(body, marked(body, words, "2011-05-05", leading=leading))


@pytest.mark.parametrize(
    ("body", "words", "leading"),
    [
        ("The bridge was shut before May 5, the mayor said.", "May 5", "before "),
        ("The bridge was shut on Monday after a storm.", "Monday", ""),
        ("The youngest son has lived there since 2011.", "2011", "since "),
        ("The protest has gone on since 2011.", "2011", "since "),
        ("The shaft had not been seen since its discovery in 2011.", "2011", ""),
        ("By the end of it, in 2011, Acme sold the bridge.", "2011", ""),
        ("The mayor left more than a year ago, he said.", "more than a year ago", ""),
        ("The previous record, a wave of 16 metres, was set in 2011.", "2011", ""),
        ("It is the first strike since 2011, when drivers stopped work.", "2011", "since "),
        ("The council set it in May, and went home.", "May", ""),
    ],
)
def test_what_is_told_of_a_day_stays(body: str, words: str, leading: str) -> None:
    """Words that look like a comparison do not silence a day on which something was done."""
    assert not is_aside(body, marked(body, words, "2011-05-05", leading=leading))


@pytest.mark.parametrize("filler", ["the first ", "up ", "set in the ", "year ", "a"])
def test_a_long_filler_is_read(filler: str) -> None:
    """100 kB of one thing in front of a date are read: a rule that looked at all from everywhere would take minutes."""
    body = filler * (100_000 // len(filler)) + "since May 5"
    assert is_aside(body, marked(body, "May 5", "2020-05-05", leading="since ")) in {True, False}
