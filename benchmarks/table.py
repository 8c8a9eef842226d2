"""The comparison as README shows it: a row a metric, a column a system, between two marks that `make bench` writes between."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import OWN
from benchmarks.rounds import P50, P95, TOGETHER

BEGIN, END = "<!-- make bench writes from here -->", "<!-- to here -->"
# Metric, how it is said, and whether more or less of it is better.
COMPARED = (
    (P50, "question alone, median", "less"),
    (P95, "question alone, 95th percentile", "less"),
    ("repeated question p50", "question asked before, median", "less"),
    (TOGETHER, "64 askers at once", "more"),
    ("start to first answer", "start of the process to the first answer", "less"),
    ("memory, serving", "memory after 200 questions", "less"),
    ("build", "first build of the index", "less"),
    ("memory, building, at most", "memory while building, at most", "less"),
    ("R@1, own parts", "answer in the first, own parts", "more"),
    ("R@3, own parts", "answer in the first 3, own parts", "more"),
    ("R@1, equal passages", "answer in the first, equal passages", "more"),
    ("R@3, equal passages", "answer in the first 3, equal passages", "more"),
)


def table_of(figures: Sequence[dict[str, Any]], day: dt.date, machine: str) -> str:
    """Markdown of the systems' figures, and a sentence on when and where they were taken."""
    found = {(each["system"], each["metric"]): each for each in figures if each["system"] != OWN}
    systems = list(dict.fromkeys(system for system, _ in found))
    lines = [f"Measured by `make bench` on {day.isoformat()}, on {machine}.", ""]
    lines += [f"| | {' | '.join(systems)} |", f"|---{'|---' * len(systems)}|"]
    for metric, said, _ in COMPARED:
        row = [found.get((system, metric)) for system in systems]
        if any(row):
            lines.append(f"| {said} | {' | '.join(_cell(each) for each in row)} |")
    return "\n".join(lines)


def put_table(document: str, table: str) -> str:
    """`document` with `table` between the marks; raises ValueError where they are missing."""
    if not re.search(f"{BEGIN}.*{END}", document, re.DOTALL):
        raise ValueError(f"there is no place for the table: write {BEGIN!r} and {END!r} around it")
    before, _, rest = document.partition(BEGIN)
    return f"{before}{BEGIN}\n{table}\n{END}{rest.partition(END)[2]}"


def this_machine() -> str:
    """Its processors, as far as it tells."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    try:
        described = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        described = ""
    model = re.search(r"^model name\s*:\s*(.+)$", described, re.MULTILINE)
    return f"{cores} cores of {model[1] if model else platform.machine()}"


def _cell(figure: dict[str, Any] | None) -> str:
    if figure is None:
        return ""
    value, unit = figure["value"], figure["unit"]
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    if unit == "%":
        digits = 1
    return f"{value:,.{digits}f} {unit.replace('questions/s', '/s')}"
