"""How sure it is that the articles answer: one calibrated probability, whatever the outcome.

A logistic model over what the ranking shows of the whole question (SIGNALS), fitted by `python -m retrieval.fitting` and
kept with its threshold in model.json.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.evidence import Asked
from retrieval.ranking import FEATURES, MATCHES, Ranked

Floats = NDArray[np.float64]

SIGNALS = (
    "score",  # the ranker's, of the best sentence
    "lead",  # over the second best
    "cosine",  # of the best sentence
    "greatest_cosine",  # of any candidate sentence
    "passage_cosine",  # greatest of any passage
    "bm25",  # of the best sentence
    "passage_bm25",  # greatest of any passage
    "coverage",  # of the question's terms by the best sentence with its neighbours
    "pairs",  # of the best sentence
    "known",  # share of the question's terms that stand anywhere in the best sentence's article
    "missing_names",  # share of its names and numbers that do not
    "no_number",  # asks for a number, and the best sentence offers none
    "no_time",
    "no_person",
    "no_place",
    "no_cause",
    "terms",  # how many terms the question has, as a square root
    "size",  # how many sentences were searched, as a logarithm: among more, more come near by chance
)
# What would do for each kind of question.
_WANTED = {
    "number": ("number",),
    "time": ("year", "month", "relative_time"),
    "person": ("names",),
    "place": ("place", "names"),
    "cause": ("cause",),
}
_MATCH = {name: at for at, name in enumerate(MATCHES)}


@dataclass(frozen=True, slots=True)
class Model:
    """The fitted weights: `ranker` follows FEATURES, `calibration` follows SIGNALS.

    `threshold` is the least confidence of an answer; below `off_topic` a question is about something else.
    """

    ranker: Floats
    calibration: Floats
    bias: float
    threshold: float
    off_topic: float
    fitted: dict[str, Any]

    def confidence(self, signals: Floats) -> float:
        """The probability that the articles in scope answer the question."""
        return float(1.0 / (1.0 + np.exp(-(float(signals @ self.calibration) + self.bias))))


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The weights shipped in model.json."""
    value = json.loads(Path(__file__).with_name("model.json").read_text("utf-8"))
    return Model(
        ranker=np.array([value["ranker"][name] for name in FEATURES]),
        calibration=np.array([value["calibration"][name] for name in SIGNALS]),
        bias=value["bias"],
        threshold=value["threshold"],
        off_topic=value["off_topic"],
        fitted=value["fitted"],
    )


def signals(ranked: Ranked, asked: Asked) -> Floats:
    """What the ranking shows of the question, in the order of SIGNALS; all zero where nothing was ranked."""
    if len(ranked) == 0:
        return np.zeros(len(SIGNALS))
    best = ranked.features[0]
    offered = max((best[FEATURES.index(f"{asked.kind}:{offer}")] for offer in _WANTED.get(asked.kind, ())), default=0.0)
    return np.array(
        [
            ranked.score[0],
            ranked.score[0] - ranked.score[1] if len(ranked) > 1 else 0.0,
            best[_MATCH["sentence_cosine"]],
            ranked.features[:, _MATCH["sentence_cosine"]].max(),
            ranked.features[:, _MATCH["passage_cosine"]].max(),
            best[_MATCH["sentence_bm25"]],
            ranked.features[:, _MATCH["passage_bm25"]].max(),
            best[_MATCH["coverage"]] + max(best[_MATCH["coverage_before"]], best[_MATCH["coverage_after"]]),
            best[_MATCH["pairs"]],
            ranked.known_share,
            ranked.missing_names,
            *(float(asked.kind == kind and offered == 0) for kind in _WANTED),
            len(asked.terms) ** 0.5,
            math.log1p(ranked.count),
        ]
    )
