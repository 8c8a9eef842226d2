"""The same two servers with their articles in PostgreSQL, asked through two processes' services."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.bootstrap import make_service
from config.settings import Settings
from retrieval.service import AnswerService
from retrieval.values import Answer, Audience, Citation, Outcome, Question
from tests.isolation.conftest import settled
from tests.isolation.questioning import ask_all, deeds, open_all

QUESTIONS = 500


@pytest.fixture
def pushed(built: Path, tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a deployment whose database has every corpus."""
    return settled(built, tmp_path / "data", monkeypatch, url)


async def test_servers_stay_apart_in_one_database(pushed: Settings, tmp_path: Path) -> None:
    """Law 3, across processes: of many questions at once none is shown a mark of another server's articles."""
    machines = [pushed.model_copy(update={"data_dir": tmp_path / name}) for name in ("one", "other")]
    services = [make_service(each) for each in machines]
    try:
        for each in services:
            await open_all(each)
        tallies = await asyncio.gather(*(ask_all(each, QUESTIONS, seed=at) for at, each in enumerate(services)))
    finally:
        for each in services:
            await each.aclose()
    for tally in tallies:
        assert tally.leaks == []
        assert tally.count == QUESTIONS
        assert tally.seen > QUESTIONS / 4, "the servers see their own articles"


async def test_answers_are_those_of_files(pushed: Settings, built: Path, tmp_path: Path) -> None:
    """The same corpus answers the same from the database as from files: the same excerpts, in an order that scores allow."""
    ours = make_service(pushed.model_copy(update={"data_dir": tmp_path / "cache"}))
    on_disk = pushed.model_copy(
        update={"data_dir": built, "database": pushed.database.model_copy(update={"url": None})}
    )
    theirs = make_service(on_disk)
    try:
        for each in (ours, theirs):
            await open_all(each)
        await agree(ours, theirs)
    finally:
        for each in (ours, theirs):
            await each.aclose()


async def agree(ours: AnswerService, theirs: AnswerService) -> None:
    """Hold the outcomes of many questions against each other; those whose scores differ by a thousandth may change places."""
    for deed in deeds(300, seed=5, foreign=False):
        audience = Audience(None if deed.twin is None else deed.twin.guild_id)
        mine, other = [await each.ask(audience, Question(deed.text)) for each in (ours, theirs)]
        assert type(mine) is type(other)
        assert mine.confidence == pytest.approx(other.confidence, abs=2e-3)
        found, expected = ({_place(each): each.score for each in shown(outcome)} for outcome in (mine, other))
        least = min(expected.values(), default=0.0)
        for place in found.keys() ^ expected.keys():
            assert {**found, **expected}[place] <= least + 1e-3 * abs(least), deed
        for place in found.keys() & expected.keys():
            assert found[place] == pytest.approx(expected[place], rel=1e-3)


def _place(citation: Citation) -> tuple[int, str, int, int]:
    span = citation.excerpt.span
    return citation.corpus_id, citation.excerpt.article_id, span.start, span.end


def shown(outcome: Outcome) -> tuple[Citation, ...]:
    """The excerpts of an answer, or those nearest where there is none."""
    return outcome.citations if isinstance(outcome, Answer) else outcome.nearest
