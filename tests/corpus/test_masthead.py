"""What the lines above a plain text's prose say of it, and which of them is the headline."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bylines import bylines
from corpus.facts import read_facts
from corpus.masthead import headline, read_masthead
from corpus.parser import parse_all
from corpus.reading import read_bytes
from corpus.values import Article

PROSE = "The council voted on Monday to close three libraries."


def read(text: str) -> Article:
    (outcome,) = read_bytes(text.encode(), "the-news.txt")
    assert isinstance(outcome, Article)
    return outcome


@pytest.mark.parametrize(
    ("line", "author", "publisher"),
    [
        ("By Dana Whitfield", "Dana Whitfield", None),
        ("By Dana Whitfield and Tom Reed", "Dana Whitfield and Tom Reed", None),
        ("BY DANA WHITFIELD", "DANA WHITFIELD", None),
        ("By Tom de la Cruz in New York", "Tom de la Cruz", None),
        ("By Dana Whitfield at Hobb Lane", "Dana Whitfield", None),
        ("By Dana Whitfield at the Old Mill", "Dana Whitfield", None),
        ("By Dana Whitfield, Tom Reed and Cy Dow, Staff Writers", "Dana Whitfield, Tom Reed and Cy Dow", None),
        ("By Dana Whitfield, The Hartwell Courier", "Dana Whitfield", "The Hartwell Courier"),
        ("By Dana Whitfield for Eastfield Gazette", "Dana Whitfield", "Eastfield Gazette"),
        ("Written by Dana Whitfield", "Dana Whitfield", None),
        ("Author: Dana Whitfield | Source: Northline Media", "Dana Whitfield", "Northline Media"),
        ("Dana Whitfield, political correspondent", "Dana Whitfield", None),
        ("From our court reporter, Simon Tait", "Simon Tait", None),
        ("By The Associated Press", "The Associated Press", None),
        ("Reporting by Dana Whitfield in Lisbon; Editing by Tom Reed", "Dana Whitfield", None),
        ("By Dana Whitfield, photographs by Tom Reed", "Dana Whitfield", None),
    ],
)
def test_a_line_that_is_nothing_but_a_byline_names_the_author(line: str, author: str, publisher: str | None) -> None:
    """Authors are taken as written, without their role; a publisher only behind them."""
    article = read(f"Libraries to close\n\n{line}\n\n{PROSE}")
    assert (article.title, article.author, article.publisher) == ("Libraries to close", author, publisher)
    assert article.body == f"{line}\n\n{PROSE}"


@pytest.mark.parametrize(
    ("line", "day", "basis"),
    [
        ("Published: Tuesday, June 18, 2024, 9:42 p.m.", "2024-06-18", "stated"),
        ("Published 9.42pm, 18 June 2024 BST", "2024-06-18", "stated"),
        ("Published June 18, 2024 by Dana Whitfield", "2024-06-18", "stated"),
        ("Posted by the residents’ association on Tuesday 18 June 2024", "2024-06-18", "stated"),
        ("For immediate release: 18 June 2024", "2024-06-18", "stated"),
        ("Eastfield Gazette, 18 June 2024", "2024-06-18", "stated"),
        ("By Dana Whitfield | June 18, 2024", "2024-06-18", "stated"),
        ("18 June 2024 | 10:15 GMT | Updated 11:20", "2024-06-18", "inferred"),
        ("Published: 18 June 2024 | Updated: 20 June 2024", "2024-06-18", "stated"),
        ("18 June 2024 · 4 min read", "2024-06-18", "inferred"),
        ("Published 18 June 2024 | Comments (12) | Share", "2024-06-18", "stated"),
        ("Published 5/6/2024", None, None),
        ("Updated: 18 June 2024", None, None),
        ("18-20 June 2024", None, None),
        ("June 2024", None, None),
        ("Council votes on 18 June 2024", None, None),
    ],
)
def test_a_day_is_stated_where_its_line_says_whose_it_is(line: str, day: str | None, basis: str | None) -> None:
    """A bare day is only one of writing; digits that read two ways, ranges and days of a change are none."""
    article = read(f"Libraries to close\n\n{line}\n\n{PROSE}")
    assert (article.published, article.published_basis) == (day and dt.date.fromisoformat(day), basis)


def test_the_day_of_publication_wins_over_that_of_a_change() -> None:
    """Whatever line stands first."""
    article = read(f"Libraries to close\n\nUpdated: 20 June 2024\nPublished: 18 June 2024\n\n{PROSE}")
    assert article.published == dt.date(2024, 6, 18)


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("HAMBURG, Germany, 2 October 2024 – ", "2024-10-02"),
        ("Oslo, Oct. 2, 2024 (Northline News) - ", "2024-10-02"),
        ("HAMBURG, October 2, 2024 /Newswire/ -- ", "2024-10-02"),
        ("HAMBURG, 2 October – ", None),
        ("On 2 October 2024 ", None),
        ("The vote of 2 October 2024 – ", None),
    ],
)
def test_a_dateline_with_its_year_gives_the_day(dateline: str, day: str | None) -> None:
    """It is the day of writing, so that of publication is inferred."""
    article = read(f"Libraries to close\n\n{dateline}{PROSE}")
    assert article.published == (day and dt.date.fromisoformat(day))
    assert article.published_basis == ("inferred" if day else None)


@pytest.mark.parametrize(
    "text",
    [
        f"Libraries to close\n\n{PROSE}\n\nBy Dana Whitfield\n\nPublished: 18 June 2024",
        f"Libraries to close\n\nBy any measure\n\nMayor breaks record\n\n{PROSE}",
        f"Libraries to close\n\nPolice seek reporters\n\n{PROSE}",
        f"Libraries to close\n\nBy Dana Whitfield at her best\n\n{PROSE}",
        f"Libraries to close\n\nThe Hartwell Courier\n\n{PROSE}",
        f"Libraries to close\n\nBy Dana Whitfield the council was told that it is too late\n\n{PROSE}",
        f"Libraries to close\n{PROSE}\nBy Dana Whitfield",
    ],
)
def test_prose_and_what_may_be_something_else_say_nothing(text: str) -> None:
    """Behind the first paragraph nothing is read, a newspaper's name alone may be what the text is of."""
    article = read(text)
    assert (article.author, article.publisher, article.published) == (None, None, None)


