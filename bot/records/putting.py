"""Rows that take the place of those of the same key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

# SQL has no one way of saying it that all databases know.
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


async def put(connection: AsyncConnection, table: Table, row: dict[str, Any]) -> None:
    """Insert `row`, or let its values take the place of those in the row of the same key."""
    key = [column.name for column in table.primary_key]
    statement = _INSERTS[connection.dialect.name](table).values(row)
    others = {name: statement.excluded[name] for name in row if name not in key}
    await connection.execute(statement.on_conflict_do_update(index_elements=key, set_=others))
