"""A store of plain arrays: the yardstick that every other store's results are held to."""

from __future__ import annotations

from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.errors import DamagedError
from retrieval.stores import Rows, Scores, Vectors, VectorWriter, ranked
from retrieval.stores.rows import write_rows


class NumpyStore:
    """One .npy file a store."""

    def create(self, file: Path, rows: int, dimension: int) -> AbstractContextManager[VectorWriter]:
        """See VectorStore.create."""
        header = BytesIO()
        layout: Any = {"descr": "<f4", "fortran_order": False, "shape": (rows, dimension)}
        np.lib.format.write_array_header_1_0(header, layout)
        return write_rows(file, header.getvalue(), rows, dimension)

    def open(self, file: Path) -> NumpyIndex:
        """Map the array in `file`."""
        try:
            with file.open("rb") as stream:
                np.lib.format.read_magic(stream)
            return NumpyIndex(np.load(file, mmap_mode="r", allow_pickle=False))
        except (OSError, ValueError, EOFError) as error:
            raise DamagedError(f"{file.name} is no array that can be read") from error


class NumpyIndex:
    """An opened array."""

    def __init__(self, rows: Vectors) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def search(self, query: Vectors, k: int, within: range) -> tuple[Scores, Rows]:
        """See VectorIndex.search."""
        # Row by row, and not as BLAS does it, which adds up the last rows in another order than those before: the same vector
        # would have another last bit there, and come before its equals.
        scores = np.einsum("rd,d->r", self._rows[within.start : within.stop], query)
        return ranked(scores, np.arange(within.start, within.stop, dtype=np.int64), k)

    def vectors(self, rows: Rows) -> Vectors:
        """See VectorIndex.vectors."""
        return np.asarray(self._rows[rows], np.float32)
