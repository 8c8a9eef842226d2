"""The file that ships says what the network that was trained says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from onnxruntime import InferenceSession

from retrieval.selectors.onnx import OnnxSelector, _reading, digest_of
from retrieval.selectors.windows import Window
from tests.training.toy import encoder, save_base
from training.exporting import _to_onnx, export
from training.network import Network

WINDOW = Window("The harbour", ("Ida Holm carried coal to the harbour.", "It burned down in 1902."))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tiny model."""
    return save_base(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="module")
def network(base: Path) -> Network:
    """One whose head says what can be seen."""
    torch.manual_seed(3)
    made = Network(base).eval()
    torch.nn.init.normal_(made.head.weight, std=1.0)
    return made


@pytest.fixture(scope="module")
def weights(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its weights, as a training leaves them."""
    file = tmp_path_factory.mktemp("weights") / "network.pt"
    torch.save(network.state_dict(), file)
    return file


def _said(network: Network, question: str) -> np.ndarray:
    encoded = encoder().encode(question, WINDOW)
    ids, types = torch.tensor([encoded.ids]), torch.tensor([encoded.types])
    with torch.no_grad():
        return np.asarray(network(ids, torch.ones_like(ids), types)[0])


@pytest.mark.parametrize(("windows", "tokens"), [(1, 2), (5, 61), (2, 300)])
def test_graph_says_what_the_network_says(network: Network, tmp_path: Path, windows: int, tokens: int) -> None:
    """Whatever the number of windows and their length, and beside padding, ONNX agrees with torch to a thousandth."""
    file = tmp_path / "float.onnx"
    _to_onnx(network, file)
    dice = np.random.default_rng(windows)
    ids = dice.integers(0, 30522, (windows, tokens))
    types = np.broadcast_to(np.arange(tokens) > tokens // 3, ids.shape).astype(np.int64)
    mask = (np.arange(tokens) < dice.integers(2, tokens + 1, (windows, 1))).astype(np.int64)
    with torch.no_grad():
        meant = network(*map(torch.from_numpy, (ids, mask, types))).numpy()
    (said,) = InferenceSession(file, providers=["CPUExecutionProvider"]).run(
        None, {"ids": ids, "mask": mask, "types": types}
    )
    assert np.abs(said - meant)[mask == 1].max() < 1e-3
    assert np.ptp(meant) > 1


def test_same_weights_give_the_same_file(weights: Path, base: Path, tmp_path: Path) -> None:
    """Exported twice, byte for byte the same; and by its sha256 the selector takes it."""
    digests = [export(weights, base, tmp_path / name) for name in ("one", "other")]
    files = [(tmp_path / name / "selector.onnx").read_bytes() for name in ("one", "other")]
    assert files[0] == files[1]
    assert digests[0] == digests[1] == digest_of(tmp_path / "one")
    assert OnnxSelector("one", tmp_path / "one", digests[0]).digest == digests[0]


def test_int8_says_nearly_what_the_network_says(weights: Path, base: Path, tmp_path: Path, network: Network) -> None:
    """What is lost by int8 is a small part of what is said, in one sentence as in the other."""
    selector = OnnxSelector("tiny", tmp_path, export(weights, base, tmp_path))
    (reading,) = selector.read("Who carried coal?", [WINDOW])
    said = _said(network, "Who carried coal?")
    meant = _reading(encoder().encode("Who carried coal?", WINDOW), said)
    assert reading.answers == pytest.approx(meant.answers, abs=0.05 * float(np.ptp(said)))
