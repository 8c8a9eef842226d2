"""From trained weights to the file that ships, ONNX with its matrices in int8, and back."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from tokenizers import Tokenizer

from corpus.sentences import sentences
from retrieval.fitting.invented import learned_news
from retrieval.selectors.onnx import digest_of
from retrieval.selectors.windows import Encoded, Window, WindowEncoder
from training.network import Network
from training.smoothing import smooth

_NAMES = ("ids", "mask", "types")
_QUANTISED = "_quantized"
# How large a network's inputs are is seen in one invented article of so many, of which so many sentences are read.
_SEEN_EACH, _SEEN = 10, 5


def export(weights: Path, base: Path, folder: Path) -> str:
    """Write selector.onnx and tokenizer.json into `folder`; returns the sha256 by which OnnxSelector knows them.

    `weights` are those of a Network over the model in `base`. Raises ValueError where the float graph, whose attention is one
    step, says anything else than the network does.
    """
    network = Network(base).eval()
    network.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    # The other kinds of attention leave the mask out of the graph where the example has none.
    network.encoder.set_attn_implementation("eager")
    smooth(network, _windows(base))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as aside:
        whole = Path(aside) / "float.onnx"
        _to_onnx(network, whole)
        # Seven bits: with eight, processors without VNNI add up to more than their sixteen bits hold. The types of what comes out
        # of the fused steps can't be inferred.
        quantize_dynamic(
            str(whole),
            str(folder / "selector.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")
    return digest_of(folder)


def weights_of(folder: Path) -> dict[str, torch.Tensor]:
    """The state of the Network that was exported into `folder`, float32, as near as int8 kept it: to go on training from.

    Raises ValueError where the file holds no such network.
    """
    graph = onnx.load(str(folder / "selector.onnx")).graph
    held = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    state = {name: torch.tensor(held[name]) for name in held if name.endswith((".weight", ".bias"))}
    for name in held:
        if name.endswith(f".weight{_QUANTISED}"):
            whole = name.removesuffix(_QUANTISED)
            state[whole] = torch.tensor(_dequantised(whole, held))
    # Under the layer's name only in the product: layers of which the same is made smaller share the vector.
    shrinks = {
        node.name.rpartition("/")[0].strip("/").replace("/", "."): held[name]
        for node in graph.node
        for name in node.input
        if name.endswith(".shrink")
    }
    for node in graph.node:
        # ONNX multiplies by what torch holds the other way round, under a name of its own.
        if node.op_type == "MatMulInteger" and node.input[1].endswith(_QUANTISED):
            whole = node.name.removesuffix("/MatMul_quant").strip("/").replace("/", ".")
            weight = _dequantised(node.input[1].removesuffix(_QUANTISED), held).T
            state[f"{whole}.weight"] = torch.tensor(weight * shrinks.get(whole, np.float32(1)))
        if node.op_type == "QAttention":  # named after what comes out; query, key and value side by side
            layer = node.output[0].rpartition("/")[0].strip("/").replace("/", ".")
            weights = np.split(_dequantised(node.input[1].removesuffix(_QUANTISED), held).T, 3)
            for name, weight, bias in zip(
                ("query", "key", "value"), weights, np.split(held[node.input[2]], 3), strict=True
            ):
                state[f"{layer}.{name}.weight"] = torch.tensor(weight.copy())
                state[f"{layer}.{name}.bias"] = torch.tensor(bias.copy())
    if not state:
        raise ValueError(f"{folder / 'selector.onnx'} holds no weights that export wrote")
    return state


def _dequantised(name: str, held: Mapping[str, np.ndarray]) -> np.ndarray:
    zero, scale = held[f"{name}_zero_point"], held[f"{name}_scale"]
    found: np.ndarray = (held[f"{name}{_QUANTISED}"].astype(np.float32) - zero.astype(np.float32)) * scale
    return found


def _windows(base: Path) -> list[Encoded]:
    encoder = WindowEncoder(Tokenizer.from_file(str(base / "tokenizer.json")))
    found = []
    for article, asked in learned_news()[::_SEEN_EACH]:
        first = tuple(each.span.of(article.body) for each in sentences(article.body)[:_SEEN])
        found.append(encoder.encode(asked[0].question, Window(article.title, first)))
    return found


def _to_onnx(network: Network, file: Path) -> None:
    example = (torch.full((2, 9), 7), torch.ones(2, 9, dtype=torch.long), torch.zeros(2, 9, dtype=torch.long))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the exporter's own tracing
        torch.onnx.export(
            network,
            example,
            str(file),
            input_names=list(_NAMES),
            output_names=["said"],
            dynamic_axes={name: {0: "windows", 1: "tokens"} for name in (*_NAMES, "said")},
            opset_version=17,
            dynamo=False,
        )
    onnx.checker.check_model(str(file))
    # Attention as one step, whose products with weights are in int8 later, and a bias with what follows it. What is left as it is
    # would be slower as one step, or would have the first layer's norm in int8 too.
    fused = FusionOptions("bert")
    fused.enable_skip_layer_norm = fused.enable_bias_skip_layer_norm = fused.enable_embed_layer_norm = False
    config = network.encoder.config
    optimize_model(
        str(file), "bert", config.num_attention_heads, config.hidden_size, fused, opt_level=0
    ).save_model_to_file(str(file))
    session = InferenceSession(str(file), providers=["CPUExecutionProvider"])
    ids = np.random.default_rng(0).integers(1000, 20000, (3, 40))
    mask, types = np.ones_like(ids), np.zeros_like(ids)
    mask[1, 30:], types[:, 10:] = 0, 1
    (said,) = session.run(None, {"ids": ids, "mask": mask, "types": types})
    with torch.no_grad():
        meant = network(*(torch.from_numpy(each) for each in (ids, mask, types))).numpy()
    if not np.allclose(said[mask == 1], meant[mask == 1], atol=1e-3):
        raise ValueError(f"the exported graph is off by {np.abs(said - meant)[mask == 1].max():.4f}")
