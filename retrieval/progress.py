"""How a build tells what it does: events as JSON lines, or a bar and sentences on a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from corpus.printable import counted, printable

Event = Mapping[str, Any]
Report = Callable[[Event], None]


@contextmanager
def reporter(stream: TextIO) -> Iterator[Report]:
    """A report that draws on `stream` where that is a terminal, and writes JSON lines to it elsewhere."""
    if not stream.isatty():
        yield lambda event: _write(stream, json.dumps(event, ensure_ascii=False))
        return
    with bar(Console(file=stream)) as report:
        yield report


def _write(stream: TextIO, line: str) -> None:
    # Whoever listened may be gone; what is being built is wanted all the same.
    with suppress(BrokenPipeError):
        print(line, file=stream, flush=True)


@contextmanager
def bar(console: Console) -> Iterator[Report]:
    """A report that draws a bar of what is read and encoded and says the rest in sentences."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("encoding", total=None, visible=False)

        def report(event: Event) -> None:
            if event["event"] == "progress":
                progress.update(
                    task,
                    description=event["doing"],
                    completed=event["done"],
                    total=event["total"],
                    visible=event["done"] < event["total"],
                )
            elif text := sentence(event):
                progress.console.print(text, markup=False, emoji=False, highlight=False, soft_wrap=True)

        yield report


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
