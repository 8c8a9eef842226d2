"""BM25: of each term the rows that hold it and its weight in each, all mapped from disk (`inverting.py` beside this writes it).

The weights hold the inverse document frequency of the whole generation. A question is asked of a scope (one article, or
several corpora at once), so each term's weights are scaled to its frequency there.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import DamagedError

# Lucene's defaults; not tuned.
K1, B = 1.2, 0.75

# The files of an index. The terms lie one after the other, as bytes, in the order of their bytes; `ends` says where each
# ends and `columns` which column is its own; the postings of column c lie from bounds[c] to bounds[c + 1].
SIZE, TERMS, ENDS, COLUMNS, BOUNDS, ROWS, WEIGHTS = (
    f"{name}.npy" for name in ("size", "terms", "ends", "columns", "bounds", "rows", "weights")
)
# Questions ask for the same terms again and again, several times each.
_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows that hold a term, ascending, and its BM25 weight in each."""

    rows: NDArray[np.int32]
    weights: NDArray[np.float32]

    def within(self, rows: range) -> Postings:
        """Those among `rows`."""
        # Of one type: else all rows would be copied.
        low, high = self.rows.searchsorted(np.array((rows.start, rows.stop), np.int32))
        return Postings(self.rows[low:high], self.weights[low:high])


_NONE = Postings(np.empty(0, np.int32), np.empty(0, np.float32))


class LexicalIndex:
    """An opened BM25 index over rows of terms."""

    def __init__(self, folder: Path) -> None:
        self._count = int(np.load(folder / SIZE, allow_pickle=False))
        self._bounds, self._rows, self._weights = (_mapped(folder / name) for name in (BOUNDS, ROWS, WEIGHTS))
        self._column = lru_cache(_REMEMBERED)(_Vocabulary(folder).column)

    def __len__(self) -> int:
        return self._count

    def postings(self, term: str) -> Postings:
        """Where `term` stands; empty where it does not."""
        column = self._column(term)
        if column is None:
            return _NONE
        bounds = slice(int(self._bounds[column]), int(self._bounds[column + 1]))
        return Postings(self._rows[bounds], self._weights[bounds])


class _Vocabulary:
    """The terms of an index, found by halving."""

    def __init__(self, folder: Path) -> None:
        self._terms = _mapped(folder / TERMS).data
        self._ends, self._columns = _mapped(folder / ENDS), _mapped(folder / COLUMNS)

    def column(self, term: str) -> int | None:
        wanted = as_bytes(term)
        at = bisect_left(range(len(self._ends)), wanted, key=self._term)
        found = at < len(self._ends) and self._term(at) == wanted
        return int(self._columns[at]) if found else None

    def _term(self, at: int) -> bytes:
        return bytes(self._terms[int(self._ends[at - 1]) if at else 0 : int(self._ends[at])])


def as_bytes(term: str) -> bytes:
    """A term as it is kept; the order of bytes is that of characters."""
    return term.encode("utf-8", "surrogatepass")


def idf(frequency: float, count: int) -> float:
    """Lucene's inverse document frequency of a term that `frequency` of `count` rows hold; always above zero."""
    return float(np.log1p((count - frequency + 0.5) / (frequency + 0.5)))


def open_lexical(folder: Path, count: int) -> LexicalIndex:
    """Map the index of `count` rows in `folder`; raises DamagedError where it is none, or of another number of rows."""
    try:
        index = LexicalIndex(folder)
    except (OSError, ValueError, EOFError, TypeError) as error:
        raise DamagedError(f"{folder.name} is no lexical index that can be read") from error
    if len(index) != count:
        raise DamagedError(f"{folder.name} is of {len(index):,} rows where {count:,} are right")
    return index


def _mapped(file: Path) -> NDArray[Any]:
    # As a plain array: slicing a memmap costs several times as much.
    return np.asarray(np.load(file, mmap_mode="r", allow_pickle=False))
