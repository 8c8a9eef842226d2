"""The memory of a process and of those it has started, as Linux tells it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Memory:
    """MB: `rss` counts what processes share once for each of them, `pss` shares it out among them."""

    rss: float
    pss: float


@dataclass(slots=True)
class Peak:
    """The most that was seen."""

    pss: float = 0.0


def memory_of(pid: int) -> Memory | None:
    """What process `pid` and its descendants hold now; None where it can't be told."""
    found = [each for each in map(_rolled_up, [pid, *_descendants(pid)]) if each]
    if not found:
        return None
    return Memory(sum(each.rss for each in found), sum(each.pss for each in found))


@contextmanager
def peak_of(pid: int) -> Iterator[Peak]:
    """The peak of `pid` and its descendants during a `with`, looked at ten times a second."""
    peak, ended = Peak(), threading.Event()

    def watch() -> None:
        while not ended.wait(_EVERY):
            seen = memory_of(pid)
            peak.pss = max(peak.pss, seen.pss if seen else 0.0)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield peak
    finally:
        ended.set()
        watching.join()


def _rolled_up(pid: int) -> Memory | None:
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:  # ended, or no Linux
        return None
    sizes = {name: int(rest.split()[0]) * 1024 / 1e6 for name, _, rest in (line.partition(":") for line in lines[1:])}
    return Memory(sizes["Rss"], sizes["Pss"])


def _descendants(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in _PROC.glob("[0-9]*"):
        try:
            # After the name, which may hold anything: state, then the parent.
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(entry.name))
    found = list(children.get(pid, ()))
    for each in found:
        found.extend(children.get(each, ()))
    return found
