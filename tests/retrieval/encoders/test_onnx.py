"""How texts are put together to be run."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from retrieval.encoders.onnx import _RUN, _TOKENS, _runs


@given(st.lists(st.integers(1, 3 * _TOKENS), max_size=200))
def test_each_text_is_run_once_and_runs_are_bounded(lengths: list[int]) -> None:
    """Every text is in one run; a run of several, padded to its longest, has no more tokens than fit."""
    runs = _runs(lengths)
    assert sorted(each for run in runs for each in run) == list(range(len(lengths)))
    for run in runs:
        assert len(run) == 1 or len(run) * max(lengths[each] for each in run) <= _TOKENS


@given(st.lists(st.integers(1, 300), min_size=1, max_size=200))
def test_texts_of_a_run_are_near_in_length(lengths: list[int]) -> None:
    """No short text is padded to the length of a long one that a later run holds."""
    runs = [sorted(lengths[each] for each in run) for run in _runs(lengths)]
    assert all(one[-1] <= other[0] for one, other in pairwise(runs))


@given(st.lists(st.integers(1, 300), min_size=1, max_size=9))
def test_no_other_runs_of_neighbours_would_be_sooner_done(lengths: list[int]) -> None:
    """Law: of all ways to divide texts in the order of their lengths, the one that is taken costs least."""
    ordered = sorted(lengths)

    def cost(runs: list[list[int]]) -> int:
        return sum(_RUN + len(run) * max(run) for run in runs)

    def divided(cuts: tuple[int, ...]) -> list[list[int]]:
        return [ordered[start:end] for start, end in pairwise([0, *cuts, len(ordered)])]

    others = [divided(cuts) for count in range(len(ordered)) for cuts in combinations(range(1, len(ordered)), count)]
    allowed = [runs for runs in others if all(len(run) == 1 or len(run) * max(run) <= _TOKENS for run in runs)]
    taken = cost([[lengths[each] for each in run] for run in _runs(lengths)])
    assert taken == min(map(cost, allowed))
