"""Records in a file of SQLite: one writes at a time, damage is looked for, and copies are files."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.records.addresses import url_of
from bot.records.copying import copy_database, damage, put_database
from bot.records.database import DatabaseRecords
from bot.records.errors import RecordsError, Trouble, trouble_of_disk

_CONNECTIONS = 4
_BUSY_SECONDS = 5
_EXAMPLE = "sqlite+aiosqlite:///folder/records.sqlite3"
_DAMAGED = "the records in {} are damaged ({}): stop Footnote and restore a backup, or move the file away, and it begins new ones"

_PRIMARY = 0xFF
_TROUBLES: dict[int, Trouble] = {
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "unreachable",
    sqlite3.SQLITE_READONLY: "unreachable",
    sqlite3.SQLITE_CANTOPEN: "unreachable",
    sqlite3.SQLITE_PERM: "unreachable",
}


def records_at(url: str) -> DatabaseRecords:
    """Records in the file that `url` names; raises RecordsError where it names none."""
    return DatabaseRecords(SqliteDatabase(url))


class SqliteDatabase:
    """The database in a file."""

    at_once = _CONNECTIONS
    # Writers that wait for each other in here need not wait in the database, which gives up after a while.
    writers = 1
    failures: tuple[type[Exception], ...] = (sqlite3.Error,)

    def __init__(self, url: str) -> None:
        parsed = url_of(url)
        self.name = parsed.render_as_string(hide_password=True)
        database = parsed.database or ""
        # Memory forgets, a host is none of SQLite's, and options could make a connection other than it must be.
        if not database or database.startswith((":memory:", "file:")) or parsed.host or parsed.query:
            named = parsed.set(query={}).render_as_string(hide_password=True)
            raise RecordsError(f"FOOTNOTE_DATABASE__URL={named!r} can't be used: name a file, as {_EXAMPLE}")
        self._file = Path(database)
        self.reader = create_async_engine(
            parsed, pool_size=_CONNECTIONS, hide_parameters=True, connect_args={"timeout": _BUSY_SECONDS}
        )
        self.writer = self.reader.execution_options(writes=True)
        event.listen(self.reader.sync_engine, "connect", _on_connect)
        event.listen(self.reader.sync_engine, "begin", _on_begin)

    def exists(self) -> bool:
        """Whether there is a file."""
        return self._file.exists()

    def prepare(self) -> None:
        """Make the folder."""
        self._file.parent.mkdir(parents=True, exist_ok=True)

    @asynccontextmanager
    async def upgrading(self) -> AsyncIterator[AsyncConnection]:
        """A writer: there is one at a time, over all processes."""
        async with self.writer.begin() as connection:
            yield connection

    async def damage(self, connection: AsyncConnection) -> str | None:
        """Look through all pages, some 0.3 s for each 100 MB."""
        found = str((await connection.exec_driver_sql("PRAGMA quick_check(1)")).scalar())
        return None if found == "ok" else " ".join(found.split())

    async def describe(self, connection: AsyncConnection) -> str:  # noqa: ARG002 - others ask the server
        """The file, and the version of the library."""
        return f"SQLite {sqlite3.sqlite_version} in {str(self._file)!r}"

    def copy_to(self, file: Path) -> None:
        """Write a copy of one moment, whatever is written meanwhile."""
        copy_database(self._file, file)
        if found := damage(file):
            raise self.damaged(found)

    def put_back(self, file: Path) -> None:
        """Put the copy `file` in place."""
        if self.exists():
            raise RecordsError(f"there are records in {self.name} already: move them away first")
        if found := damage(file):
            raise RecordsError(f"the copy of the records is damaged ({found})")
        put_database(file, self._file)

    def error(self, reason: BaseException | None) -> RecordsError:
        """The sentence of SQLite itself, which names tables and columns and no values."""
        trouble = trouble_of(reason)
        if trouble == "damaged":
            return self.damaged(str(reason))
        return RecordsError(f"the records in {self.name} can't be read or written: {reason}", trouble)

    def damaged(self, found: str) -> RecordsError:
        """That the file is damaged."""
        return RecordsError(_DAMAGED.format(self.name, found), "damaged")

    def may_repeat(self, error: Exception, *, committing: bool) -> bool:  # noqa: ARG002 - of servers alone
        """Never: a file is there or not, and who writes has waited already."""
        return False


def trouble_of(error: BaseException | None) -> Trouble | None:
    """What ails the database that raised `error`, of SQLite or of the disk; None where nothing does."""
    if isinstance(error, sqlite3.Error):
        return _TROUBLES.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY)
    return trouble_of_disk(error)


def _on_connect(connection: Any, _: object) -> None:
    """What each connection to SQLite needs once."""
    try:
        # Transactions begin where `_on_begin` says so, not where the driver guesses.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout = {_BUSY_SECONDS * 1000}",
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "foreign_keys = ON",
            "secure_delete = ON",  # what is forgotten does not stay in pages that are free
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
    except BaseException:
        # The pool does not know it yet and would leave its thread running.
        connection.close()
        raise


def _on_begin(connection: Connection) -> None:
    """Who will write asks for that at once: SQLite does not let a reader become a writer after another one wrote."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
