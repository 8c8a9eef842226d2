"""Records in a database of PostgreSQL: many write at a time, what died is connected to anew, and copies are the server's business."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import URL, Connection, ExceptionContext, NullPool, event, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.records.addresses import url_of
from bot.records.database import DatabaseRecords
from bot.records.errors import RecordsError, SchemaError, Trouble, trouble_of_disk
from retrieval.postgres.connecting import LEAST_PGVECTOR, is_too_old

_CONNECTIONS = 5
# For each host of the URL.
_CONNECT_SECONDS = 3
# The server is the first to give up, since it says why; one that says nothing for longer is taken to be gone.
_LOCK_SECONDS, _STATEMENT_SECONDS, _SILENT_SECONDS = 5, 10, 15
# Other processes change tables as well, and a table is changed when those who use it have ended.
_TURN_SECONDS = 60
_EXAMPLE = "postgresql+asyncpg://user:password@host/database"
# Options of a URL: asyncpg's, and one of SQLAlchemy's.
_OPTIONS = {*inspect.signature(asyncpg.connect).parameters, "prepared_statement_cache_size"}
_DAMAGED = (
    "the records in {} are damaged ({}): stop Footnote and restore a backup of the database, or let a standby take over"
)

_LIMITS = text("SELECT set_config('lock_timeout', :waiting, true), set_config('statement_timeout', :working, true)")

# By how their SQLSTATE begins: https://www.postgresql.org/docs/current/errcodes-appendix.html
_TROUBLES: dict[str, Trouble] = {
    "08": "unreachable",
    "25006": "unreachable",  # a standby
    "25P0": "unreachable",  # idle for too long
    "53100": "full",
    "53300": "unreachable",
    "55P03": "locked",
    "57014": "unreachable",  # took too long
    "57P0": "unreachable",
    "58": "unreachable",
    "XX001": "damaged",
    "XX002": "damaged",
}
# Another transaction was in the way, or tables were changed since a statement was prepared.
_AGAIN = ("40001", "40P01", "0A000")
_STANDBY = "25006"
# What the server says of these can hold values.
_OF_VALUES, _RULES = ("22", "P0"), "23"
_MENDS = {
    "42501": "; where it is tables that are to be made or changed, run `footnote migrate` as their owner",
    "42P01": "; `footnote migrate` makes the tables of this version",
}


def records_at(url: str) -> DatabaseRecords:
    """Records in the database that `url` names; raises RecordsError where it names none."""
    return DatabaseRecords(PostgresDatabase(url))


class PostgresDatabase:
    """A database of a server, or of several of which one is the primary."""

    at_once = writers = _CONNECTIONS
    failures: tuple[type[Exception], ...] = (
        asyncpg.PostgresError,
        asyncpg.InterfaceError,
        asyncpg.InternalClientError,
    )

    def __init__(self, url: str) -> None:
        self._url = _usable(url_of(url))
        self.name = f"postgresql://{_hosts(self._url)}/{self._url.database}"
        engine = self._engine(_SILENT_SECONDS, pool_size=_CONNECTIONS, max_overflow=0)
        self.reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self.writer = engine.execution_options(writes=True)
        event.listen(engine.sync_engine, "begin", _on_begin)
        event.listen(engine.sync_engine, "handle_error", _on_error)

    def exists(self) -> bool:
        """True: whoever runs the server made the database."""
        return True

    def prepare(self) -> None:
        """Nothing: see `exists`."""

    @asynccontextmanager
    async def upgrading(self) -> AsyncIterator[AsyncConnection]:
        """A connection of its own that may take its time, once no other process changes tables."""
        engine = self._engine(None, poolclass=NullPool)
        async with engine.begin() as connection:
            await connection.execute(_LIMITS, {"waiting": f"{_TURN_SECONDS}s", "working": "0"})
            await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('tables of footnote'))"))
            await _check_pgvector(connection)
            yield connection

    async def damage(self, connection: AsyncConnection) -> str | None:
        """Nothing, where it answers: the server looks at its pages itself, and says so when they are read."""
        await connection.execute(text("SELECT 1"))
        return None

    async def describe(self, connection: AsyncConnection) -> str:
        """The database, and the versions of the server and of pgvector."""
        version = await connection.scalar(text("SELECT current_setting('server_version')"))
        return f"PostgreSQL {version} with pgvector {await _pgvector(connection) or 'missing'} at {self.name}"

    def copy_to(self, file: Path) -> None:  # noqa: ARG002 - there is no file
        """Refuse."""
        raise RecordsError(f"the records in {self.name} are backed up with pg_dump")

    def put_back(self, file: Path) -> None:  # noqa: ARG002 - there is no file
        """Refuse."""
        raise RecordsError(f"the records in {self.name} are put back with pg_restore, from what pg_dump wrote")

    def error(self, reason: BaseException | None) -> RecordsError:
        """What the server says where that can hold no value, else only of what kind it is."""
        trouble, why = _trouble(reason), _why(reason)
        if trouble == "damaged":
            return self.damaged(why)
        if trouble == "unreachable":
            return RecordsError(f"the records in {self.name} can't be reached ({why}): try again in a moment", trouble)
        return RecordsError(f"the records in {self.name} can't be read or written: {why}", trouble)

    def damaged(self, found: str) -> RecordsError:
        """That the server found its files damaged."""
        return RecordsError(_DAMAGED.format(self.name, found), "damaged")

    def may_repeat(self, error: Exception, *, committing: bool) -> bool:
        """Where another transaction was in the way, or the connection had died before anything could be kept."""
        if _state(error) in _AGAIN:
            return True
        died = getattr(error, "connection_invalidated", False) or isinstance(
            error, ConnectionResetError | BrokenPipeError
        )
        return died and not committing

    def _engine(self, silence: float | None, **pool: Any) -> AsyncEngine:
        """An engine that gives a connection up on which nothing was heard for `silence` seconds; else the system does."""
        arguments = {
            "async_creator_fn": _connect,
            "timeout": _CONNECT_SECONDS,
            "command_timeout": silence,
            "server_settings": {"application_name": "footnote"},
        }
        return create_async_engine(self._url, hide_parameters=True, connect_args=arguments, **pool)


def _usable(url: URL) -> URL:
    """The URL as SQLAlchemy and asyncpg take it; raises RecordsError where it names no database or has unknown options."""
    if not url.database:
        raise RecordsError(f"FOOTNOTE_DATABASE__URL can't be used: name a database, as {_EXAMPLE}")
    options = dict(url.query)
    if "sslmode" in options:  # as everybody else calls it
        options["ssl"] = options.pop("sslmode")
    if unknown := sorted(set(options).difference(_OPTIONS)):
        raise RecordsError(f"FOOTNOTE_DATABASE__URL can't be used: {unknown[0][:40]!r} is no option of a connection")
    if isinstance(options.get("host"), tuple):
        options.setdefault("target_session_attrs", "primary")  # others take no writes
    try:
        url = url.set(query=options)
        url.get_dialect()().create_connect_args(url)
    except (ArgumentError, ValueError) as error:
        raise RecordsError("FOOTNOTE_DATABASE__URL can't be used: each of several hosts needs its port") from error
    return url


def _hosts(url: URL) -> str:
    """`a:5432,b:5432`, as the URL has them."""
    hosts = url.query.get("host") or (f"{url.host or 'localhost'}{f':{url.port}' if url.port else ''}",)
    return hosts if isinstance(hosts, str) else ",".join(hosts)


async def _connect(**arguments: Any) -> Any:
    """The first host that will do; each has its own time, since asyncpg has one for all and the first may be gone silently."""
    hosts, ports = arguments.pop("host", None), arguments.pop("port", None)
    each = zip(hosts, ports, strict=True) if isinstance(hosts, list) else ((hosts, ports),)
    failed: Exception | None = None
    for host, port in each:
        try:
            return await asyncpg.connect(host=host, port=port, **arguments)
        except (OSError, asyncpg.CannotConnectNowError, asyncpg.TargetServerAttributeNotMatched) as error:
            failed = error
    assert failed is not None
    raise failed


def _on_begin(connection: Connection) -> None:
    """Bound how long a writer waits for others; of this transaction alone, since a pooler may give the connection to anyone."""
    if connection.get_execution_options().get("writes"):
        connection.execute(_LIMITS, {"waiting": f"{_LOCK_SECONDS}s", "working": f"{_STATEMENT_SECONDS}s"})


def _on_error(context: ExceptionContext) -> None:
    """Connect anew also after what SQLAlchemy does not take for the end of a connection: no answer, or a primary that is none any more."""
    if isinstance(context.original_exception, OSError) or _state(context.original_exception) == _STANDBY:
        context.is_disconnect = True


async def _pgvector(connection: AsyncConnection) -> str | None:
    version: str | None = await connection.scalar(text("SELECT extversion FROM pg_extension WHERE extname = 'vector'"))
    return version


async def _check_pgvector(connection: AsyncConnection) -> None:
    """Raise RecordsError where the tables of the articles can't be made."""
    version = await _pgvector(connection)
    if version is None:
        raise RecordsError("the database has no pgvector: let its superuser `CREATE EXTENSION vector` in it")
    if is_too_old(version):
        raise RecordsError(
            f"the database has pgvector {version}, and {LEAST_PGVECTOR} or newer is needed: install that, and let its superuser "
            "`ALTER EXTENSION vector UPDATE`"
        )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = getattr(error, "orig", None) or error.__cause__


