"""Connections to the database that records are kept in: opened and brought up to date, one writer at a time, its troubles told.

Now SQLite; what is its alone stands in the `_on_…` functions.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError, StatementError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.records.copying import copy_database, damage, put_database
from bot.records.errors import RecordsError, SchemaError, trouble_of
from bot.records.migrating import is_behind, upgrade
from bot.records.troubles import Troubles

_CONNECTIONS = 4
_BUSY_SECONDS = 5
_EXAMPLE = "sqlite+aiosqlite:///folder/records.sqlite3"
_DAMAGED = "the records in {} are damaged ({}): stop Footnote and restore a backup, or move the file away, and it begins new ones"


class Connections:
    """Connections to the database at a URL; several processes may have it open. To be used on one event loop.

    Every method raises RecordsError, in one sentence, where the database does not take or give what is asked of it.
    """

    def __init__(self, url: str) -> None:
        try:
            self._url = make_url(url)
        except (ArgumentError, ValueError):
            raise RecordsError("FOOTNOTE_DATABASE__URL can't be used: it is not the URL of a database") from None
        self.name = self._url.render_as_string(hide_password=True)
        database = self._url.database or ""
        # Memory forgets, a host is none of SQLite's, and options could make a connection other than it must be.
        if not database or database.startswith((":memory:", "file:")) or self._url.host or self._url.query:
            named = self._url.set(query={}).render_as_string(hide_password=True)
            raise RecordsError(f"FOOTNOTE_DATABASE__URL={named!r} can't be used: name a file, as {_EXAMPLE}")
        self._file = Path(database)
        self._engine = create_async_engine(
            self._url, pool_size=_CONNECTIONS, hide_parameters=True, connect_args={"timeout": _BUSY_SECONDS}
        )
        self._writing_engine = self._engine.execution_options(writes=True)
        event.listen(self._engine.sync_engine, "connect", _on_connect)
        event.listen(self._engine.sync_engine, "begin", _on_begin)
        # One writes at a time: writers that wait in here need not wait in the database, which gives up after a while.
        self._writer = asyncio.Lock()
        self._slots = asyncio.Semaphore(_CONNECTIONS)
        self.opened = False
        # Why nothing is read or written any more.
        self._refusal: RecordsError | None = None
        self.troubles = Troubles()

    def exists(self) -> bool:
        """Whether there is a database."""
        return self._file.exists()

    async def open(self) -> None:
        """Make the folder, the database and its tables where they are missing, and bring old tables to the present form."""
        self.opened, self._refusal = True, None
        try:
            with self._told():
                self._file.parent.mkdir(parents=True, exist_ok=True)
            async with self.reading() as connection:
                behind = await connection.run_sync(is_behind)
            if behind:
                async with self.writing() as connection:
                    await connection.run_sync(upgrade)
        except BaseException as error:
            await self._refuse(error)
            raise

    async def check(self) -> None:
        """Look through all pages, some 0.3 s for each 100 MB; raises RecordsError where one is damaged, and closes the database."""
        try:
            async with self.reading() as connection:
                found = str((await connection.exec_driver_sql("PRAGMA quick_check(1)")).scalar())
        except RecordsError as error:
            if error.trouble == "damaged":
                await self._refuse(error)
            raise
        if found != "ok":
            damage = RecordsError(_DAMAGED.format(self.name, " ".join(found.split())), "damaged")
            self.troubles.hear(damage)
            await self._refuse(damage)
            raise damage

    async def copy_to(self, file: Path) -> None:
        """Write a copy of one moment into the new `file`; raises RecordsError too where it turns out to be damaged."""
        with self._told():
            await asyncio.to_thread(copy_database, self._file, file)
            if found := await asyncio.to_thread(damage, file):
                raise RecordsError(_DAMAGED.format(self.name, found), "damaged")

    async def put_back(self, file: Path) -> None:
        """Put the copy `file` in place."""
        if self.exists():
            raise RecordsError(f"there are records in {self.name} already: move them away first")
        with self._told():
            if found := await asyncio.to_thread(damage, file):
                raise RecordsError(f"the copy of the records is damaged ({found})")
            await asyncio.to_thread(put_database, file, self._file)

    async def aclose(self) -> None:
        """Let what was asked before end, and close the database."""
        async with self._writer, AsyncExitStack() as slots:
            for _ in range(_CONNECTIONS):
                await slots.enter_async_context(self._slots)
            self.opened = False
            await self._engine.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection on which all that is read is of one moment."""
        with self._told():
            async with self._slots:
                self._check_opened()
                async with self._engine.connect() as connection:
                    yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A connection whose changes are all kept at the end, or none where anything fails."""
        with self._told():
            async with self._writer, self._slots:
                self._check_opened()
                async with self._writing_engine.begin() as connection:
                    yield connection
        self.troubles.over()

    async def _refuse(self, error: BaseException) -> None:
        """Close the database; where the database itself is what fails, whatever is asked of it hears the same."""
        if isinstance(error, RecordsError) and error.trouble is not None:
            self._refusal = error
        await self.aclose()

    def _check_opened(self) -> None:
        if self._refusal is not None:
            raise RecordsError(str(self._refusal), self._refusal.trouble)
        if not self.opened:
            raise RecordsError(f"the records in {self.name} are not open")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Whatever goes wrong becomes one sentence that names the database, and never what was to be stored."""
        try:
            yield
        except RecordsError as error:
            self.troubles.hear(error)
            raise
        # ValueError and OverflowError are of values that no column takes: half surrogate pairs, more than 64 bits.
        except (SQLAlchemyError, sqlite3.Error, SchemaError, OSError, ValueError, OverflowError) as error:
            reason = error.orig if isinstance(error, StatementError) else error
            told = self._error(reason)
            self.troubles.hear(told)
            raise told from error

    def _error(self, reason: BaseException | None) -> RecordsError:
        trouble = trouble_of(reason)
        if trouble == "damaged":
            return RecordsError(_DAMAGED.format(self.name, reason), trouble)
        return RecordsError(f"the records in {self.name} can't be read or written: {reason}", trouble)


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
