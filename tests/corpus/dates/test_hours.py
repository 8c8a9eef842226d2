"""Of which day an hour by itself is, and days that are only named; publication is on Friday, 22 March 2013."""

from __future__ import annotations

import pytest

from tests.corpus.dates.reading import check_parsed


@pytest.mark.parametrize(
    "text",
    [
        "The storm hit on [Friday]{2013-03-22}.\n[Sunday]{2013-03-24}'s final was called off.\nIt ended at [4 p.m.]{2013-03-22T16:00}",
        "It struck on [Wednesday]{2013-03-20}.\n[Monday]{2013-03-18}'s debate was loud.\nIt ended at [4 p.m.]{2013-03-20T16:00}",
        "[Wednesday]{2013-03-20}'s bomb killed ten. It went off at [4 p.m.]{2013-03-20T16:00}",
        "[Wednesday]{2013-03-20}'s bomb killed ten.\nIt went off at [4 p.m.]{2013-03-20T16:00}",
        "It struck on [Friday]{2013-03-22}. [Wednesday]{2013-03-20}'s bomb killed ten at [4 p.m.]{2013-03-20T16:00}",
    ],
)
def test_an_hour_is_not_of_a_day_in_a_name_a_paragraph_before(text: str) -> None:
    """In its own paragraph, or where no other day of the news was named, it is."""
    check_parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "The road is closed until [Sunday]{2013-03-24}. It was shut at [8 a.m.]{2013-03-22T08:00}",
        "It comes on [Friday]{2013-03-22}. Ferries are off until [Sunday]{2013-03-24}. Trains will run until [6 a.m.]{2013-03-22T06:00}",
        "The road is closed until [Sunday]{2013-03-24}, and opens at [8 a.m.]{2013-03-24T08:00}",
    ],
)
def test_an_hour_is_not_of_the_day_that_another_sentence_names_as_an_end(text: str) -> None:
    """What is so until a day does not say that all else is on that day."""
    check_parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "The vote is on [Sunday]{2013-03-24}. The mayor spoke at [8 a.m.]{2013-03-22T08:00} to a crowd.",
        "It will come on [Sunday]{2013-03-24}. They were told to leave by [10 p.m.]{2013-03-22T22:00}",
        "The vote is on [Sunday]{2013-03-24}. The polls will open at [8 a.m.]{2013-03-24T08:00} for all.",
    ],
)
def test_an_hour_told_as_past_is_of_no_day_to_come(text: str) -> None:
    """It is of the last day of the news, or of the publication."""
    check_parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "[Sunday]{2013-03-24}'s final was called off.",
        "[Wednesday]{2013-03-27}'s final has been postponed.",
        "[Thursday]{2013-03-21}'s final was postponed.",
        "The match on [Sunday]{2013-03-24} was cancelled.",
        "The council cancelled [Sunday]{2013-03-24}'s parade.",
        "The game was called off on [Sunday]{2013-03-17}.",
        "They did not call off [Sunday]{2013-03-17}'s concert.",
    ],
)
def test_the_day_of_what_is_called_off_was_to_come(text: str) -> None:
    """Told in the past it is the nearest one, in the perfect the next; the day of the calling off is over."""
    check_parsed(text)
