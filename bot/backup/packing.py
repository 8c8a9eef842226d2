"""Making a backup while Footnote runs: each corpus as it is at one moment, whatever is built, added or removed meanwhile."""

from __future__ import annotations

import gzip
import io
import os
import stat
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from bot.backup.errors import BackupError
from bot.backup.layout import CORPORA, HOME, MANIFEST, RECORDS
from bot.backup.manifest import File, dump
from corpus.errors import FolderError
from corpus.folder import GOLDEN, list_files
from retrieval.errors import BuildLocked, DamagedError
from retrieval.generations.generations import Generations

# The records shrink much, vectors hardly: more effort takes longer than it saves.
_EFFORT = 5
# Seconds that a change of a corpus is waited for, and between two looks.
_LONGEST_CHANGE, _LOOK_EVERY = 900.0, 0.2
# Generations that may be swapped while one is being opened.
_SWAPS = 20


def pack(data: Path, records: Path | None, file: Path, say: Callable[[str], None]) -> dict[str, File]:
    """Write the backup of the data folder `data` into `file`, which must not exist, and return what it holds.

    `records` is a copy of the records. `say` gets sentences about what is left out. Raises BackupError, and OSError where the
    disk does not take it.
    """
    with file.open("xb") as stream:
        os.fchmod(stream.fileno(), 0o600)  # it holds what people asked
        with (
            gzip.GzipFile(filename="", mode="wb", compresslevel=_EFFORT, fileobj=stream, mtime=0) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
        ):
            packing = _Packing(archive, say)
            if records is not None:
                with records.open("rb") as opened:
                    packing.add(RECORDS, opened)
            for home in _homes(data / CORPORA):
                packing.add_corpus(home)
            manifest = dump(packing.files)
            archive.addfile(_member(MANIFEST, len(manifest), 0), io.BytesIO(manifest))
        stream.flush()
        os.fsync(stream.fileno())
    return packing.files


def _homes(corpora: Path) -> list[Path]:
    if not corpora.is_dir():
        return []
    return sorted(each for each in corpora.iterdir() if HOME.fullmatch(each.name) and each.is_dir())


class _Packing:
    """A backup that is being written, and what it holds so far."""

    def __init__(self, archive: tarfile.TarFile, say: Callable[[str], None]) -> None:
        self._archive = archive
        self._say = say
        self.files: dict[str, File] = {}

    def add_corpus(self, home: Path) -> None:
        """Add the articles of the corpus in `home`, as no change leaves them half done, and what serves of it."""
        generations, at = Generations(home / "generations"), f"{CORPORA}/{home.name}"
        with ExitStack() as opened:
            with self._undisturbed(generations, home.name):
                self._add_articles(home / "articles", f"{at}/articles")
                current = self._open_current(generations, home.name, opened)
            # What is open stays as it is, though a builder may remove it from its folder.
            if current is not None:
                generation, streams = current
                for name, stream in streams:
                    self.add(f"{at}/generations/{generation}/{name}", stream)
                self.add(f"{at}/generations/CURRENT", io.BytesIO(f"{generation}\n".encode()))

    def add(self, path: str, stream: IO[bytes]) -> None:
        """Add what `stream` holds from its beginning."""
        try:
            state = os.fstat(stream.fileno())
            size, mtime = state.st_size, max(0, state.st_mtime_ns)
        except io.UnsupportedOperation:
            size, mtime = len(stream.read()), time.time_ns()
            stream.seek(0)
        copied = _Copied(stream, size)
        self._archive.addfile(_member(path, size, mtime), copied)
        if copied.left:
            raise BackupError(f"{path} changed while it was copied: try again")
        self.files[path] = File(size, copied.digest.hexdigest(), mtime)

    def _add_articles(self, folder: Path, at: str) -> None:
        try:
            listed, left_out = list_files(folder)
        except FolderError:  # nothing was put there yet
            return
        for rejection in left_out:
            self._say(f"left out of the backup: {rejection}")
        files = [(each.name, each.path) for each in listed]
        if (folder / GOLDEN).is_file():
            files.append((GOLDEN, folder / GOLDEN))
        for name, path in files:
            # Not to be waited for, should it be a pipe.
            with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
                if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                    self.add(f"{at}/{name}", stream)

    def _open_current(
        self, generations: Generations, home: str, opened: ExitStack
    ) -> tuple[str, list[tuple[str, IO[bytes]]]] | None:
        """The generation that serves and all its files, opened; None where there is none that is whole."""
        for _ in range(_SWAPS):
            current = generations.current()
            if current is None:
                return None
            folder = generations.folder / current
            with ExitStack() as trying:
                try:
                    names = [*generations.manifest(current).files, "manifest.json", "manifest.sha256"]
                    streams: list[tuple[str, IO[bytes]]] = [
                        (name, trying.enter_context((folder / name).open("rb"))) for name in names
                    ]
                except (DamagedError, FileNotFoundError):
                    if generations.current() == current:
                        self._say(f"generation {current} of corpus {home} is damaged and left out: it is built again")
                        return None
                    continue  # a build ended and cleared it away meanwhile
                opened.push(trying.pop_all())
                return current, streams
        raise BackupError(f"corpus {home} is built again and again: try again when that has ended")

    @contextmanager
    def _undisturbed(self, generations: Generations, home: str) -> Iterator[None]:
        """Wait for who adds or removes an article, and let nobody begin."""
        until, told = time.monotonic() + _LONGEST_CHANGE, False
        with ExitStack() as held:
            while True:
                try:
                    held.enter_context(generations.undisturbed())
                    break
                except BuildLocked:
                    if time.monotonic() > until:
                        raise
                    if not told:
                        self._say(f"corpus {home} is being changed: waiting for that to end …")
                        told = True
                time.sleep(_LOOK_EVERY)
            yield


class _Copied:
    """Reads so many bytes of a stream, and takes their digest."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream = stream
        self.left = size
        self.digest = sha256()

    def read(self, count: int = 0, /) -> bytes:
        """The next bytes; where the stream ends too early zeros take their place, and some are `left`."""
        data = self._stream.read(min(count, self.left))
        self.left -= len(data)
        self.digest.update(data)
        return data.ljust(count, b"\0")


def _member(path: str, size: int, mtime_ns: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(path)
    member.size, member.mtime, member.mode = size, mtime_ns // 10**9, 0o600
    return member
