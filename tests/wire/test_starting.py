"""How the bot starts, and what it holds once it serves."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.backends import IN_DATABASE
from tests.imported import NEEDED_BY_NO_QUESTION, NEEDED_BY_POSTGRES
from tests.wire.conftest import Start
from tests.wire.standin import StandIn

LOADING = ("-m", "tests.wire.loading")
QUESTION = "Who built the lighthouse of Cape Varn?"
BUILDER = "Ida Holm"


async def test_it_connects_while_its_models_load(discord: StandIn, start: Start, tmp_path: Path) -> None:
    """However long the models take the bot is on Discord and says that it loads them; who asked is answered once it has."""
    os.mkfifo(tmp_path / "loads")
    pipe = os.open(tmp_path / "loads", os.O_RDWR)
    channel, [alice] = discord.place("alice")
    async with start(discord, command=LOADING, LOADS_AT=str(tmp_path / "loads")):
        await discord.ready()
        asked = discord.slash(alice, channel, "ask", question=QUESTION)
        assert await asked.acknowledged() < 3
        await asked.shows("getting ready", 30)
        await discord.slash(alice, channel, "help").reply(30)
        os.write(pipe, b"now\n")
        await asked.shows(BUILDER, 30)
    os.close(pipe)


async def test_what_serves_holds_only_what_serving_needs(discord: StandIn, start: Start) -> None:
    """After an answer, a timeline and a card the bot has imported nothing that reads files, makes facts or draws; once its
    records have their tables, no Alembic either.
    """
    channel, [alice] = discord.place("alice")
    async with start(discord):
        await discord.ready()
    async with start(discord, command=LOADING) as bot:
        await discord.waiting.until("gateway", lambda: len(discord.gateway.identified) == 2, "identified anew", 30)
        await discord.slash(alice, channel, "ask", question=QUESTION).shows(BUILDER, 30)
        await discord.slash(alice, channel, "timeline").reply(30)
        await discord.slash(alice, channel, "article", article="lighthouse").reply(30)
        os.kill(bot.pid, signal.SIGUSR1)
        imported = (await bot.said("^imported: ")).split()
    assert "bot.timeline.cog" in imported
    assert NEEDED_BY_NO_QUESTION.intersection(imported) == (NEEDED_BY_POSTGRES if IN_DATABASE else set())
