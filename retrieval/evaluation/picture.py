"""The picture of how far the confidence can be believed: a reliability diagram (DeGroot & Fienberg 1983)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.lines import Line2D
from matplotlib.ticker import MultipleLocator, NullLocator, PercentFormatter, StrMethodFormatter

from retrieval.evaluation.reliability import Line, bins_of

# Okabe & Ito's, which people who see colours differently tell apart; the marks tell them apart in print.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
_MARKS = "osD^vPX"
# Fewer than the calibration error has: a bin of a small set would hold next to nothing.
_BINS = 10
# The share of so few questions says next to nothing.
_FEWEST = 5
_LONGEST_NAME = 40
_GREY = "#6b7280"


def draw(lines: Sequence[Line], file: Path, threshold: float | None = None) -> None:
    """Write the diagram of `lines` to `file` as PNG: shares above, how many questions there are beneath, by confidence."""
    figure = Figure(figsize=(7.6, 8.6 + 0.12 * len(lines)), layout="constrained", facecolor="white")
    above, beneath = figure.subplots(2, 1, sharex=True, height_ratios=(4, 1))
    handles = _draw_shares(above, lines)
    _draw_counts(beneath, lines)
    for axis in (above, beneath) if threshold is not None else ():
        marked = axis.axvline(threshold, color=_GREY, linewidth=1.2, linestyle=":")
    names = ["as the confidence says", *(_label(line) for line in lines)]
    if threshold is not None:
        handles.append(marked)
        names.append("threshold of an answer")
    _add_legend(figure, handles, names)
    figure.savefig(file, dpi=130, format="png")


def _draw_shares(axis: Axes, lines: Sequence[Line]) -> list[Line2D]:
    """Draw a line for each, and what it would be without fault; what stands for each in a legend."""
    handles = axis.plot([0, 1], [0, 1], color=_GREY, linewidth=1.2, linestyle=(0, (4, 3)))
    for at, line in enumerate(lines):
        colour = _COLOURS[at % len(_COLOURS)]
        bins = [each for each in bins_of(line, _BINS) if each.n >= _FEWEST]
        x, y = [each.confidence for each in bins], [each.share for each in bins]
        # Side by side where lines meet.
        beside = np.array(x) + 0.005 * (at - (len(lines) - 1) / 2)
        axis.vlines(beside, [each.low for each in bins], [each.high for each in bins], colour, linewidth=2, alpha=0.22)
        handles += axis.plot(x, y, color=colour, marker=_MARKS[at % len(_MARKS)], markersize=6, linewidth=1.7)
    axis.set_ylim(-0.02, 1.02)
    axis.set_ylabel("share that is answerable (95 % interval), both kinds weighing half")
    axis.yaxis.set_major_formatter(PercentFormatter(1))
    _finish(axis)
    return handles


def _draw_counts(axis: Axes, lines: Sequence[Line]) -> None:
    """Bars for how many questions of each line a bin holds."""
    axis.set_yscale("log")
    width, most = 0.86 / _BINS / max(1, len(lines)), 10
    for at, line in enumerate(lines):
        bins = bins_of(line, _BINS)
        left = [(each.at + 0.07) / _BINS + at * width for each in bins]
        axis.bar(left, [each.n for each in bins], width, align="edge", color=_COLOURS[at % len(_COLOURS)])
        most = max([most, *(each.n for each in bins)])
    # A single question is a bar, too.
    axis.set_ylim(0.5, most * 1.6)
    axis.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axis.yaxis.set_minor_locator(NullLocator())
    axis.set_ylabel("questions")
    axis.set_xlabel(f"confidence, in {_BINS} bins; no mark where a bin has fewer than {_FEWEST} questions")
    axis.set_xlim(-0.01, 1.01)
    axis.xaxis.set_major_locator(MultipleLocator(0.1))
    axis.xaxis.set_major_formatter(PercentFormatter(1))
    _finish(axis)


def _add_legend(figure: Figure, handles: Sequence[Line2D], names: Sequence[str]) -> None:
    """The heading and what each line is, above the diagram, where no line can run through it."""
    legend = figure.legend(
        handles,
        ["line"] * len(names),
        loc="outside upper left",
        frameon=False,
        fontsize=9,
        title="Of the questions with a confidence, how many does the article answer?",
        title_fontproperties={"weight": "bold", "size": 12},
        alignment="left",
    )
    for text, name in zip(legend.get_texts(), names, strict=True):
        # Given as a label, a name that begins with _ would be left out.
        text.set_text(name)
        text.set_parse_math(False)


def _label(line: Line) -> str:
    yes, known = sum(line.answerable), get_font(findfont(FontProperties())).get_charmap()
    name = "".join(char if ord(char) in known else "?" for char in line.name[:_LONGEST_NAME])
    return f"{name} ({yes:,} answerable, {len(line.answerable) - yes:,} not; balanced ECE {line.ece:.3f})"


def _finish(axis: Axes) -> None:
    axis.grid(color="#e5e7eb", linewidth=0.8)
    axis.set_axisbelow(True)
    axis.tick_params(length=0, labelsize=9)
    axis.spines[["top", "right"]].set_visible(False)
    axis.spines[["left", "bottom"]].set_color("#9ca3af")
