"""Articles into facts, whatever the grammar and the rules do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import pytest

from corpus.facts import FAILED, Facts, read_facts
from corpus.parse import Parse
from corpus.parser import parse_all
from corpus.values import Article
from retrieval.apart import reading
from retrieval.apart.reading import read_all
from tests.retrieval.samples import ARTICLES


def test_each_article_has_its_own_facts_in_order() -> None:
    """What is told of an article is what the rules read of it with its grammar."""
    parses = parse_all(each.body for each in ARTICLES)
    assert list(read_all(iter(ARTICLES))) == [read_facts(*each) for each in zip(ARTICLES, parses, strict=True)]


def test_a_rule_that_fails_costs_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named with what went wrong, has no facts, and the others have theirs."""

    def fails(article: Article, parse: Parse | None) -> Facts:
        if article.id == ARTICLES[1].id:
            raise ZeroDivisionError("no water")
        return read_facts(article, parse)

    monkeypatch.setattr(reading, "read_facts", fails)
    first, told, failed, last = read_all(iter(ARTICLES))
    assert told == f"the dates and quotations of {ARTICLES[1].id!r} can't be read (ZeroDivisionError: no water)"
    assert failed == FAILED
    assert all(isinstance(each, Facts) and not each.failed for each in (first, last))


@pytest.mark.parametrize("taken", [1, 2, 3])
def test_a_grammar_that_fails_costs_the_parse_alone(monkeypatch: pytest.MonkeyPatch, taken: int) -> None:
    """What the rules read without a parse is read of every article from there on, whatever it had taken by then."""

    def fails(bodies: Iterable[str]) -> Iterator[Parse]:
        mine = iter(bodies)
        yield from islice(parse_all(islice(mine, 1)), 1)
        list(islice(mine, taken - 1))
        raise MemoryError("too long")

    monkeypatch.setattr(reading, "parse_all", fails)
    found = list(read_all(iter(ARTICLES)))
    notices = [each for each in found if isinstance(each, str)]
    assert [each for each in found if isinstance(each, Facts)][1:] == [read_facts(each, None) for each in ARTICLES[1:]]
    whose = repr(ARTICLES[1].id) if taken > 1 else "here"
    assert notices == [f"from {whose} on nothing is parsed, and less is read (MemoryError: too long)"]
