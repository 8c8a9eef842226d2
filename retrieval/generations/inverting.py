"""Rows of terms into a BM25 index (`lexical.py` beside this), in memory that grows with the vocabulary and not with the text.

Besides, four bytes a row are held, and some sixty for each row that holds one and the same term.

Rows are read once, a block at a time, and the terms of a block written aside in the order of terms. Then as many terms at
once as have a block of postings are taken from all of these and written out: the blocked inversion of chapter 4 of
Manning, Raghavan and Schütze, Introduction to Information Retrieval.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from retrieval.durable import named_last, sync_folder, write_array
from retrieval.generations.lexical import BOUNDS, COLUMNS, ENDS, K1, ROWS, SIZE, TERMS, WEIGHTS, B, as_bytes

# Terms of a block, repeats counted; some 60 MB while one is worked on.
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class _Run:
    """What one block of rows holds: (term << 32) + row of each pair, ascending, and how often the row holds the term."""

    pairs: NDArray[np.int64]
    times: NDArray[np.int32]

    def between(self, low: int, high: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        first, last = np.searchsorted(self.pairs, (low << 32, high << 32))
        return self.pairs[first:last], self.times[first:last]


@dataclass(slots=True)
class _Counted:
    """What is known once all rows are read: terms by number, how many rows hold each, and how long each row is."""

    vocabulary: dict[str, int] = field(default_factory=dict)
    frequency: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    lengths: array[int] = field(default_factory=lambda: array("i"))
    runs: list[_Run] = field(default_factory=list)


def build_lexical(rows: Iterable[Sequence[str]], folder: Path, block: int = _BLOCK) -> None:
    """Write the index of `rows` of terms to `folder`, which is made, and sync it. Raises OSError on a full disk."""
    folder.mkdir()
    with tempfile.TemporaryDirectory(dir=folder) as aside:
        counted = _count(rows, Path(aside), block)
        _write_postings(counted, folder, block)
    _write_vocabulary(counted.vocabulary, folder)
    write_array(folder / SIZE, np.array(len(counted.lengths)))
    sync_folder(folder)


def _count(rows: Iterable[Sequence[str]], aside: Path, block: int) -> _Counted:
    known = _Counted()
    vocabulary, terms, first = known.vocabulary, array("i"), 0
    for row in rows:
        terms.extend([vocabulary.setdefault(term, len(vocabulary)) for term in row])
        known.lengths.append(len(row))
        if len(terms) >= block:
            _put_aside(known, terms, first, aside)
            terms, first = array("i"), len(known.lengths)
    if terms:
        _put_aside(known, terms, first, aside)
    return known


def _put_aside(known: _Counted, terms: array[int], first: int, aside: Path) -> None:
    lengths = np.frombuffer(known.lengths, np.int32, offset=4 * first)
    rows = np.repeat(np.arange(first, first + len(lengths)), lengths)
    pairs, times = np.unique((np.frombuffer(terms, np.int32).astype(np.int64) << 32) + rows, return_counts=True)
    grown = np.bincount(pairs >> 32, minlength=len(known.vocabulary))
    grown[: len(known.frequency)] += known.frequency
    known.frequency = grown
    files = [aside / f"{len(known.runs)}.{name}.npy" for name in ("pairs", "times")]
    for file, column in zip(files, (pairs, times.astype(np.int32)), strict=True):
        np.save(file, column)
    known.runs.append(_Run(*(np.load(file, mmap_mode="r") for file in files)))


def _write_postings(known: _Counted, folder: Path, block: int) -> None:
    count = len(known.lengths)
    bounds = np.concatenate([[0], np.cumsum(known.frequency)])
    lengths = np.frombuffer(known.lengths, np.int32) if count else np.empty(0, np.int32)
    mean = max(1.0, int(lengths.sum(dtype=np.int64))) / max(1, count)
    rarity = np.log1p((count - known.frequency + 0.5) / (known.frequency + 0.5))
    write_array(folder / BOUNDS, bounds)
    with (
        _growing(folder / ROWS, np.dtype(np.int32), int(bounds[-1])) as rows_out,
        _growing(folder / WEIGHTS, np.dtype(np.float32), int(bounds[-1])) as weights_out,
    ):
        for low, high in _shares(bounds, block):
            parts = [run.between(low, high) for run in known.runs]
            pairs, times = (np.concatenate(column) for column in zip(*parts, strict=True))
            order = np.argsort(pairs, kind="stable")
            terms, rows, often = pairs[order] >> 32, pairs[order] & 0xFFFFFFFF, times[order]
            weights = rarity[terms] * often / (often + K1 * (1 - B + B * lengths[rows] / mean))
            rows_out.write(rows.astype(np.int32).data)
            weights_out.write(weights.astype(np.float32).data)


def _shares(bounds: NDArray[np.int64], block: int) -> Iterator[tuple[int, int]]:
    """Stretches of terms that have about `block` postings, or one term that has more."""
    low, last = 0, len(bounds) - 1
    while low < last:
        high = int(np.searchsorted(bounds, bounds[low] + block, "right")) - 1
        high = min(max(high, low + 1), last)
        yield low, high
        low = high


def _write_vocabulary(vocabulary: dict[str, int], folder: Path) -> None:
    ordered = sorted(vocabulary)
    kept = [as_bytes(term) for term in ordered]
    write_array(folder / TERMS, np.frombuffer(b"".join(kept), np.uint8))
    write_array(folder / ENDS, np.cumsum([len(term) for term in kept], dtype=np.int64))
    write_array(folder / COLUMNS, np.array([vocabulary[term] for term in ordered], np.int32))


@contextmanager
def _growing(file: Path, kind: np.dtype[Any], count: int) -> Iterator[BinaryIO]:
    """A stream that takes the `count` numbers of a .npy file as they come."""
    with named_last(file) as stream:
        layout: Any = {"descr": np.lib.format.dtype_to_descr(kind), "fortran_order": False, "shape": (count,)}
        np.lib.format.write_array_header_1_0(stream, layout)
        yield stream
