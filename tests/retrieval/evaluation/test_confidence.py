"""Figures of the confidence, and the intervals of all figures."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.evaluation.calibration import (
    answered_at,
    auroc,
    auroc_of,
    brier_of,
    ece_by_chance,
    ece_of,
    equal_mass,
    equal_width,
    threshold_at,
)
from retrieval.evaluation.figures import share, wilson
from retrieval.evaluation.resampling import Statistic, estimate, mean_of, median_of

SCORE = st.floats(0, 1) | st.sampled_from([0.0, 0.25, 0.5, 1.0])
# Confidence, whether answerable, and how often it is drawn.
DRAWN = st.lists(st.tuples(SCORE, st.booleans(), st.integers(0, 3)), min_size=1, max_size=30)


def _one(statistic: Statistic, weights: list[int] | None = None, n: int = 0) -> float:
    return float(statistic(np.array([weights or [1] * n], float))[0])


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_wilson_gives_the_published_intervals(hits: int, n: int, low: float, high: float) -> None:
    """Those of Newcombe (1998, table I) for 81 of 263, and of tables for 10."""
    assert wilson(hits, n) == pytest.approx((low, high), abs=6e-5)


@given(st.lists(st.booleans() | st.floats(0, 1), min_size=1, max_size=200))
def test_a_share_lies_in_its_interval(hits: list[float]) -> None:
    """Whatever was hit, all or in part, 0 <= low <= share <= high <= 1."""
    figure = share(hits)
    assert figure is not None
    assert figure.low is not None
    assert figure.high is not None
    assert 0 <= figure.low <= figure.value <= figure.high <= 1


@given(DRAWN)
def test_weights_count_as_if_items_stood_there_so_often(drawn: list[tuple[float, bool, int]]) -> None:
    """An item of weight 2 is two items and one of weight 0 is none: for every statistic, as computed the plain way."""
    scores, yes, weights = (list(each) for each in zip(*drawn, strict=True))
    often = [(score, flag) for score, flag, weight in drawn for _ in range(weight)]
    if not often:
        return
    positives, negatives = [s for s, flag in often if flag], [s for s, flag in often if not flag]
    assert _one(median_of(scores), weights) == pytest.approx(np.median([s for s, _ in often]))
    assert _one(mean_of(scores), weights) == pytest.approx(np.mean([s for s, _ in often]))
    assert _one(brier_of(scores, yes), weights) == pytest.approx(np.mean([(s - flag) ** 2 for s, flag in often]))
    assert _one(auroc_of(scores, yes), weights) == pytest.approx(auroc(positives, negatives), nan_ok=True)
    for others in (0.03, 0.5):
        best = _answered(positives, negatives, others)
        assert _one(answered_at(scores, yes, others), weights) == pytest.approx(best, nan_ok=True)


def _answered(positives: list[float], negatives: list[float], others: float) -> float:
    """The best share of positives over all thresholds which let through few enough negatives."""
    if not positives or not negatives:
        return math.nan
    thresholds = [t for t in [*positives, *negatives, 2] if np.mean(np.array(negatives) >= t) <= others]
    return max(float(np.mean(np.array(positives) >= t)) for t in thresholds)


def test_threshold_lets_through_as_many_as_it_may() -> None:
    """Of 100 others 3 may pass: the threshold is the lowest confidence above the fourth highest of theirs."""
    others = [at / 100 for at in range(100)]
    confidence, answerable = [*others, 0.95, 0.965, 0.999], [False] * 100 + [True] * 3
    assert threshold_at(confidence, answerable, 0.03) == 0.965
    assert _one(answered_at(confidence, answerable, 0.03), n=103) == pytest.approx(2 / 3)
    assert threshold_at([0.5, 1.0], [True, False], 0.03) != threshold_at([0.5, 1.0], [True, False], 1.0) == 0.5


def test_no_threshold_keeps_out_what_is_surest() -> None:
    """Where the highest confidence of all is another's, no threshold that is a confidence will do, and none is answered."""
    assert math.isnan(threshold_at([0.5, 1.0], [True, False], 0.03))
    assert _one(answered_at([0.5, 1.0], [True, False], 0.03), n=2) == 0


def test_bins_of_equal_width_are_closed_above() -> None:
    """The m-th of fifteen is ((m-1)/15, m/15], as in Guo et al.; 0 falls in the first."""
    assert equal_width([0, 1 / 15, 1 / 15 + 1e-9, 0.5, 14 / 15, 1]).tolist() == [0, 0, 1, 7, 13, 14]


