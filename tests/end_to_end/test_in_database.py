"""Corpora and records in PostgreSQL under load: reloads and failovers."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import Settings, load_settings
from tests.end_to_end.editions import ask_while_it_is_written
from tests.end_to_end.failover import ask_through_a_failover, pair


async def test_a_reload_under_load_mixes_nothing(
    in_database: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one process writes edition after edition, every answer of another is of one of them, and the last one comes to serve."""
    monkeypatch.setenv("FOOTNOTE_ANSWER__THRESHOLD", "0")
    monkeypatch.setenv("FOOTNOTE_SELECTOR__MODEL", "none")
    assert in_database.database.url
    seen = await ask_while_it_is_written(load_settings(), tmp_path / "cache", editions=6, articles=20, paragraphs=20)
    assert seen.wrong == []
    assert len(seen.editions) > 1
    assert seen.editions[6] > 0


async def test_a_failover_loses_nothing_that_was_acknowledged(
    hashing: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Asked all the while, nobody hears anything but the right answer or to try again, and no acknowledged vote is lost."""
    monkeypatch.setenv("FOOTNOTE_ANSWER__THRESHOLD", "0")
    monkeypatch.setenv("FOOTNOTE_SELECTOR__MODEL", "none")
    with pair() as servers:
        monkeypatch.setenv("FOOTNOTE_DATABASE__URL", servers.url)
        passed = await ask_through_a_failover(servers, load_settings(), before=2, after=3, a_second=30)
    assert passed.wrong == []
    assert passed.outcomes.keys() <= {"answered", "try again", "vote refused"}
    assert passed.outcomes["answered"] > 30
    assert passed.recovered
    assert passed.acknowledged
    assert passed.acknowledged <= passed.kept
