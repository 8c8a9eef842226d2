"""What every vector store must do, the numpy one being the yardstick; vectors are of halves, as one keeps no more."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from retrieval.errors import BuildError, DamagedError
from retrieval.stores import DEFAULT_STORE, STORES, VectorIndex, Vectors, VectorStore, load_store
from retrieval.stores.faiss_hnsw import HnswStore

YARDSTICK = "numpy"
# One whose every index has a graph, as those of many vectors have.
GRAPH = "graph"
every_store = pytest.mark.parametrize("store", [*STORES, GRAPH])


@pytest.fixture(autouse=True)
def database(request: pytest.FixtureRequest, clean_environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store in PostgreSQL has one, as settings name it."""
    if "postgres" in getattr(getattr(request.node, "callspec", None), "params", {}).values():
        monkeypatch.setenv("FOOTNOTE_DATABASE__URL", request.getfixturevalue("url"))


def _store(name: str) -> VectorStore:
    return HnswStore(exact=0) if name == GRAPH else load_store(name)


def _build(store: str, vectors: Vectors, file: Path) -> None:
    with _store(store).create(file, *vectors.shape) as writer:
        writer[:] = vectors


def _index(store: str, vectors: Vectors, file: Path) -> VectorIndex:
    """An index of `vectors`, written and opened again."""
    _build(store, vectors, file)
    return _store(store).open(file)


