"""A figure as results.json holds it."""

from __future__ import annotations

from typing import Any


def figure(metric: str, value: float, unit: str, n: int) -> dict[str, Any]:
    """One figure over `n` measurements."""
    return {"system": "footnote", "metric": metric, "value": round(value, 3), "unit": unit, "n": n}


def show(figures: list[dict[str, Any]]) -> None:
    """A line for each."""
    for each in figures:
        print(f"{each['metric']:40} {each['value']:>12} {each['unit']}  n={each['n']}")
