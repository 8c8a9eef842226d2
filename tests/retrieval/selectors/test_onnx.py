"""The selector that ships with Footnote: it is the one that was shipped, or it is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from retrieval.errors import SelectorError
from retrieval.selectors.onnx import FOLDER, OnnxSelector, digest_of
from retrieval.selectors.windows import Window

BROKEN = b"no network"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A selector's folder whose weights are none."""
    shutil.copy(FOLDER / "tokenizer.json", tmp_path)
    (tmp_path / "selector.onnx").write_bytes(BROKEN)
    return tmp_path


def test_other_files_than_were_shipped_are_refused(folder: Path) -> None:
    """What is read by other weights, or in other words, would be calibrated by figures that are not theirs."""
    with pytest.raises(SelectorError, match=r"has sha256 .* is right: reinstall"):
        OnnxSelector(folder=folder)
    shutil.copy(FOLDER / "selector.onnx", folder)
    OnnxSelector(folder=folder)
    with (folder / "tokenizer.json").open("ab") as stream:
        stream.write(b"\n")
    with pytest.raises(SelectorError, match=r"has sha256 .* is right: reinstall"):
        OnnxSelector(folder=folder)


@pytest.mark.parametrize("name", ["selector.onnx", "tokenizer.json"])
def test_missing_file_is_told(folder: Path, name: str) -> None:
    """Without weights or tokenizer there is one sentence that names the folder."""
    right = digest_of(folder)
    (folder / name).unlink()
    with pytest.raises(SelectorError, match="can't be read: reinstall Footnote"):
        OnnxSelector("footnote", folder, right)


@pytest.mark.parametrize("kind", ["damaged", "of another kind"])
def test_tokenizer_that_makes_no_windows_is_told(folder: Path, kind: str) -> None:
    """So it is where the tokenizer is no JSON, and where it has none of the marks."""
    file = folder / "tokenizer.json"
    if kind == "damaged":
        file.write_bytes(b"{")
    else:
        Tokenizer(WordLevel({"a": 0}, unk_token="a")).save(str(file))  # noqa: S106
    with pytest.raises(SelectorError, match="can't be read: reinstall Footnote"):
        OnnxSelector("footnote", folder, digest_of(folder))


def test_weights_that_run_nowhere_are_told_when_they_are_used(folder: Path) -> None:
    """What the library says of them is one sentence."""
    selector = OnnxSelector("footnote", folder, digest_of(folder))
    with pytest.raises(SelectorError, match=r"^the selector can't be loaded: "):
        selector.read("Who?", [Window("", ("Ida.",))])
