"""The training itself: seeded, taken up where it was left, its progress written as it goes."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any

import torch
from torch import nn

from retrieval.selectors.windows import WindowEncoder
from training.examples import Examples, Labelled
from training.network import loss_of, read, total
from training.sets import Answered
from training.validating import validate

_TYPES = (torch.float32, torch.bfloat16)
# So often each is timed: whatever else runs makes one of them slow, not the fastest.
_TIMED = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn: each of the `cycles` of the rate takes as many of the `steps`."""

    seed: int = 1
    steps: int = 5500
    cycles: int = 2
    questions_a_step: int = 16
    rate: float = 7e-5
    warm: float = 0.06
    decay: float = 0.01
    save_every: int = 100
    validate_every: int = 300


class Weights:
    """Float32 weights and their optimiser, of which `network` holds a copy, in bfloat16 where that is faster."""

    def __init__(self, network: nn.Module, plan: Plan) -> None:
        self._copies = list(network.parameters())
        self.masters = [nn.Parameter(each.detach().float().clone()) for each in self._copies]
        flat = [each for each in self.masters if each.ndim == 1]
        rest = [each for each in self.masters if each.ndim > 1]
        self.optimiser = torch.optim.AdamW(
            [{"params": rest, "weight_decay": plan.decay}, {"params": flat, "weight_decay": 0.0}],
            lr=plan.rate,
            fused=True,
        )

    def step(self, rate: float) -> None:
        """Take the copies' gradients, move the masters, refresh the copies."""
        for master, copy in zip(self.masters, self._copies, strict=True):
            master.grad = None if copy.grad is None else copy.grad.float()
            copy.grad = None
        nn.utils.clip_grad_norm_(self.masters, 1.0)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.optimiser.step()
        self.refresh()

    def refresh(self) -> None:
        """Make the copies what the masters are."""
        with torch.no_grad():
            for master, copy in zip(self.masters, self._copies, strict=True):
                copy.copy_(master)


def learn(
    network: nn.Module,
    examples: Examples,
    valid: Sequence[Answered],
    valid_examples: Examples,
    encoder: WindowEncoder,
    plan: Plan,
    out: Path,
    kind: torch.dtype,
) -> None:
    """Train `network` (in place); `out` gets checkpoint.pt, the weights so far, and progress.jsonl, a line a step.

    It is multiplied in `kind`, and a run that is taken up in the one that it was begun in.
    """
    device = here()
    network.to(device)
    weights = Weights(network, plan)
    step, kind = _take_up(weights, out / "checkpoint.pt", plan, kind)
    network.to(kind)
    weights.refresh()
    network.train()
    batches = list(islice(_batches(examples, plan), plan.steps))
    with (out / "progress.jsonl").open("a", encoding="utf-8") as progress:
        began, tokens = time.monotonic(), 0
        for epoch, batch in batches[step:]:
            groups = [group for at in batch for group in examples.of(epoch, at)]
            windows = [encoder.encode(each.question, each.window) for each in _flat(groups)]
            parts = loss_of(read(network, windows, device), groups, windows)
            total(parts).backward()  # type: ignore[no-untyped-call]
            weights.step(plan.rate * _share(plan.cycles * step / len(batches) % 1, plan.warm))
            step += 1
            tokens += sum(len(each.ids) for each in windows)
            line: dict[str, Any] = {"step": step, "of": len(batches), "epoch": epoch}
            line |= {name: round(float(value.detach()), 4) for name, value in parts.items()}
            line["tokens_a_second"] = round(tokens / (time.monotonic() - began))
            if step % plan.validate_every == 0 or step == len(batches):
                line["valid"] = {
                    name: round(value, 4)
                    for name, value in validate(network, valid, valid_examples, encoder, device).items()
                }
            progress.write(json.dumps(line) + "\n")
            progress.flush()
            if step % plan.save_every == 0 or step == len(batches):
                _save(weights, out / "checkpoint.pt", step, plan, kind)
    network.float()
    weights.refresh()


def here() -> torch.device:
    """Where to learn: the GPU, if there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def faster_type() -> torch.dtype:
    """Float32, or bfloat16 where the machine multiplies it faster: some do three times, some ten times slower."""
    taken = {kind: min(_multiplying(kind) for _ in range(_TIMED)) for kind in _TYPES}
    return min(taken, key=lambda kind: taken[kind])


def _multiplying(kind: torch.dtype) -> float:
    """How many seconds nine products of matrices take."""
    matrix = torch.ones(512, 512, dtype=kind, device=here())
    began = time.perf_counter()
    for _ in range(9):
        matrix = (matrix @ matrix).clamp(max=1)
    float(matrix[0, 0])  # waits until it is done
    return time.perf_counter() - began


def _batches(examples: Examples, plan: Plan) -> Iterator[tuple[int, list[int]]]:
    """Epochs without end, a step's questions at a time."""
    for epoch in count():
        order = examples.order(epoch)
        for first in range(0, len(order), plan.questions_a_step):
            yield epoch, order[first : first + plan.questions_a_step]


def _flat(groups: Sequence[Sequence[Labelled]]) -> Iterator[Labelled]:
    return (each for group in groups for each in group)


def _share(done: float, warm: float) -> float:
    """Of the highest rate, where that much of a cycle is done: up in a straight line, then down half a cosine.

    Started again when it is down, as in Loshchilov and Hutter 2017 ("SGDR"), so that what a cycle has made can be looked at, and
    gone on from.
    """
    if done < warm:
        return max(done, 1e-3) / warm
    return 0.5 * (1 + math.cos(math.pi * (done - warm) / (1 - warm)))


def _save(weights: Weights, path: Path, step: int, plan: Plan, kind: torch.dtype) -> None:
    aside = path.with_suffix(".new")
    state = {
        "step": step,
        "plan": asdict(plan),
        "type": str(kind),
        "masters": [each.detach() for each in weights.masters],
        "optimiser": weights.optimiser.state_dict(),
    }
    torch.save(state, aside)
    aside.replace(path)


def _take_up(weights: Weights, path: Path, plan: Plan, kind: torch.dtype) -> tuple[int, torch.dtype]:
    """The steps that were taken before, and what they were multiplied in."""
    if not path.is_file():
        return 0, kind
    state = torch.load(path, map_location="cpu", weights_only=True)
    if state["plan"] != asdict(plan):
        raise SystemExit(f"{path} was begun with {state['plan']}: name another folder or remove it")
    with torch.no_grad():
        for master, kept in zip(weights.masters, state["masters"], strict=True):
            master.copy_(kept)
    weights.optimiser.load_state_dict(state["optimiser"])
    return int(state["step"]), next(each for each in _TYPES if str(each) == state["type"])
