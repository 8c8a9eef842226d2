"""Which generation of a corpus serves, and which there are, by the rows of PostgreSQL. Every function is of the caller's transaction."""

from __future__ import annotations

from retrieval.generations.generations import number_of
from retrieval.postgres.connecting import Connected
from retrieval.postgres.copies import remove_copy
from retrieval.postgres.database import Database
from retrieval.postgres.tables import NEWS
from retrieval.values import SHARED


def is_known(connection: Connected, guild_id: int) -> bool:
    """Whether the corpus ever had a generation, or files, here."""
    query = "SELECT 1 FROM corpora WHERE guild_id = %s"
    return connection.execute(query, (guild_id,)).fetchone() is not None


def number(connection: Connected, guild_id: int) -> int | None:
    """The number of the generation that serves."""
    return _number(connection, guild_id, "")


def held_number(connection: Connected, guild_id: int) -> int | None:
    """The same, and nobody else lets another serve before the transaction ends; waits for whoever is at it."""
    return _number(connection, guild_id, " FOR UPDATE")


def current(connection: Connected, guild_id: int) -> str | None:
    """The id of the generation that serves."""
    serves = number(connection, guild_id)
    if serves is None:
        return None
    query = "SELECT id FROM generations WHERE guild_id = %s AND generation = %s"
    named = connection.execute(query, (guild_id, serves)).fetchone()
    return None if named is None else str(named[0])


def ids(connection: Connected, guild_id: int) -> list[str]:
    """The ids of all generations, newest first."""
    query = "SELECT id FROM generations WHERE guild_id = %s ORDER BY generation DESC"
    return [str(each) for (each,) in connection.execute(query, (guild_id,))]


def let_serve(connection: Connected, guild_id: int, generation_id: str) -> None:
    """Let a generation serve, of which every process hears once it is kept."""
    connection.execute("UPDATE corpora SET serving = %s WHERE guild_id = %s", (number_of(generation_id), guild_id))
    tell(connection, guild_id)


def remove_all_but(connection: Connected, guild_id: int, kept: set[str | None]) -> list[int]:
    """Delete the rows of every other generation than those of `kept`; returns their numbers."""
    removed = [number_of(each) for each in ids(connection, guild_id) if each not in kept]
    for each in removed:
        remove_copy(connection, guild_id, each)
    return removed


def tell(connection: Connected, guild_id: int) -> None:
    """Let every process know, once this is kept, that something of the corpus changed."""
    connection.execute("SELECT pg_notify(%s, %s)", (NEWS, str(guild_id)))


def servers(database: Database) -> list[int]:
    """The servers that have articles of their own in `database`."""
    query = "SELECT guild_id FROM corpora WHERE guild_id <> 0 ORDER BY guild_id"
    return database.read(SHARED, lambda each: [int(guild_id) for (guild_id,) in each.execute(query)])


def _number(connection: Connected, guild_id: int, how: str) -> int | None:
    query = f"SELECT serving FROM corpora WHERE guild_id = %s{how}"  # noqa: S608 - words of ours
    found = connection.execute(query, (guild_id,)).fetchone()
    return None if found is None else found[0]
