"""A logistic model whose cases weigh differently."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]


def fit_logistic(table: Floats, right: NDArray[np.bool_], weight: Floats, ridge: float) -> tuple[Floats, float]:
    """Weights of the columns of `table` (cases, signals) and a bias: the odds that a case is `right`; `weight` sums to 1."""
    middle, spread = table.mean(0), table.std(0) + 1e-9
    scaled = (table - middle) / spread
    wanted = right.astype(float)

    def loss(weights: Floats) -> tuple[float, Floats]:
        at = scaled @ weights[:-1] + weights[-1]
        value = float(weight @ (np.logaddexp(0, at) - wanted * at)) + ridge * float(weights[:-1] @ weights[:-1])
        slope = weight * (1 / (1 + np.exp(-at)) - wanted)
        return value, np.append(scaled.T @ slope + 2 * ridge * weights[:-1], slope.sum())

    fitted = minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = fitted[:-1] / spread
    return weights, float(fitted[-1] - weights @ middle)
