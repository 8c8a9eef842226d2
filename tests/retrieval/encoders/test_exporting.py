"""Exporting: what is kept gives what torch gives, and whatever happens meanwhile there is a whole export or none."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from config.settings import Settings
from retrieval.encoders import exporting, load_encoder
from retrieval.encoders.exporting import export
from retrieval.encoders.exports import NETWORK, RECORD, TOKENIZER, WEIGHTS, Export, is_sound
from retrieval.encoders.onnx import OnnxEncoder
from retrieval.encoders.sentence_transformer import SentenceTransformerEncoder
from retrieval.errors import EncoderError
from tests.retrieval.encoders.conftest import Set
from tests.retrieval.encoders.tiny import save_in_parts, save_tiny_model

COMMAND = [sys.executable, "-m", "retrieval.encoders.exporting"]
TEXTS = ["coal", "the coal " * 200, "", "[SEP] the [PAD] coal", "a, b.", *(f"the coal {n}" for n in range(40))]


def exported(settings: Settings) -> OnnxEncoder:
    made = export(settings)
    record = made.record()
    assert record is not None
    assert record.difference <= 1e-5
    return OnnxEncoder(made.folder, record)


def assert_as_torch(encoder: OnnxEncoder, model: Path) -> None:
    torch = SentenceTransformerEncoder(str(model), device="cpu")
    assert (encoder.dimension, encoder.max_tokens) == (torch.dimension, torch.max_tokens)
    np.testing.assert_allclose(encoder.encode_queries(TEXTS), torch.encode_queries(TEXTS), atol=1e-5)
    np.testing.assert_allclose(encoder.encode_passages(TEXTS), torch.encode_passages(TEXTS), atol=1e-5)
    assert [encoder.count_tokens(text) for text in TEXTS] == [torch.count_tokens(text) for text in TEXTS]


def test_export_gives_what_torch_gives(set_model: Set, tiny: Path) -> None:
    """Prompts, truncation, padding and special tokens in a text included."""
    assert_as_torch(exported(set_model(tiny)), tiny)


@pytest.mark.parametrize("pooling", ["cls", "max"])
def test_pooling_is_that_of_the_model(set_model: Set, tmp_path: Path, pooling: str) -> None:
    """What is exported are the model's own modules."""
    model = save_tiny_model(tmp_path / "model", pooling=pooling)
    assert_as_torch(exported(set_model(model)), model)


def test_layers_after_the_pooling_are_exported_too(set_model: Set, tmp_path: Path) -> None:
    """A model may end in a dense layer, which changes the dimension."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Dense, Normalize

    bare = SentenceTransformer(str(save_tiny_model(tmp_path / "bare")), device="cpu")
    model = tmp_path / "model"
    SentenceTransformer(modules=[*bare, Dense(16, 8), Normalize()], device="cpu").save(str(model))
    encoder = exported(set_model(model))
    assert encoder.dimension == 8
    assert_as_torch(encoder, model)


def test_network_that_can_not_be_fused_is_exported_as_it_is(
    set_model: Set, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Attention in one piece is a matter of speed alone."""

    def fail(_file: str) -> Any:
        raise ValueError("no attention in it")

    monkeypatch.setattr(exporting, "_fused", fail)
    assert_as_torch(exported(set_model(tiny)), tiny)


def test_same_weights_give_the_same_bytes_without_a_path(set_model: Set, tiny: Path, tmp_path: Path) -> None:
    """An export can be made anew and held against the old one, and tells nothing of the machine it was made on."""
    first = export(set_model(tiny))
    kept = {name: (first.folder / name).read_bytes() for name in (NETWORK, WEIGHTS, TOKENIZER)}
    shutil.rmtree(first.folder)
    again = export(set_model(tiny))
    assert {name: (again.folder / name).read_bytes() for name in kept} == kept
    assert sorted(each.name for each in again.folder.iterdir()) == sorted([*kept, RECORD])
    for data in kept.values():
        assert str(tmp_path).encode() not in data
        assert b"site-packages" not in data


