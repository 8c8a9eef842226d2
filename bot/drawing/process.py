"""The process that draws a picture: bounded in time and in what it writes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import stat
import sys
import tempfile
from functools import cache
from pathlib import Path

from bot.drawing.errors import DrawingError
from config.discretion import frames, last_words
from config.settings import PREFIX, TOKEN_NAMES

_log = logging.getLogger(__name__)

SECONDS = 30.0  # the first one ever may have to look through all fonts of the machine
MOST_BYTES = 4 * 2**20
_PART = 2**16

_FAILED = "the picture of the timeline can't be drawn; the log says why"


async def draw(told: bytes) -> bytes:
    """The picture of a scene in JSON, as `python -m bot.drawing` draws it. Raises DrawingError; the process ends with the caller."""
    process = await _started()
    try:
        async with asyncio.timeout(SECONDS):
            picture, said = await _exchange(process, told)
    except BaseException as error:
        _kill(process)
        # It is not over before all is read that it had written.
        await process.communicate()
        if isinstance(error, TimeoutError):
            raise DrawingError(f"drawing the timeline took more than {SECONDS:g} seconds and was stopped") from None
        raise
    if len(picture) > MOST_BYTES:
        raise DrawingError(f"the picture of the timeline has more than {MOST_BYTES:,} bytes, which is the limit")
    words = said.decode("utf-8", "replace").strip()
    if process.returncode != 0 or not picture:
        # Its other words may be the article's.
        _log.error("the process that draws ended with code %s:\n%s", process.returncode, frames(words))
        raise DrawingError(_FAILED)
    return picture


async def _exchange(process: asyncio.subprocess.Process, told: bytes) -> tuple[bytes, bytes]:
    """Tell the process, and return the picture that it writes and the last that it says once it has ended."""
    assert process.stderr is not None
    async with asyncio.TaskGroup() as group:
        group.create_task(_tell(process, told))
        picture = group.create_task(_picture(process))
        said = group.create_task(last_words(process.stderr))
    await process.wait()
    return picture.result(), said.result()


async def _tell(process: asyncio.subprocess.Process, told: bytes) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it ended without listening
        process.stdin.write(told)
        await process.stdin.drain()
    process.stdin.close()


async def _picture(process: asyncio.subprocess.Process) -> bytes:
    """What the process writes; of one that writes more than it may no more is kept than shows that, and it is ended."""
    assert process.stdout is not None
    written = bytearray()
    while part := await process.stdout.read(_PART):
        if len(written) <= MOST_BYTES:
            written += part
            if len(written) > MOST_BYTES:
                _kill(process)
    return bytes(written)


def _kill(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()


async def _started() -> asyncio.subprocess.Process:
    try:
        folder = _working_folder()
        # -P: what lies in the folder that it is started in is not code.
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "bot.drawing"),
            cwd=folder,
            env=_environment(folder),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as error:
        _log.error("the process that draws can't be started: %s", error)
        raise DrawingError(_FAILED) from None


def _working_folder() -> Path:
    """Where the process starts and matplotlib keeps its list of fonts: one for each user of the machine, made where missing.

    The home may be read-only, and its `matplotlibrc` is not ours to follow. Raises OSError where there is none to be had.
    """
    owner = os.getuid() if hasattr(os, "getuid") else 0  # Windows: its temporary folder is the user's own
    folder = Path(tempfile.gettempdir()) / f"footnote-drawing-{owner}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    ours = not hasattr(os, "getuid") or (found.st_uid == owner and not found.st_mode & 0o022)
    # Somebody else could put into it what is read here.
    return folder if stat.S_ISDIR(found.st_mode) and ours else _folder_of_this_process()


@cache
def _folder_of_this_process() -> Path:
    return Path(tempfile.mkdtemp(prefix="footnote-drawing-"))


def _environment(folder: Path) -> dict[str, str]:
    """The present environment without our settings, none of which is wanted there, the token least."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.upper() not in TOKEN_NAMES and not name.upper().startswith((PREFIX, "MPL", "MATPLOTLIB"))
    }
    # One thread is enough, and each has memory of its own.
    return {
        **kept,
        "MPLCONFIGDIR": str(folder),
        "MPLBACKEND": "agg",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
