"""Connections to the PostgreSQL that corpora are kept in, each transaction bound to one corpus, and its troubles told in a sentence.

For code that may block: the threads of the service, the builder and the console. What the event loop does itself, the records,
has asyncpg by SQLAlchemy; psycopg is here since it can be called from any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

import psycopg
from pgvector.psycopg import register_vector
from psycopg import Connection, sql
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool, PoolTimeout
from sqlalchemy import make_url

from retrieval.errors import DatabaseError, DatabaseUnreachable

T = TypeVar("T")
Connected = Connection[TupleRow]

# pgvector's iterative and filtered scans are right from here on.
LEAST_PGVECTOR = (0, 8, 4)
# Questions take one connection at a time, as do reading facts and opening a generation.
_CONNECTIONS = 4
# A database that does not say anything for so long is taken to be gone.
_CONNECT_SECONDS, _WAIT_SECONDS, _SILENT_SECONDS = 3, 5.0, 15
# Of one transaction: whose rows may be seen at all (the policies of retrieval/postgres/tables.py).
_BOUND = "footnote.guild_id"
_GONE = "the database of the articles can't be reached at the moment ({}): try again in a moment"


class Database:
    """The database at a URL, as settings have it. Safe to share between threads; connects when it is first asked."""

    def __init__(self, url: str) -> None:
        self._arguments = arguments_of(url)
        self._pool: ConnectionPool[Connected] = ConnectionPool(
            kwargs=self._arguments,
            min_size=0,
            max_size=_CONNECTIONS,
            timeout=_WAIT_SECONDS,
            reconnect_timeout=_WAIT_SECONDS,
            configure=_configure,
            open=False,
            name="footnote-corpora",
            num_workers=1,
        )

    def read(self, guild_id: int, work: Callable[[Connected], T]) -> T:
        """What `work` reads of one moment on a connection that sees the shared corpus and that of `guild_id`, and no other.

        A connection that turns out to be dead, as after a failover, is replaced once. Raises DatabaseUnreachable, DatabaseError.
        """
        try:
            return self._do(guild_id, work, "REPEATABLE READ READ ONLY")
        except DatabaseUnreachable:
            self._pool.check()
            return self._do(guild_id, work, "REPEATABLE READ READ ONLY")

    def write(self, guild_id: int, work: Callable[[Connected], T]) -> T:
        """What `work` returns once all that it wrote of `guild_id` is kept; nothing is where it fails. Raises as `read` does."""
        return self._do(guild_id, work, "READ COMMITTED READ WRITE")

    @contextmanager
    def apart(self) -> Iterator[Connected]:
        """A connection of its own that commits every statement: for locks of a session, LISTEN, and what no transaction takes."""
        with _told():
            connection = psycopg.connect(**self._arguments)
        with _told(), connection:
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()

    def _do(self, guild_id: int, work: Callable[[Connected], T], mode: str) -> T:
        with _told():
            self._pool.open()
            with self._pool.connection() as connection:
                # In one go: to ask for them one by one would cost more than a search.
                with connection.pipeline():
                    connection.execute(sql.SQL("BEGIN ISOLATION LEVEL " + mode))
                    bind(connection, guild_id)
                try:
                    found = work(connection)
                except BaseException:
                    if not connection.closed:
                        connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
                return found


def bind(connection: Connected, guild_id: int) -> None:
    """Let the present transaction see the shared corpus and that of `guild_id`, and write that one alone."""
    connection.execute(sql.SQL("SET LOCAL {} = {}").format(sql.SQL(_BOUND), sql.Literal(str(guild_id))))


@lru_cache(maxsize=8)
def database_at(url: str) -> Database:
    """The one Database of this process for `url`; raises DatabaseError where that is no URL that can be used."""
    return Database(url)


def arguments_of(url: str) -> dict[str, Any]:
    """What psycopg takes for a URL written for SQLAlchemy's asyncpg; several hosts are several `host=` in it."""
    try:
        parsed = make_url(url).set(drivername="postgresql+psycopg")
        arguments = dict(parsed.get_dialect()().create_connect_args(parsed)[1])
    except Exception as error:
        raise DatabaseError("FOOTNOTE_DATABASE__URL can't be used: it is not the URL of a database") from error
    if encrypted := arguments.pop("ssl", None):  # as asyncpg calls it
        arguments["sslmode"] = encrypted
    arguments.pop("prepared_statement_cache_size", None)
    return {
        "connect_timeout": _CONNECT_SECONDS,
        "tcp_user_timeout": _SILENT_SECONDS * 1000,
        "keepalives_idle": _SILENT_SECONDS,
        "application_name": "footnote",
        **arguments,
        "autocommit": True,
    }


def _configure(connection: Connected) -> None:
    found = connection.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'").fetchone()
    if found is None:
        raise DatabaseError(
            "the database has no pgvector: `CREATE EXTENSION vector` as its superuser, then `footnote migrate`"
        )
    if tuple(map(int, str(found[0]).split("."))) < LEAST_PGVECTOR:
        raise DatabaseError(f"pgvector {found[0]} is too old: {'.'.join(map(str, LEAST_PGVECTOR))} or newer is needed")
    register_vector(connection)


@contextmanager
def _told() -> Iterator[None]:
    """Whatever goes wrong becomes one sentence, never with what was to be stored."""
    try:
        yield
    except (psycopg.OperationalError, PoolTimeout, psycopg.InterfaceError) as error:
        raise DatabaseUnreachable(_GONE.format(type(error).__name__)) from error
    except psycopg.errors.ReadOnlySqlTransaction as error:
        raise DatabaseUnreachable(_GONE.format("it is a standby")) from error
    except (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn) as error:
        raise DatabaseError("the database has not the tables of this version: `footnote migrate` makes them") from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise DatabaseError(f"the database does not let Footnote do that: {error.diag.message_primary}") from error
    except psycopg.Error as error:
        raise DatabaseError(
            f"the database did not take it ({error.diag.message_primary or type(error).__name__})"
        ) from error
