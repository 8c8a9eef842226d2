"""Articles that give different values for one thing, read by the shipped selector."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from config.settings import load_settings
from corpus.values import Article
from retrieval.answering.answering import Answering, load_answering
from retrieval.building.assembling import temporary_generation
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.scope import whole
from retrieval.values import Answer, Citation, Question
from tests.retrieval.pairs import AGREEING, DIFFERING, Pair


@pytest.fixture(scope="module")
def answering() -> Answering:
    """With the shipped weights and selector."""
    return replace(load_answering(load_settings()), threshold=0.0)


@contextmanager
def asked(answering: Answering, question: str, *articles: Article) -> Iterator[Answer]:
    """What `articles` answer, every excerpt looked up in its body."""
    encoder = HashingEncoder()
    with temporary_generation(articles, encoder) as generation:
        (vectors,) = answering.encode(encoder, [Question(question)])
        outcome = answering.answer(Question(question), vectors, [whole(generation)], ())
        assert isinstance(outcome, Answer)
        for each in outcome.citations:
            body = generation.articles[generation.rows[each.excerpt.article_id]].body
            assert each.excerpt.text == each.excerpt.span.of(body)
            assert each.answer is None or each.excerpt.span.holds(each.answer)
        yield outcome


def words_of(citation: Citation) -> str:
    """The words of a citation that answer."""
    assert citation.answer is not None
    start = citation.excerpt.span.start
    return citation.excerpt.text[citation.answer.start - start : citation.answer.end - start]


def told(answer: Answer) -> list[list[tuple[str, str]]]:
    """The values that differ, each as (article, words) of its citations."""
    by_number = {each.number: each for each in answer.citations}
    (differing,) = answer.differing
    return [[(by_number[n].excerpt.article_id, words_of(by_number[n])) for n in value] for value in differing.values]


@pytest.mark.parametrize("pair", DIFFERING, ids=lambda pair: pair.name)
def test_both_values_are_cited_newest_first(answering: Answering, pair: Pair) -> None:
    """Each article's own words for it, with what bounds them, whichever article comes first in the folder."""
    for articles in (pair.articles, pair.articles[::-1]):
        with asked(answering, pair.question, *articles) as answer:
            assert told(answer) == [[each] for each in zip(("newer", "older"), pair.differ, strict=True)]


@pytest.mark.parametrize("pair", AGREEING, ids=lambda pair: pair.name)
def test_what_may_both_be_so_does_not_differ(answering: Answering, pair: Pair) -> None:
    """The same said otherwise, another thing, another time, and what no value answers: nothing is said to differ."""
    with asked(answering, pair.question, *pair.articles) as answer:
        assert answer.differing == ()


def test_an_article_alone_differs_from_nothing(answering: Answering) -> None:
    """Two values in one article are its own business."""
    pair = DIFFERING[2]
    with asked(answering, pair.question, Article("a", "Report", f"{pair.older}\n{pair.newer}")) as answer:
        assert answer.differing == ()


def test_undated_articles_come_last(answering: Answering) -> None:
    """However likely it is, an article without a day is older than none."""
    older, newer = DIFFERING[2].articles
    newer = replace(newer, published=None, published_basis=None)
    with asked(answering, DIFFERING[2].question, newer, older) as answer:
        assert [value[0][0] for value in told(answer)] == ["older", "newer"]


def test_articles_that_agree_stand_together(answering: Answering) -> None:
    """A value that two articles give is told once, with both, the newest first."""
    older, newer = DIFFERING[2].articles
    third = replace(older, id="third", body=older.body.replace("The mayor", "A mayor"), published=newer.published)
    with asked(answering, DIFFERING[2].question, older, newer, third) as answer:
        values = {frozenset(each) for each in told(answer)}
        assert values == {
            frozenset({("newer", "$52 million")}),
            frozenset({("older", "$40 million"), ("third", "$40 million")}),
        }
        agreeing = next(each for each in told(answer) if len(each) == 2)
        assert [article for article, _ in agreeing] == ["third", "older"]


def test_each_part_of_a_question_may_differ(answering: Answering) -> None:
    """Of several things asked for, the one that differs does, and every part is still cited."""
    who, when = DIFFERING[4], DIFFERING[3]
    articles = [
        replace(mine, body=f"{mine.body}\n{other.body}")
        for mine, other in zip(who.articles, when.articles, strict=True)
    ]
    question = "Who designed the Tolby observatory and when was the Tolby observatory opened?"
    with asked(answering, question, *articles) as answer:
        assert [each.kind for each in answer.differing] == ["name", "day"]
        numbers = {number for each in answer.differing for value in each.values for number in value}
        assert numbers <= {each.number for each in answer.citations}
        assert all(part.citations for part in answer.parts)


def test_what_is_cited_never_exceeds_its_limit(answering: Answering) -> None:
    """With room for one citation nothing is said to differ, since the other could not be seen."""
    pair = DIFFERING[2]
    with asked(replace(answering, citations=1), pair.question, *pair.articles) as answer:
        assert len(answer.citations) == 1
        assert answer.differing == ()
