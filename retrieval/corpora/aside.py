"""Files of a folder that are being put in or taken out, aside under a hidden name, `.adding-…` or `.removing-…`, meanwhile.

So a process that is killed leaves every file whole, and what it left aside says what it was at.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from retrieval.durable import sync_folder, write_bytes

_ADDING, _REMOVING = ".adding-", ".removing-"


@contextmanager
def placed(file: Path, data: bytes) -> Iterator[None]:
    """Let the new `file` hold `data`, unless what is done inside the `with` fails."""
    aside = _new(file)
    try:
        write_bytes(aside, data)
        aside.rename(file)
        sync_folder(file.parent)
        yield
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    finally:
        aside.unlink(missing_ok=True)


def put(file: Path, data: bytes | None) -> None:
    """Let `file` hold `data`, or be gone."""
    if data is None:
        file.unlink(missing_ok=True)
        sync_folder(file.parent)
        return
    aside = _new(file)
    write_bytes(aside, data)
    aside.replace(file)
    sync_folder(file.parent)


def set_aside(file: Path, rest: bytes) -> None:
    """Keep the file aside, and in its place `rest`, if anything."""
    if not rest:
        file.rename(_aside(file))
    else:
        without = _new(file)
        try:
            write_bytes(without, rest)
            # A link, not a copy: whatever is aside is whole at every moment.
            _aside(file).hardlink_to(file)
            without.replace(file)
        finally:
            without.unlink(missing_ok=True)
    sync_folder(file.parent)


def clear_half_added(folder: Path) -> None:
    """Remove what was being put in, in `folder` and below."""
    for left in folder.rglob(f"{_ADDING}*"):
        left.unlink(missing_ok=True)


def set_aside_in(folder: Path) -> list[Path]:
    """What was taken out and stands aside, in `folder` and below."""
    return list(folder.rglob(f"{_REMOVING}*"))


def settle(folder: Path, *, serves: bool) -> None:
    """Put back what stands aside where what was taken out `serves` still, and else let it go for good."""
    for aside in set_aside_in(folder):
        if serves:
            _put_back(aside)
        else:
            aside.unlink()
            sync_folder(aside.parent)


def in_place(aside: Path) -> Path:
    """The file that stands aside there, where it belongs."""
    return aside.with_name(aside.name.removeprefix(_REMOVING))


def _put_back(aside: Path) -> None:
    file = in_place(aside)
    with suppress(FileNotFoundError):
        if file.exists() and file.samefile(aside):
            aside.unlink()  # renaming one link of a file to another does nothing
        else:
            aside.replace(file)
        sync_folder(file.parent)


def _new(file: Path) -> Path:
    return file.with_name(f"{_ADDING}{file.name}")


def _aside(file: Path) -> Path:
    return file.with_name(f"{_REMOVING}{file.name}")
