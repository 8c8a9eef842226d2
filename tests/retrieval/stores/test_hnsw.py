"""What the store with graphs does beyond what every store must do."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import faiss
import numpy as np
import pytest

from retrieval.errors import DamagedError
from retrieval.stores import Vectors, load_store
from retrieval.stores.faiss_hnsw import HnswIndex, HnswStore

STORE = HnswStore(exact=100)


def _clustered(count: int, seed: int = 7) -> Vectors:
    """Unit vectors around forty points, as those of texts lie around their subjects."""
    centres = np.random.default_rng(1).normal(size=(40, 32))
    random = np.random.default_rng(seed)
    rows = centres[random.integers(0, 40, count)] + random.normal(size=(count, 32))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def _build(vectors: Vectors, file: Path) -> None:
    with STORE.create(file, *vectors.shape) as writer:
        writer[:] = vectors


def test_graph_is_made_only_of_more_rows_than_are_searched_exactly(tmp_path: Path) -> None:
    """Up to the bound there is one file, which the flat store opens as its own; above it a graph beside it."""
    _build(_clustered(100), tmp_path / "few")
    _build(_clustered(101), tmp_path / "many")
    assert {file.name for file in tmp_path.iterdir() if file.is_file()} == {"few", "many", "many.graph"}
    assert not isinstance(STORE.open(tmp_path / "few"), HnswIndex)
    assert isinstance(STORE.open(tmp_path / "many"), HnswIndex)
    assert len(load_store("faiss").open(tmp_path / "many")) == 101


def test_index_in_the_place_of_a_larger_one_has_no_graph_of_it(tmp_path: Path) -> None:
    """Few vectors written where many were are searched without the graph of those."""
    for count in (200, 20):
        _build(_clustered(count), tmp_path / "index")
    assert not (tmp_path / "index.graph").exists()
    assert len(STORE.open(tmp_path / "index")) == 20


def test_nearly_all_of_the_nearest_are_found(tmp_path: Path) -> None:
    """Of the ten and thirty nearest of 5,000 at least 99 in 100 are found, with the scores that exact search gives them."""
    vectors, queries = _clustered(5000), _clustered(50, seed=8)
    _build(vectors, tmp_path / "index")
    graph, exact = STORE.open(tmp_path / "index"), load_store("faiss").open(tmp_path / "index")
    for k in (10, 30):
        shared = 0
        for query in queries:
            scores, rows = graph.search(query, k, range(5000))
            best, expected = exact.search(query, k, range(5000))
            known = dict(zip(expected.tolist(), best.tolist(), strict=True))
            for row, score in zip(rows.tolist(), scores.tolist(), strict=True):
                shared += row in known
                assert score == known.get(row, score)
            np.testing.assert_allclose(scores, vectors[rows] @ query, atol=1e-6)
        assert shared >= 0.99 * k * len(queries)


@pytest.mark.parametrize("within", [range(10, 40), range(4999), range(1, 5000)], ids=str)
def test_part_of_the_rows_is_searched_exactly(tmp_path: Path, within: range) -> None:
    """A stretch that is not everything, an article's or longer, gives to the bit what exact search gives."""
    vectors = _clustered(5000)
    _build(vectors, tmp_path / "index")
    for query in _clustered(20, seed=9):
        found = STORE.open(tmp_path / "index").search(query, 30, within)
        expected = load_store("faiss").open(tmp_path / "index").search(query, 30, within)
        np.testing.assert_array_equal(found, expected)


def test_same_vectors_give_the_same_files(tmp_path: Path) -> None:
    """Whatever order they come in, and however many threads there are, the graph is to the byte the same."""
    vectors = _clustered(5000)
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(2)
    try:
        _build(vectors, tmp_path / "one")
        assert faiss.omp_get_max_threads() == 2
        with STORE.create(tmp_path / "two", *vectors.shape) as writer:
            for rows in np.array_split(np.random.default_rng(3).permutation(5000), 90):
                writer[rows] = vectors[rows]
    finally:
        faiss.omp_set_num_threads(threads)
    for end in ("", ".graph"):
        assert (tmp_path / f"one{end}").read_bytes() == (tmp_path / f"two{end}").read_bytes()


