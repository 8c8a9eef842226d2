"""Histories, and articles without a day of writing: no date is taken from where the tale does not stand."""

from __future__ import annotations

import datetime as dt

from corpus.dates import DateMention, find_dates
from tests.corpus.dates.reading import PUBLISHED

YEARS = "The war began in 1904. The port fell in 1905, the army of 1906 was weak, that of 1907 weaker; in 1908 it was gone.\n"
TALE = f"{YEARS}The king died in 1909, his son in 1910. The house fell in 1911.\n"


def last_of(body: str, published: dt.date | None = PUBLISHED) -> DateMention:
    return find_dates(body, published, None)[-1]


def test_the_running_year_is_resolved() -> None:
    """In its own paragraph a month is in the year last named."""
    found = last_of(f"{TALE}In 1912 the fleet sailed. In May it was sunk.")
    assert (found.value, found.basis) == ("1912-05", "resolved")


def test_a_running_year_behind_a_heading_is_a_guess() -> None:
    """A new section may be of another time."""
    assert last_of(f"{TALE}In 1912 the fleet sailed.\nThe navy\nIn May it was sunk.").basis == "approximate"


def test_a_running_year_far_back_is_a_guess() -> None:
    """So many paragraphs on the tale may have gone on."""
    between = "It was a hard time for all of them.\n" * 4
    assert last_of(f"{TALE}In 1912 the fleet sailed.\n{between}In May it was sunk.").basis == "approximate"


def test_after_a_look_back_the_year_is_a_guess() -> None:
    """Whether the tale stands where it looked back to, nothing tells."""
    body = f"{TALE}In 1912 the fleet left the waters that it had mined in 1904. In May it was sunk."
    assert last_of(body).basis == "approximate"


def test_the_tale_does_not_stand_in_brackets_nor_in_names() -> None:
    """Years of a life, and the year by which an older treaty is called, are no running year."""
    for aside in ("It was led by Admiral Orr (1850-1931)", "It broke the 1884 treaty"):
        found = last_of(f"{TALE}In 1912 the fleet sailed. {aside}. In May it was sunk.")
        assert (found.value, found.basis) == ("1912-05", "resolved")


def test_what_is_told_from_publication_in_a_history_is_a_guess() -> None:
    """Of "this year" it cannot be told whose year it is."""
    assert last_of(f"{TALE}Much was lost this year.").basis == "approximate"


def test_the_following_year_before_christ_is_told_from_the_tale() -> None:
    """It is one year nearer to us, and no year of the publication; other units have no value at all."""
    body = "".join(f"In {year} BC they fought. " for year in range(500, 490, -1))
    assert last_of(f"{body}The following year they made peace.").value == "BC0490"
    found = last_of(f"{body}The next day they made peace.")
    assert (found.value, found.first) == ("XXXX-XX-XX", None)


def test_the_following_year_of_nothing_has_no_days() -> None:
    """A tale that has named no day has none that follows it, nor the same one."""
    for words in ("The following year", "On the same day"):
        found = last_of(f"{words} they made peace.")
        assert (found.first, found.last) == (None, None)


def test_a_month_told_from_publication_just_after_an_old_year_is_a_guess() -> None:
    """In "It was founded in 1951. In November it moved", which November is not said."""
    found = last_of("The club was founded in 1951. In November it moved to Leeds.")
    assert (found.value, found.basis) == ("2012-11", "approximate")


def test_an_undated_article_has_no_days_but_those_of_its_own_paragraph() -> None:
    """A day some paragraphs away may be of other times."""
    assert last_of("He won in May 1953.\nThe following year he lost.", None).first is None
    assert last_of("He won the second of his titles on June 8, 1953.\nThey meet on June 9.", None).first is None
    assert last_of("He won in May 1953. The following year he lost.", None).value == "1954"


def test_an_apposed_year_is_what_is_meant() -> None:
    """In "eight years later, in 1909" the words say which year it is, whatever was spoken of before."""
    later, year = find_dates("It opened in 1850. Eight years later, in 1909, it closed.", PUBLISHED, None)[1:]
    assert later.value == year.value == "1909"


def test_a_fiscal_year_is_a_guess() -> None:
    """Few of them are years of the calendar."""
    assert last_of("Profit for fiscal 2010 fell.").basis == "approximate"


def test_after_a_leap_ahead_the_year_is_a_guess() -> None:
    """A tale that names a time years ahead may come back to where it stood."""
    body = f"{TALE}In 1912 the fleet sailed. A book of 1950 tells of it. In May it was sunk."
    assert last_of(body.replace("A book of", "A book said in")).basis == "approximate"


def test_a_decade_earlier_is_not_where_the_tale_stands() -> None:
    """It is named for comparison."""
    found = last_of(f"{TALE}In 1912 the fleet sailed, as it had two decades earlier. In May it was sunk.")
    assert (found.value, found.basis) == ("1912-05", "resolved")
