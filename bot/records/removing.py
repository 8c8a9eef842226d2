"""What goes from the records, a few rows a transaction, so that whoever answers meanwhile need not wait for it.

What is done over several transactions may end half way; done again, it takes the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from sqlalchemy import ColumnElement, Select, Table, delete, func, select, true, tuple_, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.connections import Connections
from bot.records.rows import NO_SERVER
from bot.records.tables import ANSWERS, CHANGES, CITED, DEPARTURES, FACTS, LISTINGS, MESSAGES, PREFERENCES, VOTES
from bot.records.values import FORGOTTEN, LISTING_LIFE, OnRecord, published
from retrieval.values import SHARED

# Rows a transaction: an answer waits for one of them before it can be recorded, and 500 would take half a second.
AT_ONCE = 100
# Where a server is named. Whatever is new must stand here too: what `remove_guild` leaves is found by its test.
_NAMING = (
    ANSWERS.c.guild_id,
    LISTINGS.c.guild_id,
    CHANGES.c.guild_id,
    CHANGES.c.from_guild_id,
    PREFERENCES.c.guild_id,
    FACTS.c.guild_id,
)
_OF_A_PERSON = (ANSWERS.c.asker_id, VOTES.c.person_id, CHANGES.c.actor_id)

# Removes some rows of a server and returns how many.
RemoveSome = Callable[[AsyncConnection, int], Awaitable[int]]


async def on_record(connection: AsyncConnection, person_id: int) -> OnRecord:
    """How much of a person there is."""
    counts = [
        select(func.count()).select_from(each.table).where(each == person_id).scalar_subquery() for each in _OF_A_PERSON
    ]
    questions, votes, changes = (await connection.execute(select(*counts))).one()
    return OnRecord(questions, votes, changes)


async def remove_person(connections: Connections, person_id: int) -> OnRecord:
    """Forget a person: votes, questions with what hangs on them, and their name in changes; returns what there was."""
    questions = votes = changes = 0
    theirs = (select(each.table.c.guild_id).where(each == person_id) for each in _OF_A_PERSON)
    for guild_id in await _servers(connections, *theirs):
        changes += await connections.write(partial(_unnamed, guild_id, person_id))
        # Before the questions, since those take the votes on them along.
        votes += await _until_none(connections, guild_id, partial(_rows, VOTES, VOTES.c.person_id == person_id))
        questions += await _until_none(connections, guild_id, partial(_answers, ANSWERS.c.asker_id == person_id))
    return OnRecord(questions, votes, changes)


async def _unnamed(guild_id: int, person_id: int, connection: AsyncConnection) -> int:
    """Take a person's name from the changes of a server's articles, and what was listed for them alone; returns how many changes."""
    if guild_id == NO_SERVER:
        # A listing names nobody, but direct messages are of one person.
        alone = select(ANSWERS.c.channel_id).where(ANSWERS.c.guild_id == NO_SERVER, ANSWERS.c.asker_id == person_id)
        theirs = (LISTINGS.c.guild_id == NO_SERVER, LISTINGS.c.channel_id.in_(alone))
        await connection.execute(delete(LISTINGS).where(*theirs))
    acted = (CHANGES.c.guild_id == guild_id, CHANGES.c.actor_id == person_id)
    return (await connection.execute(update(CHANGES).where(*acted).values(actor_id=FORGOTTEN))).rowcount


async def remove_guild(connections: Connections, guild_id: int) -> None:
    """Forget a server: all that was asked in it and noted of its articles; at last that it was left."""
    await _until_none(connections, guild_id, partial(_answers, true()))
    for table in (LISTINGS, CHANGES, PREFERENCES, FACTS):
        await _until_none(connections, guild_id, partial(_rows, table, true()))

    async def unnamed(connection: AsyncConnection) -> None:
        # What was done to the shared articles from there stays.
        done = (CHANGES.c.guild_id == SHARED, CHANGES.c.from_guild_id == guild_id)
        await connection.execute(update(CHANGES).where(*done).values(from_guild_id=None))
        await connection.execute(delete(DEPARTURES).where(DEPARTURES.c.guild_id == guild_id))

    await connections.write(unnamed)


async def remove_answers(connections: Connections, before: dt.datetime) -> int:
    """Forget the answers given before that moment, with what hangs on them; returns how many there were."""
    old = ANSWERS.c.given < before
    return await _from_all(connections, ANSWERS, old, partial(_answers, old))


async def remove_listings(connections: Connections, now: dt.datetime) -> int:
    """Forget the listings that have had their life; returns how many there were."""
    old = LISTINGS.c.made < now - LISTING_LIFE
    return await _from_all(connections, LISTINGS, old, partial(_rows, LISTINGS, old))


async def guilds_on_record(connection: AsyncConnection) -> frozenset[int]:
    """The servers that anything is on record of."""
    named = (select(column.label("guild_id")).where(column.is_not(None), column != NO_SERVER) for column in _NAMING)
    return frozenset((await connection.execute(union(*named))).scalars())


async def _servers(connections: Connections, *having: Select[tuple[int]]) -> Sequence[int]:
    """The servers that any of the queries finds."""

    async def read(connection: AsyncConnection) -> Sequence[int]:
        return sorted(guild_id for (guild_id,) in await connection.execute(union(*having)))

    return await connections.read(read)


async def _from_all(connections: Connections, table: Table, which: ColumnElement[bool], remove_some: RemoveSome) -> int:
    """How many `remove_some` removes from all servers that have any in a table."""
    servers = await _servers(connections, select(table.c.guild_id).where(which))
    return sum([await _until_none(connections, each, remove_some) for each in servers])


async def _until_none(connections: Connections, guild_id: int, remove_some: RemoveSome) -> int:
    """How many `remove_some` removes from a server, each time in a transaction of its own, until there are no more."""
    removed = 0
    while True:
        some = await connections.write(lambda connection: remove_some(connection, guild_id))
        removed += some
        if some < AT_ONCE:
            return removed


async def _answers(which: ColumnElement[bool], connection: AsyncConnection, guild_id: int) -> int:
    """Remove some answers of a server with their excerpts, messages, votes and facts; returns how many."""
    # Nobody votes on them from here on.
    some = select(ANSWERS.c.id).where(ANSWERS.c.guild_id == guild_id, which).limit(AT_ONCE).with_for_update()
    ids = (await connection.execute(some)).scalars().all()
    for table in (CITED, MESSAGES, VOTES):
        hanging = (table.c.guild_id == guild_id, table.c.answer_id.in_(ids))
        await connection.execute(delete(table).where(*hanging))
    facts = (FACTS.c.guild_id == guild_id, FACTS.c.name.in_([published(each) for each in ids]))
    await connection.execute(delete(FACTS).where(*facts))
    await connection.execute(delete(ANSWERS).where(ANSWERS.c.guild_id == guild_id, ANSWERS.c.id.in_(ids)))
    return len(ids)


async def _rows(table: Table, which: ColumnElement[bool], connection: AsyncConnection, guild_id: int) -> int:
    """Remove some rows of a server in a table that nothing hangs on; returns how many."""
    theirs, key = table.c.guild_id == guild_id, table.primary_key
    some = select(*key).where(theirs, which).limit(AT_ONCE)
    return (await connection.execute(delete(table).where(theirs, tuple_(*key).in_(some)))).rowcount
