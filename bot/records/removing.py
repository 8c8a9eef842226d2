"""What goes from the records, a few rows a transaction, so that whoever answers meanwhile need not wait for it.

What is done over several transactions may end half way; done again, it takes the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

from sqlalchemy import ColumnElement, Table, delete, func, or_, select, tuple_, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.tables import ANSWERS, CHANGES, CITED, DEPARTURES, FACTS, LISTINGS, MESSAGES, PREFERENCES, VOTES
from bot.records.values import FORGOTTEN, LISTING_LIFE, OnRecord, published
from retrieval.values import SHARED

# Rows a transaction: an answer waits for one of them before it can be recorded, and 500 would take half a second.
AT_ONCE = 100
# Where a server is named. Whatever is new must stand here too: what `remove_guild` leaves is found by its test.
_NAMING = (
    ANSWERS.c.guild_id,
    LISTINGS.c.guild_id,
    LISTINGS.c.corpus_id,
    CHANGES.c.guild_id,
    CHANGES.c.corpus_id,
    PREFERENCES.c.guild_id,
)

Writing = Callable[[], AbstractAsyncContextManager[AsyncConnection]]


async def on_record(connection: AsyncConnection, person_id: int) -> OnRecord:
    """How much of a person there is."""
    columns = (ANSWERS.c.asker_id, VOTES.c.person_id, CHANGES.c.actor_id)
    counts = [
        select(func.count()).select_from(each.table).where(each == person_id).scalar_subquery() for each in columns
    ]
    questions, votes, changes = (await connection.execute(select(*counts))).one()
    return OnRecord(questions, votes, changes)


async def remove_person(writing: Writing, person_id: int) -> OnRecord:
    """Forget a person: votes, questions with what hangs on them, and their name in changes; returns what there was."""
    alone = select(ANSWERS.c.channel_id).where(ANSWERS.c.asker_id == person_id, ANSWERS.c.guild_id.is_(None))
    async with writing() as connection:
        # A listing names nobody, but direct messages are of one person.
        theirs = (LISTINGS.c.guild_id.is_(None), LISTINGS.c.channel_id.in_(alone))
        await connection.execute(delete(LISTINGS).where(*theirs))
        acted = update(CHANGES).where(CHANGES.c.actor_id == person_id).values(actor_id=FORGOTTEN)
        changes = (await connection.execute(acted)).rowcount
    # Before the questions, since those take the votes on them along.
    votes = await _until_none(writing, lambda connection: _rows(connection, VOTES, VOTES.c.person_id == person_id))
    questions = await _until_none(
        writing, lambda connection: _some_answers(connection, ANSWERS.c.asker_id == person_id)
    )
    return OnRecord(questions, votes, changes)


async def remove_guild(writing: Writing, guild_id: int) -> None:
    """Forget a server: all that was asked in it and noted of its articles; at last that it was left."""
    await _until_none(writing, lambda connection: _some_answers(connection, ANSWERS.c.guild_id == guild_id))
    listed = or_(LISTINGS.c.guild_id == guild_id, LISTINGS.c.corpus_id == guild_id)
    await _until_none(writing, lambda connection: _rows(connection, LISTINGS, listed))
    await _until_none(writing, lambda connection: _rows(connection, CHANGES, CHANGES.c.corpus_id == guild_id))
    await _until_none(writing, lambda connection: _rows(connection, PREFERENCES, PREFERENCES.c.guild_id == guild_id))
    async with writing() as connection:
        # What was done to the shared articles from there stays.
        await connection.execute(update(CHANGES).where(CHANGES.c.guild_id == guild_id).values(guild_id=None))
        await connection.execute(delete(DEPARTURES).where(DEPARTURES.c.guild_id == guild_id))


async def remove_answers(writing: Writing, before: dt.datetime) -> int:
    """Forget the answers given before that moment, with what hangs on them; returns how many there were."""
    return await _until_none(writing, lambda connection: _some_answers(connection, ANSWERS.c.given < before))


async def remove_listings(writing: Writing, now: dt.datetime) -> int:
    """Forget the listings that have had their life; returns how many there were."""
    return await _until_none(
        writing, lambda connection: _rows(connection, LISTINGS, LISTINGS.c.made < now - LISTING_LIFE)
    )


async def guilds_on_record(connection: AsyncConnection) -> frozenset[int]:
    """The servers that anything is on record of."""
    named = (select(column.label("guild_id")).where(column.is_not(None), column != SHARED) for column in _NAMING)
    return frozenset((await connection.execute(union(*named))).scalars())


async def _until_none(writing: Writing, remove_some: Callable[[AsyncConnection], Awaitable[int]]) -> int:
    """How many `remove_some` removes, each time in a transaction of its own, until there are no more."""
    removed = 0
    while True:
        async with writing() as connection:
            some = await remove_some(connection)
        removed += some
        if some < AT_ONCE:
            return removed


async def _some_answers(connection: AsyncConnection, which: ColumnElement[bool]) -> int:
    """Remove some answers with their excerpts, messages, votes and facts; returns how many."""
    ids = (await connection.execute(select(ANSWERS.c.id).where(which).limit(AT_ONCE))).scalars().all()
    for table in (CITED, MESSAGES, VOTES):
        await connection.execute(delete(table).where(table.c.answer_id.in_(ids)))
    await connection.execute(delete(FACTS).where(FACTS.c.name.in_([published(each) for each in ids])))
    await connection.execute(delete(ANSWERS).where(ANSWERS.c.id.in_(ids)))
    return len(ids)


async def _rows(connection: AsyncConnection, table: Table, which: ColumnElement[bool]) -> int:
    """Remove some rows of a table that nothing hangs on; returns how many."""
    key = tuple_(*table.primary_key)
    some = select(*table.primary_key).where(which).limit(AT_ONCE)
    return (await connection.execute(delete(table).where(key.in_(some)))).rowcount
