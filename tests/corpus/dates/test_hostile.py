"""Any text at all: nothing raises, every offset is exact, and time grows with the length."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.dates import find_dates
from corpus.dates.values import DateMention
from corpus.dates.words import LEXICON

WORDS = (
    *sorted(LEXICON), "May", "March", "Nov.", "Friday", "Sun.", "1989", "2013", "0000", "31", "30", "1st", "99th", "1,500", "2.5", "4 1/2",
    "1980s", "'90s", "'", "8:30", "25:99", "a.m.", "2013-02-30", "99/99/99", "$5", "9/11", "Christmas", "\n", "\n\n", ".", ",", "-", "–", "(", "BC",
    "9999", "99999999999999999999", "٣", "²", "FY99", "Q3", "1/0", "\ud800", "\x00", "\u2028",
)  # fmt: skip
DAYS = st.none() | st.dates()


def check(body: str, found: tuple[DateMention, ...]) -> None:
    """Spans lie in the body in order and apart; what they say is consistent."""
    end = 0
    for mention in found:
        assert end <= mention.span.start < mention.span.end <= len(body)
        end = mention.span.end
        assert mention.phrase.holds(mention.span)
        assert mention.phrase.end <= len(body)
        assert mention.span.of(body).strip() == mention.span.of(body)
        assert "/" not in mention.value
        assert (mention.first is None) == (mention.last is None) == (mention.precision is None)
        assert mention.first is None or (mention.last is not None and mention.first <= mention.last)
        assert mention.anchor is None or mention.anchor.span is None or mention.anchor.span.end <= len(body)
        assert mention.range_end is None or mention.range_end.start >= mention.span.end


@settings(deadline=None)
@given(st.text(), DAYS)
def test_any_text(body: str, published: dt.date | None) -> None:
    """Whatever the characters."""
    check(body, find_dates(body, published, None))


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["", " "]), DAYS)
def test_any_words_of_time(words: list[str], gap: str, published: dt.date | None) -> None:
    """Words that do mean times, in any order."""
    body = gap.join(words)
    check(body, find_dates(body, published, None))


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        "'",
        ".",
        " ",
        "\n",
        "-",
        "1 ",
        "1,",
        "111,",
        "1-",
        "1/",
        "1.",
        "May ",
        "last ",
        "two ",
        "two-",
        "a year ",
        "1989-",
        "May 3, ",
        "the ",
        "early ",
        "9:",
        "of the ",
        "“today” in 1969 ",
        '"',
        "May/",
        "May, June and ",
        "from May to March ",
        "10 a.m. on ",
        "(1990 ",
    ],
)
def test_long_texts_of_one_kind_are_read(piece: str) -> None:
    """A hundred thousand characters of one kind are read: a rule that looked at all from everywhere would take minutes."""
    body = piece * (100_000 // len(piece))
    check(body, find_dates(body, dt.date(2013, 3, 22), None))
