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
from training.network import Network, read

_LAYERS = re.compile(r"encoder\.encoder\.layer\.\d+\.(intermediate|output)\.dense")
# Of the inputs so many stay as they are; of what the others are larger than those, so much (a power of it, made a power of two so
# that the weights lose nothing) is moved into the weights. What int8 makes the log odds of a sentence be off by was .25 then for
# .38; powers from .7 to 1 and shares from .95 to .99 gave up to .28.
_KEPT, _MOVED = 0.98, 0.85


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
    """Change the feed-forward layers of `network`, which says the same after it, by how large their inputs are in `windows`."""
    largest: dict[str, Tensor] = {}
    layers = {name: layer for name, layer in network.named_modules() if _LAYERS.fullmatch(name)}

    def look(name: str, inputs: Tensor) -> None:
        here = inputs.abs().flatten(0, -2).amax(0)
        largest[name] = torch.maximum(largest.get(name, here), here)

    hooks = [
        layer.register_forward_pre_hook(lambda _, inputs, name=name: look(name, inputs[0]))
        for name, layer in layers.items()
    ]
    with torch.no_grad():
        read(network, windows, torch.device("cpu"))
    for hook in hooks:
        hook.remove()
    for name, layer in layers.items():
        over = (largest[name] / largest[name].quantile(_KEPT, interpolation="lower")).clamp(min=1.0).log2()
        parent, _, last = name.rpartition(".")
        assert isinstance(layer, nn.Linear)
        setattr(network.get_submodule(parent), last, Smoothed(layer, (-_MOVED * over).round().exp2()))
