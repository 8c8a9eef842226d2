"""BM25 by bm25s: one sparse column of weights a term, mapped from disk.

The weights hold the inverse document frequency of the whole generation. A question is asked of a scope (one article, or
several corpora at once), so each term's weights are scaled to its frequency there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import ArrayLike, NDArray

from retrieval.durable import sync_folder
from retrieval.errors import DamagedError

# Lucene's defaults; not tuned.
_K1, _B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows that hold a term, ascending, and its BM25 weight in each."""

    rows: NDArray[np.int32]
    weights: NDArray[np.float32]

    def within(self, rows: range) -> Postings:
        """Those among `rows`."""
        low, high = self.rows.searchsorted(
            np.array((rows.start, rows.stop), np.int32)
        )  # of one type: nothing is copied
        return Postings(self.rows[low:high], self.weights[low:high])


_NONE = Postings(np.empty(0, np.int32), np.empty(0, np.float32))


class LexicalIndex:
    """An opened BM25 index over rows of terms."""

    def __init__(self, index: bm25s.BM25, count: int) -> None:
        self._vocabulary: dict[str, int] = index.vocab_dict
        # Plain arrays over the maps, which are several times as fast to look into.
        self._bounds = np.asarray(index.scores["indptr"])
        self._rows = np.asarray(index.scores["indices"])
        self._weights = np.asarray(index.scores["data"])
        self._count = count

    def __len__(self) -> int:
        return self._count

    def postings(self, term: str) -> Postings:
        """Where `term` stands; empty where it does not."""
        column = self._vocabulary.get(term)
        if column is None or not term:
            return _NONE
        bounds = slice(int(self._bounds[column]), int(self._bounds[column + 1]))
        return Postings(self._rows[bounds], self._weights[bounds])


def idf(frequencies: ArrayLike, count: int) -> NDArray[np.float64]:
    """Lucene's inverse document frequency of each term that so many of `count` rows hold; always above zero."""
    held = np.asarray(frequencies, np.float64)
    return np.asarray(np.log1p((count - held + 0.5) / (held + 0.5)))


def build_lexical(rows: Sequence[Sequence[str]], folder: Path) -> None:
    """Write the index of `rows` of terms to `folder`, which is made, and sync it."""
    vocabulary: dict[str, int] = {}
    ids = [[vocabulary.setdefault(term, len(vocabulary)) for term in row] for row in rows]
    index = bm25s.BM25(method="lucene", k1=_K1, b=_B)
    if not vocabulary:
        # bm25s divides by the mean length of rows, so there must be a word; the empty one is never asked for.
        vocabulary[""] = 0
        ids = [[0], *ids[1:]]
    index.index((ids, vocabulary), show_progress=False)
    folder.mkdir()
    index.save(folder, show_progress=False)
    for file in folder.iterdir():
        handle = os.open(file, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    sync_folder(folder)


def open_lexical(folder: Path, count: int) -> LexicalIndex:
    """Map the index of `count` rows in `folder`; raises DamagedError where it is none, or of another number of rows."""
    try:
        index = bm25s.BM25.load(folder, mmap=True, show_progress=False)
        found = int(index.scores["num_docs"])
    except (OSError, ValueError, EOFError, KeyError, json.JSONDecodeError) as error:
        raise DamagedError(f"{folder.name} is no lexical index that can be read") from error
    if found != max(1, count):
        raise DamagedError(f"{folder.name} is of {found:,} rows where {count:,} are right")
    return LexicalIndex(index, count)
