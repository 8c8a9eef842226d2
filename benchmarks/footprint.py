"""What serving takes: the connected bot's memory after 200 questions, and how soon `footnote ask` answers; for Linux.

`python -m benchmarks.footprint`. The bot is `python -m bot` on the stand-in of the wire tests, with 100 articles and their
generation on disk. Settings in the environment that name no place hold for it too, so FOOTNOTE_SELECTOR__MODEL=none tells what
the selector takes.
"""

from __future__ import annotations

import asyncio
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.articles import write_articles
from benchmarks.figures import figure, show
from benchmarks.settings import environment_in
from tests.wire.process import ROOT, started
from tests.wire.standin import StandIn

ARTICLES, QUESTIONS, PEOPLE, STARTS = 100, 200, 20, 5
_ASKED = "Why did BlackBerry leave Pakistan?"


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="footnote-footprint-") as name:
        show(measure(Path(name)))
    return 0


def measure(home: Path) -> list[dict[str, Any]]:
    """MB of the bot, seconds until it is on Discord, and seconds of a whole `footnote ask`."""
    write_articles(home / "articles", ARTICLES)
    places = {"FOOTNOTE_DATA_DIR": str(home / "data"), "FOOTNOTE_CORPUS__PATH": str(home / "articles")}
    _run(["-m", "retrieval.build"], places, home)
    return [*asyncio.run(_connected(home)), *_starts(places, home)]


async def _connected(home: Path) -> list[dict[str, Any]]:
    async with StandIn() as discord:
        environment = {**_kept(), **environment_in(home, discord)}
        guild = discord.guild()
        channel = discord.channel(guild)
        people = [discord.member(guild, f"person{number}") for number in range(PEOPLE)]
        began = time.perf_counter()
        async with started(["-m", "bot"], environment, discord.waiting, cwd=home) as bot:
            await discord.waiting.until("gateway", lambda: bool(discord.gateway.identified), "an IDENTIFY", 60)
            identified = time.perf_counter() - began
            await discord.ready(seconds=60)
            await discord.slash(people[0], channel, "ask", question=_ASKED).shows("onfidence", 120)
            answered = time.perf_counter() - began
            warm = _memory(bot.pid)
            for at in range(0, QUESTIONS, PEOPLE):
                asked = [
                    discord.slash(person, channel, "ask", question=f"Who told number {at + each} to leave?")
                    for each, person in enumerate(people)
                ]
                await asyncio.gather(*(each.reply(120) for each in asked))
            steady = _memory(bot.pid)
    return [
        figure("bot: start to IDENTIFY", identified, "s", 1),
        figure("bot: start to first answer", answered, "s", 1),
        figure("bot: RSS after the first answer", warm["Rss"], "MB", 1),
        *(figure(f"bot: {name} after {QUESTIONS} questions", steady[name], "MB", 1) for name in sorted(steady)),
    ]


def _memory(pid: int) -> dict[str, float]:
    """MB that a process holds: all of it, its share of it where others hold the same, and what is written and its alone."""
    wanted = ("Rss", "Pss", "Private_Dirty")
    lines = (line.split() for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()[1:])
    return {name[:-1]: int(kilobytes) / 1024 for name, kilobytes, *_ in lines if name[:-1] in wanted}


def _starts(places: Mapping[str, str], home: Path) -> list[dict[str, Any]]:
    """Seconds of `footnote ask` from the start of its process to its end, once nothing has to be read from the disk anew."""
    command = ["-m", "bot.console", "ask", _ASKED]
    _run(command, places, home)
    runs = [_run(command, places, home) for _ in range(STARTS)]
    return [
        figure("footnote ask: start to answer", statistics.median(each[0] for each in runs), "s", STARTS),
        figure("footnote ask: processor time", statistics.median(each[1] for each in runs), "s", STARTS),
    ]


def _run(arguments: list[str], places: Mapping[str, str], home: Path) -> tuple[float, float]:
    """Seconds on the clock and of the processors that a process took."""
    began, before = time.perf_counter(), _children()
    environment = {**os.environ, **_kept(), **places, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=home, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return time.perf_counter() - began, _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _kept() -> dict[str, str]:
    """The settings of whoever measures."""
    return {name: value for name, value in os.environ.items() if name.startswith("FOOTNOTE_")}


if __name__ == "__main__":
    sys.exit(main())
