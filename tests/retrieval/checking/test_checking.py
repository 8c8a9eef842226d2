"""What an article says of a statement."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from corpus.values import Article
from retrieval.checking import Finding, Statement, check_statement
from retrieval.checking.reading import read
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.generation import Generation
from retrieval.generations.scope import whole
from retrieval.ranking.confidence import load_model
from retrieval.values import Question
from tests.bot.rendering.hostile import texts
from tests.retrieval.checking.holding import TOWER, hold
from tests.retrieval.samples import generation_of


def one(folder: Path, text: str, *articles: Article, day: dt.date | None = dt.date(2015, 12, 3)) -> Finding:
    (finding,) = hold(folder, text, articles or (TOWER,), day)
    return finding


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was not damaged.",
        "The tower of Port Alder was opened again by Mayor Ida Holm.",
        "Mayor Ida Holm opened the tower of Port Alder again.",
        "The tower of Port Alder was opened again on Nov. 30.",
        "It's 180 metres high.",
        "12% of them climbed it.",
        "About 4,300 people came on Monday.",
        "The builder Karst was sued by Nordline.",
        "In 2009 the stairs were painted.",
        "Karst employs 70 in Oslo.",
    ],
)
def test_what_an_excerpt_says_is_found(tmp_path: Path, text: str) -> None:
    """In other words or another voice, with every figure, day and name of it."""
    finding = one(tmp_path, text)
    assert finding.outcome == "found"
    assert finding.citation is not None
    assert finding.citation.excerpt.text == finding.citation.excerpt.span.of(TOWER.body)


@pytest.mark.parametrize(
    ("text", "kind", "said", "stated"),
    [
        ("It is 100 metres high.", "figure", "100", "180"),
        ("Some 4,500 people came on Monday.", "figure", "4,500", "4,300"),
        ("21 percent of them climbed it.", "figure", "21 percent", "12 percent"),
        (
            "The tower of Port Alder was opened again on 30 December 2015.",
            "day",
            "30 December 2015",
            "30 November 2015",
        ),
        ("The tower of Port Alder was opened again by Mayor Tom Reed.", "name", "Tom Reed", "Ida Holm"),
        ("The ferry company Seaways sued the builder Karst over a delay.", "name", "Seaways", "Nordline"),
    ],
)
def test_another_value_in_the_same_role_is_shown_beside_it(
    tmp_path: Path, text: str, kind: str, said: str, stated: str
) -> None:
    """Both are shown as they are written, the article's at its place."""
    finding = one(tmp_path, text)
    assert finding.outcome == "different"
    (difference,) = finding.differences
    assert (difference.kind, difference.said, difference.stated) == (kind, said, stated)
    assert difference.stated == difference.span.of(TOWER.body)
    assert finding.citation is not None
    assert finding.citation.excerpt.span.holds(difference.span)


def test_the_days_that_words_mean_are_told(tmp_path: Path) -> None:
    """A message's "yesterday" is the day before it was posted."""
    article = Article("a", "A", "The harbour of Lund was closed yesterday.", published=dt.date(2015, 12, 1))
    same = one(tmp_path, "The harbour of Lund was closed yesterday.", article, day=dt.date(2015, 12, 1))
    assert same.outcome == "found"
    later = one(tmp_path, "The harbour of Lund was closed yesterday.", article, day=dt.date(2016, 5, 1))
    assert later.outcome == "different"
    assert (later.differences[0].said_day, later.differences[0].stated_day) == (
        dt.date(2016, 4, 30),
        dt.date(2015, 11, 30),
    )


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was damaged.",
        "Mayor Ida Holm did not open the tower of Port Alder again.",
        "The builder Karst sued the ferry company Nordline.",
        "Nordline was sued by the builder Karst.",
        "Karst employs 70 people in Lund.",
        "Karst employs 400 people in Oslo.",
        "The harbour will be closed.",
        "A boat had sunk.",
        "In 2003 the stairs were painted.",
        "The tower of Port Alder was opened by thieves.",
        "We will close it again.",
        "More than 180 metres of the tower stand in Alder.",
        "The tower of Port Alder was sold in 2015.",
    ],
)
def test_what_is_turned_round_or_added_is_not_found(tmp_path: Path, text: str) -> None:
    """Denials, roles, conditions, figures of something else and claims of one's own are never taken for the article's."""
    assert one(tmp_path, text).outcome == "not_found"


def test_an_opposite_is_told_and_something_else_has_no_excerpt(tmp_path: Path) -> None:
    """The nearest excerpt is shown with why it does not say it; of what no article is about, none."""
    opposite = one(tmp_path, "The bridge was damaged.")
    assert (opposite.outcome, opposite.reason) == ("not_found", "otherwise")
    assert opposite.citation is not None
    elsewhere = one(tmp_path, "Coffee prices rose sharply in Brazil.")
    assert (elsewhere.outcome, elsewhere.reason, elsewhere.citation) == ("not_found", "nothing_near", None)


