"""On the wire, where the bot is a process, both servers ask at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.isolation.conftest import settled
from tests.isolation.questioning import OPEN
from tests.isolation.wired import ask_on_the_wire

DEEDS = 120


async def test_no_request_of_the_bot_takes_an_article_elsewhere(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law 3: in every request that the bot makes there is no mark of an article of another server than the one it goes to."""
    settings = settled(built, tmp_path / "data", monkeypatch)
    tally = await ask_on_the_wire(DEEDS, settings.data_dir, tmp_path, OPEN)
    assert tally.leaks == []
    assert tally.failures == []
    assert sum(tally.done.values()) == DEEDS
    assert tally.seen > DEEDS / 5, "the servers see their own articles"
