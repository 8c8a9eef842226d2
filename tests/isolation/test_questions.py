"""Questions of both servers and of direct messages that wait and are encoded together are each answered from their own articles."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.bootstrap import make_service
from retrieval.generations.live import Snapshot
from retrieval.remembered import Request
from retrieval.service import AnswerService
from retrieval.values import Audience
from tests.isolation.conftest import settled
from tests.isolation.questioning import ask_all, open_all
from tests.isolation.twins import QUILL

# Ten thousand, and some with the model and over the wire, are asked by `make leaks`.
QUESTIONS = 1000


@pytest.fixture
async def service(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AnswerService]:
    made = make_service(settled(built, tmp_path / "data", monkeypatch))
    await open_all(made)
    yield made
    await made.aclose()


async def test_questions_that_wait_together_stay_apart(service: AnswerService) -> None:
    """Law 3: of many questions at once none is shown a mark of another server's articles."""
    tally = await ask_all(service, QUESTIONS)
    assert tally.leaks == []
    assert tally.count == QUESTIONS
    assert tally.seen > QUESTIONS / 4, "the servers see their own articles"


async def test_a_single_wrong_audience_among_many_is_told(service: AnswerService) -> None:
    """What counts leaks is able to: one question in some hundred that is bound to another server is found."""
    asked = 0

    def bind(twin: object) -> Audience:
        nonlocal asked
        asked += 1
        wrong = twin is None and asked > 100
        return Audience(QUILL.guild_id) if wrong else Audience(getattr(twin, "guild_id", None))

    tally = await ask_all(service, 150, bind)
    assert tally.leaks != []


async def test_questions_asked_again_stay_apart(service: AnswerService) -> None:
    """Law 3: what is answered from memory is shown to nobody who could not have had it worked out."""
    for _ in range(2):
        tally = await ask_all(service, 300)
        assert tally.leaks == []
        assert tally.seen > 300 / 4


async def test_one_memory_for_all_is_told(service: AnswerService, monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts leaks is able to: answers that are kept by their words alone are found."""
    monkeypatch.setattr("retrieval.waiting.Request", lambda _, *rest: Request(Snapshot(()), *rest))
    tally = await ask_all(service, 300)
    assert tally.leaks != []
