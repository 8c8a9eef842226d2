"""Connections to the database that records are kept in: opened and brought up to date, used by turns, its troubles told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy.exc import SQLAlchemyError, StatementError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.records.errors import RecordsError, SchemaError
from bot.records.migrating import present, schema_of, upgrade
from bot.records.troubles import Troubles

T = TypeVar("T")
Work = Callable[[AsyncConnection], Awaitable[T]]


class Database(Protocol):
    """The database at a URL, of one kind: what is that kind's alone."""

    # As sentences name it, never with a password.
    name: str
    # Of one pool. On the first all that a transaction reads is of one moment.
    reader: AsyncEngine
    writer: AsyncEngine
    # How many transactions there may be at a time, and how many of them may write.
    at_once: int
    writers: int
    # What its driver raises.
    failures: tuple[type[Exception], ...]

    def exists(self) -> bool:
        """Whether there is a database, without connecting."""

    def prepare(self) -> None:
        """Make what must be there before anybody can connect."""

    def upgrading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A connection that may change tables, in a transaction that waits for those of others who do, kept at the end."""

    async def damage(self, connection: AsyncConnection) -> str | None:
        """What is found to be wrong with what is stored."""

    async def describe(self, connection: AsyncConnection) -> str:
        """Which database of which version it is."""

    def copy_to(self, file: Path) -> None:
        """Write a copy of one moment into a new file; blocks. Raises RecordsError where it turns out to be damaged."""

    def put_back(self, file: Path) -> None:
        """Put such a copy in place; blocks. Raises RecordsError where there is a database or the copy is damaged."""

    def error(self, reason: BaseException | None) -> RecordsError:
        """What went wrong in a sentence, never with what was to be stored."""

    def damaged(self, found: str) -> RecordsError:
        """That what is stored is damaged, and what to do."""

    def may_repeat(self, error: Exception, *, committing: bool) -> bool:
        """Whether a transaction that failed may be done once more at once; `committing` is whether it may have been kept."""


class Connections:
    """Connections to a database; several processes may have it open. To be used on one event loop.

    Every method raises RecordsError, in one sentence, where the database does not take or give what is asked of it.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        # Who waits in here need not wait in the database, which gives up after a while.
        self._writers = asyncio.Semaphore(database.writers)
        self._slots = asyncio.Semaphore(database.at_once)
        self._closing = asyncio.Lock()
        self.opened = False
        # Why nothing is read or written any more.
        self._refusal: RecordsError | None = None
        self.troubles = Troubles()
        # ValueError and OverflowError are of values that no column takes: half surrogate pairs, more than 64 bits.
        ours = (SQLAlchemyError, SchemaError, OSError, ValueError, OverflowError)
        self._failures: tuple[type[Exception], ...] = (*ours, *database.failures)

    async def open(self) -> str | None:
        """Make what is missing and bring old tables to the present form; returns the schema they had, None for none."""
        self.opened, self._refusal = True, None
        try:
            with self._told():
                self.database.prepare()
            schema = await self.read(lambda connection: connection.run_sync(schema_of))
            if schema != present():
                with self._told():
                    async with self.database.upgrading() as connection:
                        await connection.run_sync(upgrade)
        except BaseException as error:
            await self._refuse(error)
            raise
        return schema

    async def check(self) -> None:
        """Look for damage; raises RecordsError where there is some, and closes the database."""
        try:
            found = await self.read(self.database.damage)
        except RecordsError as error:
            if error.trouble == "damaged":
                await self._refuse(error)
            raise
        if found is not None:
            damage = self.database.damaged(found)
            self.troubles.hear(damage)
            await self._refuse(damage)
            raise damage

    async def copy_to(self, file: Path) -> None:
        """Write a copy of one moment into the new `file`; raises RecordsError too where it turns out to be damaged."""
        with self._told():
            await asyncio.to_thread(self.database.copy_to, file)

    async def put_back(self, file: Path) -> None:
        """Put the copy `file` in place."""
        with self._told():
            await asyncio.to_thread(self.database.put_back, file)

    async def aclose(self) -> None:
        """Let what was asked before end, and close the database."""
        async with self._closing, AsyncExitStack() as all_of_them:
            for semaphore, count in ((self._writers, self.database.writers), (self._slots, self.database.at_once)):
                for _ in range(count):
                    await all_of_them.enter_async_context(semaphore)
            self.opened = False
            await self.database.reader.dispose()

    async def read(self, work: Work[T]) -> T:
        """What `work` reads of one moment."""
        with self._told():
            async with self._slots:
                self._check_opened()
                return await self._do(self.database.reader, work, keep=False)

    async def write(self, work: Work[T]) -> T:
        """What `work` returns once all that it changed is kept; nothing is where it fails. It may be done twice, but kept once."""
        with self._told():
            async with self._writers, self._slots:
                self._check_opened()
                done = await self._do(self.database.writer, work, keep=True)
        self.troubles.over()
        return done

    async def _do(self, engine: AsyncEngine, work: Work[T], *, keep: bool) -> T:
        repeated = committing = False
        while True:
            try:
                async with engine.connect() as connection:
                    done = await work(connection)
                    if keep:
                        committing = True
                        await connection.commit()
                    return done
            except Exception as error:
                if repeated or not self.database.may_repeat(error, committing=committing):
                    raise
            repeated, committing = True, False

    async def _refuse(self, error: BaseException) -> None:
        """Close the database; where the database itself is what fails, whatever is asked of it hears the same."""
        if isinstance(error, RecordsError) and error.trouble is not None:
            self._refusal = error
        await self.aclose()

    def _check_opened(self) -> None:
        if self._refusal is not None:
            raise RecordsError(str(self._refusal), self._refusal.trouble)
        if not self.opened:
            raise RecordsError(f"the records in {self.database.name} are not open")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Whatever goes wrong becomes one sentence that names the database, and never what was to be stored."""
        try:
            yield
        except RecordsError as error:
            self.troubles.hear(error)
            raise
        except self._failures as error:
            told = self.database.error(error.orig if isinstance(error, StatementError) else error)
            self.troubles.hear(told)
            raise told from error
