"""Where the terms of one question stand in an index, looked up once, and how rare they are in what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retrieval.generations.lexical import LexicalIndex, idf

# Questions ask for the same terms again and again.
_idf = lru_cache(maxsize=8192)(idf)

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]


class Lookup:
    """The postings of `terms` in an index, a term after the other; rows of each ascending."""

    def __init__(self, index: LexicalIndex, terms: Sequence[str]) -> None:
        found = [index.postings(term) for term in terms]
        self._rows = [each.rows for each in found]
        self._weights = [each.weights for each in found]
        self._count = len(index)

    def counts(self, rows: range) -> list[int]:
        """How many of `rows` hold each term."""
        return [high - low for low, high in self._bounds(rows)]

    def bm25(self, rows: range, known: Frequencies) -> Floats:
        """BM25 of each of `rows`, with frequencies as `known`, divided by what the terms can reach at most."""
        bounds = self._bounds(rows)
        found = [each[low:high] for each, (low, high) in zip(self._rows, bounds, strict=True)]
        everywhere = [_idf(len(each), self._count) for each in self._rows]
        weights = [
            each[low:high] * (here / there / known.total)
            for each, (low, high), here, there in zip(self._weights, bounds, known.idf, everywhere, strict=True)
        ]
        if not found:
            return np.zeros(len(rows))
        scores = np.bincount(np.concatenate(found) - rows.start, np.concatenate(weights), len(rows))
        return np.asarray(scores, np.float64)

    def holds(self, rows: Rows) -> Flags:
        """Whether each of `rows` (of any shape) holds each term: the terms are the last axis."""
        if not self._rows or not rows.size:
            return np.zeros((*rows.shape, len(self._rows)), bool)
        first, last = int(rows.min()), int(rows.max())
        near = [
            each[low:high] for each, (low, high) in zip(self._rows, self._bounds(range(first, last + 1)), strict=True)
        ]
        # Each term's rows behind those of the one before, so that all are looked for at once.
        shifts = np.arange(len(near)) * (last + 1)
        stand = np.concatenate(near) + np.repeat(shifts, [len(each) for each in near])
        if not len(stand):
            return np.zeros((*rows.shape, len(near)), bool)
        sought = rows[..., None] + shifts
        place = np.minimum(stand.searchsorted(sought), len(stand) - 1)
        held: Flags = stand[place] == sought
        return held

    def _bounds(self, rows: range) -> list[tuple[int, int]]:
        if rows.start <= 0 and rows.stop >= self._count:
            return [(0, len(each)) for each in self._rows]
        ends = np.array((rows.start, rows.stop), np.int32)  # of another type all rows would be copied
        return [tuple(each.searchsorted(ends).tolist()) for each in self._rows]


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How rare each term is among the rows in scope, and the sum of that, 1 where there is no term."""

    idf: tuple[float, ...]
    total: float

    @classmethod
    def over(cls, parts: Sequence[tuple[Lookup, range]], terms: int) -> Frequencies:
        """Those of so many `terms` over the rows of several indexes."""
        counts = [sum(each) for each in zip(*(lookup.counts(rows) for lookup, rows in parts), strict=True)]
        among = sum(len(rows) for _, rows in parts)
        rarity = tuple([_idf(count, among) for count in counts or [0] * terms])
        return cls(rarity, sum(rarity) or 1.0)
