from __future__ import annotations

from pathlib import Path

import pytest

from corpus.facts import FAILED
from retrieval.errors import UnknownArticle, UnreadFacts
from retrieval.facts.cards import card_of
from retrieval.generations.live import Snapshot
from tests.retrieval.samples import generation_of
from tests.retrieval.stated import AGAIN, ARTICLES, FACTS, FELL, TOWER_FACTS


def test_each_answer_of_a_card_is_cited(snapshot: Snapshot) -> None:
    """What the article states has a numbered citation, in the order of the questions; what it does not has none."""
    found = card_of(snapshot, "tower")
    assert found.card == TOWER_FACTS.card
    assert {name: each.excerpt.text for name, each in found.citations.items()} == {"who": AGAIN, "when": FELL}
    assert [each.number for each in found.citations.values()] == [1, 2]
    # "On 3 May 2014" is the mayor's word, "Holm" is nobody's.
    assert {name: each.speaker for name, each in found.said_by.items()} == {"when": "Ida Holm"}
    for citation in found.citations.values():
        assert citation.excerpt.span.of(found.article.body) == citation.excerpt.text


def test_an_article_that_states_nothing_has_a_card(snapshot: Snapshot) -> None:
    """Six times not stated."""
    assert card_of(snapshot, "silent").citations == {}


def test_an_unknown_article_is_an_error(snapshot: Snapshot) -> None:
    """No other article is taken for it."""
    with pytest.raises(UnknownArticle, match="no-such"):
        card_of(snapshot, "no-such")


def test_what_could_not_be_read_is_not_said_to_be_missing(tmp_path: Path) -> None:
    """Of an article whose facts failed nobody hears that it has none; the others are shown."""
    snapshot = Snapshot((generation_of(tmp_path / "g", ARTICLES, facts=[FAILED, *FACTS[1:]]),))
    with pytest.raises(UnreadFacts, match="could not be read"):
        card_of(snapshot, "bridge")