def _unit(count: int, dimension: int = 16) -> Vectors:
    rows = np.random.default_rng(7).normal(size=(count, dimension)).astype(np.float32)
    return _halves(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def _halves(vectors: NDArray[np.floating[Any]]) -> Vectors:
    return vectors.astype(np.float16).astype(np.float32)


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
    vectors = _halves(np.tile(np.array([0.6, 0.8], np.float32), (500, 1)))
    _, rows = _index(store, vectors, tmp_path / "index").search(np.array([0, 1], np.float32), k, within)
    assert rows.tolist() == list(within)[:k]


@every_store
@pytest.mark.parametrize("dimension", [16, 96, 384, 385])
def test_equal_vectors_have_equal_scores_wherever_they_stand(tmp_path: Path, store: str, dimension: int) -> None:
    """Law: a vector's score is the same to the bit in each row and stretch, so that equals come by row and are cut by row."""
    vectors = _unit(503, dimension)
    vectors[::2] = vectors[0]
    query = vectors[0] + _unit(505, dimension)[504] / 4
    index = _index(store, vectors, tmp_path / "index")
    for within in (range(503), range(2, 500), range(6, 69), range(433, 503), range(497, 503)):
        equals = [row for row in within if row % 2 == 0]
        for k in (1, 2, 3, 30, 100):
            scores, rows = index.search(query, k, within)
            expected = equals[:k]
            assert rows[: len(expected)].tolist() == expected
            assert len(set(scores[: len(expected)].tolist())) == 1


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
    (tmp_path / "copy").mkdir()
    for file in _files(tmp_path):
        shutil.copy(tmp_path / file, tmp_path / "copy")
    for name in ("index", "copy/index"):
        again = _store(store).open(tmp_path / name)
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
    for file in _files(tmp_path):
        (tmp_path / file).unlink()
    assert index.search(vectors[3], 1, range(40))[1].tolist() == [3]


@every_store
def test_vectors_that_are_not_contiguous_are_stored_by_row(tmp_path: Path, store: str) -> None:
    """A view of another array is stored as what it shows."""
    wide = _unit(10, 32)
    index = _index(store, wide[::2, ::2], tmp_path / "index")
    np.testing.assert_array_equal(index.vectors(np.arange(5)), wide[::2, ::2])


@every_store
def test_built_index_is_on_disk(tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is synced before the writer is left."""
    synced: list[int] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    _build(store, _unit(3), tmp_path / "index")
    assert (tmp_path / "index").stat().st_ino in synced


@every_store
def test_truncated_file_is_damage(tmp_path: Path, store: str) -> None:
    """Cut at any byte, the file is a DamagedError that names it, never a crash."""
    file = tmp_path / "sentences.vectors"
    _build(store, _unit(5, 4), file)
    data = file.read_bytes()
    for size in range(len(data)):
        file.write_bytes(data[:size])
        with pytest.raises(DamagedError, match=r"sentences\.vectors"):
            _store(store).open(file)
    file.write_bytes(data)
    assert len(_store(store).open(file)) == 5


@every_store
def test_what_is_no_index_is_damage(tmp_path: Path, store: str) -> None:
    """A missing file, a folder and a file of something else are DamagedErrors."""
    (tmp_path / "text").write_text("This is no index, only a long enough text about indexes and the like." * 3, "utf-8")
    (tmp_path / "folder").mkdir()
    for name in ("missing", "text", "folder"):
        with pytest.raises(DamagedError, match=name):
            _store(store).open(tmp_path / name)


@every_store
@settings(max_examples=40, deadline=None)
@given(st.integers(0, 40), st.integers(1, 15), st.integers(0, 2**32 - 1))
def test_rows_come_in_any_order_and_by_any_number(store: str, count: int, batch: int, seed: int) -> None:
    """Written batch after batch in whatever order, or by slices, the file is to the byte that of a whole write."""
    random = np.random.default_rng(seed)
    vectors = _halves(random.normal(size=(count, 5)))
    order = random.permutation(count)
    with tempfile.TemporaryDirectory() as name:
        _build(store, vectors, Path(name) / "whole")
        with _store(store).create(Path(name) / "batches", count, 5) as writer:
            for first in range(0, count, batch):
                rows = order[first : first + batch]
                writer[rows] = vectors[rows]
        with _store(store).create(Path(name) / "slices", count, 5) as writer:
            for first in reversed(range(0, count, batch)):
                writer[first : first + batch] = vectors[first : first + batch]
        whole, batches, slices = ((Path(name) / each).read_bytes() for each in ("whole", "batches", "slices"))
        assert whole == batches == slices
        index = _store(store).open(Path(name) / "batches")
        np.testing.assert_array_equal(index.vectors(np.arange(count)), vectors)


@every_store
def test_row_written_again_is_the_last(tmp_path: Path, store: str) -> None:
    """Of a row that is written twice, in two batches or in one, the second stands."""
    vectors = _unit(6)
    with _store(store).create(tmp_path / "index", 3, 16) as writer:
        writer[:] = vectors[:3]
        writer[np.array([1, 1])] = vectors[4:]
    index = _store(store).open(tmp_path / "index")
    np.testing.assert_array_equal(index.vectors(np.arange(3)), vectors[[0, 5, 2]])


@every_store
@pytest.mark.parametrize("worst", [np.nan, np.inf, -np.inf])
def test_vector_that_is_not_finite_is_refused(tmp_path: Path, store: str, worst: float) -> None:
    """What has no place in an order is no vector, and the index that it was meant for is not made."""
    vectors = _unit(3)
    vectors[1, 7] = worst
    with pytest.raises(BuildError, match="finite"):
        _build(store, vectors, tmp_path / "index")
    assert _files(tmp_path) == []


@every_store
@pytest.mark.parametrize("shape", [(2, 16), (4, 16), (3, 15), (3,), (1, 16)], ids=str)
def test_vectors_of_another_shape_are_refused(tmp_path: Path, store: str, shape: tuple[int, ...]) -> None:
    """A vector too many or too few, or of another length, is an error and never stretched to fit."""
    with pytest.raises(ValueError, match="shape"), _store(store).create(tmp_path / "index", 3, 16) as writer:
        writer[:] = np.ones(shape, np.float32)


@every_store
@pytest.mark.parametrize("row", [3, -1])
def test_row_that_there_is_none_of_is_refused(tmp_path: Path, store: str, row: int) -> None:
    """Nothing is written before or behind the rows."""
    with pytest.raises(IndexError), _store(store).create(tmp_path / "index", 3, 16) as writer:
        writer[np.array([row])] = _unit(1)


@every_store
def test_row_that_was_never_written_is_an_error(tmp_path: Path, store: str) -> None:
    """An index with a hole in it is not taken for whole."""
    with (
        pytest.raises(BuildError, match=r"sentences\.vectors lacks 1 of 3 vectors"),
        _store(store).create(tmp_path / "sentences.vectors", 3, 16) as writer,
    ):
        writer[:2] = _unit(2)
    assert _files(tmp_path) == []


@every_store
def test_writing_that_fails_leaves_what_was_there(tmp_path: Path, store: str) -> None:
    """An error half-way takes what was written with it, and the index of before stands."""
    vectors = _unit(3)
    _build(store, vectors, tmp_path / "index")
    before = _files(tmp_path)

    def give_up() -> None:
        with _store(store).create(tmp_path / "index", 3, 16) as writer:
            writer[:] = -vectors
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        give_up()
    assert _files(tmp_path) == before
    np.testing.assert_array_equal(_store(store).open(tmp_path / "index").vectors(np.arange(3)), vectors)


@every_store
def test_half_written_file_has_not_its_name(tmp_path: Path, store: str) -> None:
    """Whoever dies while writing leaves nothing that opens: the file is named last."""
    with _store(store).create(tmp_path / "index", 3, 16) as writer:
        writer[:] = _unit(3)
        with pytest.raises(DamagedError):
            _store(store).open(tmp_path / "index")
    assert len(_store(store).open(tmp_path / "index")) == 3


@every_store
def test_full_disk_is_an_error_of_the_system(tmp_path: Path, store: str) -> None:
    """Where no more may be written the writer raises OSError, and the process lives to tell."""
    code = f"""
import resource, signal
from pathlib import Path
import numpy as np
from retrieval.stores import load_store
from retrieval.stores.faiss_hnsw import HnswStore
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
try:
    with {"HnswStore(exact=0)" if store == GRAPH else f"load_store({store!r})"}.create(Path("index"), 1000, 16) as writer:
        for row in range(1000):
            writer[row : row + 1] = np.ones((1, 16), np.float32)
except OSError as error:
    print(error.strerror, [file.name for file in Path().iterdir() if file.is_file()])
"""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "File too large []\n"


@every_store
def test_memory_of_writing_does_not_grow_with_the_index(tmp_path: Path, store: str) -> None:
    """An index of 60 MB is written with a few megabytes."""
    vectors = np.tile(_unit(1, 384), (1000, 1))
    with _store(store).create(tmp_path / "index", 40_000, 384) as writer:
        tracemalloc.start()
        before = _resident()
        for first in range(0, 40_000, 1000):
            writer[first : first + 1000] = vectors
        grown, (_, most) = _resident() - before, tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 8 << 20
    assert grown < 16 << 20


def _resident() -> int:
    """Bytes of this process in memory, mapped files too."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.is_file())
