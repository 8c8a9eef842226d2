"""A training that is seeded, can be taken up, and learns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.training.toy import encoder, examples, questions, save_base
from training.examples import Examples, Labelled
from training.learning import Plan, _share, learn
from training.network import Network

PLAN = Plan(steps=4, questions_a_step=8, save_every=2, validate_every=4, rate=1e-2)


class Killed(Exception):
    """What ends a run in the middle of a step."""


class Ending:
    """Examples that end the run once `of` was asked for `count` times."""

    def __init__(self, made: Examples, count: int) -> None:
        self._made, self._left = made, count
        self.order = made.order

    def of(self, epoch: int, at: int) -> list[list[Labelled]]:
        """As of those it has, as long as it lasts."""
        self._left -= 1
        if self._left < 0:
            raise Killed
        return self._made.of(epoch, at)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tiny model."""
    return save_base(tmp_path_factory.mktemp("base"))


def _learn(
    base: Path,
    out: Path,
    plan: Plan,
    *,
    seed: int = 1,
    ends_after: int | None = None,
    kind: torch.dtype = torch.float32,
) -> Network:
    """A network trained by `plan`; `seed` is that of the layer which no base has."""
    out.mkdir(exist_ok=True)
    torch.manual_seed(seed)
    network = Network(base)
    made: Any = examples(questions())
    if ends_after is not None:
        made = Ending(made, ends_after)
    kept = questions()[:8]
    learn(network, made, kept, examples(kept), encoder(), plan, out, kind)
    return network


def _progress(out: Path) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in (out / "progress.jsonl").read_text("utf-8").splitlines()]


def _same(one: Network, other: Network) -> bool:
    return all(torch.equal(a, b) for a, b in zip(one.parameters(), other.parameters(), strict=True))


def test_run_that_was_ended_goes_on_as_if_it_had_not_been(base: Path, tmp_path: Path) -> None:
    """Four steps are, bit for bit, two steps, a third that is lost, and two more by a network that began otherwise."""
    whole = _learn(base, tmp_path / "whole", PLAN)
    with pytest.raises(Killed):
        _learn(base, tmp_path / "parts", PLAN, ends_after=2 * PLAN.questions_a_step + 3)
    parts = _learn(base, tmp_path / "parts", PLAN, seed=2)
    assert _same(whole, parts)
    states = [torch.load(tmp_path / name / "checkpoint.pt", weights_only=True) for name in ("whole", "parts")]
    assert all(torch.equal(a, b) for a, b in zip(*(each["masters"] for each in states), strict=True))
    lines = [
        [{name: value for name, value in line.items() if name != "tokens_a_second"} for line in _progress(out)]
        for out in (tmp_path / "whole", tmp_path / "parts")
    ]
    assert lines[0] == lines[1]
    assert [(line["step"], "valid" in line) for line in lines[0]] == [(1, False), (2, False), (3, False), (4, True)]


def test_run_goes_on_in_the_type_that_it_was_begun_in(base: Path, tmp_path: Path) -> None:
    """Which type is faster is found anew at each start, and may come out otherwise: a run that was begun does not hang on that."""
    whole = _learn(base, tmp_path / "whole", PLAN, kind=torch.bfloat16)
    with pytest.raises(Killed):
        _learn(base, tmp_path / "parts", PLAN, ends_after=2 * PLAN.questions_a_step, kind=torch.bfloat16)
    assert _same(whole, _learn(base, tmp_path / "parts", PLAN, kind=torch.float32))
    assert not _same(whole, _learn(base, tmp_path / "other", PLAN, kind=torch.float32))


def test_seed_makes_another_training(base: Path, tmp_path: Path) -> None:
    """The order of the questions comes from the seed of the examples; what comes out is float32, as it is written."""
    one = _learn(base, tmp_path / "one", PLAN)
    other = _learn(base, tmp_path / "other", replace(PLAN, rate=2e-2))
    assert not _same(one, other)
    assert {each.dtype for each in one.parameters()} == {torch.float32}
    masters = torch.load(tmp_path / "one" / "checkpoint.pt", weights_only=True)["masters"]
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), masters, strict=True))


def test_finished_run_is_not_run_again(base: Path, tmp_path: Path) -> None:
    """Taken up after its last step, a training gives the same weights and takes no step."""
    done = _learn(base, tmp_path, PLAN)
    before = _progress(tmp_path)
    assert _same(done, _learn(base, tmp_path, PLAN, seed=2, ends_after=0))
    assert _progress(tmp_path) == before


def test_checkpoint_of_another_plan_is_refused(base: Path, tmp_path: Path) -> None:
    """A run is only gone on with as it was begun; a sentence names the checkpoint and says what to do, and it is left alone."""
    _learn(base, tmp_path, PLAN)
    kept = (tmp_path / "checkpoint.pt").read_bytes()
    with pytest.raises(
        SystemExit, match=r"checkpoint\.pt was begun with .*'steps': 4.*: name another folder or remove it"
    ):
        _learn(base, tmp_path, replace(PLAN, steps=6))
    assert (tmp_path / "checkpoint.pt").read_bytes() == kept


def test_loss_falls(base: Path, tmp_path: Path) -> None:
    """What words answer which question is learned from two dozen in a few steps, and then found."""
    _learn(base, tmp_path, Plan(steps=200, questions_a_step=12, save_every=200, validate_every=200, rate=3e-3))
    lines = _progress(tmp_path)
    for name in ("list", "binary", "span"):
        first, last = (sum(line[name] for line in chosen) / 6 for chosen in (lines[:6], lines[-6:]))
        assert last < 0.7 * first
    assert lines[-1]["valid"]["first"] == 1
    assert lines[-1]["valid"]["auroc"] > 0.9


def test_rate_goes_up_and_down_in_each_cycle(base: Path, tmp_path: Path) -> None:
    """Of two cycles each is a whole one: as a run of half the steps, so that its end can be looked at and gone on from."""
    one = _learn(base, tmp_path / "one", replace(PLAN, steps=2, cycles=1))
    two = _learn(base, tmp_path / "two", PLAN)
    assert [line["list"] for line in _progress(tmp_path / "one")] == [
        line["list"] for line in _progress(tmp_path / "two")[:2]
    ]
    assert not _same(one, two)
    shares = [_share(at / 100, 0.06) for at in range(100)]
    assert shares.index(max(shares)) == 6
    assert max(shares) == pytest.approx(1)
    assert shares[0] < 0.02
    assert shares[-1] < 0.01
