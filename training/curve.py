"""How a training went, as a picture: `python -m training.curve OUT FILE.png`, OUT being the folder of its progress.jsonl."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import StrMethodFormatter

# What is drawn, and what it is called: parts of the loss on the left, what validation found on the right.
_LOSSES = {
    "list": "loss: which sentence answers",
    "binary": "loss: whether a sentence answers",
    "span": "loss: which words answer",
}
_VALID = {"first": "the first sentence answers", "auroc": "AUROC, answerable or not"}
# Okabe & Ito's, which people who see colours differently tell apart.
_COLOURS = {"list": "#0072b2", "binary": "#009e73", "span": "#e69f00", "first": "#d55e00", "auroc": "#000000"}
_MARKS = {"first": "o", "auroc": "s"}
# Of a step's loss nearly all is which questions it drew: a mean over a fortieth of the steps, five at the least.
_SMOOTHED, _FEWEST = 40, 5


def read_progress(file: Path) -> list[Mapping[str, Any]]:
    """The lines of `file` by their steps, of a step that was taken twice the later.

    A line that was cut off, as by the end of the process that wrote it, is left out. Raises ValueError where no line is left.
    """
    steps: dict[int, Mapping[str, Any]] = {}
    for line in file.read_bytes().splitlines():
        try:
            found = json.loads(line)
            numbers = {name: float(found[name]) for name in _LOSSES}
            valid = {name: float(found["valid"][name]) for name in _VALID} if "valid" in found else None
            steps[int(found["step"])] = {"step": int(found["step"]), "of": int(found["of"]), "valid": valid} | numbers
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
    if not steps:
        raise ValueError(f"{file} holds no step of a training yet")
    return [steps[step] for step in sorted(steps)]


def smoothed(values: Sequence[float], width: int) -> np.ndarray:
    """The mean of each of `values` with its neighbours, `width` in all, fewer at the ends: float64 of the same length."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    at = np.arange(len(values))
    begins, ends = np.maximum(0, at - width // 2), np.minimum(len(values), at + (width + 1) // 2)
    found: np.ndarray = (sums[ends] - sums[begins]) / (ends - begins)
    return found


def draw(progress: Sequence[Mapping[str, Any]], file: Path) -> None:
    """Write the picture of `progress`, which holds a step at least, to `file` as PNG."""
    figure = Figure(figsize=(9, 5.4), layout="constrained", facecolor="white")
    FigureCanvasAgg(figure)
    left = figure.subplots()
    handles = _draw_losses(left, progress)
    validated = [each for each in progress if each["valid"]]
    if validated:
        handles += _draw_validation(left.twinx(), validated)
    figure.legend(handles=handles, loc="outside lower center", ncols=2, frameon=False, fontsize=9)
    figure.savefig(file, dpi=130, format="png")


def _draw_losses(axis: Axes, progress: Sequence[Mapping[str, Any]]) -> list[Line2D]:
    steps = [each["step"] for each in progress]
    width = max(_FEWEST, len(progress) // _SMOOTHED)
    handles: list[Line2D] = []
    for name, label in _LOSSES.items():
        values = [each[name] for each in progress]
        axis.plot(steps, values, color=_COLOURS[name], linewidth=0.6, alpha=0.25)
        handles += axis.plot(steps, smoothed(values, width), color=_COLOURS[name], linewidth=1.8, label=label)
    axis.set_ylim(bottom=0)
    axis.set_ylabel(f"loss (each step, and the mean of {width})")
    axis.set_xlabel(f"step, of {progress[-1]['of']:,}")
    axis.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axis.spines["top"].set_visible(False)
    return handles


def _draw_validation(axis: Axes, validated: Sequence[Mapping[str, Any]]) -> list[Line2D]:
    steps = [each["step"] for each in validated]
    handles: list[Line2D] = []
    for name, label in _VALID.items():
        values = [each["valid"][name] for each in validated]
        (line,) = axis.plot(steps, values, color=_COLOURS[name], marker=_MARKS[name], linestyle="--", linewidth=1.2)
        line.set_label(f"{label}: {values[-1]:.3f}")
        handles.append(line)
    axis.set_ylim(0, 1)
    axis.set_ylabel("on the questions kept aside")
    axis.spines["top"].set_visible(False)
    return handles


def main(arguments: list[str] | None = None) -> int:
    """Draw; 1 and a sentence where there is nothing to draw."""
    parser = argparse.ArgumentParser(prog="python -m training.curve", description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT", help="folder of the training")
    parser.add_argument("file", type=Path, metavar="FILE.png")
    options = parser.parse_args(arguments)
    try:
        draw(read_progress(options.out / "progress.jsonl"), options.file)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"no picture: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