def test_another_sentence_with_the_value_keeps_from_calling_it_different(tmp_path: Path) -> None:
    """Where one sentence gives another figure and one on the same matter gives the statement's, neither is chosen."""
    article = Article("a", "A", "The tower has 90 steps of granite.\nThe old tower once had 70 steps of granite.")
    assert one(tmp_path, "The tower has 70 steps of granite today.", article).outcome != "different"


def test_no_article_says_nothing(tmp_path: Path) -> None:
    """An empty corpus is no failure."""
    finding = one(tmp_path, "The tower fell in 1902.", Article("a", "A", "…"))
    assert finding.outcome == "not_found"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    odd = "@everyone **fell** in 1902. <@1> U.S. 3,5%-7 $ 5bn – “no” it? e\u0301\u0301 ½ 𝔘𝔫𝔦 9999999999999999999999 AD."
    return generation_of(tmp_path_factory.mktemp("hostile") / "g", [TOWER, Article("odd", "`*_~", odd)])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts(most=20))
def test_whatever_is_stated_comes_to_something(hostile: Generation, text: str) -> None:
    """Nothing raises, every excerpt and every value is the body's own, and both stand where they are said to."""
    if not any(char.isalnum() for char in text):
        return
    statement = Statement(Question(("a " + text)[:900]).text, dt.date(2015, 12, 3))
    (query,) = HashingEncoder().encode_queries([statement.text])
    finding = check_statement(statement, query, [whole(hostile)], load_model().ranker)
    assert (finding.outcome == "different") == bool(finding.differences)
    if finding.citation is None:
        assert finding.outcome == "not_found"
        return
    excerpt = finding.citation.excerpt
    body = hostile.articles[hostile.rows[excerpt.article_id]].body
    assert excerpt.text == excerpt.span.of(body)
    for difference in finding.differences:
        assert excerpt.span.holds(difference.span)
        assert difference.stated == difference.span.of(body)
        assert difference.said in statement.text


@settings(deadline=None)
@given(texts(most=8))
def test_a_place_is_where_the_words_are(text: str) -> None:
    """What is said to stand at a place of the text as written is read the same there."""
    reading = read(text[:300], None)
    for item in reading.items[-5:]:
        place = reading.original(item.start, item.end)
        if place is not None and len(reading.written) != len(reading.text):
            assert read(reading.written[place[0] : place[1]], None).text == reading.text[item.start : item.end]


FIGURES = Article(
    "figures",
    "Figures of the year",
    "The council voted 9 to 4 on Monday night to close five of the city's twelve branch libraries.\n"
    "Of its cost the European Bank lent 400 million and the company Nagara Power paid 550 million.\n"
    "The trial was paid for by the Rowntree Foundation, which gave $9 million, and by the European Union, which gave "
    "€6 million.\n"
    "In 2019 the Saint Brannoc struck a pier, injuring 14 people, and later an engine fire forced the Kestrel to turn back.\n"
    "The side effects were fever in 12 percent of the children and soreness in 31 percent.\n"
    "Nordline lost 500 passengers in 2013 and 300 in 2014.",
    published=dt.date(2015, 12, 2),
    published_basis="stated",
)


@pytest.mark.parametrize(
    "text",
    [
        "The council voted 9 to 5 to close the libraries.",
        "The European Bank lent 550 million.",
        "Nagara Power paid 400 million.",
        "The European Union gave $9 million.",
        "The Rowntree Foundation gave €6 million.",
        "The fire on the Kestrel injured 14 people.",
        "The side effects were fever in 31 percent.",
        "Nordline lost 300 passengers in 2013.",
        "Nordline lost 500 passengers in 2014.",
    ],
)
def test_a_figure_of_another_is_not_found(tmp_path: Path, text: str) -> None:
    """Law: a figure that the sentence gives of something else, or of somebody else, is not what the statement says."""
    assert one(tmp_path, text, FIGURES).outcome != "found"


@pytest.mark.parametrize(
    "text",
    [
        "The council voted 9 to 4 to close five libraries.",
        "The European Bank lent 400 million.",
        "The Rowntree Foundation gave $9 million.",
        "The European Union gave €6 million.",
        "The Saint Brannoc injured 14 people.",
        "The side effects were fever in 12 percent.",
        "Soreness was in 31 percent.",
        "Nordline lost 300 passengers in 2014.",
        "Nordline lost 500 passengers in 2013.",
    ],
)
def test_each_figure_of_a_sentence_is_found_where_it_belongs(tmp_path: Path, text: str) -> None:
    """Beside others of its kind a figure is found with what it is said of."""
    assert one(tmp_path, text, FIGURES).outcome == "found"
