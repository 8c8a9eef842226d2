"""A backup that is made while answers are written and generations are swapped, put back and used."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.records import load_records
from config.settings import load_settings
from retrieval.corpora.places import place_of
from retrieval.encoders import load_encoder
from retrieval.generations.manifest import Recipe
from tests.backends import on_disk
from tests.wire.asked import buttons_of, text_of
from tests.wire.conftest import SETTINGS, Start
from tests.wire.process import ROOT
from tests.wire.standin import StandIn

QUESTION = "Who built the lighthouse of Cape Varn?"
BUILDER = "Ida Holm"


async def _footnote(data: Path, *words: str) -> str:
    """What a command that succeeds says."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOOTNOTE_", "DISCORD_"))}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.console", *words),
        env={**kept, **SETTINGS, "PYTHONPATH": str(ROOT), "FOOTNOTE_DATA_DIR": str(data)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return out.decode()


def _write(file: Path, number: int) -> None:
    file.write_text(f"The tower number {number} of Varn was built in {1800 + number} by Ida Holm.\n", "utf-8")


@on_disk
async def test_a_backup_under_load_is_one_moment(
    discord: StandIn, start: Start, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: while people ask and vote and builds swap, each backup restores to whole generations and records that hold what
    was promised before it began; with the last one old buttons work and the votes are there."""
    channel, [alice] = discord.place("alice")
    voted: list[dict[str, Any]] = []
    over = asyncio.Event()

    async def asks() -> None:
        while not over.is_set():
            answer = await discord.slash(alice, channel, "ask", question=QUESTION).reply(60)
            assert BUILDER in text_of(answer)
            await discord.click(alice, answer, label="Helpful").reply(60)
            voted.append(answer)

    async def builds() -> None:
        number = 0
        while not over.is_set():
            number += 1
            _write(data / "corpora" / "0" / "articles" / f"tower-{number}.txt", number)
            await _footnote(data, "corpus", "reload")

    backups = [tmp_path / f"{number}.tar.gz" for number in range(2)]
    async with start(discord) as bot:
        await discord.ready()
        loads = [asyncio.create_task(asks()), asyncio.create_task(builds())]
        promised = []
        for backup in backups:
            await discord.slash(alice, channel, "ask", question=QUESTION).reply(60)
            promised.append(len(voted))
            await _footnote(data, "backup", str(backup))
        over.set()
        await asyncio.gather(*loads)
        await bot.kill()
    assert len(voted) > 3
    for number, backup in enumerate(backups):
        restored = tmp_path / f"restored-{number}"
        await _footnote(restored, "restore", str(backup))
        await _is_whole(restored, promised[number], monkeypatch)
    async with start(discord, FOOTNOTE_DATA_DIR=str(restored)):
        await discord.waiting.until("gateway", lambda: len(discord.gateway.identified) == 2, "identified anew")
        for answer in voted[: promised[-1]]:
            assert "Why this answer" in text_of(await discord.click(alice, answer, label="Why").reply(60))
            assert "said so already" in text_of(await discord.click(alice, answer, label="Helpful").reply())
        assert buttons_of(await discord.slash(alice, channel, "ask", question=QUESTION).reply())


async def _is_whole(data: Path, promised: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was restored opens without a notice, and its records are sound and hold so many votes or more."""
    monkeypatch.setenv("FOOTNOTE_DATA_DIR", str(data))
    monkeypatch.setenv("FOOTNOTE_ENCODER__MODEL", "hashing")
    settings = load_settings(None)
    encoder = load_encoder(settings)
    recipe = Recipe(encoder.model, encoder.digest, settings.encoder.passage_tokens)
    opened = await asyncio.to_thread(place_of(settings, 0).generations.open, recipe)
    assert opened.notices == ()
    assert opened.generation is not None
    assert "lighthouse" in opened.generation.rows
    records = load_records(settings)
    await records.open()
    await records.check()
    votes = [each async for each in records.votes()]
    assert len(votes) >= promised
    assert all(len(answer.cited) == answer.excerpts for answer, _ in votes)
    await records.aclose()
