"""Fit the selector's share and the calibrations and write model.json; half an hour or more on two cores.

The ranker stays the one that ships unless it is asked for: what it was fitted to has grown since, and the order hardly changes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from config.sections import SelectorSettings
from config.settings import load_settings
from retrieval.encoders import Encoder, load_encoder
from retrieval.evaluation import auroc
from retrieval.fitting.listwise import fit_listwise, hit_rate
from retrieval.fitting.logistic import fit_logistic
from retrieval.fitting.ranking_sets import RANKING_SETS, ranking_cases
from retrieval.fitting.readings import CaseRead, Remembering, read_cases
from retrieval.fitting.sets import CALIBRATION_SETS, LOOSE, calibration_cases
from retrieval.ranking.confidence import (
    SELECTED,
    SIGNALS,
    STATED,
    load_model,
    probability_of,
    selected_signals,
    signals,
)
from retrieval.ranking.ranking import FEATURES
from retrieval.ranking.selecting import answers_of, bounded
from retrieval.selectors import load_selector

Floats = NDArray[np.float64]

# How much each kind of case counts in proportion, whatever its number: half answerable, a quarter off topic, a quarter not stated.
_WEIGHTS = {
    "answerable": 0.30,
    "answerable_whole": 0.06,
    "answerable_corpus": 0.08,
    "answerable_paragraph": 0.04,
    "answerable_invented": 0.10,
    "dropped": 0.08,
    "same_article": 0.08,
    "adversarial": 0.03,
    "adversarial_whole": 0.02,
    "adversarial_paragraph": 0.04,
    "not_stated_invented": 0.05,
    "off_topic": 0.11,
    "off_topic_whole": 0.04,
    "off_topic_corpus": 0.08,
    "off_topic_invented": 0.05,
}
# News is too little to fit all weights to; but how sure they are is set by it, since it is what people ask about: half
# answerable, a third off topic, the rest not stated.
_NEWS = {"answerable_news": 0.5, "dropped_news": 0.04, "not_stated_news": 0.13, "off_topic_news": 0.33}
# What the selector alone says is fitted to what is not off topic, and more to what invented news leave open, which sounds like
# the article.
_STATED = {kind: share for kind, share in _WEIGHTS.items() if not kind.startswith("off_topic")}
_STATED |= {"not_stated_invented": 0.10}
# The share of answerable cases about news that it may rule out.
_RULED_OUT = 0.015
# The share of off-topic cases about news that may be answered.
_OFF_TOPIC_ANSWERED = 0.03
_RIDGE_RANKER, _RIDGE_MIX, _RIDGE_CALIBRATION, _RIDGE_STATED, _RIDGE_NEWS = 2e-3, 1e-5, 0.3, 3e-2, 1e-4
# With this scores of both are about as far apart as the ranker's alone, so that what is close or far behind is the same with a
# selector and without: logarithms of likelihood, as they are fitted, are further.
_SCALE_MIX = 0.6
# A feature that is seldom there has little spread.
_LEAST_SPREAD = 0.15


def main() -> int:
    """Fit and write; prints what it finds on the sets it fits."""
    parser = argparse.ArgumentParser(prog="python -m retrieval.fitting", description=__doc__)
    parser.add_argument("--sets", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "ranking" / "model.json")
    parser.add_argument("--ranker", action="store_true", help="fit the ranker anew too; as long again")
    options = parser.parse_args()
    encoder = Remembering(load_encoder(load_settings()))
    selector = load_selector(SelectorSettings())
    assert selector is not None
    ships = load_model()
    ranker, ranker_on = ships.ranker, ships.fitted["ranker_on"]
    if options.ranker:
        ranker, questions = _fit_ranker(options.sets, encoder)
        ranker_on = {"sets": list(RANKING_SETS), "questions": questions}
    cases = list(read_cases(calibration_cases(options.sets), encoder, ranker, selector))
    mix = _fit_mix(cases)
    shown = np.array([signals(case.ranked, case.asked) for case in cases])
    read = np.array([selected_signals(case.combined(selector, mix)) for case in cases])
    plain, off_topic = _calibrated(cases, shown, SIGNALS, "without a selector")
    selected, _ = _calibrated(cases, np.concatenate([shown, read], 1), SIGNALS + SELECTED, "with the selector")
    model = {
        "ranker": _named(FEATURES, ranker),
        "plain": plain,
        "off_topic": round(off_topic, 4),
        "selector": selector.digest,
        "mix": {"answers": round(mix[0], 5), "ranker": round(mix[1], 5)},
        "selected": selected,
        "stated": _stated(cases, read[:, : len(STATED)]),
        "fitted": {
            "encoder": encoder.digest,
            "ranker_on": ranker_on,
            "calibration_on": {
                "sets": list(CALIBRATION_SETS),
                "cases": {kind: sum(case.kind == kind for case in cases) for kind in (*_WEIGHTS, *_NEWS)},
                "weights": _WEIGHTS,
                "scaled_to": _NEWS,
            },
            "off_topic_answered": _OFF_TOPIC_ANSWERED,
            "ruled_out": _RULED_OUT,
        },
    }
    options.out.write_text(json.dumps(model, indent=1) + "\n", "utf-8")
    return 0


def _fit_ranker(sets: Path, encoder: Encoder) -> tuple[Floats, int]:
    """The ranker's weights, and how many questions they are fitted to."""
    flat = np.zeros(len(FEATURES))
    flat[:4] = 1.0
    found = read_cases(ranking_cases(sets, encoder), encoder, flat)
    lists = [(each.ranked.features, each.hits) for each in found if each.hits.any()]
    ranker = fit_listwise(lists, _RIDGE_RANKER, _LEAST_SPREAD)
    _say(f"ranker: first {hit_rate(lists, ranker, 1):.3f}, of three {hit_rate(lists, ranker, 3):.3f} (n={len(lists)})")
    return ranker, len(lists)


