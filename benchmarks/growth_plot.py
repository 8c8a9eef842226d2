"""The figures of growth.json as a picture: what grows with the rows, on logarithmic scales."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

_PANELS = {
    "ms": ("search p50", "search p95", "exact search p50"),
    "s": ("build",),
    "MB": ("files", "memory of building", "memory of serving"),
}


def draw(figures: Sequence[dict[str, Any]], file: Path) -> None:
    """Write the picture of `figures` to `file`, as PNG."""
    figure = Figure(figsize=(12, 4), layout="constrained")
    for axis, (unit, wanted) in zip(figure.subplots(1, len(_PANELS)), _PANELS.items(), strict=True):
        for metric in dict.fromkeys(each["metric"] for each in figures):
            if metric.split(": ")[1] in wanted:
                line = [each for each in figures if each["metric"] == metric]
                axis.plot([each["n"] for each in line], [max(each["value"], 1e-2) for each in line], "o-", label=metric)
        axis.set(xscale="log", yscale="log", xlabel="rows")
        axis.set_title(unit, loc="left", fontsize=9)
        axis.tick_params(labelsize=8)
        axis.legend(fontsize=7)
        axis.grid(alpha=0.3)
        axis.spines[["top", "right"]].set_visible(False)
    figure.savefig(file, dpi=110)
