"""The processes that draw: few at a time, each with an end, and what they drew kept a while."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import stat
import sys
import tempfile
from collections import OrderedDict
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

from bot.drawing.errors import DrawingError
from bot.drawing.values import Scene
from config.settings import PREFIX, TOKEN_NAMES

_log = logging.getLogger(__name__)

SECONDS = 30.0  # the first one ever may have to look through all fonts of the machine
AT_ONCE = 1  # each takes 90 MB, and on a small machine more at once would be no faster
MOST_BYTES = 4 * 2**20
MOST_KEPT = 16

_FAILED = "the picture of the timeline can't be drawn; the log says why"
# A semaphore belongs to the event loop that first waited for it.
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()
_kept: OrderedDict[bytes, bytes] = OrderedDict()


async def draw(scene: Scene) -> bytes:
    """The scene as a PNG, drawn by `python -m bot.drawing` unless it is kept from before.

    Raises DrawingError; the process ends with the caller.
    """
    told = scene.to_json()
    turn = _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))
    if told in _kept:
        return _recall(told)
    async with turn:
        # Another may have asked for the same while this one waited.
        if told in _kept:
            return _recall(told)
        picture = await _drawn(told)
    _kept[told] = picture
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return picture


def forget_pictures() -> None:
    """Drop what is kept."""
    _kept.clear()


def _recall(told: bytes) -> bytes:
    _kept.move_to_end(told)
    return _kept[told]


async def _drawn(told: bytes) -> bytes:
    """What the process writes for a scene in JSON."""
    process = await _started()
    try:
        async with asyncio.timeout(SECONDS):
            picture, said = await process.communicate(told)
    except BaseException as error:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        if isinstance(error, TimeoutError):
            raise DrawingError(f"drawing the timeline took more than {SECONDS:g} seconds and was stopped") from None
        raise
    words = said[-4000:].decode("utf-8", "replace").strip()
    if process.returncode != 0 or not picture:
        _log.error("the process that draws ended with code %s: %s", process.returncode, words)
        raise DrawingError(_FAILED)
    if words:
        _log.debug("drawing: %s", words)
    if len(picture) > MOST_BYTES:
        raise DrawingError(f"the picture of the timeline has {len(picture):,} bytes and the limit is {MOST_BYTES:,}")
    return picture


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
