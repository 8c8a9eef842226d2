"""Values that articles state: what they are and which can both be so."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.values import Article, Span
from retrieval.pointing.stated_values import Stated, value_of
from retrieval.values import ValueKind


def stated(body: str, words: str, kind: ValueKind, published: dt.date | None = dt.date(2015, 11, 30)) -> Stated | None:
    """The value of `words` in `body`."""
    start = body.index(words)
    article = Article("a", "A", body, published=published, published_basis="stated" if published else None)
    return value_of(article, Span(start, start + len(words)), kind)


@pytest.mark.parametrize(
    ("one", "words", "other", "others", "kind", "agree"),
    [
        ("It cost $1.5bn.", "$1.5bn", "It cost 1,500 million dollars.", "1,500 million dollars", "number", True),
        ("It cost $ 20,000.", "20,000", "It cost $33,000.", "$33,000", "number", False),
        ("It cost 180m dollars.", "180", "It cost 180 million dollars.", "180 million", "number", None),
        ("Some 40 percent left.", "40 percent", "Forty per cent left.", "Forty per cent", "number", True),
        ("Some 40 percent left.", "40 percent", "38 per cent left.", "38 per cent", "number", True),
        ("Then 40 percent left.", "40 percent", "38 per cent left.", "38 per cent", "number", False),
        ("Then 1,480 people came.", "1,480", "Then 1,500 people came.", "1,500", "number", True),
        ("Then 11 people came.", "11", "Then 10 people came.", "10", "number", False),
        ("Then 1,400 people came.", "1,400", "Then 1,000 people came.", "1,000", "number", False),
        ("It took two years.", "two years", "It took 24 months.", "24 months", "number", True),
        ("It took two years.", "two years", "It took 18 months.", "18 months", "number", False),
        ("It has 300 houses.", "300", "It has 40 people.", "40", "number", None),
        ("It cost $40.", "$40", "It cost €35.", "€35", "number", None),
        ("It cost $40.", "$40", "It fell by 35 percent.", "35 percent", "number", None),
        ("On 30 November 2015 it shut.", "30 November 2015", "It shut on Nov. 30, 2015.", "Nov. 30, 2015", "day", True),
        ("On 30 November 2015 it shut.", "30 November 2015", "It shut in 2015.", "2015", "day", True),
        ("On 30 November 2015 it shut.", "30 November 2015", "It shuts today.", "today", "day", True),
        ("On 30 November 2015 it shut.", "30 November 2015", "It shut on 2 May 2014.", "2 May 2014", "day", False),
        ("Ida Holm built it.", "Ida Holm", "Holm built it.", "Holm", "name", True),
        ("Ida Holm built it.", "Ida Holm", "Tom Reed built it.", "Tom Reed", "name", False),
        ("Ida Holm built it.", "Ida Holm", "Tom Reed built it, says Ida Holm.", "Tom Reed", "name", True),
        ("Halden CEO Ida Holm left.", "Halden CEO Ida Holm", "Halden CEO Tom Reed left.", "Tom Reed", "name", False),
        ("Halden CEO Ida Holm left.", "Halden CEO Ida Holm", "Ida Holm left.", "Ida Holm", "name", True),
        (
            "It lies in Mobile, Alabama.",
            "Mobile, Alabama",
            "It lies in Selma, Alabama.",
            "Selma, Alabama",
            "name",
            True,
        ),
        ("It lies in Graz.", "in Graz", "It lies in Austria, near Graz.", "Austria", "name", True),
    ],
)
def test_what_can_both_be_so(
    one: str, words: str, other: str, others: str, kind: ValueKind, *, agree: bool | None
) -> None:
    """The same in other words, rounded or said less closely agrees; None is for what can't be compared."""
    mine, theirs = stated(one, words, kind), stated(other, others, kind)
    assert mine is not None
    assert theirs is not None
    assert mine.compares(theirs) == theirs.compares(mine) == (agree is not None)
    if agree is not None:
        assert mine.agrees(theirs) == theirs.agrees(mine) == agree


@pytest.mark.parametrize(
    ("body", "words", "kind"),
    [
        ("Between 10 and 20 people came.", "Between 10 and 20", "number"),
        ("It opened in 2008.", "2008", "number"),
        ("On 30 November it shut.", "30 November", "number"),
        ("The 4th ship sank.", "4th", "number"),
        ("Many people came.", "Many people", "number"),
        ("About 12.345 people came.", "12.345", "number"),
        ("It opened long ago.", "long ago", "day"),
        ("It is open from 2 May 2014 to 4 May 2014.", "from 2 May 2014 to 4 May 2014", "day"),
        ("It takes two days.", "two days", "day"),
        ("The engineer built it.", "The engineer", "name"),
        ("The well known Ida Holm of the ministry for public works built it.", "well known Ida Holm", "name"),
    ],
)
def test_what_is_no_one_value_is_none(body: str, words: str, kind: ValueKind) -> None:
    """Several values, another kind of value, and what is none: nothing is compared with it."""
    assert stated(body, words, kind) is None


def test_what_bounds_a_figure_is_shown_with_it() -> None:
    """The words of the value take in "at least", a sign of money and what follows, wherever the words begin that answer."""
    body = "The fire killed at least 15 people and cost more than US$ 3 million."
    for words, whole in (("15", "at least 15"), ("3", "more than US$ 3 million"), ("15 people", "at least 15 people")):
        value = stated(body, words, "number")
        assert value is not None
        assert value.span.of(body) == whole


def test_a_day_is_resolved_against_its_article() -> None:
    """ "Today" is another day in an article of another day, and none where no day is known."""
    body = "It shuts today."
    one, other = stated(body, "today", "day"), stated(body, "today", "day", dt.date(2015, 12, 1))
    assert one is not None
    assert other is not None
    assert not one.agrees(other)
    assert stated(body, "today", "day", None) is None


@given(
    st.text(min_size=1, max_size=60), st.integers(0, 60), st.integers(0, 60), st.sampled_from(["number", "day", "name"])
)
def test_no_words_are_too_odd(body: str, start: int, length: int, kind: ValueKind) -> None:
    """Whatever stands there, a value's words lie in the body, or there is none."""
    start = min(start, len(body))
    span = Span(start, min(len(body), start + length))
    found = value_of(Article("a", "A", body), span, kind)
    assert found is None or 0 <= found.span.start < found.span.end <= len(body)
