"""How well the confidence tells answerable questions from others, and how far it is the probability that it says it is.

All of these are statistics of `resampling.py`: made from the confidences of questions and whether each is answerable.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from retrieval.evaluation.figures import Figure
from retrieval.evaluation.resampling import RESAMPLES, Numbers, Statistic, ratio

BINS = 15
_SEED = 20170806


def auroc(positives: ArrayLike, negatives: ArrayLike) -> float:
    """The probability that a positive scores above a negative, ties counting half; nan where either is empty."""
    high, low = np.asarray(positives, float), np.asarray(negatives, float)
    if len(high) == 0 or len(low) == 0:
        return float("nan")
    is_high = np.arange(len(high) + len(low)) < len(high)
    return float(auroc_of(np.concatenate([high, low]), is_high)(np.ones((1, len(is_high))))[0])


def auroc_of(confidence: ArrayLike, answerable: ArrayLike) -> Statistic:
    """The AUROC, as `auroc` says it."""
    given, yes = np.asarray(confidence, float), np.asarray(answerable, bool)
    order, starts = _ties(given)

    def area(weights: Numbers) -> Numbers:
        positive, negative = _by_value(weights, yes, order, starts)
        below = np.cumsum(negative, axis=1) - negative
        pairs = positive.sum(1) * negative.sum(1)
        return ratio((positive * (below + negative / 2)).sum(1), pairs)

    return area


def answered_at(confidence: ArrayLike, answerable: ArrayLike, others: float) -> Statistic:
    """The share of the answerable that is answered at the lowest threshold which lets no more than `others` of the rest through."""
    given, yes = np.asarray(confidence, float), np.asarray(answerable, bool)
    order, starts = _ties(given)

    def answered(weights: Numbers) -> Numbers:
        positive, negative = (each[:, ::-1].cumsum(1) for each in _by_value(weights, yes, order, starts))
        # A hair for what cannot be written in binary: 3 of 100 are 3 %.
        allowed = negative <= others * negative[:, -1:] + 1e-9
        none = (positive[:, -1] == 0) | (negative[:, -1] == 0)
        return ratio(np.where(allowed, positive, 0.0).max(1), np.where(none, 0.0, positive[:, -1]))

    return answered


def threshold_at(confidence: ArrayLike, answerable: ArrayLike, others: float) -> float:
    """That lowest threshold, of the confidences that there are; nan where even the highest lets too many through."""
    given, yes = np.asarray(confidence, float), np.asarray(answerable, bool)
    refused = np.sort(given[~yes])[::-1]
    allowed = int(others * len(refused) + 1e-9)
    above = given[given > refused[allowed]] if allowed < len(refused) else given
    return float(above.min()) if len(above) else float("nan")


def brier_of(confidence: ArrayLike, answerable: ArrayLike) -> Statistic:
    """The mean square of how far the confidence is from what is the case (Brier 1950)."""
    off = (np.asarray(confidence, float) - np.asarray(answerable, float)) ** 2
    return lambda weights: ratio(weights @ off, weights.sum(1))


def ece_of(
    confidence: ArrayLike, answerable: ArrayLike, bins: NDArray[np.intp], *, balanced: bool = False
) -> Statistic:
    """The expected calibration error (Naeini et al. 2015; Guo et al. 2017), over the bin of each question.

    That is how far the mean confidence of a bin is from the share of it that is answerable, the mean of it over all
    questions. `balanced` gives the answerable and the others half of the weight each.
    """
    given, yes = np.asarray(confidence, float), np.asarray(answerable, float)
    inside = np.eye(BINS)[bins]

    def error(weights: Numbers) -> Numbers:
        if balanced:
            positive, negative = weights @ yes, weights @ (1 - yes)
            both = np.where((positive > 0) & (negative > 0), 1.0, np.nan)
            with np.errstate(divide="ignore", invalid="ignore"):
                weights = weights * np.where(yes > 0, (both / positive)[:, None], (both / negative)[:, None])
        return ratio(np.abs(weights @ (inside * (given - yes)[:, None])).sum(1), weights.sum(1))

    return error


def ece_by_chance(confidence: ArrayLike, bins: NDArray[np.intp]) -> Figure:
    """The error that these confidences would show, on average and in 95 % of draws, if each were exactly right.

    With few questions it is far from 0 (Bröcker & Smith 2007): what lies in its interval is no sign of a fault.
    """
    given = np.asarray(confidence, float)
    inside = np.eye(BINS)[bins]
    random = np.random.default_rng(_SEED)
    errors = np.array(
        [np.abs((given - (random.random(len(given)) < given)) @ inside).sum() / len(given) for _ in range(RESAMPLES)]
    )
    low, high = np.percentile(errors, (2.5, 97.5))
    return Figure(float(errors.mean()), len(given), float(low), float(high))


def equal_width(confidence: ArrayLike, count: int = BINS) -> NDArray[np.intp]:
    """The bin of each confidence where the m-th of `count` is ((m-1)/count, m/count]; 0 falls in the first."""
    return np.searchsorted(np.linspace(0, 1, count + 1)[1:-1], np.asarray(confidence, float), "left")


def equal_mass(confidence: ArrayLike) -> NDArray[np.intp]:
    """The bin of each confidence where all hold as many, as far as equal confidences, which stay together, allow."""
    given = np.asarray(confidence, float)
    return np.searchsorted(np.sort(given), given, "left") * BINS // max(1, len(given))


def _ties(confidence: Numbers) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The order by confidence, and where in it each new one begins."""
    order = np.argsort(confidence, kind="stable")
    return order, np.flatnonzero(np.diff(confidence[order], prepend=np.nan) != 0)


def _by_value(
    weights: Numbers, answerable: NDArray[np.bool_], order: NDArray[np.intp], starts: NDArray[np.intp]
) -> Sequence[Numbers]:
    """What the answerable and the others weigh at each confidence there is, from the lowest."""
    return [np.add.reduceat((weights * yes)[:, order], starts, axis=1) for yes in (answerable, ~answerable)]
