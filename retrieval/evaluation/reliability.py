"""Confidences against what was the case, for the picture of how far the confidence can be believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.batch import Result
from retrieval.evaluation.calibration import BINS, ece_of, equal_width
from retrieval.evaluation.figures import wilson
from retrieval.evaluation.gold import gold_of


@dataclass(frozen=True, slots=True)
class Line:
    """The answerable questions of a set and one kind of others: the confidence of each and whether it is answerable."""

    name: str
    confidence: tuple[float, ...]
    answerable: tuple[bool, ...]

    @property
    def ece(self) -> float:
        """The expected calibration error over bins of equal width, where answerable and others weigh half each."""
        statistic = ece_of(self.confidence, self.answerable, equal_width(self.confidence), balanced=True)
        return float(statistic(np.ones((1, len(self.confidence))))[0])


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions of the bin `at` (from 0), of equal width: mean confidence, share answerable and its 95 % interval.

    All of a line's answerable questions weigh as much as all of the others.
    """

    at: int
    confidence: float
    share: float
    low: float
    high: float
    n: int


def lines_of(results: Sequence[Result], name: str | None = None) -> tuple[Line, ...]:
    """A line for each kind of questions without an answer, called by it, and by the `name` of the set where it is another.

    Where some answerable questions are marked as answered by the text itself, only those are drawn.
    """
    golds = [gold_of(result.asked, "") for result in results]
    marked = any(gold.answerable and gold.text_based for gold in golds)
    known = [
        (result.found.confidence, True)
        for result, gold in zip(results, golds, strict=True)
        if gold.answerable and (gold.text_based or not marked)
    ]
    lines = []
    for group in sorted({gold.group for gold in golds if not gold.answerable}):
        others = [
            (result.found.confidence, False) for result, gold in zip(results, golds, strict=True) if gold.group == group
        ]
        confidence, answerable = zip(*known, *others, strict=True)
        called = group if name is None or group.startswith(name) else f"{name}: {group}"
        lines.append(Line(called, confidence, answerable))
    return tuple(lines) if known else ()


def bins_of(line: Line, count: int = BINS) -> tuple[Bin, ...]:
    """The bins that hold a question, from the lowest.

    How many of either kind a set has is chance, and the confidence assumes as many: so either kind weighs half.
    """
    confidence, answerable = np.asarray(line.confidence), np.asarray(line.answerable)
    inside = equal_width(confidence, count)
    weights = np.where(answerable, *(1 / count for count in _kinds(answerable)))
    found = []
    for at in np.unique(inside):
        here = inside == at
        n, hits = int(here.sum()), int(answerable[here].sum())
        mean = float(np.average(confidence[here], weights=weights[here]))
        # What is weighed rises with the share that is counted, so the ends of its interval are weighed, too.
        share, low, high = (_weighed(each, answerable) for each in (hits / n, *wilson(hits, n)))
        found.append(Bin(int(at), mean, share, low, high, n))
    return tuple(found)


def _weighed(share: float, answerable: NDArray[np.bool_]) -> float:
    """What `share` of some questions is where either kind of all weighs half."""
    answered, not_answered = _kinds(answerable)
    yes, no = share / answered, (1 - share) / not_answered
    return yes / (yes + no)


def _kinds(answerable: NDArray[np.bool_]) -> tuple[int, int]:
    """How many questions have an answer and how many have none, at least one each."""
    return max(1, int(answerable.sum())), max(1, int((~answerable).sum()))