def _of_driver(error: BaseException | None) -> Any:
    """What asyncpg raised, below what SQLAlchemy made of it."""
    return next((each for each in _causes(error) if isinstance(each, PostgresDatabase.failures)), None)


def _state(error: BaseException | None) -> str:
    """The SQLSTATE of an error; empty where it is not the server's."""
    return getattr(_of_driver(error), "sqlstate", None) or ""


def _trouble(error: BaseException | None) -> Trouble | None:
    state = _state(error)
    if not state and _of_driver(error) is not None:  # the connection was closed, or no host is the primary
        return "unreachable"
    return next((each for start, each in _TROUBLES.items() if state.startswith(start)), trouble_of_disk(error))


def _why(error: BaseException | None) -> str:
    found, state = _of_driver(error), _state(error)
    if isinstance(error, SchemaError):
        return str(error)
    if isinstance(error, OSError):
        return "it does not answer" if isinstance(error, TimeoutError) else error.strerror or type(error).__name__
    if found is None or state.startswith(_OF_VALUES):
        return "a value does not fit"
    if state.startswith(_RULES):
        broken = (found.table_name, found.column_name or found.constraint_name)
        return f"it would break {'.'.join(filter(None, broken)) or 'a rule'}"
    said = " ".join(str(getattr(found, "message", None) or found.args[0]).split())
    return f"{said}{_MENDS.get(state, '')}"
