"""How soon an interaction is acknowledged while 200 questions wait and a reload runs, over a stand-in for Discord.

The bot is a process of its own on discord.py's unmodified network code; the stand-in is the one of the wire tests. Times run
from sending the gateway event to receiving the callback, so the stand-in's own work on the same cores is in them.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.articles import write_articles
from benchmarks.figures import figure, show
from benchmarks.held import memory_of
from benchmarks.settings import environment_in
from tests.wire.asked import Asked, text_of
from tests.wire.process import started
from tests.wire.standin import StandIn

ARTICLES, MORE, WAITING, PROBES = 100, 15, 200, 400
_BETWEEN = 0.02


async def measure() -> list[dict[str, Any]]:
    """Milliseconds to the acknowledgement, milliseconds that the bot's event loop is late, and its memory."""
    with tempfile.TemporaryDirectory(prefix="footnote-wire-") as name:
        home = Path(name)
        write_articles(home / "articles", ARTICLES)
        async with StandIn() as discord:
            environment = environment_in(home, discord)
            guild = discord.guild()
            channel = discord.channel(guild)
            operator = discord.member(guild, discord.owner, manage_guild=True)
            people = [discord.member(guild, f"person{number}") for number in range(20)]
            async with started(["-m", "retrieval.build"], environment, discord.waiting, cwd=home) as builder:
                assert await builder.ended(300) == 0
            command = ["-m", "benchmarks.watched", str(home / "out.json")]
            async with started(command, environment, discord.waiting, cwd=home) as bot:
                await discord.ready(seconds=300)
                await _answered(discord, people[0], channel)
                asked = [
                    discord.slash(people[at % 20], channel, "ask", question=f"Who says {at}?") for at in range(WAITING)
                ]
                await asyncio.gather(*(each.reply(120) for each in asked))
                memory = memory_of(bot.pid)
                write_articles(home / "articles", MORE, prefix="more-")
                offered = await discord.slash(operator, channel, "corpus reload", scope="shared").reply(60)
                began = time.time()
                building = discord.click(operator, offered, label="Build it")
                waiting = [
                    discord.slash(people[at % 20], channel, "ask", question=f"Who wrote number {at}?")
                    for at in range(WAITING)
                ]
                burst = await asyncio.gather(*(each.acknowledged(60) for each in waiting))
                probes: list[Asked] = []
                while len(probes) < PROBES or "step" in text_of(building.shown()):
                    ask = f"Why did they leave {len(probes)}?"
                    probes.append(discord.slash(people[len(probes) % 20], channel, "ask", question=ask))
                    await asyncio.sleep(_BETWEEN)
                steady = await asyncio.gather(*(each.acknowledged(60) for each in probes))
                await asyncio.gather(*(each.reply(120) for each in [*waiting, *probes]))
                until = time.time()
                assert "serves" in text_of(building.shown())
                bot.terminate()
                await bot.ended(15)
        seen = json.loads((home / "out.json").read_text())
    lags = [lag for at, lag in seen["lags"] if began <= at <= until]
    return [
        figure("acknowledged p50, 200 at once", statistics.median(burst) * 1000, "ms", len(burst)),
        figure("acknowledged p99, 200 at once", _percentile(burst, 99) * 1000, "ms", len(burst)),
        figure("acknowledged p50, one every 20 ms", statistics.median(steady) * 1000, "ms", len(steady)),
        figure("acknowledged p99, one every 20 ms", _percentile(steady, 99) * 1000, "ms", len(steady)),
        figure("event loop late p99", _percentile(lags, 99), "ms", len(lags)),
        figure("event loop late p99.9", _percentile(lags, 99.9), "ms", len(lags)),
        figure("event loop late at most", max(lags), "ms", len(lags)),
        figure("bot's memory at most", seen["rss_mb"], "MB", 1),
        *([figure(f"bot's memory, {ARTICLES} articles, {WAITING} answers", memory.pss, "MB", 1)] if memory else []),
    ]


async def _answered(discord: StandIn, person: Any, channel: Any) -> None:
    """Ask until there is an answer rather than word that the model is being loaded."""
    for _ in range(60):
        reply = await discord.slash(person, channel, "ask", question="Why did BlackBerry leave?").reply(60)
        if "confidence" in text_of(reply):
            return
        await asyncio.sleep(1)
    raise TimeoutError("the bot did not get ready")


def _percentile(values: list[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


if __name__ == "__main__":
    show(asyncio.run(measure()))
