"""What a machine has of a corpus: shared by processes and threads, and cleared of what the dead have left."""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from retrieval.errors import DamagedError
from retrieval.postgres.cache import CHANGING, OUT, Cache

PARTS, AT_ONCE = 20, 8


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "7" / "generations"
    made.mkdir(parents=True)
    return made


def fresh(folder: Path) -> Cache:
    """As another process has it."""
    return Cache(folder, folder.with_name("articles"))


def whole(folder: Path) -> Any:
    """The opening of a folder that is whole with all its parts."""
    if len(list(folder.glob("part-*"))) < PARTS:
        raise DamagedError("it is not whole")
    return folder.name


def test_whoever_comes_together_opens_what_one_fetched(folder: Path) -> None:
    """Of many that want the same generation one fetches it, and none takes it away from under another's hands."""
    fetched: list[int] = []

    def fetch(into: Path) -> None:
        fetched.append(number)
        for part in range(PARTS):
            (into / f"part-{part}").write_text(str(part))

    def open_(_: int) -> Any:
        together.wait(30)
        return fresh(folder).opened(f"{number:06}-0000000a", whole, fetch)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for number in range(40):
            together = threading.Barrier(AT_ONCE)
            assert set(pool.map(open_, range(AT_ONCE))) == {f"{number:06}-0000000a"}
    assert fetched == list(range(40))


def test_what_is_damaged_here_is_fetched_anew(folder: Path) -> None:
    """A half of a generation is replaced; where it can't be fetched nothing of the try is left."""
    (folder / "000001-0000000a").mkdir()
    (folder / "000001-0000000a" / "part-0").touch()

    def fail(into: Path) -> None:
        (into / "part-0").touch()
        raise DamagedError("it is gone from the database")

    with pytest.raises(DamagedError, match="gone"):
        fresh(folder).opened("000001-0000000a", whole, fail)
    assert not (folder / ".fetching").exists()

    def fetch(into: Path) -> None:
        for part in range(PARTS):
            (into / f"part-{part}").touch()

    fresh(folder).opened("000001-0000000a", whole, fetch)
    assert len(list((folder / "000001-0000000a").iterdir())) == PARTS


def test_what_was_built_here_need_not_be_fetched(folder: Path) -> None:
    """It is kept without its vectors; where another has fetched the same meanwhile, that one stays."""
    for number in (1, 2):
        building = folder / f".building-{number}"
        building.mkdir()
        for name in ("articles.jsonl", "sentences.vectors", "passages.vectors"):
            (building / name).write_text("built")
    (folder / "000002-0000000a").mkdir()
    for number in (1, 2):
        fresh(folder).keep(folder / f".building-{number}", f"{number:06}-0000000a")
    assert [each.name for each in (folder / "000001-0000000a").iterdir()] == ["articles.jsonl"]
    assert list((folder / "000002-0000000a").iterdir()) == []


def _leave(folder: Path) -> list[Path]:
    """What processes that were killed leave: half a fetched copy, half a built one, the files of the articles."""
    left = [folder / ".fetching", folder / ".building-4711", folder.with_name("articles")]
    for each in left:
        each.mkdir()
        (each / "text").write_text("The lighthouse of Cape Varn was built in 1871.")
    return left


def test_what_the_dead_have_left_goes(folder: Path) -> None:
    """Law: no text of a removed article stays on a machine because a process was killed there."""
    left = _leave(folder)
    for name in ("000001-0000000a", "000002-0000000a"):
        (folder / name).mkdir()
    fresh(folder).tidy(lambda: {"000002-0000000a"})
    assert not any(each.exists() for each in left)
    assert [each.name for each in folder.iterdir() if each.is_dir()] == ["000002-0000000a"]


@pytest.mark.parametrize("lock", [CHANGING, OUT])
def test_what_is_in_use_stays(folder: Path, lock: str) -> None:
    """Files that somebody changes or has out, and what a builder writes, are left alone."""
    _, building, articles = _leave(folder)
    with (folder / lock).open("a") as held, fresh(folder).builds():
        fcntl.flock(held, fcntl.LOCK_EX)
        fresh(folder).tidy(set)
        assert building.is_dir()
        assert articles.is_dir()
    fresh(folder).tidy(set)
    assert not building.exists()
    assert not articles.exists()


@pytest.mark.parametrize("gone", [lambda folder: folder.rmdir(), lambda folder: None])
def test_nothing_is_nothing_to_tidy(folder: Path, gone: Callable[[Path], None]) -> None:
    """A corpus that this machine never had, or that goes at this moment, is no error and leaves no folder."""
    gone(folder)
    there = folder.exists()
    fresh(folder).tidy(set)
    assert folder.exists() == there
