"""The digest of a model's weights: of those alone, and of all of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from retrieval.encoders.exports import configuration_digest
from retrieval.errors import EncoderError, SelectorError
from retrieval.selectors.transformer import TransformerSelector
from retrieval.selectors.windows import Window
from retrieval.weights import weights_digest
from tests.retrieval.encoders.tiny import save_in_parts, save_tiny_model
from tests.retrieval.selectors.tiny import save_cross_encoder


def digest(folder: Path) -> str:
    return weights_digest(folder, "mine", EncoderError)


def checkpoint(model: Path, number: int) -> None:
    """What a trainer leaves in the folder of its model."""
    folder = model / f"checkpoint-{number}"
    shutil.copytree(model, folder, ignore=shutil.ignore_patterns("checkpoint-*"))
    for file in folder.rglob("*.safetensors"):
        file.write_bytes(b"weights %d" % number)
    (folder / "optimizer.pt").write_bytes(b"state")
    (folder / "trainer_state.json").write_text(json.dumps({"global_step": number}), "utf-8")


def test_checkpoints_of_its_training_are_not_the_model(tmp_path: Path) -> None:
    """Law: what a trainer leaves below a model changes neither digest, however much there is of it."""
    model = save_tiny_model(tmp_path / "model")
    before = digest(model), configuration_digest(model)
    for number in range(100, 2100, 100):
        checkpoint(model, number)
    assert (digest(model), configuration_digest(model)) == before


def test_folder_with_nothing_but_checkpoints_is_no_model(tmp_path: Path) -> None:
    """Law: weights that are not loaded are none."""
    model = save_tiny_model(tmp_path / "model")
    checkpoint(model, 100)
    (model / "model.safetensors").unlink()
    with pytest.raises(EncoderError, match="the model 'mine' has no safetensors weights"):
        digest(model)


def test_checkpoint_has_not_what_the_model_lacks(tmp_path: Path) -> None:
    """Law: a head that only a checkpoint has is told as missing, and no random one is read with."""
    from safetensors.torch import load_file, save_file

    model = save_cross_encoder(tmp_path / "model")
    shutil.copytree(model, model / "checkpoint-100")
    weights = load_file(model / "model.safetensors")
    del weights["classifier.weight"]
    save_file(weights, model / "model.safetensors", {"format": "pt"})
    with pytest.raises(SelectorError, match=r"lack classifier\.weight"):
        TransformerSelector(str(model)).read("Who?", [Window("", ("the coal",))])


def test_digest_has_one_length_and_is_of_every_part(tmp_path: Path) -> None:
    """Law: weights in many files have a digest as long as those in one, and a change of any of them another."""
    model = save_in_parts(tmp_path / "model")
    first = digest(model)
    assert len(first) == 64
    seen = {first}
    for part in sorted(model.glob("*.safetensors")):
        data = part.read_bytes()
        part.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        seen.add(digest(model))
        part.write_bytes(data)
        assert digest(model) == first
    assert len(seen) == 1 + len(list(model.glob("*.safetensors")))


def test_part_that_is_missing_is_told(tmp_path: Path) -> None:
    """Law: of weights in several files all must be there; the one that is not is named."""
    model = save_in_parts(tmp_path / "model")
    next(iter(sorted(model.glob("*.safetensors")))).unlink()
    with pytest.raises(EncoderError, match=r"'model-00001-of-000\d\d\.safetensors' of the model 'mine' can't be read"):
        digest(model)


def test_layers_after_the_pooling_count(tmp_path: Path) -> None:
    """Law: each module's weights are in the digest, pickled ones too, since they are loaded."""
    import torch
    from safetensors.torch import load_file
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Dense, Normalize

    bare = SentenceTransformer(str(save_tiny_model(tmp_path / "bare")), device="cpu")
    model = tmp_path / "model"
    SentenceTransformer(modules=[*bare, Dense(16, 8), Normalize()], device="cpu").save(str(model))
    (dense,) = model.glob("*_Dense")
    whole = digest(model)
    assert len(whole) == 64
    torch.save(load_file(dense / "model.safetensors"), dense / "pytorch_model.bin")
    assert digest(model) == whole
    (dense / "model.safetensors").unlink()
    pickled = digest(model)
    (dense / "pytorch_model.bin").write_bytes(b"others")
    assert len({whole, pickled, digest(model), digest(tmp_path / "bare")}) == 4


def test_routes_of_questions_and_passages_count(tmp_path: Path) -> None:
    """Law: where questions and passages have a network each, both are in the digest."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Router

    first, second = (
        [*SentenceTransformer(str(save_tiny_model(tmp_path / f"{seed}", seed)), device="cpu")] for seed in (1, 2)
    )
    model = tmp_path / "model"
    router = Router({"query": first, "document": second})
    SentenceTransformer(modules=[router], device="cpu").save(str(model))
    files = sorted(model.rglob("model.safetensors"))
    assert len(files) == 2
    seen = {digest(model)}
    for file in files:
        file.write_bytes(b"others")
        seen.add(digest(model))
    assert len(seen) == 3


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"path": 1}]', '[{"path": "../other"}]', "[" * 100_000])
def test_modules_that_can_not_be_read_leave_the_folder_itself(tmp_path: Path, text: str) -> None:
    """Law: whatever stands in modules.json, nothing outside of the model's folder is read."""
    model = save_tiny_model(tmp_path / "model")
    before = digest(model)
    (model / "modules.json").write_text(text, "utf-8")
    (model / "router_config.json").write_text('{"types": {"": "", "..": "", ".": "", "a/b": "", "/": ""}}', "utf-8")
    assert digest(model) == before
