"""`python -m benchmarks.serving SYSTEM HOME`: one system in a process of its own, told what to do in lines of JSON.

A line in is {"do": …} with what that takes, a line out what came of it: {"error": sentence} where it failed. What is imported and
loaded before the first reply belongs to the system, so little is imported here.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.systems import AskMany, System, Text, load_system


class Server:
    """Does what it is told; the fastest of the system's ways to ask at once is found by `warm` and kept."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._way = next(iter(system.ways))
        self.commands: dict[str, Callable[..., Any]] = {
            "build": self._build,
            "open": self._open,
            "warm": self._warm,
            "ask": self._ask,
            "ask_together": self._ask_together,
            "texts": self._texts,
            "encode": self._encode,
        }

    def _build(self, articles: Sequence[Any], passages: Sequence[Any] | None = None) -> dict[str, Any]:
        taken = None if passages is None else [Text(**each) for each in passages]
        return {"stages": self._system.build([Text(**each) for each in articles], taken)}

    def _open(self) -> dict[str, Any]:
        self._system.open()
        return {}

    def _warm(self, questions: Sequence[str]) -> dict[str, Any]:
        for question in questions[:8]:
            self._system.ask(question)
        seconds = {name: _seconds(way, questions) for name, way in self._system.ways.items()}
        self._way = min(seconds, key=lambda name: seconds[name])
        return {"way": self._way, "seconds": seconds}

    def _ask(self, questions: Sequence[str]) -> dict[str, Any]:
        """Milliseconds of each, asked one at a time, and what was found."""
        times, found = [], []
        for question in questions:
            began = time.perf_counter()
            found.append(self._system.ask(question))
            times.append((time.perf_counter() - began) * 1000)
        return {"ms": times, "found": _plain(found)}

    def _ask_together(self, questions: Sequence[str]) -> dict[str, Any]:
        """Seconds of all, asked by 64 askers, and what was found."""
        began = time.perf_counter()
        found = self._system.ways[self._way](questions)
        return {"seconds": time.perf_counter() - began, "found": _plain(found)}

    def _texts(self) -> dict[str, Any]:
        sentences, passages = self._system.texts()  # type: ignore[attr-defined]  # of Footnote alone
        return {"sentences": [asdict(each) for each in sentences], "passages": [asdict(each) for each in passages]}

    def _encode(self, texts: Sequence[str]) -> dict[str, Any]:
        return {"seconds": self._system.encode_seconds(texts)}  # type: ignore[attr-defined]  # of the floor alone


def _seconds(way: AskMany, questions: Sequence[str]) -> float:
    """The lesser of two rounds: in the first one threads are begun and memory is taken."""
    times = []
    for _ in range(2):
        began = time.perf_counter()
        way(questions)
        times.append(time.perf_counter() - began)
    return min(times)


def _plain(found: Sequence[Sequence[Text]]) -> list[list[dict[str, Any]]]:
    return [[asdict(each) for each in texts] for texts in found]


def main(name: str, home: Path) -> int:
    """Serve until standard input ends."""
    # What libraries print must not come between the replies.
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    server: Server | None = None
    for line in sys.stdin:
        told = json.loads(line)
        try:
            began = time.perf_counter()
            server = server or Server(load_system(name, home))
            loaded = time.perf_counter() - began
            reply = {"loaded": loaded, **server.commands[told.pop("do")](**told)}
        except Exception as error:  # noqa: BLE001 - whatever a system raises, the others go on
            first = str(error).strip().splitlines()[:1]
            reply = {"error": f"{type(error).__name__}: {first[0] if first else 'no reason given'}"}
        replies.write(json.dumps(reply) + "\n")
        replies.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
