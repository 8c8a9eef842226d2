"""The files of a corpus in a folder: out of the database while something is done to them, or to be read.

Whoever changes them starts a builder, which takes them into the database: it finds what its parent has out, and knows by a lock of
the kernel's whether that one still lives.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from retrieval.errors import BuildLocked
from retrieval.postgres import serving
from retrieval.postgres.cache import CHANGING, OUT
from retrieval.postgres.connecting import Connected
from retrieval.postgres.database import Database
from retrieval.postgres.sources import check_out


class FilesOut:
    """The files of corpus `guild_id` in `database`, brought to `articles`; the locks of this machine lie in `folder`."""

    def __init__(self, database: Database, guild_id: int, folder: Path, articles: Path) -> None:
        self._database = database
        self._guild_id = guild_id
        self._folder = folder
        self._articles = articles
        self._by_parent = False

    def sign(self) -> None:
        """Let the builders that this process starts know it by its number. Call with the lock of this machine held."""
        (self._folder / CHANGING).write_text(str(os.getpid()))

    @contextmanager
    def out(self) -> Iterator[int | None]:
        """The files lie in their folder inside the `with`; gives the generation that served when they were brought there.

        Those that the process has out which started this one are found as they are. Raises BuildLocked where another process has
        them there, whose files these would replace.
        """
        if self._parent_has_them():
            self._by_parent = True
            told = (self._folder / OUT).read_text()
            yield int(told) if told else None
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / OUT).open("a+") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BuildLocked("another change of this corpus is under way: wait for it to end") from None
            try:
                yield self._database.read(self._guild_id, lambda each: self._bring(each, stream))
            finally:
                shutil.rmtree(self._articles, ignore_errors=True)

    def check_still_out(self) -> None:
        """Raise BuildLocked where they were out with the process that started this one, and that has ended."""
        if self._by_parent and not self._parent_has_them():
            raise BuildLocked("whoever changed the articles has ended meanwhile, so nothing was changed: try again")

    @contextmanager
    def copied(self, name: str) -> Iterator[Path]:
        """A folder `name` of its own that holds them inside the `with`, so that who only reads is in nobody's way."""
        with tempfile.TemporaryDirectory(prefix="footnote-reading-") as above:
            folder = Path(above) / name
            self._database.read(self._guild_id, lambda each: check_out(each, self._guild_id, folder))
            yield folder

    def _bring(self, connection: Connected, noted: TextIO) -> int | None:
        """Bring them to their folder, and note which generation served then, for a builder that this process starts."""
        began = serving.number(connection, self._guild_id)
        noted.truncate(0)
        noted.write("" if began is None else str(began))
        noted.flush()
        check_out(connection, self._guild_id, self._articles)
        return began

    def _parent_has_them(self) -> bool:
        """Whether the process that started this one has them out, and holds on to them; it may only keep others from them."""
        return self._held(CHANGING) == str(os.getppid()) and self._held(OUT) is not None

    def _held(self, name: str) -> str | None:
        """What stands in a lock of this machine that somebody holds, None where nobody does."""
        lock = self._folder / name
        if not lock.exists():
            return None
        with lock.open("r") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return stream.read()
        return None
