"""A figure, and how precision and recall make one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the number of gold items (questions, citations, mentions) that it is over."""

    value: float
    n: int


def f1(hits: int, gold: int, predicted: int) -> Figure:
    """The harmonic mean of precision and recall where each hit counts for both; 0 where there is nothing."""
    return Figure(2 * hits / (gold + predicted) if gold + predicted else 0.0, gold)


def f1_of(precision: float, recall: float, n: int) -> Figure:
    """The harmonic mean of `precision` and `recall`."""
    return Figure(2 * precision * recall / (precision + recall) if precision + recall else 0.0, n)