@pytest.mark.parametrize("name", [NETWORK, WEIGHTS, TOKENIZER])
@pytest.mark.parametrize("how", ["changed", "cut", "gone"])
def test_damaged_export_never_serves(set_model: Set, tiny: Path, name: str, how: str) -> None:
    """A byte that is another, a file cut short and one that is gone are told when the encoder is made, and mended by exporting."""
    made = export(set_model(tiny))
    record = made.record()
    assert record is not None
    file = made.folder / name
    data = file.read_bytes()
    changed = data[:-1] + bytes([data[-1] ^ 1])
    if how == "gone":
        file.unlink()
    else:
        file.write_bytes(changed if how == "changed" else data[:-1])
    with pytest.raises(EncoderError, match="is damaged"):
        OnnxEncoder(made.folder, record)
    assert is_sound(export(set_model(tiny)).folder, record)
    assert file.read_bytes() == data


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}', "[" * 100_000, "\udcff"])
def test_record_that_is_none_counts_as_no_export(set_model: Set, tiny: Path, text: str) -> None:
    """Whatever stands in the place of a record, the model is exported anew."""
    made = export(set_model(tiny))
    (made.folder / RECORD).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert made.record() is None
    assert export(set_model(tiny)).record() is not None


def test_export_of_another_configuration_or_format_is_none(set_model: Set, tiny: Path) -> None:
    """With the same weights a model may read more, or have other prompts: what was exported before is not that model."""
    made = export(set_model(tiny))
    assert replace(made, configuration="other").record() is None
    record = json.loads((made.folder / RECORD).read_text("utf-8"))
    (made.folder / RECORD).write_text(json.dumps({**record, "format": 0}), "utf-8")
    assert made.record() is None


def test_unknown_module_is_refused_once_and_torch_serves(set_model: Set, tmp_path: Path) -> None:
    """A model that is more than known modules can't be exported: one sentence, which is remembered and not found out again."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Dropout

    bare = SentenceTransformer(str(save_tiny_model(tmp_path / "bare")), device="cpu")
    model = tmp_path / "model"
    SentenceTransformer(modules=[*bare, Dropout(0.1)], device="cpu").save(str(model))
    with pytest.raises(EncoderError, match="can't be exported: it has a module Dropout"):
        export(set_model(model))
    encoder = load_encoder(set_model(model))
    assert encoder.runtime == f"torch (the model {str(model)!r} can't be exported: it has a module Dropout)"
    assert encoder.encode_queries(["coal"]).shape == (1, 16)
    with pytest.raises(EncoderError, match=r"FOOTNOTE_ENCODER__RUNTIME is onnx, but the model .* has a module Dropout"):
        load_encoder(set_model(model, runtime="onnx")).encode_queries(["coal"])


def test_export_that_is_off_is_not_kept(set_model: Set, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What differs from torch by more than rounding is refused with the difference; when that is mended, it is exported."""
    with monkeypatch.context() as patch:
        patch.setattr(exporting, "_TOLERANCE", -1.0)
        with pytest.raises(EncoderError, match="what was exported is off by"):
            export(set_model(tiny))
    folder = set_model(tiny).encoder.exports
    assert folder is not None
    assert [each.name for each in folder.iterdir() if each.is_dir()] == []
    refused = next(folder.glob("*.refused.json"))
    killed = refused.with_name(f".{refused.name}.4711")  # while it was written
    killed.write_text("{", "utf-8")
    made = export(set_model(tiny))
    assert not killed.exists()
    assert made.record() is not None
    assert made.refusal() is None


