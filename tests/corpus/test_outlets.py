"""Which names beside a day or a byline are those of who published an article."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from corpus.masthead import read_masthead
from corpus.outlets import is_outlet
from corpus.reading import read_bytes
from corpus.values import Article

PROSE = "The council voted on Monday to close three libraries."


def read(lines: str, name: str = "the-news.txt") -> Article:
    (outcome,) = read_bytes(f"Libraries to close\n\n{lines}\n\n{PROSE}".encode(), name)
    assert isinstance(outcome, Article)
    return outcome


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Eastfield Farm Review, 18 June 2024", "Eastfield Farm Review"),
        ("Hedge & Ditch magazine, 18 June 2024", "Hedge & Ditch magazine"),
        ("Chess Weekly | 18 June 2024", "Chess Weekly"),
        ("The Northern Star, Tuesday 18 June 2024", "The Northern Star"),
        ("Radio Eastfield, June 18, 2024", "Radio Eastfield"),
        ("Journal of Hedge Science, 18 June 2024", "Journal of Hedge Science"),
        ("18 June 2024 · Eastfield Farm Review", "Eastfield Farm Review"),
    ],
)
def test_a_name_for_a_paper_beside_a_whole_day_is_the_publisher(line: str, publisher: str) -> None:
    """It needs no "The", and the day is one of publication then."""
    article = read(line)
    assert (article.publisher, article.published, article.published_basis) == (
        publisher,
        dt.date(2024, 6, 18),
        "stated",
    )


@pytest.mark.parametrize(
    "line",
    [
        "Berlin, 18 June 2024",
        "Salt Lake City, 18 June 2024",
        "Dana Whitfield, 18 June 2024",
        "The Town Hall, 18 June 2024",
        "Film Review, 18 June 2024",
        "Breaking News, Year in Review, 18 June 2024",
        "Eastfield Farm Review, June 2024",
        "Eastfield Farm Review is launched on 18 June 2024",
        "Mayor Sues Daily Express, 18 June 2024",
        "talks with the farm review, 18 June 2024",
    ],
)
def test_places_people_captions_and_kinds_of_text_publish_nothing(line: str) -> None:
    """So stand places, people and what a picture shows; a month is no day, and a headline has a verb."""
    article = read(line)
    assert (article.publisher, article.published) == (None, None)


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        ("Northern News Agency\nTuesday, 18 June 2024", "Northern News Agency"),
        ("Eastfield Business Wire\nPublished: 18 June 2024", "Eastfield Business Wire"),
        ("By Dana Whitfield\nHedge & Ditch magazine", "Hedge & Ditch magazine"),
        ("Northern News Agency\n\n18 June 2024", "Northern News Agency"),
        ("Northern News Agency", None),
        ("Northern News Agency\nA day of anger in the town\n18 June 2024", None),
        ("A Night To Remember\n18 June 2024", None),
        ("Mayor Visits Northern News Agency\nBy Dana Whitfield", None),
        ("Eastfield Farm Review\nBy Dana Whitfield", None),
        ("Strike at local newspaper\nBy Dana Whitfield", None),
    ],
)
def test_a_line_of_its_own_names_the_publisher_only_beside_who_or_when(lines: str, publisher: str | None) -> None:
    """It may be a second headline: its words must be sure, and its neighbour say nothing but a day or a byline."""
    assert read(lines).publisher == publisher


@pytest.mark.parametrize("name", ["the-news.txt", "the-news.md"])
def test_a_name_and_day_above_a_byline_give_all_three(name: str) -> None:
    """Whatever the format, and wherever it was written."""
    lines = "Eastfield Farm Review, 18 June 2024\n\nBy Dana Whitfield at the Old Mill"
    (outcome,) = read_bytes(f"{'# ' * name.endswith('.md')}Libraries to close\n\n{lines}\n\n{PROSE}".encode(), name)
    assert isinstance(outcome, Article)
    assert (outcome.author, outcome.publisher, outcome.published) == (
        "Dana Whitfield",
        "Eastfield Farm Review",
        dt.date(2024, 6, 18),
    )


def test_where_the_text_begins_nothing_names_a_publisher() -> None:
    """A name for a paper in the first sentence, or in front of the report, is of what is told."""
    for line in (f"HAMBURG, Northern News Agency, 18 June 2024 – {PROSE}", f"Chess Weekly, 18 June 2024: {PROSE}"):
        assert read_masthead(line).publisher is None
    assert read_masthead("Chess Weekly, 18 June 2024, was the last that was printed here.").publisher is None


@pytest.mark.parametrize("piece", ["A ", "of ", "The ", "Review ", "A of the ", "News "])
def test_a_long_run_of_anything_is_told_at_once(piece: str) -> None:
    """No rule tries all ways to take a hostile name apart."""
    began = time.perf_counter()
    for count in (10, 28, 59, 20_000):
        is_outlet((piece * count)[:60])
        is_outlet(piece * count, alone=True)
    assert time.perf_counter() - began < 1
