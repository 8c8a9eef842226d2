"""What was to come for those of whom it is told, and what is of another year; publication is on Friday, 22 March 2013."""

from __future__ import annotations

import pytest

from corpus.dates import find_dates
from corpus.parser import parse_all
from tests.corpus.dates.reading import PUBLISHED, check_parsed


@pytest.mark.parametrize(
    "text",
    [
        "They had first planned to close it in [the fourth quarter]{2012-Q4}.",
        "They had first planned to close it in [October]{2012-10}.",
        "The match was originally set for [5 May]{2013-05-05}.",
        "In [November]{2012-11} they moved the date to [December 30]{2012-12-30}.",
        "In [November]{2012-11} they moved the date to [May 30]{2013-05-30}, and in [January]{2013-01} to [the end of June]{2013-06}.",
        "The deal had been postponed to [January]{2013-01}.",
        "The deal was postponed to [4 February]{2013-02-04}.",
        "The deal has been postponed to [4 February]{2014-02-04}.",
        "She won an extension to [June 30]{2013-06-30}.",
        "He asked for a delay until after [Easter]{2013-03-31}.",
        "The trial was listed for [May]{2013-05}.",
        "The match was to have been played on [Tuesday]{2013-03-19}.",
        "They hope to have finished by [Tuesday]{2013-03-26}.",
        "The trial had been due to start on [Tuesday]{2013-03-19}.",
        "The trial had been due to start on [Monday]{2013-03-25}.",
        "The trial was due to start on [Tuesday]{2013-03-26}.",
        "Work has been put off until after [Easter]{2013-03-31}.",
        "Work was put back to [May]{2013-05}.",
        "The show runs from [June]{2013-06} to [the end of October]{2013-10}.",
    ],
)
def test_what_was_once_to_come_is_the_nearest(text: str) -> None:
    """A first plan, and what something had been moved to, may be over by now."""
    check_parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "It has not ruled out an attempt to wake the lander in [May]{2013-05}.",
        "The decision to close the school in [May]{2013-05} was a mistake.",
        "“If it is not done by [New Year's Eve]{2013-12-31}, it is dead,” he said.",
        "The fight to free the ship in [May]{2012-05} was long.",
    ],
)
def test_what_is_chosen_or_ruled_out_is_to_come(text: str) -> None:
    """The infinitive of a decision looks ahead, as does the present before "by"; that of a fight tells nothing."""
    check_parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "It fell short of the $4 million it forecast on [June 7]{2012-06-07}.",
        "He put it there on [June 7]{2012-06-07}.",
        "Rain is forecast for [Saturday]{2013-03-23}.",
    ],
)
def test_a_verb_without_the_s_of_the_present_is_past(text: str) -> None:
    """What "it forecast" was forecast before; what is forecast is to come."""
    check_parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "[Next year]{2014}'s festival will be held from [28 July]{2014-07-28} to [13 August]{2014-08-13}.",
        "[Next year]{2014}'s race starts on [4 May]{2014-05-04}.",
        "[Last year]{2012}'s final was held on [4 January]{2012-01-04}.",
        "[Next year]{2014}'s budget will be presented on [6 October]{2013-10-06}.",
        "[Last year]{2012}'s winner starts on [4 May]{2013-05-04}.",
        "[Next year]{2014}'s festival will be announced on [4 May]{2013-05-04}.",
        "[Next year]{2014}'s race starts early. Tickets are sold on [4 May]{2013-05-04}.",
    ],
)
def test_an_event_of_next_year_is_held_in_it(text: str) -> None:
    """The days on which it is held are of that year; those of what is said of it, or of its winner, are not."""
    check_parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "The town gives from [2015]{2015} to [2018]{2018}. It had cut the grant in [the previous year]{2012}.",
        "The town gives in [2015]{2015}. It will cut the grant in [the previous year]{2014}.",
        "The town gave in [2010]{2010}. It had cut the grant in [the previous year]{2009}.",
    ],
)
def test_what_is_past_is_not_told_from_a_day_to_come(text: str) -> None:
    """The year before is told from the publication then."""
    check_parsed(text)


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("It began on 28 October 2011. On 3 November an outbreak was declared.", "approximate"),
        (
            "It began on 28 October 2011. By the end of the week six were ill. On 3 November it was declared.",
            "approximate",
        ),
        ("It began on 28 October 2011. On 3 March an outbreak was declared.", "resolved"),
        ("It began on 28 October 2011. It will end on 3 November.", "resolved"),
        ("It began on 28 October 2011.\nOn 3 November an outbreak was declared.", "resolved"),
    ],
)
def test_a_day_soon_after_one_of_an_earlier_year_may_be_of_that_year(text: str, basis: str) -> None:
    """Which of the two is meant is a guess, unless it is to come or in another paragraph."""
    (parse,) = parse_all([text])
    assert find_dates(text, PUBLISHED, parse)[-1].basis == basis


@pytest.mark.parametrize(
    "text",
    [
        "Smoking is banned in parks from [November]{2013-11}.",
        "Dismissal is prohibited during leave and, from [November]{2013-11}, for good.",
        "Dismissal is prohibited from [November]{2013-11}.",
        "From [November]{2013-11} drivers pay more.",
        "Entry is free from [November]{2013-11}.",
        "The law applies from [the end of November]{2013-11}.",
        "The road is closed from [Monday]{2013-03-25}.",
        "Smoking has been banned in parks from [November]{2012-11}.",
        "Smoking was banned in parks from [November]{2012-11}.",
        "Smoking is banned in parks since [November]{2012-11}.",
        "The picture is from [November]{2012-11}.",
        "The data comes from [November]{2012-11}.",
        "The rate is down from [November]{2012-11}.",
        "Sales rise 3% from [November]{2012-11}.",
        "The bill is estimated from [November]{2012-11}.",
        "The shop is open from [November]{2012-11} to [December]{2012-12}.",
        "A letter from [November]{2012-11} shows that he knew.",
    ],
)
def test_what_is_so_from_a_time_is_to_come(text: str) -> None:
    """A present without "since" begins ahead, unless it is compared with that time or comes from it."""
    check_parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "If the money is approved in [November]{2013-11}, the town gets a pool.",
        "The town gets a pool once the money is approved in [November]{2013-11}.",
        "The town gets a pool when the money is approved in [November]{2013-11}.",
        "The town gets a pool as soon as the money is approved in [November]{2013-11}.",
        "The town gets a pool unless the money is refused on [Monday]{2013-03-25}.",
        "If the money was approved in [November]{2012-11}, nobody knew.",
        "If he has left in [November]{2012-11}, nobody knows.",
        "It is not known if the letter is from [November]{2012-11}.",
        "It is not known whether the letter is mentioned in [November]{2012-11}.",
    ],
)
def test_what_has_to_come_first_is_to_come(text: str) -> None:
    """A present behind "if", "once", "when" or "as soon as" is ahead, what was or has been so is not."""
    check_parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "She went on to win the cup on [Saturday]{2013-03-16}.",
        "She never went on to win the cup on [Saturday]{2013-03-16}.",
        "Leeds came from behind to win the cup on [Saturday]{2013-03-16}.",
        "She is going to win the cup on [Saturday]{2013-03-23}.",
    ],
)
def test_what_one_went_on_to_do_is_past(text: str) -> None:
    """What came of something is no plan."""
    check_parsed(text)
