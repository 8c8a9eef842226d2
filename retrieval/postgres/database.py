"""Connections to the PostgreSQL that corpora are kept in, each transaction bound to one corpus.

For code that may block: the threads of the service, the builder and the console. What the event loop does itself, the records,
has asyncpg by SQLAlchemy; psycopg is here since it can be called from any thread. Connections are made by who needs one and not
by threads of a pool, so that whoever is refused hears why at once, and nothing runs on when a process ends.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from threading import BoundedSemaphore
from typing import Any, TypeVar

import psycopg
from psycopg import Cursor
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow

from retrieval.errors import DatabaseError, DatabaseUnreachable
from retrieval.postgres.connecting import Connected, arguments_of, connect
from retrieval.postgres.telling import GONE, told

T = TypeVar("T")

# Questions take one connection at a time, as do reading facts and opening a generation.
_CONNECTIONS = 4
# So long a thread waits for one of them, and a reader for each thing that it asks the database.
_WAIT_SECONDS, _SILENT_SECONDS = 5.0, 10.0
_OPEN = (TransactionStatus.INTRANS, TransactionStatus.INERROR)


class Database:
    """The database at a URL, as settings have it. Safe to share between threads; connects when it is first asked.

    `direct_url` leads to it past a pooler of transactions, where there is one.
    """

    def __init__(self, url: str, direct_url: str | None = None) -> None:
        self._arguments = arguments_of(url)
        self._direct = arguments_of(direct_url or url)
        self._idle: list[Connected] = []
        self._free = BoundedSemaphore(_CONNECTIONS)

    def read(self, guild_id: int, work: Callable[[Connected], T], settings: str = "") -> T:
        """What `work` reads of one moment on a connection that sees the shared corpus and that of `guild_id`, and no other.

        `settings` are `SET LOCAL` statements of ours, which cost no way to the database and back there. Where the connection
        dies, as in a failover, all of `work` is done once more on a new one. Raises DatabaseUnreachable, after some twenty
        seconds at most where the database says nothing at all, and DatabaseError.
        """
        with told(), self._slot():
            beginning = f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {_bound(guild_id)}; {settings}"
            connection, _ = self._begun(beginning, _SILENT_SECONDS)
            try:
                return self._done(connection, work)
            except psycopg.OperationalError:
                return self._done(self._begun(beginning, _SILENT_SECONDS)[0], work)

    def ask(self, statement: bytes, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows of one statement that reads and binds itself to a server, which is all of its transaction; raises as `read` does.

        It goes one way to the database and back where `read` goes three.
        """
        with told(), self._slot():
            connection, cursor = self._begun(statement, _SILENT_SECONDS, values)
            found = cursor.fetchall()
            self._idle.append(connection)
            return found

    def write(self, guild_id: int, work: Callable[[Connected], T]) -> T:
        """What `work` returns once all that it wrote of `guild_id` is kept; nothing is where it fails. Raises as `read` does.

        It may take as long as it takes. Where the connection dies while the end is confirmed, it may be kept all the same.
        """
        with told(), self._slot():
            return self._done(self._begun(f"BEGIN; {_bound(guild_id)}", None)[0], work)

    @contextmanager
    def apart(self) -> Iterator[Connected]:
        """A connection of its own that commits every statement: for locks of a session, LISTEN, and what no transaction takes."""
        with told(), connect(self._direct) as connection:
            yield connection

    def close(self) -> None:
        """Let go of the connections that nobody uses; the next who asks makes new ones."""
        while self._idle:
            with suppress(IndexError):
                self._idle.pop().close()

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if not self._free.acquire(timeout=_WAIT_SECONDS):
            raise DatabaseUnreachable(GONE.format("too many wait for it"))
        try:
            yield
        finally:
            self._free.release()

    def _begun(
        self, beginning: str | bytes, patience: float | None, values: Mapping[str, Any] | None = None
    ) -> tuple[Connected, Cursor[TupleRow]]:
        """A connection that has taken `beginning`, and what came of it: one that waits, or a new one where that has died meanwhile."""
        try:
            connection, fresh = self._idle.pop(), False
        except IndexError:
            connection, fresh = connect(self._arguments), True
        try:
            connection.patience = _SILENT_SECONDS
            cursor = connection.execute(beginning, values, binary=values is not None)
            connection.patience = patience
        except BaseException as error:
            connection.close()
            if fresh or not isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)):
                raise
            self.close()  # the others lead where this one did
            return self._begun(beginning, patience, values)
        return connection, cursor

    def _done(self, connection: Connected, work: Callable[[Connected], T]) -> T:
        """What `work` returns, once its transaction has ended; raises what that raised."""
        try:
            found = work(connection)
            _commit(connection)
        except (psycopg.OperationalError, psycopg.errors.ReadOnlySqlTransaction):
            connection.close()
            self.close()
            raise
        except BaseException:
            if _rolled_back(connection):
                self._idle.append(connection)
            raise
        self._idle.append(connection)
        return found


@lru_cache(maxsize=8)
def database_at(url: str, direct_url: str | None = None) -> Database:
    """The one Database of this process for these URLs; raises DatabaseError where one can't be used."""
    database = Database(url, direct_url)
    atexit.register(database.close)
    return database


def unguarded(database: Database) -> str | None:
    """What the operator should hear where the role that Footnote is connected as sees every server's rows; None where not.

    Every statement names its server all the same, so that it is only the second lock that is missing.
    """
    with database.apart() as connection:
        found = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
        ).fetchone()
    if found is None:
        return None
    return f"the role {found[0]} of the database is not bound to one server's rows: give Footnote one that is no superuser and has no BYPASSRLS"


def _bound(guild_id: int) -> str:
    """What a transaction begins with, in one go: to send them one by one would cost as much as a search.

    footnote.guild_id is what the policies of migration 0008 go by. In a plan made for any server the graph of one is never used.
    """
    return f"SET LOCAL footnote.guild_id = '{guild_id:d}'; SET LOCAL plan_cache_mode = force_custom_plan"


def _commit(connection: Connected) -> None:
    if connection.execute("COMMIT").statusmessage != "COMMIT":
        raise DatabaseError("the database took nothing of it: something in it had failed")


def _rolled_back(connection: Connected) -> bool:
    """Whether a connection can be used again after something went wrong; else it is closed."""
    if connection.info.transaction_status in _OPEN:
        with suppress(psycopg.Error):
            connection.execute("ROLLBACK")
            return True
    connection.close()
    return False
