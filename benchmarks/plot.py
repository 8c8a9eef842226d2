"""The figures of results.json as a picture: a panel a metric with a bar a system, and below Footnote's own, a panel a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from benchmarks.figures import OWN
from benchmarks.table import COMPARED

_BAR, _COLUMNS, _WIDTH = 0.27, 3, 13
_OURS, _OTHERS = "#5865f2", "#b5bac1"


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars from top to bottom: name, value (None where there is none, which leaves the line empty) and colour."""

    title: str
    bars: tuple[tuple[str, float | None, str], ...]
    logarithmic: bool = False


def draw(figures: Sequence[dict[str, Any]], file: Path) -> None:
    """Write the picture of `figures` to `file`, as PNG."""
    compared, own = compared_panels(figures), own_panels(figures)
    rows = [compared[at : at + _COLUMNS] for at in range(0, len(compared), _COLUMNS)]
    above = [max(len(panel.bars) for panel in row) + 1.8 for row in rows]
    below = [len(panel.bars) + 1.8 for panel in own]
    heights = [max(sum(above), 0.1), max(sum(below), 0.1)]
    figure = Figure(figsize=(_WIDTH, _BAR * sum(heights)), layout="constrained")
    upper, lower = figure.subfigures(2, 1, height_ratios=heights, squeeze=False)[:, 0]
    if rows:
        _grid(upper, rows, above)
    if own:
        _grid(lower, [[panel] for panel in own], below)
    figure.savefig(file, dpi=100)


def compared_panels(figures: Sequence[dict[str, Any]]) -> list[Panel]:
    """A panel for each metric of the comparison that any system has, with a line for every system."""
    others = [each for each in figures if each["system"] != OWN]
    systems = dict.fromkeys(each["system"] for each in others)
    panels = []
    for metric, said, better in COMPARED:
        found = {each["system"]: each for each in others if each["metric"] == metric}
        if found:
            unit = next(iter(found.values()))["unit"]
            bars = tuple((system, found.get(system, {}).get("value"), _colour(system)) for system in systems)
            panels.append(Panel(f"{said}, {unit} ({better} is better)", bars))
    return panels


def own_panels(figures: Sequence[dict[str, Any]]) -> list[Panel]:
    """A panel for each unit of what is measured of Footnote alone."""
    own = [each for each in figures if each["system"] == OWN]
    return [
        Panel(
            f"Footnote alone, {unit}",
            tuple((each["metric"], each["value"], _OURS) for each in own if each["unit"] == unit),
            logarithmic=True,
        )
        for unit in dict.fromkeys(each["unit"] for each in own)
    ]


def _colour(system: str) -> str:
    return _OURS if system.startswith("Footnote") else _OTHERS


def _grid(figure: SubFigure, rows: Sequence[Sequence[Panel]], heights: Sequence[float]) -> None:
    """Panels beside and below each other; only the first of a row names its bars, which are the others' too."""
    axes = figure.subplots(len(rows), max(map(len, rows)), height_ratios=heights, squeeze=False)
    for row, beside in zip(rows, axes, strict=True):
        for axis in beside[len(row) :]:
            axis.set_axis_off()
        for at, panel in enumerate(row):
            _bars(beside[at], panel, named=at == 0)


def _bars(axis: Axes, panel: Panel, *, named: bool) -> None:
    """Each bar with its value, so that the scale needs no marks."""
    values = [value for _, value, _ in panel.bars]
    known = [max(value, 1e-3) for value in values if value is not None]
    lengths = [0.0 if value is None else max(value, 1e-3) for value in values]
    axis.barh(range(len(values)), lengths, color=[colour for _, _, colour in panel.bars])
    labels = ["" if value is None else f" {value:,.4g}" for value in values]
    axis.bar_label(axis.containers[0], labels, fontsize=8)  # type: ignore[arg-type]
    axis.set_yticks(range(len(values)), [name if named else "" for name, _, _ in panel.bars], fontsize=8)
    axis.set_title(panel.title, loc="left", fontsize=9)
    if panel.logarithmic:
        axis.set_xscale("log")
        axis.set_xlim(min(known) / 3, max(known) * 6)
    else:
        axis.set_xlim(0, max(known) * 1.2)
    axis.set_ylim(len(values) - 0.5, -0.5)
    axis.xaxis.set_visible(False)
    axis.spines[["top", "right"]].set_visible(False)
