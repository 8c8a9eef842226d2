"""Writing that is on disk when it returns."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray


@contextmanager
def synced(file: Path) -> Iterator[BinaryIO]:
    """A stream that writes `file`, which is on disk once the `with` ends. Raises OSError as `write_bytes` does."""
    with file.open("wb") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


def write_bytes(file: Path, data: bytes | memoryview) -> None:
    """Write `data` to `file` and sync it. Raises OSError where the disk is full or a limit is reached."""
    with synced(file) as stream:
        stream.write(data)


def write_array(file: Path, array: NDArray[Any]) -> None:
    """Write `array` as .npy and sync it."""
    with synced(file) as stream:
        np.lib.format.write_array(stream, array, allow_pickle=False)


@contextmanager
def named_last(file: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes are `file` once the `with` ends without an error and they are on disk; else nothing changes."""
    aside = file.with_name(f".{file.name}.part")
    try:
        with aside.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


def sync_file(file: Path) -> None:
    """Make what others wrote to `file` last."""
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make the entries of `folder` (files made, renamed, removed) last."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_text(file: Path, text: str) -> None:
    """Put `text` in the place of `file` at once: readers see the old or the new, whatever happens."""
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        write_bytes(aside, text.encode())
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(file.parent)


def clear_asides(file: Path) -> None:
    """Remove what processes that were killed while they replaced `file` left beside it; call where nobody does so now."""
    for left in file.parent.glob(f".{file.name}.[0-9]*"):
        left.unlink(missing_ok=True)
