"""What rounds in turn come to: medians, and ratios of one system to another."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.figures import figure

P50, P95, ALONE, TOGETHER = "question p50", "question p95", "questions, one asker", "questions, 64 askers"


@dataclass(slots=True)
class Rounds:
    """Of each round the milliseconds of the questions asked alone, and how many were answered a second for 64 askers."""

    alone: list[list[float]] = field(default_factory=list)
    together: list[float] = field(default_factory=list)

    @property
    def medians(self) -> list[float]:
        """Of each round, in milliseconds."""
        return [statistics.median(each) for each in self.alone]


def figures_of(rounds: Rounds, system: str) -> list[dict[str, Any]]:
    """Of questions alone over all rounds, of questions a second the median of rounds."""
    every = [ms for each in rounds.alone for ms in each]
    paces = [1000 * len(each) / sum(each) for each in rounds.alone]
    n = len(rounds.together)
    return [
        figure(P50, statistics.median(every), "ms", len(every), system),
        figure(P95, statistics.quantiles(every, n=20, method="inclusive")[18], "ms", len(every), system),
        figure(ALONE, statistics.median(paces), "questions/s", n, system),
        figure(TOGETHER, statistics.median(rounds.together), "questions/s", n, system),
    ]


def ratios_of(rounds: Mapping[str, Rounds], systems: Sequence[str], others: Sequence[str]) -> list[dict[str, Any]]:
    """Each of `systems` over each of `others`, of what is there of them: the median of the rounds' ratios."""
    found = []
    for system in (each for each in systems if each in rounds):
        for other in (each for each in others if each in rounds):
            mine, theirs = rounds[system], rounds[other]
            for metric, ratio in (
                (P50, ratio_of(mine.medians, theirs.medians)),
                (TOGETHER, ratio_of(mine.together, theirs.together)),
            ):
                found.append(figure(f"{metric}, over {other}", ratio, "ratio", len(mine.together), system))
    return found


def ratio_of(mine: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios of figures that were taken in turn."""
    return statistics.median(one / other for one, other in zip(mine, theirs, strict=True))
