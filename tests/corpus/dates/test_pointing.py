"""Months, seasons and weekdays told from the last day spoken of; publication is on Friday, 22 March 2013."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.dates import find_dates
from corpus.parser import parse_all
from tests.corpus.dates.reading import PUBLISHED, check_parsed, read


@pytest.mark.parametrize(
    "text",
    [
        "The line was approved in [spring 1914]{1914-SP}. It was abandoned [that August]{1914-08}.",
        "The line was approved in [spring 1914]{1914-SP}. It was abandoned [the following August]{1914-08}.",
        "It opened in [August 1914]{1914-08}. It closed in [that winter]{1914-WI}, and [the following spring]{1915-SP} it was sold.",
        "It opened in [1914]{1914} and burned down [that summer]{1914-SU}.",
        "She resigned in [January 2011]{2011-01}. [That May]{2011-05} she left.",
        "He left in [November 2010]{2010-11} and died [the following January]{2011-01}.",
        "He left in [January 2011]{2011-01}. He had been ill [the previous summer]{2010-SU}.",
        "He was born in [May 1970]{1970-05}, and died on [the following Christmas Day]{1970-12-25}.",
        "On [3 March 2010]{2010-03-03} he fell ill. [The next Monday]{2010-03-08} he died.",
        "On [3 March 2010]{2010-03-03} he fell ill. He had sung on [the previous Friday]{2010-02-26}.",
        "He was held in [December 2009]{2009-12} and freed in [that February]{2009-02}.",
        "In [the 1990s]{199} they met. They married [the following June]{XXXX-06}.",
        "In [1998]{1998} they met. They married [the following Tuesday]{XXXX-WXX-2}.",
        "It came to light in [November 2010]{2010-11}. He was held on [9 December that year]{2010-12-09}.",
        "It came to light in [2010]{2010}. He was held on [Tuesday, 4 May of the same year]{2010-05-04}.",
        "It came to light in [2010]{2010}. He was held on [May 4 of the following year]{2011-05-04}.",
        "He was held on [12 October last year]{2012-10-12}.",
        "In [October 2010]{2010-10} he won, in [May the following year]{2011-05} he lost, in [June the year after]{2012-06} he died.",
        "He won in [October 2010]{2010-10} and lost [the next year]{2011}, in [August]{2011-08}.",
        "He won in [October 2010]{2010-10} and lost [a year later]{2011}, on [3 May]{2011-05-03}.",
        "[Last year]{2012}, in [May]{2012-05}, he lost.",
        "The court sits on [Thursday 4th May next year]{2014-05-04}.",
        "He joined in [1998]{1998}. [The next April]{1999-04} he left.",
        "It burned down [that August]{2012-08}.",
        "They were married [the following May]{XXXX-05}.",
        "It opened in [1914]{1914}, and froze in [that winter]{1914-WI}.",
        "It opened in [January 1914]{1914-01}. In [that winter]{1913-WI} it froze.",
        "He was born in [May 1970]{1970-05}, and left on [that February 29]{XXXX-02-29}.",
    ],
)
def test_what_is_pointed_at_is_told_from_the_text(text: str) -> None:
    """The year is the one last spoken of, or the next or last time before or after; of a decade none can be told."""
    body, expected, found = read(text)
    assert found == expected, body


@pytest.mark.parametrize(
    "text",
    [
        "The mill opened in [1987]{1987}. It burned down [a decade later]{1997}.",
        "The mill opened in [May 1987]{1987-05}. It burned down [a decade later]{1997}.",
        "It was founded in [1991]{1991}. [Two decades later]{2011} it closed.",
        "It opened in [1914]{1914}. It had been planned [a decade earlier]{1904}.",
        "They won in [490 BC]{BC0490}, and had lost [a decade earlier]{BC0500}.",
        "It opened in [the 1980s]{198}. It burned down [a decade later]{199}.",
        "It opened in [1987]{1987}. [Nearly two decades later]{200} it closed.",
        "It opened in [1987]{1987}. In [the following decade]{199} it grew.",
        "It opened in [1987]{1987} and closed [a decade ago]{200}.",
    ],
)
def test_decades_later_are_so_many_years(text: str) -> None:
    """They are counted from the year, as ten years are; roughly so many, from a decade or to the following one, the calendar's."""
    body, expected, found = read(text)
    assert found == expected, body


