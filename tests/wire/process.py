"""The bot as a process: started, watched, stopped, killed."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.wire.waiting import Waiting

ROOT = Path(__file__).parents[2]


class Process:
    """A running bot and what it wrote."""

    def __init__(self, process: asyncio.subprocess.Process, waiting: Waiting) -> None:
        self._process = process
        self._waiting = waiting
        self.lines: list[str] = []
        self._readers = [
            asyncio.create_task(self._read(stream)) for stream in (process.stdout, process.stderr) if stream is not None
        ]

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def code(self) -> int | None:
        return self._process.returncode

    @property
    def output(self) -> str:
        return "\n".join(self.lines)

    def tail(self) -> str:
        return "\n".join(["the bot's last lines:", *(f"  {line}" for line in self.lines[-25:])])

    async def said(self, pattern: str, seconds: float = 20) -> str:
        """The first line that matches, waited for."""

        def found() -> str | None:
            return next((line for line in self.lines if re.search(pattern, line)), None)

        await self._waiting.until("output", lambda: found() is not None, f"the bot writes {pattern!r}", seconds)
        return found() or ""

    def interrupt(self) -> None:
        self._process.send_signal(signal.SIGINT)

    def terminate(self) -> None:
        self._process.terminate()

    async def kill(self) -> int:
        """End it with SIGKILL, which it can't see coming."""
        if self._process.returncode is None:
            self._process.kill()
        return await self.ended()

    async def ended(self, seconds: float = 20) -> int:
        """Its exit code, once it has ended."""
        try:
            async with asyncio.timeout(seconds):
                code = await self._process.wait()
        except TimeoutError:
            raise AssertionError(f"the bot still runs after {seconds} s\n{self.tail()}") from None
        await asyncio.gather(*self._readers)
        return code

    async def _read(self, stream: asyncio.StreamReader) -> None:
        async for line in stream:
            self.lines.append(line.decode(errors="replace").rstrip())
            self._waiting.changed("output")


def _take_signals() -> None:
    """Whoever runs the tests in the background may have had SIGINT ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@asynccontextmanager
async def started(
    command: Sequence[str], environment: Mapping[str, str], waiting: Waiting, *, cwd: Path
) -> AsyncIterator[Process]:
    """A Python process, which is gone when the block ends, whatever happened in it."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(("FOOTNOTE_", "DISCORD_"))}
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        cwd=cwd,
        limit=1 << 20,
        preexec_fn=_take_signals,
    )
    process = Process(child, waiting)
    waiting.hints.append(process.tail)
    try:
        yield process
    finally:
        await process.kill()
        waiting.hints.remove(process.tail)
