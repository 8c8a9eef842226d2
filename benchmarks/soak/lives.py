"""The bot's process: started, watched, killed and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path

from tests.wire.process import Process, started
from tests.wire.standin import StandIn

_EVERY = 2.0
_SOON = 0.02
# Seconds for a builder to come.
_COMING = 60.0


class Lives:
    """One life after another. `memory` has, for each, when it was looked at and how many MB of it lay in memory."""

    def __init__(self, discord: StandIn, home: Path, environment: Mapping[str, str]) -> None:
        self._discord = discord
        self._home = home
        self._environment = {**discord.environment, **environment}
        self._stack = AsyncExitStack()
        self._process: Process | None = None
        self._watching: asyncio.Task[None] | None = None
        self.memory: list[list[tuple[float, float]]] = []

    @property
    def process(self) -> Process:
        """The one that runs."""
        assert self._process is not None
        return self._process

    async def begin(self) -> None:
        """Start the bot, and return once it is connected."""
        identified = len(self._discord.gateway.identified)
        life = started(["-m", "bot"], self._environment, self._discord.waiting, cwd=self._home)
        self._process = await self._stack.enter_async_context(life)
        await self._discord.waiting.until(
            "gateway", lambda: len(self._discord.gateway.identified) > identified, "the bot is connected", 120
        )
        self.memory.append([])
        self._watching = asyncio.create_task(self._watch(self.process.pid, self.memory[-1]))

    async def kill(self) -> None:
        """SIGKILL; returns once its builders have ended too, so that none of them reads what is written from now on."""
        self._forget()
        builders = self.builders()
        await self._stack.aclose()
        await asyncio.to_thread(_wait_until_gone, builders)

    async def end(self) -> int:
        """SIGTERM; the exit code."""
        self._forget()
        self.process.terminate()
        code = await self.process.ended(15)
        await self._stack.aclose()
        return code

    def builders(self) -> list[int]:
        """The builders that the bot has started."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(each) for each in children if "retrieval.build" in _command(int(each))]

    async def kill_builder(self) -> None:
        """SIGKILL to the builder that comes next."""
        for each in await asyncio.to_thread(self._coming):
            os.kill(each, signal.SIGKILL)

    def _coming(self) -> list[int]:
        until = time.monotonic() + _COMING
        while time.monotonic() < until:
            if builders := self.builders():
                return builders
            time.sleep(_SOON)
        raise TimeoutError("no builder came")

    def _forget(self) -> None:
        if self._watching is not None:
            self._watching.cancel()

    async def _watch(self, pid: int, samples: list[tuple[float, float]]) -> None:
        while True:
            samples.append((time.monotonic(), _resident(pid)))
            await asyncio.sleep(_EVERY)


def _resident(pid: int) -> float:
    """MB that a process has in memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


def _wait_until_gone(builders: list[int]) -> None:
    while any("retrieval.build" in _command(each) for each in builders):
        time.sleep(_SOON)


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""