@pytest.mark.parametrize(
    "text",
    [
        "In a letter dated [12 January]{2013-01-12}, the ministry told her that she would hear by [the end of the month]{2013-01}.",
        "In a letter dated [12 May 2012]{2012-05-12}, it told her that she'd hear by [the end of the year]{2012}.",
        "In a letter dated [12 January]{2013-01-12}, it told her to wait. She would hear by [the end of the month]{2013-03}.",
        "She has a letter of [12 January]{2013-01-12} and will hear by [the end of the month]{2013-03}.",
        "In a letter dated [12 January]{2013-01-12}, it said that she would hear [next month]{2013-04}.",
    ],
)
def test_the_month_that_was_foretold_is_that_of_the_telling(text: str) -> None:
    """Where its day stands before it in the sentence; “next month” and what “will” be are told from the publication."""
    body, expected, found = read(text)
    assert found == expected, body


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("It was approved in spring 1914 and closed in that August.", "resolved"),
        ("It was approved in 1914. The following August it closed.", "approximate"),
        ("He quit in April 2009. The following May he died.", "approximate"),
        ("He was held in December 2009, and freed in that February.", "approximate"),
    ],
)
def test_what_may_be_another_year_is_a_guess(text: str, basis: str) -> None:
    """After a whole year, just after a month, and where the tale would run backwards."""
    assert find_dates(text, PUBLISHED, None)[-1].basis == basis


@pytest.mark.parametrize(
    "text",
    [
        "The line was begun in [1914]{1914} and abandoned [that August]{1914-08} after a strike.",
        "He joined in [2011]{2011}, and said that [August]{2012-08} was the hottest month.",
        "He joined in [2011]{2011}, and says that summer will be dry.",
        "He joined in [2011]{2011}, and said that [Friday]{2013-03-22} was fine.",
    ],
)
def test_that_may_tie_a_clause(text: str) -> None:
    """It points at no month where the grammar knows it for a conjunction."""
    check_parsed(text)


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ("It came to light in November 2010. The following day he left.", "2010-11", "approximate"),
        ("It came to light in November 2010. Two weeks later he left.", "2010-11", "approximate"),
        ("It came to light in November 2010. Two months later he left.", "2011-01", "resolved"),
        ("The war began in 1914. A week later they fled.", "1914", "approximate"),
        ("The war began in 1914. 20 months later they fled.", "XXXX-XX", "resolved"),
        ("It came to light on 3 November 2010. The following day he left.", "2010-11-04", "resolved"),
    ],
)
def test_a_day_counted_from_a_month_is_some_day_of_it(text: str, value: str, basis: str) -> None:
    """The day after a month or year was named is not told from the publication; what may lie outside of it has no days."""
    found = find_dates(text, PUBLISHED, None)[-1]
    assert (found.value, found.basis) == (value, basis)


@pytest.mark.parametrize(
    "text",
    [
        "The council will vote on [Thursday week]{2013-04-04}.",
        "The play opens [Friday week]{2013-03-29}.",
        "The council will vote [a week on Tuesday]{2013-04-02}.",
        "The play opens [a week on Tuesday]{2013-04-02}.",
        "The council will vote [a week from Tuesday]{2013-04-02}.",
        "The council will vote [a fortnight on Sunday]{2013-04-07}.",
        "The sale ends [a week today]{2013-03-29}.",
        "The sale ends [a fortnight tomorrow]{2013-04-06}.",
        "The sale ended [a week ago today]{2013-03-15}.",
        "He died [a week ago on Sunday]{2013-03-10}.",
        "He died [a week last Monday]{2013-03-11}.",
        "He died [last Thursday week]{2013-03-14}.",
        "He was ill for [a week]{P1W} [today]{2013-03-22}.",
        "They earn £50 [a week]{P1W} [today]{2013-03-22}.",
        "They train [four days]{P4D} [a week]{P1W} on [Tuesday]{2013-03-19}.",
        "It lasted for [a week]{P1W} from [Tuesday]{2013-03-19}.",
        "The [Sunday]{2013-03-17} [week-long]{P1W} event ended.",
    ],
)
def test_a_week_after_the_next_such_day(text: str) -> None:
    """British "Thursday week" is a week after Thursday; a rate or a length beside a day is none."""
    body, expected, found = read(text)
    assert found == expected, body


def test_a_week_on_a_day_gone_by_is_no_day() -> None:
    """Nobody says so of the past, so that something else is meant."""
    body = "He was out a week on Tuesday."
    (parse,) = parse_all([body])
    assert [each.first for each in find_dates(body, PUBLISHED, parse)] == [None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In 1991 they went north.\n\nWe landed on 3 July.", "XXXX-07-03"),
        ("In the summer of 1991, they went north. In April they came back.", "XXXX-04"),
        ("They went north in 1991. We landed on 3 July.", "2012-07-03"),
        ("In 2012 they went north. In April they came back.", "2012-04"),
        ("In 1991 they went north. They will be back in July.", "2013-07"),
    ],
)
def test_a_sentence_that_opens_with_an_old_year_may_date_the_next(text: str, value: str) -> None:
    """Which of the two years a day without one is of cannot be told then, unless it is told as ahead."""
    (parse,) = parse_all([text])
    assert find_dates(text, PUBLISHED, parse)[-1].value == value


