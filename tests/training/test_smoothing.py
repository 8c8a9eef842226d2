"""A network whose inputs are made alike in size says the same, and loses less in int8."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from retrieval.selectors.onnx import OnnxSelector
from retrieval.selectors.windows import Encoded, Window
from tests.training.toy import encoder, save_base
from training.exporting import export, weights_of
from training.network import Network
from training.smoothing import Smoothed, smooth

WINDOWS = [
    Window("The harbour", ("Ida Holm carried coal to the harbour.", "It burned down in 1902.")),
    Window("", ("Nobody saw who had opened the gate that night.", "Tom Berg found it open at six.")),
]
QUESTIONS = ("Who carried coal?", "When was the gate found open?")
LAYERS = [f"encoder.encoder.layer.{layer}.{part}.dense" for layer in (0, 1) for part in ("intermediate", "output")]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The folder of a tiny model."""
    return save_base(tmp_path / "base")


@pytest.fixture
def network(base: Path) -> Network:
    """One that has, before either matrix of a layer, a third input some thirty times as large as the others, as trained ones do."""
    torch.manual_seed(3)
    made = Network(base).eval()
    with torch.no_grad():
        for each in made.parameters():  # as training leaves them: no two vectors are the same
            each.add_(0.02 * torch.randn_like(each))
        torch.nn.init.normal_(made.head.weight, std=1.0)
        for layer in made.encoder.encoder.layer:
            torch.nn.init.normal_(layer.intermediate.dense.weight, std=0.2)
            torch.nn.init.normal_(layer.output.dense.weight, std=0.2)
            layer.attention.output.LayerNorm.weight[2] = 30.0
            layer.intermediate.dense.weight[:, 2] /= 30.0
            layer.intermediate.dense.bias[2] = 40.0
    return made


def _read() -> list[Encoded]:
    return [encoder().encode(question, window) for question, window in zip(QUESTIONS, WINDOWS, strict=True)]


def _said(network: Network) -> list[np.ndarray]:
    with torch.no_grad():
        return [
            network(*(torch.tensor([part]) for part in (each.ids, [1] * len(each.ids), each.types)))[0].numpy()
            for each in _read()
        ]


def test_says_the_same(network: Network) -> None:
    """What comes in is smaller, what comes out is what it was; and a second time it is not done."""
    before = _said(network)
    smooth(network, _read())
    assert all((layer.shrink < 1).any() for layer in network.modules() if isinstance(layer, Smoothed))
    with pytest.raises(ValueError, match="smoothed already"):
        smooth(network, _read())
    for one, other in zip(before, _said(network), strict=True):
        assert np.abs(one - other).max() < 1e-4 * np.ptp(one)


def test_shrinks_what_is_large_alone(network: Network) -> None:
    """By a power of two, the input that stands out by far, the others at most by half; and in the feed-forward layers alone."""
    smooth(network, _read())
    smoothed = {name: each for name, each in network.named_modules() if isinstance(each, Smoothed)}
    assert sorted(smoothed) == sorted(LAYERS)
    for name, each in smoothed.items():
        assert each.shrink[2] <= 1 / 8, name
        assert torch.equal(each.shrink.log2(), each.shrink.log2().round())
        assert (each.shrink == 1).sum() >= len(each.shrink) - 3
        others = torch.cat([each.shrink[:2], each.shrink[3:]])
        assert others.min() >= 0.5, name


def test_int8_loses_less(network: Network, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exported so, the selector is nearer to what the network says than without."""
    torch.save(network.state_dict(), tmp_path / "network.pt")
    off = []
    for name in ("smoothed", "plain"):
        if name == "plain":
            monkeypatch.setattr("training.exporting.smooth", lambda *_: None)
        selector = OnnxSelector(name, tmp_path / name, export(tmp_path / "network.pt", base, tmp_path / name))
        off.append(
            np.mean(
                [np.abs(selector._run(each) - said).mean() for each, said in zip(_read(), _said(network), strict=True)]
            )
        )
    assert off[0] < 0.7 * off[1]


def test_what_was_smoothed_can_be_trained_on(network: Network, base: Path, tmp_path: Path) -> None:
    """The weights come back: those that were enlarged too, and the others as near as the larger step of their row lets them."""
    torch.save(network.state_dict(), tmp_path / "network.pt")
    export(tmp_path / "network.pt", base, tmp_path / "out")
    state = weights_of(tmp_path / "out")
    assert state.keys() == network.state_dict().keys()
    for name in LAYERS:
        found, meant = state[f"{name}.weight"], network.state_dict()[f"{name}.weight"]
        assert (found - meant)[:, 2].abs().max() <= 0.05 * meant[:, 2].abs().max(), name
        row = torch.maximum(meant.abs().amax(1), 32 * meant[:, 2].abs())
        assert ((found - meant).abs() <= 0.51 * row[:, None] / 63).all(), name
        assert torch.equal(state[f"{name}.bias"], network.state_dict()[f"{name}.bias"])