def _fit_mix(cases: Sequence[CaseRead]) -> tuple[float, float]:
    """How much the selector's log odds and the ranker's score count, on cases that neither has seen."""
    lists = [
        (np.stack([bounded(answers_of(case.ranked, case.stretches, case.readings)), case.ranked.score], 1), case.hits)
        for case in cases
        if case.kind in ("answerable", "answerable_whole", "answerable_news", LOOSE) and case.hits.any()
    ]
    answers, ranker = (_SCALE_MIX * fit_listwise(lists, _RIDGE_MIX)).tolist()
    for name, weights in (("ranker", (0.0, 1.0)), ("selector", (1.0, 0.0)), ("both", (answers, ranker))):
        first, three = (hit_rate(lists, np.array(weights), top) for top in (1, 3))
        _say(f"{name}: first {first:.3f}, of three {three:.3f} (n={len(lists)})")
    return answers, ranker


def _calibrated(
    cases: Sequence[CaseRead], table: Floats, names: Sequence[str], title: str
) -> tuple[dict[str, Any], float]:
    """A calibration as model.json has it, and the confidence that nine in ten off-topic cases stay below."""
    kinds = np.array([case.kind for case in cases])
    right = np.char.startswith(kinds, "answerable")
    weights, bias = _fit(table, right, kinds, _WEIGHTS, _RIDGE_CALIBRATION)
    odds = table @ weights + bias
    (scale,), shift = _fit(odds[:, None], right, kinds, _NEWS, _RIDGE_NEWS)
    weights, bias = scale * weights, scale * bias + shift
    confidences = 1 / (1 + np.exp(-(scale * odds + shift)))
    off_topic = confidences[kinds == "off_topic_news"]
    threshold = float(np.quantile(off_topic, 1 - _OFF_TOPIC_ANSWERED))
    _say(f"{title}; on news the log odds count {scale:.2f} times and {shift:.2f} more")
    for kind in (*_WEIGHTS, *_NEWS):
        mine = confidences[kinds == kind]
        line = (
            f"{kind}: {len(mine)} cases, mean confidence {mine.mean():.3f}, answered {np.mean(mine >= threshold):.3f}"
        )
        if not kind.startswith("answerable"):
            news = np.char.endswith(kinds, "_news") == kind.endswith("_news")
            line += f", AUROC against answerable {auroc(confidences[right & news], mine):.3f}"
        _say(line)
    value = {"weights": _named(names, weights), "bias": round(bias, 5), "threshold": round(threshold, 4)}
    return value, float(np.quantile(off_topic, 0.9))


def _stated(cases: Sequence[CaseRead], table: Floats) -> dict[str, Any]:
    """The calibration of what the selector alone says, as model.json has it."""
    kinds = np.array([case.kind for case in cases])
    weights, bias = _fit(table, np.char.startswith(kinds, "answerable"), kinds, _STATED, _RIDGE_STATED)
    odds = table @ weights + bias
    least = float(np.quantile(odds[kinds == "answerable_news"], _RULED_OUT))
    for kind in (*_STATED, *_NEWS):
        _say(f"{kind}: by the selector alone {np.mean(odds[kinds == kind] < least):.3f} are ruled out")
    return {"weights": _named(STATED, weights), "bias": round(bias, 5), "threshold": round(probability_of(least), 4)}


def _fit(
    table: Floats, right: NDArray[np.bool_], kinds: NDArray[np.str_], shares: dict[str, float], ridge: float
) -> tuple[Floats, float]:
    """Of the cases whose kinds have a share."""
    of = np.isin(kinds, list(shares))
    weight = np.array([shares[kind] / (kinds == kind).sum() for kind in kinds[of].tolist()])
    return fit_logistic(table[of], right[of], weight / weight.sum(), ridge)


def _named(names: Sequence[str], weights: Floats) -> dict[str, float]:
    return {name: round(float(weight), 5) for name, weight in zip(names, weights, strict=True)}


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
