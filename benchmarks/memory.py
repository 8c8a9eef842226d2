"""`python -m benchmarks.memory`: the memory that a build takes at its most, stage by stage, and with it the time it takes.

A hundred articles are built, and then fifteen more, by the builder in a process of its own. What is counted is the proportional
set size (PSS) of the builder and of all that it started, together: what a machine has to have for them. Linux alone tells it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.articles import write_articles
from benchmarks.figures import figure, show
from config.settings import load_settings, process_environment

ARTICLES, MORE = 100, 15
# Looking costs a millisecond or more for each process.
_EVERY = 0.2


def main() -> int:
    """Measure and show."""
    with tempfile.TemporaryDirectory(prefix="footnote-memory-") as name:
        home = Path(name)
        write_articles(home / "articles", ARTICLES)
        show(_measure("build", ARTICLES, home))
        write_articles(home / "articles", MORE, prefix="more")
        show(_measure("rebuild", MORE, home))
    return 0


def _measure(what: str, count: int, home: Path) -> list[dict[str, Any]]:
    before = os.times()
    began = time.perf_counter()
    most = _peaks(home)
    wall, after = time.perf_counter() - began, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    peaks = [figure(f"{what}, {stage}, memory", most[stage], "MB", count) for stage in most]
    return [
        *peaks,
        figure(f"{what}, most memory", max(most.values()), "MB", count),
        figure(f"{what}, processor", spent, "s", count),
        figure(f"{what}, by the clock", wall, "s", count),
    ]


def _peaks(home: Path) -> dict[str, float]:
    """The most memory of each stage of a build, in MB, in the order of the stages."""
    settings = load_settings(env_file=None)
    section = settings.corpus.model_copy(update={"path": home / "articles"})
    settings = settings.model_copy(update={"data_dir": home / "data", "corpus": section})
    most: dict[str, float] = {}
    command = [sys.executable, "-P", "-m", "retrieval.build"]
    with subprocess.Popen(command, env=process_environment(settings), stderr=subprocess.PIPE, text=True) as builder:
        watch = _Watch(builder.pid)
        thread = threading.Thread(target=watch.run, daemon=True)
        thread.start()
        assert builder.stderr is not None
        for line in builder.stderr:
            event = json.loads(line) if line.startswith('{"event"') else {}
            if event.get("event") == "failed":
                raise SystemExit(event["error"])
            if event.get("event") == "stage":
                most[event["stage"]] = watch.take()
        most["end"] = watch.take()
        watch.over.set()
        thread.join()
    return most


class _Watch:
    """The memory of a process and of all that descends from it, looked at again and again."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._most = 0.0
        self.over = threading.Event()

    def run(self) -> None:
        """Look until it is over."""
        while not self.over.wait(_EVERY):
            self._most = max(self._most, sum(map(_memory, _family(self._process))))

    def take(self) -> float:
        """The most that was seen since this was last asked for, in MB."""
        most, self._most = self._most, 0.0
        return most


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return
    for child in children.split():
        yield from _family(int(child))


def _memory(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


if __name__ == "__main__":
    sys.exit(main())
