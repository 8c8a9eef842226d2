"""Of which articles a question is asked after an answer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.asking.requests import Request, last_articles
from bot.records.values import Cited, GivenAnswer
from corpus.values import Article
from retrieval.generations.live import Snapshot
from retrieval.values import Question
from tests.retrieval.samples import generation_of

GUILD = 7


def _article(ident: str, *, title: str = "News") -> Article:
    return Article(id=ident, title=title, body="The mill closed.")


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    """Two shared articles, and one of a server's own that has the id of one of them."""
    shared = generation_of(tmp_path / "shared", [_article("mill"), _article("report")])
    own = generation_of(tmp_path / "own", [_article("report", title="Our own report")], corpus_id=GUILD)
    return Snapshot((shared, own))


def _given(*cited: tuple[int, str, float]) -> GivenAnswer:
    return GivenAnswer(
        id="a", given=dt.datetime(2026, 3, 1, tzinfo=dt.UTC), guild_id=GUILD, channel_id=1, asker_id=1, question="Why?",
        read_as="Why?", parent_id=None, article_id=None, private=False, reason=None, confidence=0.9, generations=("0:1",),
        excerpts=len(cited),
        cited=tuple(Cited(n, corpus, ident, 0, 3, "d", 1, score) for n, (corpus, ident, score) in enumerate(cited, start=1)),
    )  # fmt: skip


def _last(snapshot: Snapshot, *cited: tuple[int, str, float], article: str | None = None) -> tuple[str, ...]:
    return last_articles(Request(Question("Who?"), GUILD, 1, 1, article), _given(*cited), snapshot)


def test_the_answer_before_was_about_what_it_cited_nearly_as_good(snapshot: Snapshot) -> None:
    """The first citation's article comes first; where one was asked for, no other is meant."""
    assert _last(snapshot, (0, "mill", 5.0), (GUILD, "report", 4.5)) == ("mill", "report")
    assert _last(snapshot, (0, "mill", 5.0), (GUILD, "report", 1.0)) == ("mill",)
    assert _last(snapshot, (0, "mill", 5.0), article="mill") == ()


def test_a_servers_own_article_is_not_taken_for_a_shared_one(snapshot: Snapshot) -> None:
    """Both are called by the same id, by which the server's own is found: after an answer from the shared one none is meant alone."""
    assert _last(snapshot, (GUILD, "report", 5.0)) == ("report",)
    assert _last(snapshot, (0, "report", 5.0)) == ()
    assert _last(snapshot, (0, "gone", 5.0)) == ()
