"""Rows of vectors written into a file of a fixed size, a few at a time and in any order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np

from retrieval.durable import named_last
from retrieval.errors import BuildError
from retrieval.stores import Rows, Vectors


class RowWriter:
    """See VectorWriter."""

    def __init__(self, stream: BinaryIO, rows: int, dimension: int) -> None:
        self._stream = stream
        self._shape = rows, dimension
        self._start = stream.tell()
        self.written = np.zeros(rows, bool)

    def __setitem__(self, rows: Rows | slice, vectors: Vectors) -> None:
        """See VectorWriter.__setitem__."""
        at = np.arange(*rows.indices(self._shape[0])) if isinstance(rows, slice) else np.asarray(rows, np.int64)
        vectors = np.ascontiguousarray(vectors, np.float32)
        if vectors.shape != (len(at), self._shape[1]):
            raise ValueError(f"vectors of shape {vectors.shape} for {len(at)} rows of {self._shape[1]} numbers")
        if len(at) and not 0 <= at.min() <= at.max() < self._shape[0]:
            raise IndexError(f"rows {at.min():,} to {at.max():,} of {self._shape[0]:,}")
        if not np.isfinite(vectors).all():
            raise BuildError("a vector is not finite")
        ends = np.flatnonzero(np.diff(at) != 1) + 1
        # Written and not mapped: a full disk is an error then and no signal, and what is written takes no memory.
        for first, last in zip((0, *ends), (*ends, len(at)), strict=True):
            if first < last:
                self._stream.seek(self._start + int(at[first]) * 4 * self._shape[1])
                self._stream.write(vectors[first:last].data)
        self.written[at] = True


@contextmanager
def write_rows(file: Path, header: bytes, rows: int, dimension: int) -> Iterator[RowWriter]:
    """A writer of the float32 rows that follow `header` in `file`, which has its name only once they are on disk."""
    with named_last(file) as stream:
        stream.write(header)
        writer = RowWriter(stream, rows, dimension)
        yield writer
        if not writer.written.all():
            raise BuildError(f"{file.name} lacks {np.count_nonzero(~writer.written):,} of {rows:,} vectors")
