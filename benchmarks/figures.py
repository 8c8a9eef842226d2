"""A figure as results.json holds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# The system of what is measured of Footnote alone.
OWN = "footnote"


def figure(metric: str, value: float, unit: str, n: int, system: str = OWN) -> dict[str, Any]:
    """One figure over `n` measurements."""
    return {"system": system, "metric": metric, "value": round(value, 3), "unit": unit, "n": n}


def show(figures: Sequence[dict[str, Any]]) -> None:
    """A line for each."""
    for each in figures:
        print(f"{each['system']:24}{each['metric']:44}{each['value']:>12} {each['unit']}  n={each['n']}")
