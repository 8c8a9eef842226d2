"""Taking a backup apart into an empty folder, trusting nothing of it: what is put back is what its maker's manifest says."""

from __future__ import annotations

import gzip
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from bot.backup.errors import BackupError
from bot.backup.layout import CORPORA, MANIFEST, belongs
from bot.backup.manifest import File, load
from retrieval.durable import sync_folder

# The most that is read at once, a header of tarfile's included.
_SIP = 2**20
# No honest backup unpacks to more times its size, small ones aside; and so much of the disk is left alone.
_MOST_TIMES, _SMALL, _LEFT_FREE = 200, 64 * 2**20, 64 * 2**20
_MOST_MANIFEST = 256 * 2**20


def unpack(file: Path, folder: Path) -> dict[str, File]:
    """Write what the backup `file` holds into the empty `folder`, synced, and return it once all is as its manifest says.

    Raises BackupError where it is none, breaks off, was altered, or holds what a backup does not, and OSError where the disk
    does not take it. What was written until then stays for the caller to remove.
    """
    if not file.is_file():
        raise BackupError(f"{str(file)!r} is no file that could be put back")
    with file.open("rb") as packed, _told(file):
        free = shutil.disk_usage(folder).free - _LEFT_FREE
        stream = _Sips(gzip.GzipFile(fileobj=packed), max(_SMALL, _MOST_TIMES * file.stat().st_size), free)
        with tarfile.open(fileobj=stream, mode="r:") as archive:  # type: ignore[call-overload] # all that tarfile asks of it
            found, files = _take_apart(archive, folder)
        while stream.read(_SIP):  # to the end, where gzip's own sum stands
            pass
    with _told(file):
        _compare(found, files)
    for path, each in files.items():
        os.utime(folder / path, ns=(each.mtime_ns, each.mtime_ns))
    for home in (folder / CORPORA).glob("[0-9]*"):
        (home / "articles").mkdir(exist_ok=True)  # where all were removed none is to be put there anew
    for parent, _, _ in os.walk(folder):
        sync_folder(Path(parent))
    return files


def _take_apart(archive: tarfile.TarFile, folder: Path) -> tuple[dict[str, tuple[int, str]], dict[str, File]]:
    """The size and digest of each file that was written, and what the manifest says."""
    found: dict[str, tuple[int, str]] = {}
    for member in archive:
        if member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or member.issparse():
            raise BackupError(f"it holds {member.name[:80]!r}, which is no plain file")
        stream = archive.extractfile(member)
        assert stream is not None
        if member.name == MANIFEST:
            if member.size > _MOST_MANIFEST:
                raise BackupError("its manifest is too long")
            files = load(b"".join(_parts(stream)))
            if archive.next() is not None:
                raise BackupError("something follows its manifest")
            return found, files
        if not belongs(member.name) or member.name in found:
            raise BackupError(f"it holds {member.name[:80]!r}, which is no file of a backup, or twice in it")
        found[member.name] = _write(folder / member.name, stream)
    raise BackupError("it has no manifest, so it breaks off or is no backup of Footnote's")


def _write(file: Path, stream: IO[bytes]) -> tuple[int, str]:
    """Write `stream` to a new file and sync it; returns its size and digest."""
    digest, size = sha256(), 0
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        target = file.open("xb")
    except (FileExistsError, NotADirectoryError):
        raise BackupError(f"{file.name!r} is in it as a file and as a folder") from None
    with target:
        for part in _parts(stream):
            target.write(part)
            digest.update(part)
            size += len(part)
        target.flush()
        os.fsync(target.fileno())
    return size, digest.hexdigest()


def _parts(stream: IO[bytes]) -> Iterator[bytes]:
    while part := stream.read(_SIP):
        yield part


def _compare(found: dict[str, tuple[int, str]], files: dict[str, File]) -> None:
    if missing := sorted(files.keys() - found.keys()):
        raise BackupError(f"{missing[0][:80]!r} is missing")
    if stranger := sorted(found.keys() - files.keys()):
        raise BackupError(f"its manifest does not name {stranger[0][:80]!r}")
    for path, each in files.items():
        if found[path] != (each.size, each.sha256):
            raise BackupError(f"{path[:80]!r} is not as it was when the backup was made")


class _Sips:
    """What tarfile reads from: forwards only, a little at a time, and no more in all than a backup may have."""

    def __init__(self, stream: gzip.GzipFile, most: int, free: int) -> None:
        self._stream = stream
        self._most = most
        self._free = free
        self._at = 0

    def read(self, count: int) -> bytes:
        """The next bytes, `count` at most."""
        if not 0 <= count <= _SIP:
            raise BackupError("it has a header that no backup has")
        data = self._stream.read(count)
        self._at += len(data)
        if self._at > self._most:
            raise BackupError(f"it unpacks to more than {self._most:,} bytes, which no backup of its size does")
        if self._at > self._free:
            raise BackupError(
                f"there is no room for it: it needs more than the {max(0, self._free):,} bytes that are free"
            )
        return data

    def tell(self) -> int:
        """How much was read."""
        return self._at

    def seek(self, position: int) -> None:
        """Go on at `position`; nothing lies before what was read."""
        if position < self._at:
            raise BackupError("it has a header that no backup has")
        while position > self._at and self.read(min(_SIP, position - self._at)):
            pass


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Whatever is wrong with a backup becomes one sentence that names it."""
    try:
        yield
    except BackupError as error:
        raise BackupError(f"{str(file)!r} can't be put back: {error}") from None
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, UnicodeError, ValueError) as error:
        raise BackupError(f"{str(file)!r} can't be put back: it is no backup, or breaks off") from error
