"""Weights that make what is right the likeliest of its list."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]


def fit_listwise(lists: Sequence[tuple[Floats, NDArray[np.bool_]]], ridge: float, floor: float = 0.0) -> Floats:
    """Weights of the columns of each list's table (candidates, features), of which the rows marked are right.

    The loss is the listwise softmax (ListNet's top-one likelihood) with a `ridge` on the weights of columns scaled to a spread of
    1; a column counts as having a spread of `floor` at least: one that is seldom there has little, and its weight would grow
    without the data to bear it. The weight of a column that never varies is zero.
    """
    features = np.concatenate([table for table, _ in lists])
    spread = features.std(0)
    scale = np.where(spread > 0, np.maximum(spread, floor), 1.0)
    features = features / scale
    hits = np.concatenate([right for _, right in lists])
    starts = np.cumsum([0, *(len(right) for _, right in lists)])[:-1]
    sizes = np.diff([*starts, len(hits)])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = features @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        powers = np.exp(scores)
        sums = np.add.reduceat(powers, starts)
        right = np.maximum(np.add.reduceat(powers * hits, starts), 1e-300)
        slope = powers / np.repeat(sums, sizes) - powers * hits / np.repeat(right, sizes)
        value = float(np.log(sums).sum() - np.log(right).sum()) / len(starts)
        return (
            value + ridge * float(weights @ weights),
            features.T @ slope / len(starts) + 2 * ridge * weights,
        )

    fitted = minimize(loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B")
    return np.where(spread > 0, fitted.x / scale, 0.0)


def hit_rate(lists: Sequence[tuple[Floats, NDArray[np.bool_]]], weights: Floats, top: int) -> float:
    """The share of lists of which one of the `top` best is right."""
    return float(np.mean([right[np.argsort(-(table @ weights), kind="stable")[:top]].any() for table, right in lists]))