def test_bins_of_equal_mass_hold_as_many_and_keep_ties_together() -> None:
    """Thirty different confidences fall in fifteen bins two by two; equal ones are never parted."""
    assert np.bincount(equal_mass(np.linspace(0.9, 1, 30))).tolist() == [2] * 15
    assert equal_mass([0.5] * 10 + [0.9] * 5).tolist() == [0] * 10 + [10] * 5


def test_calibration_error_of_a_hand_made_case() -> None:
    """Two bins: three at .9 of which two are answerable, one at .1 that is not: (3·|.9-2/3| + 1·.1) / 4."""
    confidence, answerable = [0.9, 0.9, 0.9, 0.1], [True, True, False, False]
    error = ece_of(confidence, answerable, equal_width(confidence))
    assert _one(error, n=4) == pytest.approx((3 * (0.9 - 2 / 3) + 0.1) / 4)
    # Half of the weight each: at .9 stand 1/2 answerable and 1/4 not, at .1 1/4 not.
    balanced = ece_of(confidence, answerable, equal_width(confidence), balanced=True)
    assert _one(balanced, n=4) == pytest.approx(abs(0.75 * 0.9 - 0.5) + 0.25 * 0.1)
    assert math.isnan(_one(balanced, [1, 1, 0, 0]))


def test_error_by_chance_is_that_of_a_confidence_without_fault() -> None:
    """Where each confidence is 0 or 1 there is none; 1,000 at .5 in one bin are off by .0126 on average (√(2/π)·.5/√1000)."""
    assert ece_by_chance([0.0, 1.0], equal_width([0.0, 1.0])).value == 0
    figure = ece_by_chance([0.5] * 1000, equal_width([0.5] * 1000))
    assert figure.value == pytest.approx(0.0126, rel=0.1)
    assert figure.low is not None
    assert figure.high is not None
    assert 0 <= figure.low < figure.value < figure.high


def test_documents_are_drawn_with_all_of_their_items() -> None:
    """Two documents of a hundred equal items each are drawn as 0, 1 or 2: the interval is all of [0, 1]; as 200 items it is narrow."""
    values = [0.0] * 100 + [1.0] * 100
    clustered = estimate(mean_of(values), ["a"] * 100 + ["b"] * 100)
    alone = estimate(mean_of(values), range(200))
    assert clustered is not None
    assert (clustered.value, clustered.n, clustered.low, clustered.high) == (0.5, 200, 0.0, 1.0)
    assert alone is not None
    assert alone.low == pytest.approx(0.5 - 1.96 * 0.5 / math.sqrt(200), abs=0.01)
    assert alone.high == pytest.approx(0.5 + 1.96 * 0.5 / math.sqrt(200), abs=0.01)
    assert estimate(mean_of(values), ["a"] * 200) == alone  # of a single document its items are drawn


def test_few_documents_do_not_make_an_interval_narrow() -> None:
    """Two documents that are alike say nothing of others: the interval is no narrower than that of their items."""
    values = [0.0, 1.0] * 50
    alike = estimate(mean_of(values), ["a"] * 50 + ["b"] * 50)
    assert alike == estimate(mean_of(values), range(100))


def test_intervals_are_the_same_each_time() -> None:
    """Draws are seeded: the same questions have the same figures."""
    values = np.random.default_rng(1).random(50).tolist()
    assert estimate(median_of(values), range(50)) == estimate(median_of(values), range(50))


def test_many_items_are_drawn_in_parts() -> None:
    """More weights than are held at once still make 1,000 resamples, and a sane interval."""
    figure = estimate(mean_of([0.0, 1.0] * 5000), range(10_000))
    assert figure is not None
    assert figure.low is not None
    assert figure.high is not None
    assert figure.high - figure.low == pytest.approx(2 * 1.96 * 0.5 / 100, rel=0.15)


def test_a_figure_lies_in_its_centred_interval() -> None:
    """Drawing raises the calibration error of a confidence that is nearly right; its interval is moved back to hold it."""
    random = np.random.default_rng(2)
    confidence = random.random(150)
    answerable = random.random(150) < confidence
    error = ece_of(confidence, answerable, equal_width(confidence))
    raised, centred = estimate(error, range(150)), estimate(error, range(150), centred=True)
    assert raised is not None
    assert raised.low is not None
    assert centred is not None
    assert centred.low is not None
    assert centred.high is not None
    assert raised.low > centred.low
    assert centred.low < centred.value < centred.high


def test_nothing_has_no_figure() -> None:
    """Of no items, and of no pair of answerable and other, there is none."""
    assert share([]) is None
    assert estimate(mean_of([]), []) is None
    assert estimate(auroc_of([0.5], [True]), ["a"]) is None
