"""The worker as `python -m bot` runs it, with somebody watching how late its event loop is; for benchmarks/wire.py and limited.py.

Writes, at the end, {"lags": [[clock, milliseconds], ...], "rss_mb": ...} to the file that is its first argument. Where a second
one names a control group's folder it joins that first, and so does whatever it starts.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
import time
from pathlib import Path

from bot.endpoints import aim
from bot.running import SWITCH_INTERVAL, run_until_told
from config.logging import configure_logging
from config.settings import load_settings

_EVERY = 0.005


async def _watch(lags: list[tuple[float, float]]) -> None:
    """How much later than asked for the loop comes back, again and again."""
    while True:
        began = time.perf_counter()
        await asyncio.sleep(_EVERY)
        lags.append((time.time(), (time.perf_counter() - began - _EVERY) * 1000))


async def _both(lags: list[tuple[float, float]]) -> int:
    watching = asyncio.create_task(_watch(lags))
    code = await run_until_told(load_settings())
    watching.cancel()
    return code


def main(out: Path, group: Path | None = None) -> int:
    """Run until told to end, then write."""
    if group:
        # Files that somebody else has read would not count in the group.
        Path("/proc/sys/vm/drop_caches").write_text("3")
        (group / "cgroup.procs").write_text(str(os.getpid()))
    settings = load_settings()
    configure_logging(settings.log)
    aim(settings.discord)
    sys.setswitchinterval(SWITCH_INTERVAL)
    lags: list[tuple[float, float]] = []
    code = asyncio.run(_both(lags))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out.write_text(json.dumps({"lags": lags, "rss_mb": memory}))
    return code


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
