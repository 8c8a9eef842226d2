"""FAISS for corpora of any size: exact while that is quick, and above that by a graph over the same vectors (HNSW).

The graph (Malkov and Yashunin, arXiv 1603.09320) lies beside the file of the vectors and holds neighbours alone. It is made
on codes of a byte a number, a quarter of the vectors, and searched on the vectors themselves, so scores are exact and only
which rows are found is not. One thread makes it, so that the same vectors give the same file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import faiss
import numpy as np

from retrieval.durable import synced
from retrieval.errors import DamagedError
from retrieval.stores import Rows, Scores, Vectors, VectorWriter, ranked
from retrieval.stores.faiss_flat import HEADER, SPARE, FaissIndex, FaissStore

# The types that FAISS ships lack some of it.
_faiss: Any = faiss

# Exact search of so many takes one core some 3 ms, at 384 numbers a vector; `make bench-growth` measures both.
EXACT = 30_000
# Neighbours of a row (twice that in the lowest layer), and rows kept in view while neighbours are chosen and searched for.
_NEIGHBOURS, _CHOOSING, _SEARCHING = 24, 120, 384
# The ranges of the codes are taken from so many stretches of so many rows; so many are in memory as vectors at once.
_STRETCHES, _STRETCH, _BATCH = 64, 256, 4096


class HnswStore:
    """Flat indexes with a graph beside those of more than `exact` rows."""

    def __init__(self, exact: int = EXACT) -> None:
        self._exact = exact
        self._flat = FaissStore()

    @contextmanager
    def create(self, file: Path, rows: int, dimension: int) -> Iterator[VectorWriter]:
        """See VectorStore.create; the graph is made when the writer is left, in 1.3 kB a row at 384 numbers."""
        with TemporaryDirectory(prefix=f".{file.name}-", dir=file.parent) as folder:
            aside = Path(folder) / file.name
            with self._flat.create(aside, rows, dimension) as writer:
                yield writer
            if rows > self._exact:
                _write_graph(aside, rows, dimension)
            # An index that was here goes first and vectors are named last: without their graph, or with another's, they would open.
            for old in (file, _graph_of(file)):
                old.unlink(missing_ok=True)
            if rows > self._exact:
                _graph_of(aside).replace(_graph_of(file))
            aside.replace(file)

    def open(self, file: Path) -> FaissIndex | HnswIndex:
        """Map the index in `file`, and its graph where it has one."""
        flat, graph = self._flat.open(file), _graph_of(file)
        return HnswIndex(flat, graph) if graph.exists() else flat


class HnswIndex:
    """An opened index with a graph."""

    def __init__(self, flat: FaissIndex, graph: Path) -> None:
        self._flat = flat
        try:
            # As with flat indexes, FAISS crashes on a file that breaks off before the neighbours.
            if graph.stat().st_size < 2 * _NEIGHBOURS * 4 * len(flat):
                raise DamagedError(f"{graph.name} is no graph that FAISS can read: it breaks off")
            self._graph = faiss.read_index(str(graph), faiss.IO_FLAG_MMAP_IFC)
        except (OSError, RuntimeError) as error:
            raise DamagedError(f"{graph.name} is no graph that FAISS can read") from error
        if not isinstance(self._graph, faiss.IndexHNSW) or self._graph.ntotal != len(flat):
            raise DamagedError(f"{graph.name} is no graph of {len(flat):,} vectors")
        self._graph.storage = flat.index
        self._graph.own_fields = False
        self._parameters = _faiss.SearchParametersHNSW()
        self._parameters.efSearch = _SEARCHING

    def __len__(self) -> int:
        return len(self._flat)

    def search(self, query: Vectors, k: int, within: range) -> tuple[Scores, Rows]:
        """See VectorIndex.search; by the graph where all rows and few of them are wanted, else exact."""
        wanted = k + SPARE
        if k == 0 or len(within) < len(self) or 2 * wanted > _SEARCHING:
            return self._flat.search(query, k, within)
        found = self._graph.search(np.ascontiguousarray(query[None], np.float32), wanted, params=self._parameters)[1][0]
        if found[-1] < 0:  # the graph does not lead to as many
            return self._flat.search(query, k, within)
        # Scored again: along the graph the same vector's last bit may differ from row to row.
        scores, rows = ranked(self._flat.scores(query, found), found, wanted)
        if scores[k - 1] == scores[-1]:  # the cut falls among equals, of which the first rows are wanted
            return self._flat.search(query, k, within)
        return scores[:k], rows[:k]

    def vectors(self, rows: Rows) -> Vectors:
        """See VectorIndex.vectors."""
        return self._flat.vectors(rows)


def _graph_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.graph")


def _write_graph(file: Path, rows: int, dimension: int) -> None:
    """Write the graph over the vectors of the flat index in `file` beside it; raises OSError where the disk is full."""
    with synced(_graph_of(file)) as stream:
        # Through our own stream: FAISS's neither syncs nor says why a write failed.
        output = _faiss.PyCallbackIOWriter(stream.write)
        faiss.write_index(_graph(file, rows, dimension), output, faiss.IO_FLAG_SKIP_STORAGE)


def _graph(file: Path, rows: int, dimension: int) -> faiss.IndexHNSW:
    """The graph over the vectors of a flat index."""
    graph: faiss.IndexHNSW = _faiss.IndexHNSWSQ(
        dimension, faiss.ScalarQuantizer.QT_8bit, _NEIGHBOURS, faiss.METRIC_INNER_PRODUCT
    )
    graph.hnsw.efConstruction = _CHOOSING
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        with file.open("rb") as stream:  # read and not mapped: pages that are mapped count as this process's
            step = -(-rows // _STRETCHES)
            sample = [_read(stream, first, min(step, _STRETCH), dimension) for first in range(0, rows, step)]
            graph.train(np.concatenate(sample))
            for first in range(0, rows, _BATCH):
                graph.add(_read(stream, first, _BATCH, dimension))
    finally:
        faiss.omp_set_num_threads(threads)
    return graph


def _read(stream: BinaryIO, first: int, count: int, dimension: int) -> Vectors:
    stream.seek(HEADER + first * 4 * dimension)
    return np.fromfile(stream, np.float32, count * dimension).reshape(-1, dimension)
