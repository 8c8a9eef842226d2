"""The figures of results.json as a picture: a panel a unit, a bar a figure, on logarithmic scales."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

_BAR = 0.32


def draw(figures: Sequence[dict[str, Any]], file: Path) -> None:
    """Write the picture of `figures` to `file`, as PNG."""
    units = list(dict.fromkeys(each["unit"] for each in figures))
    panels = [[each for each in figures if each["unit"] == unit] for unit in units]
    heights = [len(panel) + 1.6 for panel in panels]
    figure = Figure(figsize=(9, _BAR * sum(heights)), layout="constrained")
    axes = figure.subplots(len(panels), 1, height_ratios=heights, squeeze=False)[:, 0]
    for axis, unit, panel in zip(axes, units, panels, strict=True):
        values = [max(each["value"], 1e-3) for each in panel]
        axis.barh([each["metric"] for each in panel], values, color="#5865f2")
        axis.bar_label(axis.containers[0], [f" {each['value']:g}" for each in panel], fontsize=8)
        axis.set_xscale("log")
        axis.set_xlim(min(values) / 3, max(values) * 6)
        axis.set_title(unit, loc="left", fontsize=9)
        axis.tick_params(labelsize=8)
        axis.xaxis.set_visible(False)  # each bar has its value
        axis.invert_yaxis()
        axis.spines[["top", "right"]].set_visible(False)
    figure.savefig(file, dpi=110)
