"""Connections past any pooler, to the database that takes writes, and the locks that are held by having one."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from corpus.errors import FootnoteError

# What may come of any attempt to reach the database.
FAILURES = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)

# Advisory locks are two numbers: ours, and what is locked: a bucket of IDENTIFYs (0 and up) or the jobs.
LOCKS, JOBS = 0x466E, -1

_NAMES = "FOOTNOTE_DATABASE__URL or FOOTNOTE_DATABASE__DIRECT_URL"
_TO_CONNECT, TO_CLOSE = 3.0, 1.0
_TLS = frozenset("disable allow prefer require verify-ca verify-full".split())
# SQLAlchemy's own options, which are not for the database.
_NOT_ASYNCPG = ("prepared_statement_name_func", "async_creator_fn", "async_fallback")
# A process that is gone with its machine says no goodbye: its locks go when the server has heard nothing for half a minute. None of
# it may end for having waited long.
_SESSION = {
    "application_name": "footnote",
    "tcp_keepalives_idle": "15",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "statement_timeout": "0",
    "lock_timeout": "0",
}


class AddressError(FootnoteError):
    """An address that is none of a PostgreSQL database."""

    loggable = True


def arguments_of(url: str) -> dict[str, Any]:
    """What asyncpg takes for a URL as settings have it, several hosts among it; raises AddressError."""
    try:
        parsed = make_url(url)
        arguments = dict(parsed.get_dialect()().create_connect_args(parsed)[1])
    except (SQLAlchemyError, ValueError, AssertionError) as error:
        raise AddressError(f"{_NAMES} can't be used: it is not the URL of a database") from error
    if parsed.drivername != "postgresql+asyncpg":
        raise AddressError(f"{_NAMES} can't be used: write it as postgresql+asyncpg://user:password@host/database")
    for name in _NOT_ASYNCPG:
        arguments.pop(name, None)
    if arguments.get("sslmode") in _TLS:  # as everybody else calls it
        arguments["ssl"] = arguments.pop("sslmode")
    if (size := arguments.pop("prepared_statement_cache_size", None)) is not None:
        arguments["statement_cache_size"] = size
    if unknown := sorted(arguments.keys() - inspect.signature(asyncpg.connect).parameters.keys()):
        raise AddressError(f"{_NAMES} can't be used: {unknown[0][:40]!r} is no option of a connection")
    return {"timeout": _TO_CONNECT, **arguments}


async def connect(url: str) -> asyncpg.Connection[asyncpg.Record]:
    """A connection to the primary; raises one of FAILURES."""
    arguments = {"target_session_attrs": "primary", **arguments_of(url)}
    connection: asyncpg.Connection[asyncpg.Record] = await asyncpg.connect(**arguments, server_settings=_SESSION)
    return connection


async def close(connection: asyncpg.Connection[asyncpg.Record]) -> None:
    """End a connection, with a word if that can be said at once; its locks go with it."""
    with suppress(*FAILURES):
        await connection.close(timeout=TO_CLOSE)


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Connected]:
    """A connection for the length of the `with`; raises one of FAILURES, in it too."""
    connection = await connect(url)
    try:
        yield Connected(connection)
    finally:
        await close(connection)


class Connected:
    """A connection that is held for long. `lost` is set when it ends."""

    def __init__(self, connection: asyncpg.Connection[asyncpg.Record]) -> None:
        self.connection = connection
        self.lost = asyncio.Event()
        connection.add_termination_listener(lambda _: self.lost.set())

    async def ask(self, query: str, *arguments: object, seconds: float = 5.0) -> Any:
        """The first value of what is asked; raises one of FAILURES, also where no answer comes in time."""
        async with asyncio.timeout(seconds):
            return await self.connection.fetchval(query, *arguments)

    async def check(self) -> None:
        """Raise one of FAILURES where the other side is gone, which may be unknown here."""
        await self.ask("SELECT 1")