def test_repeated_sentences_hide_nothing(tmp_path: Path) -> None:
    """Where a tenth of the rows says the same few things, the others are found, and the equals in the order of rows."""
    vectors = _clustered(5000)
    vectors[::10] = np.tile(vectors[:5], (100, 1))
    _build(vectors, tmp_path / "index")
    index = STORE.open(tmp_path / "index")
    found = [index.search(vectors[row], 1, range(5000))[1].tolist() for row in range(1, 5000, 9)]
    expected = [[row if row % 10 else row % 50] for row in range(1, 5000, 9)]
    same = sum(a == b or vectors[a].tolist() == vectors[b].tolist() for a, b in zip(found, expected, strict=True))
    assert same >= 0.99 * len(found)
    equals = [row for row in range(5000) if vectors[row].tolist() == vectors[0].tolist()]
    assert index.search(vectors[0], 30, range(5000))[1].tolist() == equals[:30]


def test_graph_that_is_cut_or_of_others_is_damage(tmp_path: Path) -> None:
    """A graph cut at any place or made of other vectors is a DamagedError that names it, never a crash."""
    _build(_clustered(200), tmp_path / "index")
    graph = tmp_path / "index.graph"
    data = graph.read_bytes()
    for size in (*range(400), *range(400, len(data) - 40, 499), *range(len(data) - 40, len(data))):
        graph.write_bytes(data[:size])
        with pytest.raises(DamagedError, match=r"index\.graph"):
            STORE.open(tmp_path / "index")
    _build(_clustered(300), tmp_path / "other")
    for other in (tmp_path / "other.graph", tmp_path / "index"):
        shutil.copy(other, graph)
        with pytest.raises(DamagedError, match=r"index\.graph"):
            STORE.open(tmp_path / "index")


# An index over another, in a folder for each moment that the process dies at, a renaming or a removal, until it comes to its end;
# or one that the system lets have no file of more than 100,000 bytes, and tells so or ends it.
CODE = """
import itertools, os, resource, signal, sys
from pathlib import Path
import numpy as np
from retrieval.stores.faiss_hnsw import HnswStore

def build(count, seed):
    if count:
        with HnswStore(exact=100).create(Path("index"), count, 16) as writer:
            writer[:] = np.random.default_rng(seed).normal(size=(count, 16))

def die(moment, left=[]):
    left.append(None)
    if len(left) > moment:
        os.kill(os.getpid(), signal.SIGKILL)

first, second, how = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
for moment in itertools.count():
    os.mkdir(str(moment))
    if (child := os.fork()) == 0:
        os.chdir(str(moment))
        build(first, 1)
        if how == "killed":
            sys.addaudithook(lambda event, _: event in ("os.rename", "os.remove") and die(moment))
        else:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL if how == "ended" else signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        build(second, 2)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if how != "killed" or status != -signal.SIGKILL:
        sys.exit(abs(status))
"""


def _made(folder: Path, first: int, second: int, how: str) -> tuple[int, str]:
    """How CODE ended in `folder`, by its status and its last words."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(first), str(second), how],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr.strip().rpartition("\n")[2]


def _files(folder: Path) -> dict[str, bytes]:
    """What has a name in `folder`: what a dead process left half done is hidden."""
    return {file.name: file.read_bytes() for file in folder.glob("[!.]*")}


def _expected(folder: Path, count: int, seed: int) -> dict[str, bytes]:
    """The files that CODE makes of `count` vectors, in a `folder` of their own."""
    folder.mkdir()
    if count:
        _build(np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32), folder / "index")
    return _files(folder)


@pytest.mark.parametrize("how", ["full", "ended"])
@pytest.mark.parametrize("before", [0, 200])
def test_a_graph_that_the_disk_does_not_take_leaves_what_was_there(tmp_path: Path, how: str, before: int) -> None:
    """Law: vectors that were written do not open without their graph, whether that was told or the process died of it."""
    # The vectors have 64,045 bytes, and their graph several times as many.
    code, told = _made(tmp_path, before, 1000, how)
    assert (code, told) == ((1, "OSError: [Errno 27] File too large") if how == "full" else (signal.SIGXFSZ, ""))
    assert _files(tmp_path / "0") == _expected(tmp_path / "before", before, 1)


@pytest.mark.parametrize(("first", "second"), [(0, 200), (50, 200), (200, 60), (200, 200)])
def test_killed_between_its_files_an_index_is_whole_or_none(tmp_path: Path, first: int, second: int) -> None:
    """Law: whenever the process dies, the old index has its own graph, the new one has its own, or none opens."""
    assert _made(tmp_path, first, second, "killed") == (0, "")
    ended = [_files(folder) for folder in sorted(tmp_path.glob("[0-9]*"), key=lambda each: int(each.name))]
    old, new = _expected(tmp_path / "old", first, 1), _expected(tmp_path / "new", second, 2)
    assert (ended[0], ended[-1]) == (old, new)
    for moment, files in enumerate(ended):
        if files not in (old, new):
            with pytest.raises(DamagedError):
                STORE.open(tmp_path / str(moment) / "index")
