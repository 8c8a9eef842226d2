"""Vector stores: where vectors lie and how the nearest are found. One seam; the backends stand in a table."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.backends import load_backend

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]
Vectors = NDArray[np.float32]

DEFAULT_STORE = "hnsw"


class VectorIndex(Protocol):
    """Vectors by row, as they were built.

    Search and vectors raise GenerationError where they are kept elsewhere and gone meanwhile, and DatabaseError.
    """

    def __len__(self) -> int: ...

    def search(self, query: Vectors, k: int, within: range) -> tuple[Scores, Rows]:
        """The `k` rows of `within` (fewer where there are fewer) with the greatest inner product with `query`.

        `query` has shape (dimension,). In order of falling score, equal scores by row. Scores are exact; a store may miss
        some rows where `within` is all of many.
        """
        ...

    def vectors(self, rows: Rows) -> Vectors:
        """The vectors of `rows`, shape (len(rows), dimension); to the bit where they were halves, as a store may keep no more."""
        ...


class VectorWriter(Protocol):
    """Takes the vectors of an index that is being made, in any order; memory does not grow with what it was given."""

    def __setitem__(self, rows: Rows | slice, vectors: Vectors) -> None:
        """Put `vectors`, shape (number of rows, dimension), at `rows`; raises BuildError where one is not finite.

        `rows` is a slice, or whole numbers from 0 on.
        """
        ...


class VectorStore(Protocol):
    """Makes and opens index files."""

    def create(self, file: Path, rows: int, dimension: int) -> AbstractContextManager[VectorWriter]:
        """A writer of an index of `rows` vectors, which is in `file` and on disk once the `with` ends without an error.

        Whatever ends it otherwise, nothing is left that `open` would take for an index. Raises OSError where the disk is
        full, and BuildError where a vector was not written or is not finite.
        """
        ...

    def open(self, file: Path) -> VectorIndex:
        """The index in `file`, mapped where the backend can; raises DamagedError where it is none."""
        ...


_BACKENDS = {
    "faiss": "retrieval.stores.faiss_flat:FaissStore",
    "hnsw": "retrieval.stores.faiss_hnsw:HnswStore",
    "numpy": "retrieval.stores.numpy_exact:NumpyStore",
    "postgres": "retrieval.postgres.store:PostgresStore",
}
STORES = tuple(_BACKENDS)


def load_store(name: str = DEFAULT_STORE) -> VectorStore:
    """The store called `name`, one of STORES."""
    store: VectorStore = load_backend(_BACKENDS, name)()
    return store


def ranked(scores: Scores, rows: Rows, k: int) -> tuple[Scores, Rows]:
    """The best `k` of scored rows, by falling score and then by row."""
    order = np.lexsort((rows, -scores))[:k]
    return scores[order], rows[order]
