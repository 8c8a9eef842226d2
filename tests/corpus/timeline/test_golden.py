"""The shipped article's timeline, from the file to the events."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from corpus.dates import find_dates
from corpus.names import find_names
from corpus.timeline import TimelineEvent, find_events
from corpus.values import Article
from tests.corpus.shipped import shipped
from tests.corpus.timeline.marks import parse_of


def timeline(article: Article, *, parsed: bool = True) -> tuple[TimelineEvent, ...]:
    parse = parse_of(article.body) if parsed else None
    return find_events(
        article, find_dates(article.body, article.published, parse), find_names(article.body, parse), parse
    )


@pytest.mark.parametrize("parsed", [True, False])
def test_the_shipped_article_has_exactly_three_events(*, parsed: bool) -> None:
    """July 2015, from November 30 and up to December 1, in this order; the saying is past, both that it speaks of planned."""
    article = shipped()
    events = timeline(article, parsed=parsed)
    assert [(event.first, event.last, event.precision) for event in events] == [
        (dt.date(2015, 7, 1), dt.date(2015, 7, 31), "month"),
        (dt.date(2015, 11, 30), None, "day"),
        (None, dt.date(2015, 12, 1), "day"),
    ]
    assert [event.basis for event in events] == ["resolved"] * 3
    assert [event.anchor.day for event in events if event.anchor] == [dt.date(2015, 11, 30)] * 3
    assert [event.places[0].paragraph for event in events] == [2, 3, 2]
    if parsed:
        assert [event.status for event in events] == ["past", "planned", "planned"]


def test_the_shipped_article_is_dated_in_its_own_words() -> None:
    """Clause and phrase say what is dated and by which words, the bound's word among them; names stand in full."""
    article = shipped()
    july, november, december = timeline(article)
    assert july.phrase.of(article.body) in {"July", "in July", "Back in July"}
    assert "said it would shutter" in july.clause.of(article.body)
    assert november.phrase.of(article.body) == "After Nov. 30"
    assert november.clause.of(article.body) == "After Nov. 30, BlackBerry will no longer operate in Pakistan"
    assert december.phrase.of(article.body) == "by December 1"
    assert "it would shutter BlackBerry Enterprise Services (known as BES) by December 1" in december.clause.of(
        article.body
    )
    assert "Marty Beard" in november.names
    assert any("Pakistan Telecommunications Authority" in name for name in december.names)


@pytest.mark.parametrize("parsed", [True, False])
def test_a_footer_left_in_the_body_makes_no_event(*, parsed: bool) -> None:
    """The year of a copyright line is no event, whatever stands before it."""
    article = shipped()
    footed = replace(article, body=article.body.rstrip() + "\n\nAbout Web Staff\n\nCopyright © 2020 TVI\n")
    assert timeline(footed, parsed=parsed) == timeline(article, parsed=parsed)
