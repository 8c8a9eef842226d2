"""Whether a reload fits beside the bot on a small machine: `python -m benchmarks.limited`, on Linux with control groups, as root.

The bot of 100 articles, on the stand-in of the wire tests, and the builder that it starts for 15 more are held to 512 MB,
without swap; what is the stand-in's own is not counted. Before, the system forgets the files that it has read, so that the
group reads its own. The same is then measured without a limit.
"""

from __future__ import annotations

import asyncio
import contextlib
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.articles import write_articles
from benchmarks.figures import figure, show
from benchmarks.settings import environment_in
from tests.wire.asked import Asked, text_of
from tests.wire.process import started
from tests.wire.standin import StandIn

ARTICLES, MORE, ASKED, LIMIT_MB = 100, 15, 100, 512
_BETWEEN = 0.5
_GROUPS = Path("/sys/fs/cgroup")


def main() -> int:
    """Measure and print."""
    with _limited(LIMIT_MB) as group:
        within = asyncio.run(_measure(group))
        most = _read(group, "memory.peak", "memory.max_usage_in_bytes") / 2**20
    show([figure(f"{metric}, {LIMIT_MB} MB", value, unit, n) for metric, value, unit, n in within])
    show([figure("memory of the group, at most", most, "MB", 1)])
    show([figure(f"{metric}, no limit", value, unit, n) for metric, value, unit, n in asyncio.run(_measure(None))])
    return 0


@contextlib.contextmanager
def _limited(megabytes: int) -> Iterator[Path]:
    """A control group of so much memory, of either version."""
    home = _GROUPS / "memory" if (_GROUPS / "memory").is_dir() else _GROUPS
    group = Path(tempfile.mkdtemp(prefix="footnote-", dir=home))
    try:
        limit = next(each for each in ("memory.max", "memory.limit_in_bytes") if (group / each).exists())
        (group / limit).write_text(str(megabytes * 2**20))
        yield group
    finally:
        group.rmdir()


def _read(group: Path, *names: str) -> int:
    return next(int((group / name).read_text()) for name in names if (group / name).exists())


async def _measure(group: Path | None) -> list[tuple[str, float, str, int]]:
    with tempfile.TemporaryDirectory(prefix="footnote-limited-") as name:
        home = Path(name)
        write_articles(home / "articles", ARTICLES)
        async with StandIn() as discord:
            environment = environment_in(home, discord)
            guild = discord.guild()
            channel = discord.channel(guild)
            operator = discord.member(guild, discord.owner, manage_guild=True)
            person = discord.member(guild, "person")
            async with started(["-m", "retrieval.build"], environment, discord.waiting, cwd=home) as builder:
                assert await builder.ended(300) == 0
            command = ["-m", "benchmarks.watched", str(home / "out.json"), *([str(group)] if group else [])]
            async with started(command, environment, discord.waiting, cwd=home) as bot:
                await discord.ready(seconds=300)
                before = [
                    await _answered(discord.slash(person, channel, "ask", question=f"Who says {at}?"))
                    for at in range(ASKED)
                ]
                write_articles(home / "articles", MORE, prefix="more-")
                offered = await discord.slash(operator, channel, "corpus reload", scope="shared").reply(60)
                began = time.perf_counter()
                building = discord.click(operator, offered, label="Build it")
                during: list[float] = []
                while not during or "step" in text_of(building.shown()):
                    asked = discord.slash(person, channel, "ask", question=f"Why did they leave {len(during)}?")
                    during.append(await _answered(asked))
                    await asyncio.sleep(_BETWEEN)
                seconds = time.perf_counter() - began
                assert "serves" in text_of(building.shown()), text_of(building.shown())
                bot.terminate()
                await bot.ended(15)
    return [
        ("question p50, nothing built", statistics.median(before[10:]) * 1000, "ms", len(before[10:])),
        ("reload", seconds, "s", MORE),
        ("question p50 meanwhile", statistics.median(during) * 1000, "ms", len(during)),
        ("question at most meanwhile", max(during) * 1000, "ms", len(during)),
    ]


async def _answered(asked: Asked) -> float:
    """Seconds to the reply."""
    began = time.perf_counter()
    await asked.reply(120)
    return time.perf_counter() - began


if __name__ == "__main__":
    raise SystemExit(main())
