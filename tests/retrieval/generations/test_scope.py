from __future__ import annotations

from pathlib import Path

import pytest

from corpus.values import Article, Span
from retrieval.errors import UnknownArticle
from retrieval.generations.generation import Generation
from retrieval.generations.scope import one_article, whole, within
from tests.retrieval.samples import ARTICLES, LIGHTHOUSE, generation_of


def test_whole_scope_holds_every_row(generation: Generation) -> None:
    """All sentences and passages of a generation are in scope, and make what is rare."""
    scope = whole(generation)
    assert scope.sentences == scope.known == range(len(generation.sentences))
    assert scope.passages == range(len(generation.passages))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_article_scope_holds_the_rows_of_that_article_alone(generation: Generation, article: Article) -> None:
    """Sentences and passages of one article, all of them and no other's."""
    scope = one_article(generation, article.id)
    here = [row for row in range(len(generation.sentences)) if generation.article_of(row).id == article.id]
    assert list(scope.sentences) == here
    assert {generation.articles[row].id for row in generation.passages[scope.passages, 0]} == {article.id}


@pytest.mark.parametrize("article_id", ["nowhere", "", "LIGHTHOUSE", "x" * 500])
def test_unknown_article_is_named_in_the_error(generation: Generation, article_id: str) -> None:
    """An id that no article has is an error that says which, cut where it is endless."""
    with pytest.raises(UnknownArticle) as caught:
        one_article(generation, article_id)
    assert repr(article_id[:80]) in str(caught.value)
    assert len(str(caught.value)) < 200


def test_stretch_holds_the_sentences_inside_it_and_passages_that_hold_any(generation: Generation) -> None:
    """A paragraph's scope is its sentences; passages may reach over its ends; what is rare stays the article's."""
    article = one_article(generation, "lighthouse")
    start = LIGHTHOUSE.body.index("A new tower")
    scope = within(article, Span(start, LIGHTHOUSE.body.index("\nThey carried")))
    assert [generation.sentence_text(row) for row in scope.sentences] == [
        "A new tower of granite was finished four years later.",
        "Ships kept running aground near the cape.",
    ]
    holding = [
        row
        for row in article.passages
        if set(range(generation.passages[row, 1], generation.passages[row, 2] + 1)) & set(scope.sentences)
    ]
    assert list(scope.passages) == holding
    assert holding
    assert scope.known == article.known


@pytest.mark.parametrize("span", [Span(0, 0), Span(4, 20), Span(9000, 9001)])
def test_stretch_without_a_whole_sentence_holds_nothing(generation: Generation, span: Span) -> None:
    """A sentence is in scope whole or not at all."""
    scope = within(one_article(generation, "lighthouse"), span)
    assert not scope.sentences
    assert not scope.passages


def test_whole_scope_of_an_empty_generation_is_empty(tmp_path: Path) -> None:
    """No article, no rows."""
    scope = whole(generation_of(tmp_path / "empty", ()))
    assert not scope.sentences
