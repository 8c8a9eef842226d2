"""Running the builder in its process, from a process that serves."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import math
import sys
from collections.abc import Callable
from typing import Any

from config.discretion import frames
from config.settings import Settings, process_environment
from retrieval.building.progress import Event
from retrieval.errors import BuildError, BuildLocked
from retrieval.values import SHARED

_log = logging.getLogger(__name__)

# One that says nothing for so many seconds hangs, and all others wait for it. An article of 480,000 characters kept it quiet for 33 s
# on one core; 2,000,000 is the most that is taken.
_SILENT = 1800.0
# As long as a server's own articles may take, however they are written: 300,000 characters took 51 s, and it may have 5,000,000.
_LONGEST = 3600.0


async def run_builder(
    settings: Settings, corpus_id: int, on_event: Callable[[Event], None], *, dry_run: bool = False
) -> Event | None:
    """Run `python -m retrieval.build` for a corpus, hand on its events, and return the last one.

    Raises BuildLocked where another build runs and BuildError where this one fails, is silent for half an hour, or takes more than
    an hour for a server's own articles; the builder ends with the caller.
    """
    # -P: what lies in the folder that Footnote was started from is not code.
    command = [sys.executable, "-P", "-m", "retrieval.build", "--corpus-id", str(corpus_id)]
    process = await asyncio.create_subprocess_exec(
        *command,
        *(["--dry-run"] if dry_run else []),
        env=process_environment(settings),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        limit=2**24,
    )
    assert process.stderr is not None
    last: dict[str, Any] | None = None
    try:
        now = asyncio.get_running_loop().time
        last_moment = math.inf if corpus_id == SHARED else now() + _LONGEST
        async with asyncio.timeout_at(min(now() + _SILENT, last_moment)) as patience:
            async for line in process.stderr:
                patience.reschedule(min(now() + _SILENT, last_moment))
                if event := _event(line):
                    last = event
                    on_event(event)
            code = await process.wait()
    except TimeoutError as error:
        await _end(process)
        late = now() >= last_moment
        why = f"took more than {_LONGEST / 60:.0f} minutes" if late else f"said nothing for {_SILENT / 60:.0f} minutes"
        raise BuildError(f"the builder {why} and was ended; what served before goes on serving") from error
    except BaseException:
        await _end(process)
        raise
    if code < 0:
        raise BuildError(f"the builder was ended by signal {-code}; what served before goes on serving")
    if code != 0:
        failed = last if last and last["event"] == "failed" else {"error": f"the builder ended with code {code}"}
        kind = BuildLocked if failed.get("kind") == "BuildLocked" else BuildError
        raise kind(str(failed["error"]))
    return last


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await process.wait()


def _event(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except ValueError:
        value = None
    if isinstance(value, dict) and "event" in value:
        return value
    # Where it failed, for whoever looks into that; what else libraries print may be the articles'.
    if words := frames(line.decode("utf-8", "replace").rstrip()):
        _log.debug("builder: %s", words)
    return None
