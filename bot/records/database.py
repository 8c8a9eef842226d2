"""Records in a database, through SQLAlchemy. What is of one kind of database alone stands in `sqlite.py` and `postgres.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Executable, Select, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import answers, articles, removing
from bot.records.connections import Connections, Database
from bot.records.preferences import change_preferences, read_preferences
from bot.records.putting import put
from bot.records.rows import change_of, listing_of, row_of_change, row_of_listing, server_of
from bot.records.tables import CHANGES, DEPARTURES, FACTS, LISTINGS
from bot.records.values import (
    LISTING_LIFE,
    Change,
    GivenAnswer,
    Listing,
    OnRecord,
    PreferenceChanges,
    Preferences,
    Verdict,
    Vote,
)

# Answers read at once; between two pages of votes nothing is held.
_PAGE = 200
_PROBED = "the records were last looked after"


class DatabaseRecords:
    """Records in a database; several processes may have them open. To be used on one event loop."""

    def __init__(self, database: Database) -> None:
        self._connections = Connections(database)
        self._read, self._write = self._connections.read, self._connections.write
        self.troubles = self._connections.troubles

    def exists(self) -> bool:
        """Whether there is a database."""
        return self._connections.database.exists()

    async def open(self) -> str | None:
        """Make what is missing and bring old tables to the present form; returns the schema they had, None for none."""
        return await self._connections.open()

    async def check(self) -> None:
        """Look for damage; raises RecordsError where there is some, and closes the database."""
        await self._connections.check()

    async def describe(self) -> str:
        """Which database of which version it is."""
        return await self._read(self._connections.database.describe)

    async def probe(self) -> None:
        """Open what could not be opened before, and write something."""
        if not self._connections.opened:
            await self.open()
            await self.check()
        await self.set_fact(_PROBED, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))

    async def copy_to(self, file: Path) -> None:
        """Write a copy of one moment into the new `file`; raises RecordsError too where it turns out to be damaged."""
        await self._connections.copy_to(file)

    async def put_back(self, file: Path) -> None:
        """Put the copy `file` in place."""
        await self._connections.put_back(file)

    async def aclose(self) -> None:
        """Let what was asked before end, and close the database."""
        await self._connections.aclose()

    async def add_answer(self, answer: GivenAnswer) -> None:
        """Remember an answer."""
        await self._write(lambda connection: answers.add_answer(connection, answer))

    async def answer(self, guild_id: int | None, answer_id: str) -> GivenAnswer | None:
        """The answer of that id that was given in a server."""
        return await self._read(lambda connection: answers.find_answer(connection, guild_id, answer_id))

    async def add_message(self, guild_id: int | None, answer_id: str, message_id: int, channel_id: int) -> None:
        """Remember that an answer stands in a message, in place of any that stood there."""
        await self._write(
            lambda connection: answers.add_message(connection, guild_id, answer_id, message_id, channel_id)
        )

    async def answer_in_message(self, guild_id: int | None, message_id: int) -> GivenAnswer | None:
        """The answer that stands in a message of a server."""
        return await self._read(lambda connection: answers.find_in_message(connection, guild_id, message_id))

    async def last_answer_in(self, guild_id: int | None, channel_id: int) -> GivenAnswer | None:
        """The newest answer of a channel or thread of a server that all there may see: not private, or made public."""
        return await self._read(lambda connection: answers.find_last_in(connection, guild_id, channel_id))

    async def vote(self, guild_id: int | None, vote: Vote) -> Verdict | None:
        """Count a person's vote on an answer in place of their earlier one, which is returned."""
        return await self._write(lambda connection: answers.vote(connection, guild_id, vote))

    async def votes(self) -> AsyncIterator[tuple[GivenAnswer, Vote]]:
        """All votes with their answers, oldest answer first, each person's once."""
        keys = await self._read(answers.voted_on)
        for start in range(0, len(keys), _PAGE):
            page = keys[start : start + _PAGE]
            for answer, vote in await self._votes_on(page):
                yield answer, vote

    async def _votes_on(self, keys: Sequence[answers.Key]) -> list[tuple[GivenAnswer, Vote]]:
        return await self._read(lambda connection: answers.votes_on(connection, keys))

    async def remove_article(self, corpus_id: int, article_id: str) -> None:
        """Forget where an article was quoted, what follow-ups took over of it, what was listed of it alone, and that it is in focus."""
        for guild_id in await self._read(lambda found: articles.servers_that_name(found, corpus_id, article_id)):
            await self._remove_article(guild_id, corpus_id, article_id)

    async def _remove_article(self, guild_id: int, corpus_id: int, article_id: str) -> None:
        await self._write(lambda connection: articles.remove_article(connection, guild_id, corpus_id, article_id))

    async def add_change(self, change: Change) -> None:
        """Remember a change of a corpus."""
        row = row_of_change(change)
        await self._write(lambda connection: _execute(connection, insert(CHANGES).values(row)))

    async def changes(self, corpus_id: int, limit: int) -> tuple[Change, ...]:
        """The newest changes of a corpus, newest first."""
        newest = select(CHANGES).where(CHANGES.c.guild_id == corpus_id)
        rows = await self._rows(newest.order_by(CHANGES.c.at.desc(), CHANGES.c.id.desc()).limit(limit))
        return tuple(map(change_of, rows))

    async def add_listing(self, listing: Listing) -> None:
        """Remember what was asked for, and forget what was LISTING_LIFE before it in the same server."""
        row = row_of_listing(listing)
        old = (LISTINGS.c.guild_id == row["guild_id"], LISTINGS.c.made < listing.made - LISTING_LIFE)
        await self._write(
            lambda connection: _execute(connection, insert(LISTINGS).values(row), delete(LISTINGS).where(*old))
        )

    async def listing(self, guild_id: int | None, listing_id: str) -> Listing | None:
        """The listing of that id that was made in a server."""
        meant = (LISTINGS.c.guild_id == server_of(guild_id), LISTINGS.c.id == listing_id)
        return next(map(listing_of, await self._rows(select(LISTINGS).where(*meant))), None)

    async def preferences(self, guild_id: int | None = None) -> dict[int, dict[int, Preferences]]:
        """What one server or all, and their channels, prefer: by server, then by channel."""
        return await self._read(lambda connection: read_preferences(connection, guild_id))

    async def change_preferences(
        self, guild_id: int, channel_id: int, changes: PreferenceChanges
    ) -> dict[int, Preferences]:
        """Change some preferences of a server or channel, and return all of that server by channel."""

        async def change(connection: AsyncConnection) -> dict[int, Preferences]:
            await change_preferences(connection, guild_id, channel_id, changes)
            return (await read_preferences(connection, guild_id)).get(guild_id, {})

        return await self._write(change)

    async def fact(self, name: str, guild_id: int | None = None) -> str | None:
        """A fact of a server, or of the whole deployment, that was remembered under `name`."""
        meant = select(FACTS.c.value).where(FACTS.c.guild_id == server_of(guild_id), FACTS.c.name == name)
        return next((str(row["value"]) for row in await self._rows(meant)), None)

    async def set_fact(self, name: str, value: str, guild_id: int | None = None) -> None:
        """Remember a fact of a server, or of the whole deployment."""
        row = {"guild_id": server_of(guild_id), "name": name, "value": value}
        await self._write(lambda connection: put(connection, FACTS, row))

    async def on_record(self, person_id: int) -> OnRecord:
        """How much of a person is on record."""
        return await self._read(lambda connection: removing.on_record(connection, person_id))

    async def remove_person(self, person_id: int) -> OnRecord:
        """Forget a person's questions, with what hangs on them, and votes; returns how many there were."""
        return await removing.remove_person(self._connections, person_id)

    async def remove_guild(self, guild_id: int) -> None:
        """Forget all of a server, and at last its departure."""
        await removing.remove_guild(self._connections, guild_id)

    async def remove_answers(self, before: dt.datetime) -> int:
        """Forget the answers given before that moment; returns how many there were."""
        return await removing.remove_answers(self._connections, before)

    async def remove_listings(self, now: dt.datetime) -> int:
        """Forget the listings that at `now` are older than LISTING_LIFE; returns how many there were."""
        return await removing.remove_listings(self._connections, now)

    async def guilds(self) -> frozenset[int]:
        """The servers that anything is on record of."""
        return await self._read(removing.guilds_on_record)

    async def departures(self) -> dict[int, dt.datetime]:
        """The servers that the bot is not in any more, and since when."""
        return {row["guild_id"]: row["at"] for row in await self._rows(select(DEPARTURES))}

    async def add_departure(self, guild_id: int, at: dt.datetime) -> None:
        """Remember that the bot was removed from a server."""
        await self._write(lambda connection: put(connection, DEPARTURES, {"guild_id": guild_id, "at": at}))

    async def remove_departure(self, guild_id: int) -> None:
        """Remember that the bot is in a server again."""
        gone = delete(DEPARTURES).where(DEPARTURES.c.guild_id == guild_id)
        await self._write(lambda connection: _execute(connection, gone))

    async def _rows(self, query: Select[Any]) -> Sequence[Mapping[str, Any]]:
        async def read(connection: AsyncConnection) -> Sequence[Mapping[str, Any]]:
            return [dict(row) for row in (await connection.execute(query)).mappings()]

        return await self._read(read)


async def _execute(connection: AsyncConnection, *statements: Executable) -> None:
    for statement in statements:
        await connection.execute(statement)
