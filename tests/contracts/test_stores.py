"""What every vector store must do, the numpy one being the yardstick."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import DamagedError
from retrieval.stores import DEFAULT_STORE, STORES, VectorIndex, Vectors, load_store

YARDSTICK = "numpy"
every_store = pytest.mark.parametrize("store", STORES)


def _index(store: str, vectors: Vectors, file: Path) -> VectorIndex:
    """An index of `vectors`, written and opened again."""
    backend = load_store(store)
    backend.build(vectors, file)
    return backend.open(file)


def _unit(count: int, dimension: int = 16) -> Vectors:
    rows = np.random.default_rng(7).normal(size=(count, dimension)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def test_yardstick_and_default_stand_in_the_table() -> None:
    """The numpy store and the one that is used are among those that are tested here."""
    assert {YARDSTICK, DEFAULT_STORE} <= set(STORES)
    assert len(STORES) > 1
    with pytest.raises(KeyError, match="unheard-of"):
        load_store("unheard-of")


@every_store
def test_index_gives_back_the_vectors_it_was_built_of(tmp_path: Path, store: str) -> None:
    """Vectors come back to the bit, by row, in any order and repeated."""
    vectors = _unit(20)
    index = _index(store, vectors, tmp_path / "index")
    rows = np.array([19, 0, 7, 7], np.int64)
    assert len(index) == 20
    assert index.vectors(rows).dtype == np.float32
    np.testing.assert_array_equal(index.vectors(rows), vectors[rows])
    assert index.vectors(rows[:0]).shape == (0, 16)


@every_store
def test_nearest_come_first_with_their_inner_products(tmp_path: Path, store: str) -> None:
    """Scores are inner products, falling, of the rows they stand beside, and no row left out has a greater one."""
    vectors = _unit(50)
    query = _unit(51)[50]
    scores, rows = _index(store, vectors, tmp_path / "index").search(query, 10, range(50))
    assert scores.dtype == np.float32
    assert rows.dtype == np.int64
    np.testing.assert_allclose(scores, vectors[rows] @ query, atol=1e-6)
    assert (np.diff(scores) <= 0).all()
    others = np.setdiff1d(np.arange(50), rows)
    assert (vectors[others] @ query).max() <= scores[-1] + 1e-6


# Whole numbers small enough to be added exactly, so that ties are ties in every store.
SMALL = st.integers(1, 120).flatmap(
    lambda count: st.tuples(st.just(count), st.integers(0, 2**32 - 1), st.integers(0, count), st.integers(0, count))
)


@every_store
@settings(max_examples=60, deadline=None)
@given(SMALL, st.integers(0, 130))
def test_search_agrees_with_the_yardstick(store: str, drawn: tuple[int, int, int, int], k: int) -> None:
    """Of vectors full of ties, over any stretch and for any k, scores and rows are those of the yardstick."""
    count, seed, *ends = drawn
    within = range(min(ends), max(ends))
    random = np.random.default_rng(seed)
    vectors = random.integers(-1, 2, (count, 3)).astype(np.float32)
    query = random.integers(-1, 2, 3).astype(np.float32)
    with tempfile.TemporaryDirectory() as folder:
        found = _index(store, vectors, Path(folder) / "found").search(query, k, within)
        expected = _index(YARDSTICK, vectors, Path(folder) / "expected").search(query, k, within)
    np.testing.assert_array_equal(found[0], expected[0])
    np.testing.assert_array_equal(found[1], expected[1])
    products = sorted((-float(vectors[row] @ query), row) for row in within)[:k]
    assert found[1].tolist() == [row for _, row in products]


@every_store
@pytest.mark.parametrize("within", [range(500), range(100, 400), range(499, 500)], ids=str)
@pytest.mark.parametrize("k", [1, 3, 30])
def test_ties_come_in_the_order_of_rows(tmp_path: Path, store: str, within: range, k: int) -> None:
    """Of many equal vectors the first rows are taken, also where far more are equal than wanted."""
    vectors = np.tile(np.array([0.6, 0.8], np.float32), (500, 1))
    _, rows = _index(store, vectors, tmp_path / "index").search(np.array([0, 1], np.float32), k, within)
    assert rows.tolist() == list(within)[:k]


@every_store
def test_ties_behind_a_better_row_come_in_the_order_of_rows(tmp_path: Path, store: str) -> None:
    """A nearer row at the end leads, and the equals behind it keep their order."""
    vectors = np.tile(np.array([1, 0], np.float32), (300, 1))
    vectors[299] = (2, 0)
    _, rows = _index(store, vectors, tmp_path / "index").search(np.array([1, 0], np.float32), 4, range(5, 300))
    assert rows.tolist() == [299, 5, 6, 7]


@every_store
def test_empty_index_finds_nothing(tmp_path: Path, store: str) -> None:
    """An index of no vectors is built, opened and searched like another."""
    index = _index(store, np.empty((0, 4), np.float32), tmp_path / "index")
    scores, rows = index.search(np.ones(4, np.float32), 5, range(0))
    assert len(index) == len(scores) == len(rows) == 0
    assert index.vectors(np.empty(0, np.int64)).shape == (0, 4)


@every_store
@pytest.mark.parametrize("within", [range(0), range(3, 3)], ids=str)
def test_empty_stretch_finds_nothing(tmp_path: Path, store: str, within: range) -> None:
    """A stretch without rows gives none, however many are asked for."""
    scores, rows = _index(store, _unit(5), tmp_path / "index").search(_unit(1)[0], 3, within)
    assert len(scores) == len(rows) == 0


@every_store
def test_more_than_there_are_gives_all_there_are(tmp_path: Path, store: str) -> None:
    """With k above the number of rows each row comes once and no other."""
    index = _index(store, _unit(6), tmp_path / "index")
    for k in (6, 7, 1000):
        assert sorted(index.search(_unit(1)[0], k, range(6))[1].tolist()) == list(range(6))
        assert sorted(index.search(_unit(1)[0], k, range(2, 5))[1].tolist()) == [2, 3, 4]


@every_store
def test_none_wanted_gives_none(tmp_path: Path, store: str) -> None:
    """k of 0 is no error."""
    assert len(_index(store, _unit(6), tmp_path / "index").search(_unit(1)[0], 0, range(6))[1]) == 0


@every_store
def test_index_is_the_same_when_opened_again(tmp_path: Path, store: str) -> None:
    """What is on disk is all there is to it: opened twice, or copied elsewhere, it finds the same."""
    vectors = _unit(40)
    first = _index(store, vectors, tmp_path / "index")
    (tmp_path / "copy").write_bytes((tmp_path / "index").read_bytes())
    for name in ("index", "copy"):
        again = load_store(store).open(tmp_path / name)
        for found, expected in zip(
            again.search(vectors[3], 9, range(1, 39)), first.search(vectors[3], 9, range(1, 39)), strict=True
        ):
            np.testing.assert_array_equal(found, expected)
        np.testing.assert_array_equal(again.vectors(np.arange(40)), vectors)


@every_store
def test_index_stays_open_when_its_file_is_gone(tmp_path: Path, store: str) -> None:
    """A generation that is cleared away goes on serving those who hold it."""
    vectors = _unit(40)
    index = _index(store, vectors, tmp_path / "index")
    (tmp_path / "index").unlink()
    assert index.search(vectors[3], 1, range(40))[1].tolist() == [3]


@every_store
def test_vectors_that_are_not_contiguous_are_stored_by_row(tmp_path: Path, store: str) -> None:
    """A view of another array is stored as what it shows."""
    wide = _unit(10, 32)
    index = _index(store, wide[::2, ::2], tmp_path / "index")
    np.testing.assert_array_equal(index.vectors(np.arange(5)), wide[::2, ::2])


@every_store
def test_built_index_is_on_disk(tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is synced before build returns."""
    synced: list[int] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    load_store(store).build(_unit(3), tmp_path / "index")
    assert (tmp_path / "index").stat().st_ino in synced


@every_store
def test_truncated_file_is_damage(tmp_path: Path, store: str) -> None:
    """Cut at any byte, the file is a DamagedError that names it, never a crash."""
    load_store(store).build(_unit(5, 4), tmp_path / "whole")
    data = (tmp_path / "whole").read_bytes()
    file = tmp_path / "sentences.vectors"
    for size in range(len(data)):
        file.write_bytes(data[:size])
        with pytest.raises(DamagedError, match=r"sentences\.vectors"):
            load_store(store).open(file)
    file.write_bytes(data)
    assert len(load_store(store).open(file)) == 5


@every_store
def test_what_is_no_index_is_damage(tmp_path: Path, store: str) -> None:
    """A missing file, a folder and a file of something else are DamagedErrors."""
    (tmp_path / "text").write_text("This is no index, only a long enough text about indexes and the like." * 3, "utf-8")
    (tmp_path / "folder").mkdir()
    for name in ("missing", "text", "folder"):
        with pytest.raises(DamagedError, match=name):
            load_store(store).open(tmp_path / name)
