"""Reading and changing what servers and channels prefer, on a connection."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.putting import put
from bot.records.tables import PREFERENCES
from bot.records.values import Focus, PreferenceChanges, Preferences

_KEY = ("guild_id", "channel_id")
# What of a row is so where nothing is decided any more.
_UNDECIDED = tuple(column.is_(None) for column in PREFERENCES.c if column.name not in _KEY)


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
    await put(connection, PREFERENCES, {"guild_id": guild_id, "channel_id": channel_id, **row})
    await connection.execute(delete(PREFERENCES).where(*theirs, *_UNDECIDED))


async def remove_focus(connection: AsyncConnection, guild_id: int, corpus_id: int, article_id: str) -> None:
    """Take an article out of the focus of a server and its channels; a row with nothing left goes."""
    if not article_id:
        return  # that is no article: they mean all of them
    theirs = PREFERENCES.c.guild_id == guild_id
    in_focus = (theirs, PREFERENCES.c.corpus_id == corpus_id, PREFERENCES.c.article_id == article_id)
    await connection.execute(update(PREFERENCES).where(*in_focus).values(corpus_id=None, article_id=None))
    await connection.execute(delete(PREFERENCES).where(theirs, *_UNDECIDED))


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
