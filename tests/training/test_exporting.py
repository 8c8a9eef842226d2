"""The file that ships says what the network that was trained says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnxruntime import InferenceSession

from retrieval.selectors.onnx import OnnxSelector, _reading, digest_of
from retrieval.selectors.windows import Window
from tests.training.toy import encoder, save_base
from training.exporting import _to_onnx, export, weights_of
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


def test_attention_is_one_step_in_every_layer(weights: Path, base: Path, tmp_path: Path, network: Network) -> None:
    """What makes the file fast was found in the graph, and no matrix is left in float."""
    export(weights, base, tmp_path)
    steps = [node.op_type for node in onnx.load(str(tmp_path / "selector.onnx")).graph.node]
    layers = network.encoder.config.num_hidden_layers
    assert steps.count("QAttention") == steps.count("BiasGelu") == layers
    assert steps.count("LayerNormalization") == 2 * layers + 1
    assert "MatMul" not in steps


def test_what_was_exported_can_be_trained_on(base: Path, tmp_path: Path) -> None:
    """Every weight comes back, no further off than half a step of its seven bits, and exported again it is the same network."""
    torch.manual_seed(4)
    network = Network(base)
    for each in network.parameters():  # as training leaves them: no two vectors are the same
        torch.nn.init.normal_(each)
    trained = network.state_dict()
    torch.save(trained, tmp_path / "trained.pt")
    export(tmp_path / "trained.pt", base, tmp_path / "once")
    state = weights_of(tmp_path / "once")
    assert state.keys() == trained.keys()
    for name, found in state.items():
        assert found.shape == trained[name].shape
        assert (found - trained[name]).abs().max() <= 0.51 * trained[name].abs().max() / 63, name
    torch.save(state, tmp_path / "again.pt")
    export(tmp_path / "again.pt", base, tmp_path / "again")
    again = weights_of(tmp_path / "again")
    assert all(torch.allclose(again[name], state[name], atol=1e-6) for name in state)


def test_a_graph_that_export_did_not_write_is_told(tmp_path: Path) -> None:
    """Where no weights are found nothing is trained from."""
    empty = onnx.helper.make_model(onnx.helper.make_graph([], "empty", [], []))
    onnx.save(empty, str(tmp_path / "selector.onnx"))
    with pytest.raises(ValueError, match="holds no weights that export wrote"):
        weights_of(tmp_path)
