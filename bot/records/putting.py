"""Rows that take the place of those of the same key."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection


async def put(connection: AsyncConnection, table: Table, row: dict[str, Any]) -> None:
    """Insert `row`, or let its values take the place of those in the row of the same key."""
    key = [column.name for column in table.primary_key]
    # SQL has no way of saying it that all databases know; the one that is connected to has its own, which is loaded already.
    statement = import_module(f"sqlalchemy.dialects.{connection.dialect.name}").insert(table).values(row)
    others = {name: statement.excluded[name] for name in row if name not in key}
    await connection.execute(statement.on_conflict_do_update(index_elements=key, set_=others))