def test_in_hard_wrapped_text_no_line_of_a_paragraph_is_read() -> None:
    """Its lines end in the middle of sentences, which are prose from the first on."""
    wrapped = "\n".join(["the council of the town voted to close all of the libraries that"] * 6)
    assert read_masthead(f"{wrapped}\nBy Dana Whitfield\nand it was so.").author is None


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("FOR IMMEDIATE RELEASE\n\nLibraries to close\n\n{}", "Libraries to close", None),
        ("Press release\n\nContact: Jo Hall, 01632 960 001\n\nLibraries to close\n\n{}", "Libraries to close", None),
        ("The Hartwell Courier\n\nLibraries to close\n\nBy Dana Whitfield\n\n{}", "Libraries to close", None),
        ("Libraries to close\nBy Dana Whitfield\n\n{}", "Libraries to close", "By Dana Whitfield\n\n{}"),
        ("The Hartwell Courier\n\n{}", "The Hartwell Courier", "{}"),
        ("By Dana Whitfield\n\n{}", "The news", None),
        ("FOR IMMEDIATE RELEASE\n\n{}", "The news", None),
        ("Home | News | Sport | Business\n\nLibraries to close\n\n{}", "Libraries to close", None),
        ("NEWS\n\nLibraries to close\n\n{}", "Libraries to close", None),
        ("Breaking news\nLibraries to close\n\n{}", "Libraries to close", None),
        ("Libraries to close\nShare\n3 min read\n\n{}", "Libraries to close", "Share\n3 min read\n\n{}"),
        ("News\n\n{}", "News", "{}"),
        ("Politics\n{}", "The news", None),
        (
            "Libraries to close | Hartwell council | The Courier\n\n{}",
            "Libraries to close | Hartwell council | The Courier",
            "{}",
        ),
    ],
)
def test_no_masthead_and_no_mark_of_a_release_is_the_headline(text: str, title: str, body: str | None) -> None:
    """What stands first and is no headline stays in the body; a newspaper's name over prose is the headline."""
    article = read(text.format(PROSE))
    assert (article.title, article.body) == (title, (body or text).format(PROSE))


def test_the_masthead_is_no_event_and_nothing_of_the_card() -> None:
    """A line with a clock's stop at its end looks like a sentence; it says nothing that happened."""
    article = read(f"Libraries to close\n\nPublished: Tuesday, June 18, 2024, 9:42 p.m.\n\n{PROSE}")
    facts = read_facts(article, next(parse_all([article.body])))
    assert [event.phrase.of(article.body) for event in facts.events] == ["Monday"]
    assert facts.events[0].first == dt.date(2024, 6, 17)
    assert facts.card.what is not None
    assert facts.card.what.sentence.of(article.body) == PROSE


@given(
    st.text(max_size=300),
    st.lists(st.sampled_from(["By ", "Ann Lee", ", ", "\n", "\n\n", "3 May 2020", " | ", "Published "]), max_size=30),
)
def test_any_text_has_lines_of_its_own(text: str, pieces: list[str]) -> None:
    """Nothing raises, each line lies in the text, and a headline is one of its lines."""
    body = text + "".join(pieces)
    assert all(line.end <= len(body) and line.of(body).strip() for line in read_masthead(body).lines)
    assert headline(body) in {"", *(line.strip() for line in body.split("\n"))}


@pytest.mark.parametrize(
    "piece",
    [
        "By Ann Lee ",
        "Ann ",
        "A, ",
        "By ",
        "9:42 p.m. ",
        "posted by ",
        " | ",
        "for the ",
        "3 May 2020 ",
        "\n",
        "Ann Lee, ",
    ],
)
def test_a_long_run_of_anything_is_read_at_once(piece: str) -> None:
    """No rule tries all ways to take a hostile line apart."""
    for body in (piece * 20_000, (piece * 200)[:190] + "\n\n" + PROSE):
        began = time.perf_counter()
        read_masthead(body)
        headline(body)
        assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("By Dana Whitfield", "By Dana Whitfield"),
        ("Posted by Carol Finch", "Posted by Carol Finch"),
        ("Photos by Max Arnd", "Photos by Max Arnd"),
        ("A wolf is seen. (Max Arnd for The Morning Post)", "(Max Arnd for The Morning Post)"),
        ("A wolf is seen. Photograph: Max Arnd/EPA", "Photograph: Max Arnd/EPA"),
        ("The Hartwell Courier", None),
        ("He scored again (Kane for England).", None),
        ("By night the council met Max Arnd", None),
    ],
)
def test_bylines_stand_anywhere(line: str, told: str | None) -> None:
    """Lines that say nothing but who wrote a part of it, and ends of captions that say who took the picture."""
    body = f"{PROSE}\n\n{line}\n\n{PROSE}"
    assert [span.of(body) for span in bylines(body)] == ([told] if told else [])
