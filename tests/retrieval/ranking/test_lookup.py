from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.generations.inverting import build_lexical
from retrieval.generations.lexical import LexicalIndex, idf, open_lexical
from retrieval.ranking.lookup import Frequencies, Lookup

TERMS = ("river", "tower", "rain", "varn", "absent")
ROWS = st.lists(st.lists(st.sampled_from(TERMS[:4]), max_size=4), min_size=1, max_size=12)


def _index(folder: str, rows: list[list[str]]) -> LexicalIndex:
    build_lexical(rows, Path(folder) / "index")
    return open_lexical(Path(folder) / "index", len(rows))


@settings(max_examples=40, deadline=None)
@given(ROWS, st.data())
def test_what_rows_hold_is_what_was_written(rows: list[list[str]], data: st.DataObject) -> None:
    """Whichever rows are looked at, in whatever order and shape, each term is told of those that have it and of no other."""
    with tempfile.TemporaryDirectory() as folder:
        lookup = Lookup(_index(folder, rows), TERMS)
        wanted = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=8))
        held = lookup.holds(np.array([wanted, wanted[::-1]], np.int64))
        assert held.shape == (2, len(wanted), len(TERMS))
        for at, row in enumerate(wanted):
            assert held[0, at].tolist() == held[1, -1 - at].tolist() == [term in rows[row] for term in TERMS]


@settings(max_examples=40, deadline=None)
@given(ROWS, st.data())
def test_shares_are_added_up_term_by_term(rows: list[list[str]], data: st.DataObject) -> None:
    """BM25 of any stretch, rescaled to any other, is the sum over the terms of what the index has for each."""
    with tempfile.TemporaryDirectory() as folder:
        index = _index(folder, rows)
        lookup, bound = Lookup(index, TERMS), st.integers(0, len(rows))
        stretch, known = (range(*sorted((data.draw(bound), data.draw(bound)))) for _ in range(2))
        counts = [sum(term in rows[row] for row in known) for term in TERMS]
        assert lookup.counts(known) == counts
        frequencies = Frequencies.over([(lookup, known)], len(TERMS))
        rare = [idf(count, len(known)) for count in counts]
        assert frequencies == Frequencies(tuple(rare), sum(rare))
        expected = np.zeros(len(stretch))
        for term, each in zip(TERMS, rare, strict=True):
            found = index.postings(term)
            scale = each / idf(len(found.rows), len(rows)) / sum(rare)
            for row, weight in zip(found.rows.tolist(), found.weights.tolist(), strict=True):
                if row in stretch:
                    expected[row - stretch.start] += weight * scale
        np.testing.assert_allclose(lookup.bm25(stretch, frequencies), expected, rtol=1e-6)


@pytest.mark.parametrize("rows", [[], [[]], [["river"]]])
def test_a_question_without_terms_finds_nothing(tmp_path: Path, rows: list[list[str]]) -> None:
    """No term, or no row, is no error: all shares are nothing."""
    lookup = Lookup(_index(str(tmp_path), rows), ())
    known = Frequencies.over([(lookup, range(len(rows)))], 0)
    assert known == Frequencies((), 1.0)
    assert lookup.bm25(range(len(rows)), known).tolist() == [0.0] * len(rows)
    assert lookup.holds(np.zeros((3, 0), np.int64)).shape == (3, 0, 0)
    assert Frequencies.over([], 2).idf == (idf(0, 0),) * 2