def test_a_night_in_a_name_is_no_time() -> None:
    """The Night of the Big Wind is what it is called."""
    assert [
        each.value for each in find_dates("It was the worst since the Night of the Big Wind in 1839.", PUBLISHED, None)
    ] == ["1839"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The school opened in 1998 and will close the next summer.", "2013-SU"),
        ("He was arrested on 4 March and will be tried the following Friday.", "2013-03-29"),
        ("The next summer games will be in the hills.", "2013-SU"),
        ("The court will sit the following Friday.", "2013-03-29"),
    ],
)
def test_what_is_ahead_is_not_told_from_the_past(text: str, value: str) -> None:
    """What will be done the next summer is no summer gone by."""
    (parse,) = parse_all([text])
    assert find_dates(text, PUBLISHED, parse)[-1].value == value


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("The museum will reopen this January.", dt.date(2023, 12, 18), "2024-01"),
        ("The park will open this spring.", dt.date(2023, 12, 18), "2024-SP"),
        ("The shop closed this May.", dt.date(2024, 8, 5), "2024-05"),
        ("The shop will close this May.", dt.date(2024, 3, 5), "2024-05"),
        ("The vote will be held on 29 February.", dt.date(2023, 12, 10), "2024-02-29"),
        ("The vote was held on 29 February.", dt.date(2025, 12, 10), "2024-02-29"),
        ("The vote was held on 29 February.", dt.date(2027, 1, 10), "2024-02-29"),
        ("It was all about 29 February", dt.date(2026, 2, 10), "2024-02-29"),
    ],
)
def test_a_month_of_this_year_is_on_the_side_of_its_verb(text: str, published: dt.date, value: str) -> None:
    """What will be lies ahead and what was behind, also "this January" and the day that few years have."""
    for parse in (None, *parse_all([text])):
        (found,) = find_dates(text, published, parse)
        assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "Older adults who took a nap in [the early afternoon]{XXXX-XX-XXTAF} did better.",
        "It did not examine whether naps affect sleep at [night]{XXXX-XX-XXTNI}.",
        "The fort was stormed in [1914]{1914}. In [the evening]{XXXX-XX-XXTEV} it rained.",
        "He left on [Monday]{2013-03-18}. The fort was stormed in [1914]{1914}. In [the evening]{XXXX-XX-XXTEV} it rained.",
        "The council met on [Monday]{2013-03-18}. People complain of noise at [night]{XXXX-XX-XXTNI}.",
        "She was born on [3 May 1961]{1961-05-03}. At [night]{XXXX-XX-XXTNI} she repaired the drill.",
        "The council met on [3 May 1961]{1961-05-03}.\n\nHe liked to walk in [the evening]{XXXX-XX-XXTEV}.",
        "She went north in [1961]{1961}. At [night]{XXXX-XX-XXTNI} she repaired the drill. [Two years later]{1963} she led it.",
        "On [3 May 1961]{1961-05-03} he fell ill. In [the evening]{1961-05-03TEV} he died. [Two years later]{1963} she married.",
        "The crash happened on [Monday]{2013-03-18}. In [the afternoon]{2013-03-18TAF} the road was opened.",
        "The crash happened on [Monday]{2013-03-18}. At [night]{2013-03-18TNI} the road was opened.",
        "The crash happened on [Monday]{2013-03-18}.\n\nIn [the afternoon]{2013-03-18TAF} the road was opened.",
        "The crash happened on [Monday]{2013-03-18}, and at [night]{2013-03-18TNI} the road was opened.",
        "The crash happened at [noon]{2013-03-22T12:00}.",
    ],
)
def test_a_part_of_a_day_is_of_a_day_that_was_just_told(text: str) -> None:
    """Of none where none was, whatever day is told of elsewhere, and what is later is not told from it."""
    body, expected, found = read(text)
    assert found == expected, body


@pytest.mark.parametrize(
    "text",
    [
        "In [1951]{1951} she won; the last one had won in [1938]{1938}. She left for Leeds [that autumn]{1951-FA}.",
        "In [1951]{1951} she won. She had come in [1938]{1938} and had left [that autumn]{1938-FA}.",
        "In [1951]{1951} she won. She had come in [1938]{1938}. [That autumn]{1938-FA} she had left. [That year]{1951} she lost.",
        "In [1951]{1951} she won. She was born in [1938]{1938}. [That autumn]{1938-FA} her father died.",
    ],
)
def test_a_tale_that_looked_back_comes_back(text: str) -> None:
    """What had been before is told by the way: behind its sentence the tale stands where it stood."""
    check_parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "He was held in [April 2010]{2010-04}. He was released on bail [that July]{2010-07} and left.",
        "He was held in [April 2010]{2010-04}. He moved to the town [that July]{2010-07}, and his wife followed.",
        "He was held in [April 2010]{2010-04}. The rain that [July]{2012-07} brought was welcome.",
    ],
)
def test_that_ties_a_clause_only_where_a_verb_follows(text: str) -> None:
    """Otherwise it points, whatever the parser takes it for."""
    check_parsed(text)
