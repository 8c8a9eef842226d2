"""How a build tells what it does: events as JSON lines, or a bar and sentences on a terminal."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from corpus.printable import about, counted, printable

if TYPE_CHECKING:
    from rich.console import Console

Event = Mapping[str, Any]
Report = Callable[[Event], None]

# Before so many seconds have passed a pace says little.
_KNOWN = 1.0
# Fewer seconds than these are over before they are read.
_WORTH_TELLING = 5.0


@dataclass(slots=True)
class Pace:
    """Reports how far `doing` is, and once that is known how many are done in a second and how many seconds are left."""

    report: Report
    doing: str
    clock: Callable[[], float] = time.monotonic
    _began: float | None = None

    def tell(self, done: int, total: int, share: float) -> None:
        """`done` of `total` are, which is `share` of the work; the first time begins it."""
        now = self.clock()
        if self._began is None:
            self._began = now
        spent = now - self._began
        pace = {}
        if share > 0 and spent >= _KNOWN:
            left = spent * (1 - share) / share
            pace = {"rate": round(done / spent, 1), "seconds_left": round(left, 1)}
        self.report({"event": "progress", "doing": self.doing, "done": done, "total": total, **pace})


def time_left(event: Event) -> str | None:
    """How long it takes yet, in words, where that is known and worth telling."""
    seconds = event.get("seconds_left")
    return f"{about(seconds)} left" if isinstance(seconds, int | float) and seconds >= _WORTH_TELLING else None


@contextmanager
def reporter(stream: TextIO) -> Iterator[Report]:
    """A report that draws on `stream` where that is a terminal, and writes JSON lines to it elsewhere."""
    if not stream.isatty():
        yield lambda event: _write(stream, json.dumps(event, ensure_ascii=False))
        return
    from rich.console import Console  # noqa: PLC0415 - a process that nobody watches draws nothing

    with bar(Console(file=stream)) as report:
        yield report


def _write(stream: TextIO, line: str) -> None:
    # Whoever listened may be gone; what is being built is wanted all the same.
    with suppress(BrokenPipeError):
        print(line, file=stream, flush=True)


@contextmanager
def bar(console: Console) -> Iterator[Report]:
    """A report that draws a bar of what is read and encoded and says the rest in sentences."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - as above

    pace = TextColumn("{task.fields[pace]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), pace)
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("encoding", total=None, visible=False, pace="")

        def report(event: Event) -> None:
            if event["event"] == "progress":
                progress.update(
                    task,
                    description=event["doing"],
                    completed=event["done"],
                    total=event["total"],
                    pace=_pace(event),
                    visible=event["done"] < event["total"],
                )
            elif text := sentence(event):
                progress.console.print(text, markup=False, emoji=False, highlight=False, soft_wrap=True)

        yield report


def _pace(event: Event) -> str:
    told = [f"{event['rate']:,} a second"] if "rate" in event else []
    return ", ".join([*told, *filter(None, [time_left(event)])])


def sentence(event: Event) -> str | None:
    """What people should hear of `event`, safe to print, or None where that is nothing."""
    text = _sentence(event)
    return None if text is None else printable(text)


def _sentence(event: Event) -> str | None:
    match event:
        case {"event": "rejected" | "notice" | "doing", "text": str(text)}:
            return text
        case {"event": "diff", "added": added, "changed": changed, "removed": removed}:
            lines = [f"{len(added)} added, {len(changed)} changed, {len(removed)} removed"]
            for mark, ids in (("+", added), ("~", changed), ("-", removed)):
                lines += [f"  {mark} {each}" for each in ids[:20]]
                lines += [f"  {mark} and {len(ids) - 20:,} more"] if len(ids) > 20 else []
            return "\n".join(lines)
        case {"event": "unchanged", "generation": generation}:
            return f"nothing has changed: generation {generation} goes on serving"
        case {"event": "done", "generation": generation, "counts": counts, "seconds": seconds}:
            return (
                f"generation {generation} serves: {counted(counts['articles'], 'article')}, "
                f"{counted(counts['sentences'], 'sentence')}, "
                f"{counted(counts['passages'], 'passage')}, built in {seconds:.1f} s"
            )
        case {"event": "failed", "error": str(error)}:
            return f"the build failed: {error}"
        case _:
            return None
