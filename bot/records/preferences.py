"""Reading and changing what servers and channels prefer, on a connection."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.tables import PREFERENCES
from bot.records.values import Focus, PreferenceChanges, Preferences

_KEY = ("guild_id", "channel_id")


async def read_preferences(connection: AsyncConnection, guild_id: int | None) -> dict[int, dict[int, Preferences]]:
    """Preferences by server and channel, of one server or of all."""
    query = select(PREFERENCES)
    if guild_id is not None:
        query = query.where(PREFERENCES.c.guild_id == guild_id)
    found: defaultdict[int, dict[int, Preferences]] = defaultdict(dict)
    for row in (await connection.execute(query)).mappings():
        found[row["guild_id"]][row["channel_id"]] = _preferences_of(dict(row))
    return dict(found)


async def change_preferences(
    connection: AsyncConnection, guild_id: int, channel_id: int, changes: PreferenceChanges
) -> None:
    """Change some of a server's or channel's preferences and leave the others; a row with none left goes."""
    theirs = (PREFERENCES.c.guild_id == guild_id, PREFERENCES.c.channel_id == channel_id)
    if not (row := _row(changes)):
        return
    changed = await connection.execute(update(PREFERENCES).where(*theirs).values(row))
    if not changed.rowcount:
        await connection.execute(insert(PREFERENCES).values(guild_id=guild_id, channel_id=channel_id, **row))
    decided = (column for column in PREFERENCES.c if column.name not in _KEY)
    await connection.execute(delete(PREFERENCES).where(*theirs, *(column.is_(None) for column in decided)))


def _row(changes: PreferenceChanges) -> dict[str, Any]:
    row: dict[str, Any] = dict(changes)
    if "focus" in row:
        focus: Focus | None = row.pop("focus")
        row["corpus_id"], row["article_id"] = (None, None) if focus is None else (focus.corpus_id, focus.article_id)
    return row


def _preferences_of(row: dict[str, Any]) -> Preferences:
    corpus_id, article_id = row.pop("corpus_id"), row.pop("article_id")
    focus = None if article_id is None else Focus(corpus_id, article_id)
    return Preferences(**{name: value for name, value in row.items() if name not in _KEY}, focus=focus)