def test_model_without_onnx_is_not_refused_for_good(
    set_model: Set, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the package that writes networks is missing that is said, and tried again the next time."""
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "onnx", None)
        with pytest.raises(EncoderError, match="the package onnx is not installed: run `make setup`"):
            export(set_model(tiny))
    assert export(set_model(tiny)).record() is not None


SHORT = """
import resource, sys
from pathlib import Path
from retrieval.encoders import exporting
kind, name = getattr(resource, sys.argv[1]), sys.argv[2]
real = getattr(exporting, name)
def short(*given):
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = {resource.RLIMIT_NOFILE: 3, resource.RLIMIT_AS: pages * resource.getpagesize()}
    before = resource.getrlimit(kind)
    resource.setrlimit(kind, (most[kind], before[1]))
    try:
        return real(*given)
    finally:
        resource.setrlimit(kind, before)
setattr(exporting, name, short)
sys.exit(exporting.main())
"""


@pytest.mark.parametrize(("what", "when"), [("RLIMIT_NOFILE", "_difference"), ("RLIMIT_AS", "_difference")])
def test_what_ran_out_once_is_no_refusal(set_model: Set, tiny: Path, what: str, when: str) -> None:
    """Law: a model for which disk, files or memory did not suffice is not refused for good, whoever tells of it and in what words."""
    settings = set_model(tiny)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    command = [sys.executable, "-c", SHORT, what, when]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read().splitlines()
    assert process.returncode == 1
    assert said
    assert list(_home(settings).glob("*.refused.json")) == []
    made = export(settings)
    assert made.record() is not None


@pytest.mark.parametrize(
    ("error", "lasts"),
    [
        (ValueError("no such axis"), True),
        (NotImplementedError("no such step"), True),
        (KeyError("step"), True),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 590 bytes"), False),
        (RuntimeError("can't start new thread"), False),
        (EncoderError("the export is damaged"), False),
        (TimeoutError(), False),
        (MemoryError(), False),
        (ImportError("libgomp: cannot allocate memory in static TLS block"), False),
    ],
    ids=repr,
)
def test_only_what_lasts_is_kept_as_a_refusal(
    set_model: Set, tiny: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, *, lasts: bool
) -> None:
    """Law: what an unusual network makes the exporter raise is remembered; what may be gone the next time never is."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(exporting, "_trace", fail)
    settings = set_model(tiny)
    with pytest.raises((EncoderError, OSError, MemoryError)):
        export(settings)
    assert [each.name.partition(".")[2] for each in _home(settings).glob("*.json")] == ["refused.json"] * lasts


def test_memory_that_ran_out_makes_no_slower_export(
    set_model: Set, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: attention stays in pieces only where it can't be put in one, not where memory once did not suffice for that."""

    def fail(_file: str) -> Any:
        raise MemoryError

    monkeypatch.setattr(exporting, "_fused", fail)
    with pytest.raises(MemoryError):
        export(set_model(tiny))


def _home(settings: Settings) -> Path:
    assert settings.encoder.exports is not None
    return settings.encoder.exports


def test_disk_that_takes_nothing_leaves_torch_to_serve(set_model: Set, tiny: Path, tmp_path: Path) -> None:
    """Where no export can be written the model is run by torch, which says why."""
    (tmp_path / "encoders").write_text("a file where the folder should be", "utf-8")
    encoder = load_encoder(set_model(tiny))
    assert encoder.encode_queries(["coal"]).shape == (1, 16)
    assert encoder.runtime == "torch (the disk does not take the export of the model: File exists)"


def test_damaged_export_is_made_anew_when_it_is_used(
    set_model: Set, tiny: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Who finds an export damaged has it made anew, by a process of its own, and says so."""
    made = export(set_model(tiny))
    (made.folder / WEIGHTS).write_bytes(b"other")
    said: list[str] = []
    encoder = load_encoder(set_model(tiny), said.append)
    assert encoder.runtime == "onnxruntime"
    assert "is damaged: it is made anew" in caplog.text
    assert said == ["exporting the model for onnxruntime, once …"]


def _aside(settings: Settings) -> list[Path]:
    home = settings.encoder.exports
    return [each for each in home.iterdir() if each.is_dir()] if home is not None and home.is_dir() else []


@pytest.mark.parametrize("how", ["killed", "its starter gone"])
def test_process_that_dies_leaves_no_export(set_model: Set, tiny: Path, how: str) -> None:
    """After kill -9, or with who started it, the process is gone, nothing half is taken for whole, and the next one clears up."""
    settings = set_model(tiny)
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        while not _aside(settings) and process.poll() is None:
            time.sleep(0.001)
        if how == "killed":
            process.send_signal(signal.SIGKILL)
        else:
            process.stdin.close()
        code = process.wait()
    assert code in ({-signal.SIGKILL} if how == "killed" else {1})
    (left,) = _aside(settings)
    assert left.name.startswith(".")
    made = export(settings)
    assert made.record() is not None
    assert _aside(settings) == [made.folder]


def test_two_at_once_make_one_export(set_model: Set, tiny: Path) -> None:
    """The second waits for the first and finds what it made."""
    settings = set_model(tiny)
    both = [subprocess.Popen(COMMAND, stdin=subprocess.PIPE) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    for process in both:
        assert process.stdin is not None
        process.stdin.close()
    (folder,) = _aside(settings)
    record = Export(folder.parent, folder.name, export(settings).configuration).record()
    assert record is not None
    assert is_sound(folder, record)


def test_model_in_many_files_is_exported(set_model: Set, tmp_path: Path) -> None:
    """Law: however many files its weights are in, the export finds a name that the disk takes."""
    made = export(set_model(save_in_parts(tmp_path / "model")))
    assert made.record() is not None
