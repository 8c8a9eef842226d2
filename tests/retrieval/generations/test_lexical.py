from __future__ import annotations

import tempfile
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import DamagedError
from retrieval.generations.inverting import build_lexical
from retrieval.generations.lexical import LexicalIndex, idf, open_lexical

FILES = {f"{name}.npy" for name in ("size", "terms", "ends", "columns", "bounds", "rows", "weights")}
ROWS = [["river", "dry", "river"], ["lighthouse"], [], ["river", "lighthouse", "varn"]]


def _built(folder: Path, rows: Sequence[Sequence[str]]) -> LexicalIndex:
    build_lexical(rows, folder)
    return open_lexical(folder, len(rows))


def _bm25(rows: Sequence[Sequence[str]], term: str, row: int) -> float:
    """Lucene's BM25, as written down by its authors (k1 1.2, b 0.75)."""
    frequency = sum(term in each for each in rows)
    mean = sum(len(each) for each in rows) / len(rows)
    times = rows[row].count(term)
    return idf(frequency, len(rows)) * times / (times + 1.2 * (1 - 0.75 + 0.75 * len(rows[row]) / mean))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["a", "b", "ç", "d'e", "1,0"]), max_size=5), min_size=1, max_size=8))
def test_weights_are_bm25_as_published(rows: list[list[str]]) -> None:
    """Every term has its BM25 weight in each row that holds it, rows ascending, and stands nowhere else."""
    with tempfile.TemporaryDirectory() as name:
        index = _built(Path(name) / "index", rows)
        assert len(index) == len(rows)
        for term in {term for row in rows for term in row}:
            postings = index.postings(term)
            assert postings.rows.tolist() == [at for at, row in enumerate(rows) if term in row]
            expected = [_bm25(rows, term, row) for row in postings.rows.tolist()]
            np.testing.assert_allclose(postings.weights, expected, rtol=1e-4)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.text(max_size=3), max_size=6), max_size=12), st.integers(1, 9))
def test_blocks_of_any_size_give_the_same_index(rows: list[list[str]], block: int) -> None:
    """However little is held at once, files are to the byte those of all at once, and each term is found, whatever it is."""
    with tempfile.TemporaryDirectory() as name:
        index = _built(Path(name) / "whole", rows)
        build_lexical(iter(rows), Path(name) / "blocks", block)
        whole, blocks = (
            {file.name: file.read_bytes() for file in (Path(name) / each).iterdir()} for each in ("whole", "blocks")
        )
        assert whole == blocks
        for term in {term for row in rows for term in row}:
            assert index.postings(term).rows.tolist() == [at for at, row in enumerate(rows) if term in row]


@given(st.lists(st.text(), max_size=20), st.text())
@settings(max_examples=50, deadline=None)
def test_only_the_very_term_is_found(known: list[str], asked: str) -> None:
    """Terms that begin alike, hold odd characters or half of one, are each another."""
    with tempfile.TemporaryDirectory() as name:
        index = _built(Path(name) / "index", [known])
        for term in (*known, asked, asked + "a", asked[:-1], "\ud800"):
            assert len(index.postings(term).rows) == (term in known)


def test_memory_of_building_does_not_grow_with_the_text(tmp_path: Path) -> None:
    """Four times the rows of the same words take hardly more memory, and nothing that was put aside is left."""
    most = []
    for count in (20_000, 80_000):
        tracemalloc.start()
        build_lexical(
            ([f"w{row * at % 997}" for at in range(1, 9)] for row in range(count)), tmp_path / f"{count}", 1 << 14
        )
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert {file.name for file in (tmp_path / f"{count}").iterdir()} == FILES
    assert most[1] < most[0] + (1 << 20)


@pytest.mark.parametrize("term", ["absent", ""])
@pytest.mark.parametrize("rows", [ROWS, [[]], []])
def test_term_that_stands_nowhere_has_no_postings(tmp_path: Path, rows: list[list[str]], term: str) -> None:
    """An unknown term, the empty one, and any term of an index without words find nothing."""
    index = _built(tmp_path / "index", rows)
    assert len(index) == len(rows)
    assert len(index.postings(term).rows) == len(index.postings(term).weights) == 0


def test_postings_within_are_those_of_the_stretch(tmp_path: Path) -> None:
    """A stretch of rows keeps its own postings, numbered as before."""
    postings = _built(tmp_path / "index", ROWS).postings("river")
    assert postings.within(range(1, 4)).rows.tolist() == [3]
    assert postings.within(range(3)).weights.tolist() == postings.weights[:1].tolist()
    assert postings.within(range(2, 2)).rows.tolist() == []


@pytest.mark.parametrize(("frequency", "count"), [(0, 1), (1, 1), (5, 5), (1, 1000)])
def test_idf_is_above_zero_and_falls_with_frequency(frequency: int, count: int) -> None:
    """Even a word of every row counts a little, and a rarer one more."""
    assert 0 < idf(frequency, count) < idf(frequency - 0.25, count)


@pytest.mark.parametrize("rows", [ROWS, [], [[]]])
@pytest.mark.parametrize("wrong", [2, 3, 5])
def test_index_of_another_number_of_rows_is_damage(tmp_path: Path, rows: list[list[str]], wrong: int) -> None:
    """An index that does not belong to the table beside it is not opened."""
    build_lexical(rows, tmp_path / "index")
    with pytest.raises(DamagedError, match="rows"):
        open_lexical(tmp_path / "index", wrong)


def test_missing_index_is_damage(tmp_path: Path) -> None:
    """A folder that is not there is a DamagedError that names it."""
    with pytest.raises(DamagedError, match=r"sentences\.lexical"):
        open_lexical(tmp_path / "sentences.lexical", 1)


@pytest.mark.parametrize("size", [0, 1, 40])
def test_truncated_index_is_damage(tmp_path: Path, size: int) -> None:
    """Each of an index's files cut short, down to nothing, is a DamagedError."""
    build_lexical(ROWS, tmp_path / "index")
    for file in sorted((tmp_path / "index").iterdir()):
        data = file.read_bytes()
        file.write_bytes(data[:size])
        with pytest.raises(DamagedError, match="index"):
            open_lexical(tmp_path / "index", len(ROWS))
        file.write_bytes(data)
    assert len(open_lexical(tmp_path / "index", len(ROWS))) == len(ROWS)
