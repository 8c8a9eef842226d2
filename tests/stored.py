"""What records hold, past Footnote: of whichever database the settings name."""

from __future__ import annotations

import sqlite3
from contextlib import closing

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


async def execute(settings: Settings, statement: str) -> None:
    """Do something to the records that Footnote would not."""
    if settings.database.shared is None:
        with closing(sqlite3.connect(settings.data_dir / "records.sqlite3")) as connection, connection:
            connection.execute(statement)
        return
    other = await asyncpg.connect(**arguments_of(settings.database.shared))
    try:
        await other.execute(statement)
    finally:
        await other.close()
