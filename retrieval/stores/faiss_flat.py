"""FAISS, exact inner product, mapped from its file."""

from __future__ import annotations

import struct
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from retrieval.errors import DamagedError
from retrieval.stores import Rows, Scores, Vectors, VectorWriter, ranked
from retrieval.stores.rows import write_rows

# FAISS returns equal scores in reverse order and cuts among them: take a few more, then sort and cut.
SPARE = 16
# Bytes before the vectors of a flat index. FAISS maps a file that breaks off among them and crashes.
HEADER = 45


class FaissStore:
    """Flat indexes: exact, and as fast as memory up to some 100,000 vectors."""

    def create(self, file: Path, rows: int, dimension: int) -> AbstractContextManager[VectorWriter]:
        """See VectorStore.create."""
        return write_rows(file, _header(rows, dimension), rows, dimension)

    def open(self, file: Path) -> FaissIndex:
        """Map the index in `file`."""
        try:
            if file.stat().st_size < HEADER:
                raise DamagedError(f"{file.name} is no index that FAISS can read: it breaks off")
            # IO_FLAG_MMAP alone would load a flat index whole; the IFC flag maps it.
            return FaissIndex(faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC))
        except (OSError, RuntimeError) as error:
            raise DamagedError(f"{file.name} is no index that FAISS can read") from error


class FaissIndex:
    """An opened flat index."""

    def __init__(self, index: Any) -> None:
        self.index = index

    def __len__(self) -> int:
        return int(self.index.ntotal)

    def search(self, query: Vectors, k: int, within: range) -> tuple[Scores, Rows]:
        """See VectorIndex.search."""
        k = min(k, len(within))
        if k == 0:
            return np.empty(0, np.float32), np.empty(0, np.int64)
        whole = len(within) == len(self)
        parameters = None if whole else _only(within)
        wanted = min(k + SPARE, len(within))
        while True:
            scores, rows = self.index.search(np.ascontiguousarray(query[None], np.float32), wanted, params=parameters)
            if wanted == len(within) or scores[0][k - 1] > scores[0][-1]:
                break
            wanted = min(4 * wanted, len(within))  # the cut fell among equals of the last that is wanted
        found = rows[0] >= 0
        return ranked(scores[0][found], rows[0][found], k)

    def scores(self, query: Vectors, rows: Rows) -> Scores:
        """The inner product of `query` with each of `rows`, to the bit as search gives it."""
        query, rows = np.ascontiguousarray(query, np.float32), np.ascontiguousarray(rows, np.int64)
        scores = np.empty(len(rows), np.float32)
        self.index.compute_distance_subset(
            1, faiss.swig_ptr(query), len(rows), faiss.swig_ptr(scores), faiss.swig_ptr(rows)
        )
        return scores

    def vectors(self, rows: Rows) -> Vectors:
        """See VectorIndex.vectors."""
        if len(rows) == 0:
            return np.empty((0, self.index.d), np.float32)
        return np.asarray(self.index.reconstruct_batch(np.ascontiguousarray(rows, np.int64)), np.float32)


def _header(rows: int, dimension: int) -> bytes:
    """What stands before the vectors of a flat index: that of an empty one, with the counts put in.

    In order, little endian: "IxFI", dimension (int32), vectors (int64), two words that are not used (int64), trained
    (bool), metric (int32), and how many float32 follow (uint64).
    """
    header = bytearray(faiss.serialize_index(faiss.IndexFlatIP(dimension)).data)
    struct.pack_into("<q", header, 8, rows)
    struct.pack_into("<Q", header, 37, rows * dimension)
    return bytes(header)


def _only(rows: range) -> Any:
    parameters: Any = faiss.SearchParameters
    return parameters(sel=faiss.IDSelectorRange(rows.start, rows.stop))
