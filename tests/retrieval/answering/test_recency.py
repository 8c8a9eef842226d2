from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.values import Article, Span
from retrieval.answering.recency import age, age_in_words, asks_about_now
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.scope import whole
from retrieval.ranking.confidence import load_model
from retrieval.values import Answer, Citation, Excerpt, Question
from tests.retrieval.fond import Fond
from tests.retrieval.samples import BAKERY, answering, generation_of

TODAY = dt.date(2026, 3, 1)


def _citation(published: dt.date | None) -> Citation:
    excerpt = Excerpt(BAKERY.id, Span(0, 3), BAKERY.body[:3])
    return Citation(1, excerpt, 0, BAKERY.title, None, published, None, None, None, 1, 0.0)


@pytest.mark.parametrize(
    "question",
    [
        "What is the latest news?",
        "Who is the current chief?",
        "Is it still open?",
        "What happened TODAY?",
        "How are things now?",
        "What is planned this year?",
        "the most recently opened shop",
        "Is he at the moment in Varn?",
        "Who is the CEO of Acme?",
        "so who’s Acme's chief executive",
        "Who is its CFO?",
    ],
)
def test_words_of_the_present_ask_about_now(question: str) -> None:
    """Such questions want what is so at the time of asking."""
    assert asks_about_now(question)


@pytest.mark.parametrize(
    "question",
    [
        "Why did it close?",
        "Which currency?",
        "Nowhere else?",
        "Who knows?",
        "What was nowhere to be found?",
        "distillery",
        "Who was the CEO of Acme?",
        "who is Acme's former CEO?",
        "Who will be the CEO of Acme?",
        "Who was the chief executive at the time?",
        "Who is the CEO's sister?",
    ],
)
def test_words_that_only_look_like_it_do_not(question: str) -> None:
    """Parts of other words are no words of the present, and who held an office need not hold it."""
    assert not asks_about_now(question)


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        ([], None),
        ([None], None),
        ([TODAY], None),
        ([TODAY - dt.timedelta(2)], None),
        ([TODAY - dt.timedelta(3)], 3),
        ([TODAY + dt.timedelta(9)], None),
        ([TODAY - dt.timedelta(400), None, TODAY - dt.timedelta(30)], 30),
    ],
)
def test_age_is_that_of_the_newest(dates: list[dt.date | None], days: int | None) -> None:
    """Undated articles have none; what is at most two days old, or of a day to come, is fresh."""
    found = age(tuple(map(_citation, dates)), TODAY)
    assert found == (None if days is None else dt.timedelta(days))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "less than a day"),
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (29, "4 weeks"),
        (31, "1 month"),
        (70, "2 months"),
        (366, "1 year"),
        (4000, "10 years"),
    ],
)
def test_age_in_words_is_whole_units(days: int, words: str) -> None:
    """The largest unit that is full, rounded down."""
    assert age_in_words(dt.timedelta(days)) == words


@given(st.integers(1, 40_000))
def test_an_age_is_never_overstated(days: int) -> None:
    """So many whole units have passed."""
    count, unit = age_in_words(dt.timedelta(days)).split()
    length = {"day": 1, "week": 7, "month": 30, "year": 365}[unit.removesuffix("s")]
    assert int(count) * length <= days
    assert unit.endswith("s") == (count != "1")


def _first_days(
    tmp_path: Path, question: str, days: list[dt.date | None], fond: str = "is the head"
) -> list[dt.date | None]:
    """The days of the articles in the order of what is cited, where a selector is as fond of each."""
    made = [
        Article(id=f"a{at}", title="Acme", body=f"Ida Holm {at} is the head of Acme.", published=day)
        for at, day in enumerate(days)
    ]
    service = replace(answering(), selector=Fond(fond, load_model().selector))
    asked = Question(question)
    (vectors,) = service.encode(HashingEncoder(), [asked])
    outcome = service.answer(asked, vectors, [whole(generation_of(tmp_path, made))], ("0:1",))
    assert isinstance(outcome, Answer)
    assert [c.score for c in outcome.citations] == sorted((c.score for c in outcome.citations), reverse=True)
    return [each.published for each in outcome.citations]


def test_who_asks_about_now_is_told_the_newest_first(tmp_path: Path) -> None:
    """Of what is nearly as good; who does not ask about now gets what is best, and an undated article comes last."""
    days = [dt.date(2004, 5, 1), None, dt.date(2011, 8, 25), dt.date(2007, 1, 3)]
    asked = _first_days(tmp_path / "a", "Who is the head of Acme?", days)
    assert asked[0] == days[0]
    newest = _first_days(tmp_path / "b", "Who is the head of Acme now?", days)
    assert newest == [days[2], days[3], days[0], None]


def test_what_is_far_behind_is_no_answer_about_now(tmp_path: Path) -> None:
    """However new it is."""
    days: list[dt.date | None] = [dt.date(2004, 5, 1), dt.date(2011, 8, 25)]
    assert _first_days(tmp_path / "a", "Who is the head of Acme now?", days, "Holm 0 is the head")[0] == days[0]


def test_what_can_not_answer_is_no_answer_about_now(tmp_path: Path) -> None:
    """However new it is, another officer comes after the one that is asked for."""
    days = [dt.date(2004, 5, 1), dt.date(2011, 8, 25)]
    bodies = ["Ida Holm is the chief executive of Acme.", "Tom Reed is the chief operating officer of Acme."]
    made = [
        Article(id=f"a{at}", title="News", body=body, published=day)
        for at, (body, day) in enumerate(zip(bodies, days, strict=True))
    ]
    service = replace(answering(), selector=Fond("is the chief", load_model().selector))
    asked = Question("Who is the CEO of Acme?")
    (vectors,) = service.encode(HashingEncoder(), [asked])
    outcome = service.answer(asked, vectors, [whole(generation_of(tmp_path / "g", made))], ("0:1",))
    assert isinstance(outcome, Answer)
    assert outcome.citations[0].excerpt.text == bodies[0]
