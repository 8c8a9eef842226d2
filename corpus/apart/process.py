"""The process that reads a stranger's file: few at a time, and ended with all that it started where it takes too much."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from config.discretion import frames, last_words
from config.environment import bare_environment
from corpus.apart.limits import OUT_OF_MEMORY, Limits
from corpus.apart.telling import Nonsense, hear, tell_order
from corpus.naming import safe_name
from corpus.printable import printable
from corpus.reading import Outcome, Rejection

_log = logging.getLogger(__name__)

AT_ONCE = 2
MOST_WAITING = 16
_PART = 2**16
# For what is killed to be gone; what has left its session may hold on to what it was given.
_DYING = 2.0

_BUSY = "too many files are being read at the moment: try again in a minute"
_FAILED = "reading it failed; the log says why"


@dataclass(slots=True)
class _Turns:
    """Those who read or wait to, on one event loop."""

    turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    asked: int = 0


_TURNS: WeakKeyDictionary[asyncio.AbstractEventLoop, _Turns] = WeakKeyDictionary()


async def read_apart(data: bytes, name: str, limits: Limits = Limits()) -> tuple[Outcome, ...]:  # noqa: B008 - frozen
    """What the file with content `data` that a stranger calls `name` holds, read in a process of its own within `limits`.

    As `corpus.reading.read_bytes`, of the `safe_name` of the file; and where reading takes too much, or the process dies, one
    rejection says so. At most two are read at once, and sixteen wait. The process ends with the caller.
    """
    name = safe_name(name)
    turns = _TURNS.setdefault(asyncio.get_running_loop(), _Turns())
    if turns.asked >= AT_ONCE + MOST_WAITING:
        return (Rejection(name, _BUSY),)
    turns.asked += 1
    try:
        async with turns.turn:
            return await _read(data, name, limits)
    finally:
        turns.asked -= 1


async def _read(data: bytes, name: str, limits: Limits) -> tuple[Outcome, ...]:
    try:
        process = await _started()
    except OSError as error:
        _log.error("the process that reads files can't be started: %s", error)
        return (Rejection(name, _FAILED),)
    try:
        async with asyncio.timeout(limits.seconds):
            told, said = await _exchange(process, (tell_order(name, limits), data), limits.written)
            code = await process.wait()
    except TimeoutError:
        return (Rejection(name, limits.too_long),)
    finally:
        await _end(process)
    if len(told) > limits.written:
        return (Rejection(name, limits.too_much),)
    # It may be long.
    return await asyncio.to_thread(_heard, code, told, said, name, limits)


def _heard(code: int, told: bytes, said: bytes, name: str, limits: Limits) -> tuple[Outcome, ...]:
    """What a process that ended with `code` told of the file, and what it said besides."""
    if code == OUT_OF_MEMORY:
        return (Rejection(name, limits.too_large),)
    places = frames(printable(said.decode("utf-8", "replace")))
    if code < 0:
        _log.error("the process that reads files was ended by signal %s:\n%s", -code, places)
        return (Rejection(name, f"the process that read it was ended by signal {-code}"),)
    try:
        if code == 0:
            return hear(told, name, limits)
        _log.error("the process that reads files ended with code %s:\n%s", code, places)
    except Nonsense as error:
        _log.error("the process that reads files told what is none of its business: %s", error)
    return (Rejection(name, _FAILED),)


async def _exchange(process: asyncio.subprocess.Process, parts: Iterable[bytes], most: int) -> tuple[bytes, bytes]:
    """Tell the process, and return what it tells, little more than `most` bytes, and the last that it says besides."""
    assert process.stderr is not None
    async with asyncio.TaskGroup() as group:
        group.create_task(_tell(process, parts))
        told = group.create_task(_told(process, most))
        said = group.create_task(last_words(process.stderr))
    return told.result(), said.result()


async def _tell(process: asyncio.subprocess.Process, parts: Iterable[bytes]) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it ended without listening
        for part in parts:
            for at in range(0, len(part), _PART):
                process.stdin.write(part[at : at + _PART])
                await process.stdin.drain()
    process.stdin.close()


async def _told(process: asyncio.subprocess.Process, most: int) -> bytes:
    assert process.stdout is not None
    told = bytearray()
    while part := await process.stdout.read(_PART):
        told += part
        if len(told) > most:
            _kill(process)
            break
    return bytes(told)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Kill what is left of it, and wait until it is gone: it is not before all is read that it had written."""
    _kill(process)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_DYING):
            for stream in (process.stdout, process.stderr):
                while stream is not None and await stream.read(_PART):
                    pass
            await process.wait()
    process._transport.close()  # type: ignore[attr-defined]  # noqa: SLF001 - nothing public lets go of what others hold open


def _kill(process: asyncio.subprocess.Process) -> None:
    """Kill the session that it was started in: it and whatever it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


async def _started() -> asyncio.subprocess.Process:
    # -P: what lies in the folder that it is started in is not code.
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-B", "-m", "corpus.apart"),
        env=bare_environment(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
