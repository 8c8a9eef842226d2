"""A figure, and how counts, precision and recall make one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

# Of the normal distribution, for 95 %.
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, the number of gold items (questions, citations, mentions) that it is over, and its 95 % interval.

    `low` and `high` are None where no interval is computed.
    """

    value: float
    n: int
    low: float | None = None
    high: float | None = None


def share(hits: Sequence[float]) -> Figure | None:
    """The share of hits with Wilson's interval, None of nothing.

    What is hit in part (0 to 1) counts in part: then the interval is wider than it need be, never narrower.
    """
    return Figure(sum(hits) / len(hits), len(hits), *wilson(sum(hits), len(hits))) if hits else None


def wilson(hits: float, n: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927), for `n` > 0 items that are taken to be independent."""
    part = hits / n
    middle = part + _Z**2 / (2 * n)
    half = _Z * sqrt(part * (1 - part) / n + _Z**2 / (4 * n**2))
    scale = 1 + _Z**2 / n
    # At the ends, where the interval ends too, rounding would leave a hair.
    return min(part, max(0.0, (middle - half) / scale)), max(part, min(1.0, (middle + half) / scale))


def f1(hits: int, gold: int, predicted: int) -> Figure:
    """The harmonic mean of precision and recall where each hit counts for both; 0 where there is nothing."""
    return Figure(2 * hits / (gold + predicted) if gold + predicted else 0.0, gold)


def f1_of(precision: float, recall: float, n: int) -> Figure:
    """The harmonic mean of `precision` and `recall`."""
    return Figure(2 * precision * recall / (precision + recall) if precision + recall else 0.0, n)
