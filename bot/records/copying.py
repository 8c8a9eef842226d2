"""Copies of SQLite's databases, whole although others write."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from retrieval.durable import sync_folder

# What is being put back is called so until it has its name.
RESTORING = ".restoring-"
# Seconds that a process which lets nobody read is waited for.
_LONGEST = 60.0


def copy_database(source: Path, target: Path) -> None:
    """Write the database `source`, as it is at one moment, into the new file `target`; raises sqlite3.Error where it can't be read.

    Writers go on meanwhile.
    """
    until = time.monotonic() + _LONGEST

    def waited(status: int, remaining: int, total: int) -> None:
        if time.monotonic() > until:
            raise TimeoutError(f"another process has let nobody read them for {_LONGEST:.0f} s")

    # The connection of a writer, since one that may only read can't always read what is still in the -wal file.
    with closing(_opened(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there, progress=waited)
        there.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it


def damage(file: Path) -> str | None:
    """What SQLite finds wrong with a database; None where it is sound. Raises sqlite3.Error where it can't be read at all."""
    with closing(_opened(file)) as connection:
        found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    return None if found == "ok" else " ".join(found.split())


def put_database(source: Path, target: Path) -> None:
    """Put a copy of the file `source` where `target` must not be yet, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f"{RESTORING}{os.getpid()}.sqlite3")
    try:
        with source.open("rb") as read, aside.open("wb") as written:
            shutil.copyfileobj(read, written)
            written.flush()
            os.fsync(written.fileno())
        aside.rename(target)
        sync_folder(target.parent)
    finally:
        aside.unlink(missing_ok=True)


def _opened(file: Path) -> sqlite3.Connection:
    """A connection to a database that is there; none is made."""
    return sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=rw", uri=True, timeout=5)
