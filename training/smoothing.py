"""Inputs of a network made alike in size, so that int8, which has one step for all of them, loses less.

A few of the inputs of a feed-forward layer are ten times as large as the others. What is over is moved into the weights, which say
the same then (Xiao et al. 2023, "SmoothQuant").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from retrieval.selectors.windows import Encoded
from training.network import Network

_LAYERS = re.compile(r"encoder\.encoder\.layer\.\d+\.(intermediate|output)\.dense")
# The share of a layer's inputs that stay as they are, and how much of what another is larger than all of those is moved: that power
# of it, as a power of two, by which no float loses a digit. What int8 makes the log odds of a sentence be off by was .25 then
# instead of .38, weights included; with powers from .7 to 1 and shares from .95 to .99 up to .28.
_KEPT, _MOVED = 0.98, 0.85
# An input that is 0 in all that was seen.
_LEAST = 1e-6


class Smoothed(nn.Linear):
    """`plain` with what comes in times `shrink`, of shape (inputs,), and weights that make up for it."""

    shrink: Tensor

    def __init__(self, plain: nn.Linear, shrink: Tensor) -> None:
        super().__init__(plain.in_features, plain.out_features)
        self.weight = nn.Parameter(plain.weight.detach() / shrink)
        self.bias = plain.bias
        self.register_buffer("shrink", shrink)

    def forward(self, hidden: Tensor) -> Tensor:
        """What `plain` says."""
        return super().forward(hidden * self.shrink)


def smooth(network: Network, windows: Sequence[Encoded]) -> None:
    """Change the feed-forward layers of `network`, which says the same after it, by how large their inputs are in `windows`.

    Once: of layers that were changed already it raises ValueError.
    """
    largest: dict[str, Tensor] = {}
    layers = {name: layer for name, layer in network.named_modules() if _LAYERS.fullmatch(name)}
    if any(isinstance(layer, Smoothed) for layer in layers.values()):
        raise ValueError("the network's layers are smoothed already")

    def look(name: str, inputs: Tensor) -> None:
        here = inputs.abs().flatten(0, -2).amax(0)
        largest[name] = torch.maximum(largest.get(name, here), here)

    hooks = [
        layer.register_forward_pre_hook(lambda _, inputs, name=name: look(name, inputs[0]))
        for name, layer in layers.items()
    ]
    with torch.no_grad():
        for window in windows:  # one by one, as it is served, so that nothing is padding
            ids, types = torch.tensor([window.ids]), torch.tensor([window.types])
            network(ids, torch.ones_like(ids), types)
    for hook in hooks:
        hook.remove()
    for name, layer in layers.items():
        usual = largest[name].quantile(_KEPT, interpolation="lower").clamp(min=_LEAST)
        over = (largest[name] / usual).clamp(min=1.0).log2()
        parent, _, last = name.rpartition(".")
        assert isinstance(layer, nn.Linear)
        setattr(network.get_submodule(parent), last, Smoothed(layer, (-_MOVED * over).round().exp2()))
