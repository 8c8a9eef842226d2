"""Backups that nobody honest made, that broke off, or in which a byte is another."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.backup.errors import BackupError
from bot.backup.layout import belongs
from bot.backup.manifest import load
from bot.backup.packing import pack
from bot.backup.unpacking import unpack
from tests.backends import on_disk
from tests.bot.backup.conftest import Footnote, held, listed

pytestmark = on_disk

NAME = "corpora/0/articles/a.md"
Members = Sequence[tuple[tarfile.TarInfo, bytes]]


def member(name: str, data: bytes = b"A text.\n", **changes: Any) -> tuple[tarfile.TarInfo, bytes]:
    made = tarfile.TarInfo(name)
    made.size = len(data)
    for field, value in changes.items():
        setattr(made, field, value)
    return made, data


def manifest_of(members: Members, **changes: Any) -> tuple[tarfile.TarInfo, bytes]:
    """An honest manifest of whatever there is."""
    files = {
        made.name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest(), "mtime_ns": 5}
        for made, data in members
    }
    return member("manifest.json", json.dumps({"format": 1, "files": files, **changes}).encode())


def archive(file: Path, members: Members) -> Path:
    with tarfile.open(file, "w:gz", format=tarfile.PAX_FORMAT) as made:
        for each, data in members:
            made.addfile(each, io.BytesIO(data))
    return file


def test_what_is_made_by_hand_is_put_back(tmp_path: Path) -> None:
    """Law: these tests refuse what they refuse for its fault alone: without one it is put back."""
    file = archive(tmp_path / "b.tar.gz", [member(NAME), manifest_of([member(NAME)])])
    (tmp_path / "new").mkdir()
    assert set(unpack(file, tmp_path / "new")) == {NAME}
    assert held(tmp_path / "new") == {NAME: b"A text.\n"}
    assert (tmp_path / "new" / NAME).stat().st_mtime_ns == 5


LINKS = [
    member(NAME, b"", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
    member(NAME, b"", type=tarfile.LNKTYPE, linkname="../../secret"),
    member(NAME, b"", type=tarfile.FIFOTYPE),
    member(NAME, b"", type=tarfile.CHRTYPE, devmajor=1, devminor=3),
    member("corpora/0/articles", b"", type=tarfile.DIRTYPE),
    member(NAME, b"", type=b"Z"),
]
PATHS = [
    "/etc/cron.d/x", "../x", "corpora/0/articles/../../../../x", "corpora/../../x", "corpora/0/articles/./a.md",
    "corpora/0/articles//a.md", "corpora/0/articles/.hidden", ".env", "records.sqlite3-wal", "x", "corpora", "corpora/0",
    "corpora/0/articles", "corpora/0/generations/build.lock", "corpora/0/generations/1/x", "corpora/x/articles/a.md",
    "corpora/0/generations/000001-deb49d3f/../../../../x", "corpora/0/articles/" + "a/" * 40 + "b", "C:\\x", "Corpora/0/articles/a",
    "corpora/0/articles/" + "é" * 128, "corpora/\u0660/articles/a.md",
]  # fmt: skip


@pytest.mark.parametrize(
    "members",
    [
        *([each, manifest_of([member(NAME, b"")])] for each in LINKS),
        *([member(path), manifest_of([member(path)])] for path in PATHS),
        *([member(path), manifest_of([])] for path in PATHS),
        [],
        [member(NAME)],
        [manifest_of([member(NAME)])],
        [member(NAME), manifest_of([])],
        [member(NAME), member(NAME), manifest_of([member(NAME)])],
        [member(NAME), manifest_of([member(NAME, b"Another.")])],
        [member(NAME), manifest_of([member(NAME)]), member(NAME + "x")],
        [manifest_of([member(NAME)]), member(NAME)],
        [member(NAME), member(NAME + "/b"), manifest_of([member(NAME), member(NAME + "/b")])],
        [member(NAME), manifest_of([member(NAME)], format=2)],
        [member(NAME), manifest_of([member(NAME)], files={NAME: {}})],
        [member(NAME), manifest_of([member(NAME)], files=[NAME])],
        [member(NAME), member("manifest.json", b"[" * 100_000)],
        [member(NAME), member("manifest.json", b"\xff")],
        [member(NAME, pax_headers={"comment": "x" * 2**21}), manifest_of([member(NAME)])],
        [member(NAME, pax_headers={"GNU.sparse.major": "1", "GNU.sparse.minor": "0"}), manifest_of([member(NAME)])],
        [member(NAME, b"\0" * 70_000_000), manifest_of([member(NAME, b"\0" * 70_000_000)])],
    ],
    ids=lambda members: "+".join(each.name[:40] + each.type.decode() for each, _ in members) or "nothing",
)
def test_what_no_backup_holds_is_refused(footnote: Footnote, tmp_path: Path, members: Members) -> None:
    """Law: links, devices, paths that lead out or mean nothing here, twins, wrong sums, manifests and bombs leave nothing anywhere."""
    (tmp_path / "at").mkdir()
    file = archive(tmp_path / "at" / "b.tar.gz", members)
    code, out, err = footnote("restore", str(file), at=tmp_path / "at" / "new")
    assert (code, out) == (1, "")
    assert err.startswith(f"{str(file)!r} can't be put back: ")
    assert len(err.splitlines()) == 1
    assert listed(tmp_path / "at" / "new") == []
    assert set(listed(tmp_path / "at")) == {"b.tar.gz", "new"}


@pytest.mark.parametrize("path", PATHS)
def test_only_paths_of_the_data_folder_belong(path: str) -> None:
    """Law: a manifest is held to the same paths as the archive."""
    assert not belongs(path)
    with pytest.raises(BackupError, match="which is no file of a backup"):
        load(manifest_of([member(path)])[1])


@given(st.text())
def test_whatever_belongs_stays_inside(path: str) -> None:
    """Law: no path that belongs leads out of the folder, hostile or not."""
    for each in (path, f"corpora/0/articles/{path}"):
        if belongs(each):
            assert Path("/data", each).resolve().is_relative_to("/data")


@pytest.fixture(scope="module")
def honest(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("honest") / "b.tar.gz"
    pack(built, None, file, lambda sentence: None)
    return file


@pytest.fixture(scope="module")
def attempt(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], dict[str, bytes] | None]:
    """What the bytes of a backup come to in a folder of its own; None where they are refused."""

    def make(data: bytes) -> dict[str, bytes] | None:
        folder = tmp_path_factory.mktemp("attempt")
        (folder / "b.tar.gz").write_bytes(data)
        (folder / "new").mkdir()
        try:
            unpack(folder / "b.tar.gz", folder / "new")
        except BackupError:
            return None
        return held(folder / "new")

    return make


def test_what_breaks_off_is_refused(honest: Path, attempt: Callable[[bytes], Any]) -> None:
    """Law: wherever a backup breaks off, packed or unpacked, it is refused."""
    data = honest.read_bytes()
    assert attempt(data)
    plain = gzip.decompress(data)
    end = plain.rindex(b"}\n}") + 3
    for share in range(40):
        assert attempt(data[: len(data) * share // 40]) is None
        assert attempt(gzip.compress(plain[: end * share // 40], 1)) is None
    assert attempt(data[:-1]) is None
    assert attempt(gzip.compress(plain[: end - 1], 1)) is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_an_altered_byte_is_never_put_back(
    honest: Path, built: Path, attempt: Callable[[bytes], dict[str, bytes] | None], data: st.DataObject
) -> None:
    """Law: with any byte another, packed or unpacked, either what was backed up comes back or nothing does."""
    packed = honest.read_bytes()
    whole = data.draw(st.sampled_from([packed, gzip.decompress(packed)]))
    at = data.draw(st.integers(0, len(whole) - 1))
    altered = bytearray(whole)
    altered[at] ^= data.draw(st.integers(1, 255))
    found = attempt(bytes(altered) if whole is packed else gzip.compress(altered, 1))
    # What stands beside a file's own bytes, such as its owner, may be another.
    assert found is None or found.items() <= held(built).items()


def test_little_room_is_told_before_the_disk_is_full(
    honest: Path, attempt: Callable[[bytes], Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Law: a backup that needs more than is free is refused in a sentence that says so."""
    monkeypatch.setattr("bot.backup.unpacking._LEFT_FREE", 2**62)
    with pytest.raises(BackupError, match="there is no room for it"):
        unpack(honest, tmp_path)
