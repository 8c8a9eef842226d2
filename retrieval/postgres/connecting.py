"""How a connection to PostgreSQL is made from the URL in the settings, and what it must have."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import psycopg
from pgvector.psycopg import register_vector
from psycopg import Connection
from psycopg.abc import PQGen
from psycopg.conninfo import make_conninfo
from psycopg.rows import TupleRow
from sqlalchemy import make_url

from retrieval.errors import DatabaseError
from retrieval.postgres.halves import Packed, PackedDumper

V = TypeVar("V")

# pgvector's iterative and filtered scans are right from here on.
LEAST_PGVECTOR = "0.8.4"
# Seconds for a host to take the connection, and after which one that acknowledges nothing is taken to be gone.
_CONNECT_SECONDS, _GONE_SECONDS = 3, 15
# What a server says to whom it will not take in later either. libpq hands no code of the error over.
_REFUSED = re.compile(
    r"(?:FATAL|fe_sendauth):\s+(.*(?:authentication failed|does not exist|no pg_hba\.conf entry|not permitted|password).*)"
)


class Connected(Connection[TupleRow]):
    """A connection that waits `patience` seconds for each thing that it asks, or as long as it takes where that is None."""

    patience: float | None = None

    def wait(self, gen: PQGen[V], interval: float = 0.1, timeout: float | None = None) -> V:
        """See Connection.wait; raises OperationalError after `patience`, in the midst of it all."""
        return super().wait(gen, interval, self.patience if timeout is None else timeout)


def connect(arguments: dict[str, Any]) -> Connected:
    """A new connection; raises psycopg's errors, and DatabaseError where it is refused or pgvector is missing or too old."""
    try:
        connection = Connected.connect(**arguments)
    except psycopg.OperationalError as error:
        if refused := _REFUSED.search(str(error)):
            raise DatabaseError(f"the database does not let Footnote in: {refused[1]}") from error
        raise
    try:
        connection.patience = _GONE_SECONDS
        _require_pgvector(connection)
        register_vector(connection)
        connection.adapters.register_dumper(Packed, PackedDumper)
        connection.patience = None
    except BaseException:
        connection.close()
        raise
    return connection


def is_too_old(pgvector: str) -> bool:
    """Whether that version of pgvector is older than LEAST_PGVECTOR."""
    return _numbers(pgvector) < _numbers(LEAST_PGVECTOR)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


def arguments_of(url: str) -> dict[str, Any]:
    """What psycopg takes for a URL written for SQLAlchemy's asyncpg; several hosts are several `host=` in it."""
    try:
        parsed = make_url(url).set(drivername="postgresql+psycopg")
        arguments = dict(parsed.get_dialect()().create_connect_args(parsed)[1])
        if encrypted := arguments.pop("ssl", None):  # as asyncpg calls it
            arguments["sslmode"] = encrypted
        arguments.pop("prepared_statement_cache_size", None)
        make_conninfo(**arguments)
    except Exception as error:
        raise DatabaseError(
            "FOOTNOTE_DATABASE__URL can't be used: it is not the URL of a PostgreSQL database"
        ) from error
    return {
        "connect_timeout": _CONNECT_SECONDS,
        "tcp_user_timeout": _GONE_SECONDS * 1000,
        "keepalives_idle": _GONE_SECONDS,
        "application_name": "footnote",
        **arguments,
        "autocommit": True,
        # A statement kept by name is lost behind a pooler of transactions, and gains next to nothing.
        "prepare_threshold": None,
    }


def _require_pgvector(connection: Connected) -> None:
    found = connection.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'").fetchone()
    if found is None:
        raise DatabaseError(
            "the database has no pgvector: `CREATE EXTENSION vector` as its superuser, then `footnote migrate`"
        )
    if is_too_old(found[0]):
        raise DatabaseError(f"pgvector {found[0]} is too old: {LEAST_PGVECTOR} or newer is needed")
