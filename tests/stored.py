"""What records hold, past Footnote: of whichever database the settings name."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Any

import asyncpg

from bot.sharing.connecting import arguments_of
from config.settings import Settings

# Those of the records: rows of the articles' are seen by their server alone.
_TABLES = """
SELECT quote_ident(relname) AS name FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT relrowsecurity
"""


async def stored(settings: Settings) -> bytes:
    """All of it: SQLite's files, what was deleted of them among it, or every row in PostgreSQL."""
    if settings.database.shared is None:
        return b"".join(file.read_bytes() for file in settings.data_dir.glob("records.sqlite3*"))
    connection = await asyncpg.connect(**arguments_of(settings.database.shared))
    try:
        tables = await connection.fetch(_TABLES)
        rows = [await connection.fetch(f"SELECT each::text FROM {table['name']} AS each") for table in tables]  # noqa: S608
    finally:
        await connection.close()
    return "\n".join(row[0] for found in rows for row in found).encode()


async def rows(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    """What a query of the records gives."""
    if settings.database.shared is None:
        with closing(sqlite3.connect(settings.data_dir / "records.sqlite3")) as connection:
            return connection.execute(query).fetchall()
    other = await asyncpg.connect(**arguments_of(settings.database.shared))
    try:
        return [tuple(each) for each in await other.fetch(query)]
    finally:
        await other.close()


@asynccontextmanager
async def held(settings: Settings) -> AsyncIterator[None]:
    """Nobody else can write the records inside the `with`."""
    if settings.database.shared is None:
        file = settings.data_dir / "records.sqlite3"
        with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as connection:
            # Who writes at this moment needs the loop to end it.
            await asyncio.to_thread(connection.execute, "BEGIN IMMEDIATE")
            yield
        return
    other = await asyncpg.connect(**arguments_of(settings.database.shared))
    try:
        async with other.transaction():
            await other.execute("LOCK TABLE answers, votes IN EXCLUSIVE MODE")
            yield
    finally:
        await other.close()


async def execute(settings: Settings, statement: str) -> None:
    """Do something to the records that Footnote would not."""
    if settings.database.shared is None:
        file = settings.data_dir / "records.sqlite3"
        with closing(sqlite3.connect(file, check_same_thread=False)) as connection, connection:
            await asyncio.to_thread(connection.execute, statement)
        return
    other = await asyncpg.connect(**arguments_of(settings.database.shared))
    try:
        await other.execute(statement)
    finally:
        await other.close()
