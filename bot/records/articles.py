"""What goes from the records with an article, server by server: each in a transaction, and done again, the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Select, delete, exists, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.preferences import remove_focus
from bot.records.tables import ANSWERS, CITED, LISTINGS, PREFERENCES
from retrieval.values import SHARED

# Ids that a statement names at once.
_AT_ONCE = 500

_BEFORE = ANSWERS.alias()
# The answer before is not on record any more, so nobody can tell what was taken over from it.
_LOST = ANSWERS.c.parent_id.is_not(None) & ~exists().where(
    _BEFORE.c.guild_id == ANSWERS.c.guild_id, _BEFORE.c.id == ANSWERS.c.parent_id
)
_READ_OTHERWISE = ANSWERS.c.read_as != ANSWERS.c.question


async def servers_that_name(connection: AsyncConnection, corpus_id: int, article_id: str) -> Collection[int]:
    """The servers whose records may hold something of an article: of a server's own that one, of a shared one any."""
    if corpus_id != SHARED:
        return (corpus_id,)
    naming: list[Select[tuple[int]]] = [
        select(table.c.guild_id).where(table.c.corpus_id == corpus_id, table.c.article_id == article_id)
        for table in (CITED, LISTINGS, PREFERENCES)
    ]
    taken_over = select(ANSWERS.c.guild_id).where(_LOST, _READ_OTHERWISE)
    return sorted(guild_id for (guild_id,) in await connection.execute(union(*naming, taken_over)))


async def remove_article(connection: AsyncConnection, guild_id: int, corpus_id: int, article_id: str) -> None:
    """Let a server's records forget where an article was quoted, what was read with its words or listed of it alone, and its focus."""
    # First, since what was quoted tells which they are.
    await _take_back_readings(connection, guild_id, corpus_id, article_id)
    for table in (CITED, LISTINGS):
        of_it = (table.c.guild_id == guild_id, table.c.corpus_id == corpus_id, table.c.article_id == article_id)
        await connection.execute(delete(table).where(*of_it))
    await remove_focus(connection, guild_id, corpus_id, article_id)


async def _take_back_readings(connection: AsyncConnection, guild_id: int, corpus_id: int, article_id: str) -> None:
    """Let every follow-up that may hold words of the article be read as it was asked."""
    ids = await _readings_with_words_of(connection, guild_id, corpus_id, article_id)
    for start in range(0, len(ids), _AT_ONCE):
        named = (ANSWERS.c.guild_id == guild_id, ANSWERS.c.id.in_(ids[start : start + _AT_ONCE]))
        # What a question asks for and lacks is told in words of its reading.
        taken_back = {"read_as": ANSWERS.c.question, "parts": None, "missing": None}
        await connection.execute(update(ANSWERS).where(*named).values(taken_back))


async def _readings_with_words_of(
    connection: AsyncConnection, guild_id: int, corpus_id: int, article_id: str
) -> list[str]:
    """Answers whose question was read after one that quoted the article, through however many that were read so themselves."""
    of_it = (CITED.c.guild_id == guild_id, CITED.c.corpus_id == corpus_id, CITED.c.article_id == article_id)
    quoted = select(CITED.c.answer_id).where(*of_it)
    begins = ANSWERS.c.id.in_(quoted) | ANSWERS.c.parent_id.in_(quoted) | _LOST
    otherwise = select(ANSWERS.c.id, ANSWERS.c.parent_id, begins).where(ANSWERS.c.guild_id == guild_id, _READ_OTHERWISE)
    found: list[str] = []
    after: defaultdict[str | None, list[str]] = defaultdict(list)
    for answer_id, parent_id, first in await connection.execute(otherwise):
        if first:
            found.append(answer_id)
        else:
            after[parent_id].append(answer_id)
    for answer_id in found:  # grows as it goes
        found += after.pop(answer_id, [])
    return found
