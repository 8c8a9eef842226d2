"""`make soak`: thousands of interactions on a stand-in for Discord against the bot's process, while everything fails.

The gateway drops and resumes, requests meet 429s, 502s and lost responses, other editions of the articles are loaded and taken
back, builders and the bot are killed by SIGKILL. At the end none may be lost, doubled or answered from two snapshots, and the
memory must be flat. What was in flight when the bot was killed is counted apart: Discord tells of nothing twice, so nobody
could answer it.

Ends by itself after `--minutes` and some more for what is under way. Writes a list of figures to benchmarks/soak.json; exit
code 1 where a law was broken.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.figures import show
from benchmarks.soak.editions import Editions
from benchmarks.soak.lives import Lives
from benchmarks.soak.people import People
from benchmarks.soak.verdict import broken, failed, figures, mixed
from benchmarks.soak.weather import Weather
from tests.wire.crowd import trouble
from tests.wire.standin import StandIn

SERVERS, PEOPLE, AT_ONCE = 4, 100, 32
# Of the time: when the bot is killed. The rest is one life, whose memory is looked at.
_KILLS = (0.08, 0.16, 0.25)
# A deed is that many interactions and messages in the mean.
_A_DEED = 1.2
# So much of the time is planned for them; the rest makes up for the bot's restarts.
_PLANNED = 0.95
_MORE = 1200.0


def main() -> int:
    """Soak, print, write."""
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0, help="how long people act (default: 30)")
    parser.add_argument(
        "--interactions", type=int, default=10_000, help="how much they do in that time (default: 10,000)"
    )
    parser.add_argument("--encoder", default="all-MiniLM-L6-v2", help="hashing: no model, and no selector either")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "soak.json", metavar="FILE")
    options = parser.parse_args()
    results, details = asyncio.run(_bounded(options))
    show(results)
    options.out.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    wrong = failed(results)
    for line in [*(f"broken: {law}" for law in wrong), *details[:20]]:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


async def _bounded(options: argparse.Namespace) -> tuple[list[dict[str, Any]], list[str]]:
    async with asyncio.timeout(options.minutes * 60 + _MORE):
        with tempfile.TemporaryDirectory(prefix="footnote-soak-") as home:
            return await _soak(options, Path(home))


async def _soak(options: argparse.Namespace, home: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """The figures, and what is to be said of what went wrong."""
    async with StandIn() as discord:
        discord.strict = False  # the figures tell
        editions, lives = Editions(home / "articles"), Lives(discord, home, _environment(home, options.encoder))
        people, weather = _world(discord, editions, lives)
        await weather.begin()
        faults = trouble(discord, lasting=True)
        began = time.monotonic()
        await _go_on(people, weather, options.minutes * 60, options.interactions)
        await people.idle()
        assert await lives.end() == 0, "the bot did not end well"
        weather.done["kinds of failure that came"] = sum(bool(fault.hits) for fault in faults)
        results = figures(people, weather, time.monotonic() - began)
        return results, [*mixed(discord), *people.stale, *people.unanswered, *broken(discord)]


def _environment(home: Path, encoder: str) -> dict[str, str]:
    hashing = {"FOOTNOTE_SELECTOR__MODEL": "none"} if encoder == "hashing" else {}
    return {
        **hashing,
        "FOOTNOTE_ENCODER__MODEL": encoder,
        "FOOTNOTE_ANSWER__THRESHOLD": "0",
        "FOOTNOTE_DATA_DIR": str(home / "data"),
        "FOOTNOTE_CORPUS__PATH": str(home / "articles"),
        "FOOTNOTE_LIMITS__PER_PERSON": "100000",
        "FOOTNOTE_LIMITS__PER_SERVER": "100000",
        "FOOTNOTE_LIMITS__PRESSES": "100000",
    }


def _world(discord: StandIn, editions: Editions, lives: Lives) -> tuple[People, Weather]:
    guilds = [discord.guild(f"Server {number}") for number in range(SERVERS)]
    channels = [discord.channel(guild, f"channel {number}") for guild in guilds for number in range(3)]
    members = [discord.user(f"person {number}") for number in range(PEOPLE)]
    for guild, person in itertools.product(guilds, members):
        discord.member(guild, person)
    owner = discord.member(guilds[0], discord.owner, manage_guild=True)
    people = People(discord, [*itertools.product(channels, members)], editions=editions)
    return people, Weather(discord, lives, editions, channels[0], owner)


async def _go_on(people: People, weather: Weather, seconds: float, interactions: int) -> None:
    """Let people act, evenly over the time, with the weather beside; a killed bot is started again."""
    began, pause = time.monotonic(), _PLANNED * seconds / (interactions / _A_DEED)
    kills = [began + seconds * share for share in _KILLS]
    gateway = asyncio.create_task(weather.break_gateway(max(5.0, seconds / 60)))
    articles = asyncio.create_task(weather.swap_articles(max(5.0, seconds / 40)))
    due = began
    while people.count < interactions and (now := time.monotonic()) < began + seconds:
        if kills and now >= kills[0]:
            kills.pop(0)
            await _stop(articles)
            await weather.kill()
            await people.cut_off()
            await weather.begin()
            articles = asyncio.create_task(weather.swap_articles(max(5.0, seconds / 40)))
        if now >= due and people.acting < AT_ONCE:
            people.begin()
            due += pause
        else:
            await asyncio.sleep(min(pause, 0.05))
        for task in (gateway, articles):
            if task.done():
                task.result()
    await _stop(gateway)
    await _stop(articles)


async def _stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


if __name__ == "__main__":
    sys.exit(main())
