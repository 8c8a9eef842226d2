"""What runs a model: onnxruntime, torch where it is asked for, and torch on a GPU while building."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.encoders import load_encoder
from retrieval.encoders.exporting import export
from tests.retrieval.encoders.conftest import Set


@pytest.mark.parametrize(
    ("gpus", "building", "runtime", "meant"),
    [
        (1, True, "", "torch"),
        (1, True, "onnx", "onnxruntime"),
        (1, False, "", "onnxruntime"),
        (0, True, "", "onnxruntime"),
        (0, True, "torch", "torch"),
    ],
)
def test_gpu_is_used_to_build_where_no_runtime_is_named(
    set_model: Set,
    tiny: Path,
    monkeypatch: pytest.MonkeyPatch,
    gpus: int,
    *,
    building: bool,
    runtime: str,
    meant: str,
) -> None:
    """Only the builder uses a GPU, and says so; a runtime that is named is the one that is used."""
    monkeypatch.setattr("retrieval.encoders.chosen.count_gpus", lambda: gpus)
    settings = set_model(tiny, runtime=runtime)
    export(settings)
    said: list[str] = []
    encoder = load_encoder(settings, said.append, building=building)
    assert encoder.encode_passages(["coal"]).shape == (1, 16)
    assert encoder.runtime == meant
    assert said == (["torch encodes on the GPU"] if gpus and building and not runtime else [])


def test_either_runtime_is_the_same_model(set_model: Set, tiny: Path) -> None:
    """Generations of either compare: the digest is that of the weights."""
    digests = {load_encoder(set_model(tiny, runtime=runtime)).digest for runtime in ("", "onnx", "torch")}
    assert len(digests) == 1
