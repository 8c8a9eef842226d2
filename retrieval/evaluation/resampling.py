"""How far a figure would differ on other documents of the kind: the bootstrap (Efron 1979), by document.

A statistic takes weights of its items, a row for each resample, and gives a number for each row; so all resamples are
computed together, and the figure itself is the statistic where every item weighs 1.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.evaluation.figures import Figure

Numbers = NDArray[np.float64]
Statistic = Callable[[Numbers], Numbers]

RESAMPLES = 1000
_SEED = 20150711
# Weights held at once, 32 MB of them.
_AT_ONCE = 1 << 22


def estimate(statistic: Statistic, documents: Sequence[Hashable], *, centred: bool = False) -> Figure | None:
    """`statistic` over items of `documents` (one for each item) with the 2.5th and 97.5th percentile of 1,000 resamples.

    Documents are drawn with replacement, with all of their items, since those of one are alike. A few documents say too little
    of how documents differ, so items are drawn by themselves, too, and the interval spans both. Resamples for which the
    statistic is nan do not count, and where it is nan itself there is no figure. `centred` is for statistics from 0 that
    drawing raises: the interval is moved by what the resamples are off on average, so that it says how the figure scatters.
    """
    if not documents:
        return None
    value = float(statistic(np.ones((1, len(documents))))[0])
    if np.isnan(value):
        return None
    rows = {document: row for row, document in enumerate(dict.fromkeys(documents))}
    clusters = [np.arange(len(documents))]
    if 1 < len(rows) < len(documents):
        clusters.append(np.array([rows[document] for document in documents]))
    ends = []
    for each in clusters:
        drawn = np.concatenate([statistic(weights) for weights in _draws(each)])
        off = float(np.nanmean(drawn)) - value if centred else 0.0
        ends += list(np.nanpercentile(drawn, (2.5, 97.5)) - off)
    low = float(min(ends))
    return Figure(value, len(documents), max(0.0, low) if centred else low, float(max(ends)))


def _draws(clusters: NDArray[np.intp]) -> Iterator[Numbers]:
    """How often each item is drawn with its cluster: RESAMPLES rows in all."""
    count = int(clusters.max()) + 1
    random = np.random.default_rng(_SEED)
    at_once = max(1, min(RESAMPLES, _AT_ONCE // len(clusters)))
    for first in range(0, RESAMPLES, at_once):
        size = min(at_once, RESAMPLES - first)
        yield random.multinomial(count, np.full(count, 1 / count), size)[:, clusters].astype(np.float64)


def mean_of(values: Sequence[float]) -> Statistic:
    """The mean."""
    given = np.asarray(values, float)
    return lambda weights: ratio(weights @ given, weights.sum(1))


def median_of(values: Sequence[float]) -> Statistic:
    """The median: the mean of the two in the middle where the number is even."""
    order = np.argsort(values, kind="stable")
    given = np.asarray(values, float)[order]

    def median(weights: Numbers) -> Numbers:
        upto = np.cumsum(weights[:, order], axis=1)
        total = upto[:, -1:]
        middle = [(upto <= place).sum(1) for place in ((total - 1) // 2, total // 2)]
        found: Numbers = (given[middle[0]] + given[middle[1]]) / 2
        return found

    return median


def ratio(part: Numbers, whole: Numbers) -> Numbers:
    """`part / whole`, nan where the whole is nothing."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
