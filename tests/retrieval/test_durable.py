from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval.backends import load_backend
from retrieval.durable import clear_asides, replace_text, sync_folder, write_array, write_bytes


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The inodes that were synced, in order."""
    seen: list[int] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        seen.append(os.fstat(handle).st_ino)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return seen


def test_written_bytes_are_synced(tmp_path: Path, synced: list[int]) -> None:
    """What was written is there, and on disk, when the call returns; what was there before is replaced."""
    file = tmp_path / "file"
    write_bytes(file, b"longer than the next")
    write_bytes(file, memoryview(b"abc"))
    assert file.read_bytes() == b"abc"
    assert synced == [file.stat().st_ino] * 2


@pytest.mark.parametrize("array", [np.arange(6).reshape(2, 3), np.empty((0, 4), np.float32)], ids=["full", "empty"])
def test_written_array_comes_back_mapped(tmp_path: Path, synced: list[int], array: NDArray[Any]) -> None:
    """An array is read back as it was, without pickles, and is on disk."""
    file = tmp_path / "array.npy"
    write_array(file, array)
    found = np.load(file, mmap_mode="r", allow_pickle=False)
    assert found.dtype == array.dtype
    np.testing.assert_array_equal(found, array)
    assert synced == [file.stat().st_ino]


def test_array_of_objects_is_refused(tmp_path: Path) -> None:
    """Nothing is written that could only be read by running code."""
    with pytest.raises(ValueError, match="Object arrays"):
        write_array(tmp_path / "array.npy", np.array([{}], object))


def test_replaced_text_syncs_the_file_and_then_its_folder(tmp_path: Path, synced: list[int]) -> None:
    """The new text and its name are both on disk, in that order, and nothing is left beside it."""
    file = tmp_path / "CURRENT"
    file.write_text("old", "utf-8")
    replace_text(file, "new é")
    assert file.read_text("utf-8") == "new é"
    assert synced == [file.stat().st_ino, tmp_path.stat().st_ino]
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["CURRENT"]


@pytest.mark.parametrize("step", ["write", "replace"])
def test_failed_replacement_leaves_the_old_text_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whatever fails, readers go on seeing the old text, and no half of the new one stays."""
    file = tmp_path / "CURRENT"
    file.write_text("old", "utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "write":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        replace_text(file, "new")
    assert file.read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["CURRENT"]


def test_what_killed_writers_left_is_cleared_and_nothing_else(tmp_path: Path) -> None:
    """Of a file's folder only what replacements of that file left goes."""
    folder = tmp_path / "generations"
    folder.mkdir()
    for name in ("CURRENT", ".CURRENT.4711", ".CURRENT.old", ".CURRENT", ".last.json.4711"):
        (folder / name).write_text("x", "utf-8")
    clear_asides(folder / "CURRENT")
    assert sorted(path.name for path in folder.iterdir()) == [".CURRENT", ".CURRENT.old", ".last.json.4711", "CURRENT"]


def test_syncing_no_folder_is_an_error(tmp_path: Path) -> None:
    """A folder that is missing, or a file, is not taken for synced."""
    (tmp_path / "file").write_text("x", "utf-8")
    for name in ("missing", "file"):
        with pytest.raises(OSError, match=name):
            sync_folder(tmp_path / name)


def test_backend_is_loaded_by_its_name_only() -> None:
    """A table's name gives its class, and a name that is not in it an error that names it."""
    table = {"path": "pathlib:Path"}
    assert load_backend(table, "path") is Path
    with pytest.raises(KeyError, match="other"):
        load_backend(table, "other")
