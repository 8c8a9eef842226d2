"""How sure it is that the articles answer: one calibrated probability, whatever the outcome.

A logistic model over what the ranking shows of the whole question (SIGNALS) and, where the shipped selector has read the best
sentences, over what it says of them too (SELECTED). Where that alone (STATED) all but rules an answer out, none is given, however
much the article sounds like the question. All are fitted by `python -m retrieval.fitting` and kept with their thresholds in
model.json.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.ranking.evidence import Asked
from retrieval.ranking.ranking import FEATURES, MATCHES, Ranked

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
_COLUMNS = {kind: [FEATURES.index(f"{kind}:{offer}") for offer in wanted] for kind, wanted in _WANTED.items()}
_MATCH = {name: at for at, name in enumerate(MATCHES)}
# What the selector adds.
SELECTED = (
    "answers",  # log odds that the first sentence answers
    "answers_lead",  # over the second best of those that were read
    "nothing",  # least log odds of a window that nothing in it answers
    "words",  # how likely the first sentence's words are what answers
    "before_lead",  # how far the linear model puts the first sentence below its own first
    "first_cosine",  # of the sentence that is first now
    "first_coverage",
)
# What the selector itself says, of these.
STATED = SELECTED[:4]
# So much of the threshold is the most that a confidence can be where that rules an answer out.
_JUST_BELOW = 0.99

# As far from certain as a confidence is told.
_LEAST = 1e-6


def probability_of(odds: float) -> float:
    """The probability whose log odds are `odds`, whatever their size."""
    return 0.5 * (1.0 + math.tanh(odds / 2))


def odds_of(probability: float) -> float:
    """The log odds of a probability, those of 0 and 1 bounded."""
    bounded = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model: `weights` follow its signals. `threshold` is the least confidence of an answer."""

    weights: Floats
    bias: float
    threshold: float

    def probability(self, signals: Floats) -> float:
        """The probability that the articles in scope answer the question."""
        return probability_of(float(signals @ self.weights) + self.bias)


@dataclass(frozen=True, slots=True)
class Model:
    """The weights that answering needs, and what they were fitted with.

    `ranker` follows FEATURES. `plain` follows SIGNALS and is for questions that no shipped selector has read; where neither it nor
    the confidence comes up to `off_topic` the articles are about something else. `selected` follows SIGNALS and SELECTED, for the
    selector whose weights have the digest `selector`; `mix` are what its log odds and the ranker's score count for in the order.
    `stated` follows STATED; what it puts below its threshold is not answered.
    """

    ranker: Floats
    plain: Calibration
    off_topic: float
    selector: str
    mix: tuple[float, float]
    selected: Calibration
    stated: Calibration
    fitted: dict[str, Any]

    def calibration_for(self, selector: str | None) -> Calibration:
        """That of questions which the selector of this digest has read, or none."""
        return self.selected if selector == self.selector else self.plain

    def confidence(self, shown: Floats, read: Floats) -> float:
        """The probability that the articles in scope answer, by the values of SIGNALS and, of the shipped selector, SELECTED."""
        confidence = self.selected.probability(np.concatenate([shown, read]))
        if self.stated.probability(read[: len(STATED)]) < self.stated.threshold:
            return min(confidence, _JUST_BELOW * self.selected.threshold)
        return confidence


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The weights shipped in model.json."""
    value = json.loads(Path(__file__).with_name("model.json").read_text("utf-8"))
    return Model(
        ranker=np.array([value["ranker"][name] for name in FEATURES]),
        plain=_calibration(value["plain"], SIGNALS),
        off_topic=value["off_topic"],
        selector=value["selector"],
        mix=(value["mix"]["answers"], value["mix"]["ranker"]),
        selected=_calibration(value["selected"], SIGNALS + SELECTED),
        stated=_calibration(value["stated"], STATED),
        fitted=value["fitted"],
    )


def _calibration(value: dict[str, Any], names: Sequence[str]) -> Calibration:
    return Calibration(np.array([value["weights"][name] for name in names]), value["bias"], value["threshold"])


def signals(ranked: Ranked, asked: Asked) -> Floats:
    """What the ranking shows of the question, in the order of SIGNALS; all zero where nothing was ranked."""
    if len(ranked) == 0:
        return np.zeros(len(SIGNALS))
    best = ranked.features[0]
    offered = max((best[at] for at in _COLUMNS.get(asked.kind, ())), default=0.0)
    return np.array(
        [
            ranked.score[0],
            ranked.score[0] - ranked.score[1] if len(ranked) > 1 else 0.0,
            best[_MATCH["sentence_cosine"]],
            ranked.features[:, _MATCH["sentence_cosine"]].max(),
            ranked.features[:, _MATCH["passage_cosine"]].max(),
            best[_MATCH["sentence_bm25"]],
            ranked.features[:, _MATCH["passage_bm25"]].max(),
            ranked.covered(),
            best[_MATCH["pairs"]],
            ranked.known_share,
            ranked.missing_names,
            *(float(asked.kind == kind and offered == 0) for kind in _WANTED),
            len(asked.terms) ** 0.5,
            math.log1p(ranked.count),
        ]
    )


def selected_signals(ranked: Ranked) -> Floats:
    """What a selector's reading shows of the question, in the order of SELECTED; all zero where it read nothing."""
    if ranked.answers is None or ranked.before is None or len(ranked) == 0:
        return np.zeros(len(SELECTED))
    first, words = ranked.features[0], ranked.words[0]
    answers = float(ranked.answers[0])
    return np.array(
        [
            answers,
            answers - float(ranked.answers[1:].max()) if len(ranked) > 1 else 0.0,
            ranked.nothing,
            words.probability if words is not None else 0.0,
            float(ranked.before[0] - ranked.before.max()),
            first[_MATCH["sentence_cosine"]],
            ranked.covered(),
        ]
    )
