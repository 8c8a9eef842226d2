"""Records in a database, through SQLAlchemy. Now SQLite; what is its alone stands in `_put` and in `connections.py`."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from sqlalchemy import Select, Table, delete, insert, literal, select, tuple_
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import articles, removing
from bot.records.connections import Connections
from bot.records.errors import UnknownAnswer
from bot.records.preferences import change_preferences, read_preferences
from bot.records.rows import answer_of, row_of, row_of_answer
from bot.records.tables import ANSWERS, CHANGES, CITED, DEPARTURES, FACTS, LISTINGS, MESSAGES, VOTES
from bot.records.values import (
    LISTING_LIFE,
    Change,
    Cited,
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
    """Records at a database URL; several processes may have them open. To be used on one event loop."""

    def __init__(self, url: str) -> None:
        self._connections = Connections(url)
        self.troubles = self._connections.troubles

    def exists(self) -> bool:
        """Whether there is a database."""
        return self._connections.exists()

    async def open(self) -> None:
        """Make the folder, the database and its tables where they are missing, and bring old tables to the present form."""
        await self._connections.open()

    async def check(self) -> None:
        """Look through all pages; raises RecordsError where one is damaged, and closes the database."""
        await self._connections.check()

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
        async with self._connections.writing() as connection:
            await connection.execute(insert(ANSWERS), row_of_answer(answer))
            if answer.cited:
                await connection.execute(
                    insert(CITED), [{"answer_id": answer.id, **row_of(each)} for each in answer.cited]
                )

    async def answer(self, answer_id: str) -> GivenAnswer | None:
        """The answer of that id."""
        async with self._connections.reading() as connection:
            return await _first(connection, select(ANSWERS).where(ANSWERS.c.id == answer_id))

    async def add_message(self, answer_id: str, message_id: int, channel_id: int) -> None:
        """Remember that an answer stands in a message, in place of any that stood there."""
        async with self._connections.writing() as connection:
            given = await connection.scalar(select(ANSWERS.c.given).where(ANSWERS.c.id == answer_id))
            if given is None:
                raise UnknownAnswer(answer_id)
            row = {"message_id": message_id, "answer_id": answer_id, "channel_id": channel_id, "given": given}
            await _put(connection, MESSAGES, row)

    async def answer_in_message(self, message_id: int) -> GivenAnswer | None:
        """The answer that stands in a message."""
        async with self._connections.reading() as connection:
            standing = select(ANSWERS).join(MESSAGES).where(MESSAGES.c.message_id == message_id)
            return await _first(connection, standing)

    async def last_answer_in(self, channel_id: int) -> GivenAnswer | None:
        """The newest answer that is not private in a channel or thread."""
        async with self._connections.reading() as connection:
            standing = select(ANSWERS).join(MESSAGES).where(MESSAGES.c.channel_id == channel_id, ~ANSWERS.c.private)
            newest = standing.order_by(MESSAGES.c.given.desc(), MESSAGES.c.message_id.desc())
            return await _first(connection, newest.limit(1))

    async def vote(self, vote: Vote) -> Verdict | None:
        """Count a person's vote on an answer in place of their earlier one, which is returned."""
        async with self._connections.writing() as connection:
            theirs = (VOTES.c.answer_id == vote.answer_id, VOTES.c.person_id == vote.person_id)
            earlier: Verdict | None = await connection.scalar(select(VOTES.c.verdict).where(*theirs))
            try:
                await _put(connection, VOTES, row_of(vote))
            except IntegrityError:
                raise UnknownAnswer(vote.answer_id) from None
            return earlier

    async def votes(self) -> AsyncIterator[tuple[GivenAnswer, Vote]]:
        """All votes with their answers, oldest answer first, each person's once."""
        voted = select(ANSWERS).where(select(VOTES).where(VOTES.c.answer_id == ANSWERS.c.id).exists())
        page = in_order = voted.order_by(ANSWERS.c.given, ANSWERS.c.id).limit(_PAGE)
        while True:
            async with self._connections.reading() as connection:
                answers = await _answers(connection, page)
                on_them = select(VOTES).where(VOTES.c.answer_id.in_([answer.id for answer in answers]))
                rows = await _rows(connection, on_them.order_by(VOTES.c.at, VOTES.c.person_id))
            votes = defaultdict(list)
            for row in rows:
                votes[row["answer_id"]].append(Vote(**row))
            for answer in answers:
                for vote in votes[answer.id]:
                    yield answer, vote
            if len(answers) < _PAGE:
                return
            last = tuple_(literal(answers[-1].given, ANSWERS.c.given.type), literal(answers[-1].id))
            page = in_order.where(tuple_(ANSWERS.c.given, ANSWERS.c.id) > last)

    async def remove_article(self, corpus_id: int, article_id: str) -> None:
        """Forget where an article was quoted, what follow-ups took over of it, what was listed of it alone, and that it is in focus."""
        async with self._connections.writing() as connection:
            await articles.remove_article(connection, corpus_id, article_id)

    async def add_change(self, change: Change) -> None:
        """Remember a change of a corpus."""
        async with self._connections.writing() as connection:
            await connection.execute(insert(CHANGES), row_of(change))

    async def changes(self, corpus_id: int, limit: int) -> tuple[Change, ...]:
        """The newest changes of a corpus, newest first."""
        columns = [CHANGES.c[field.name] for field in fields(Change)]
        newest = select(*columns).where(CHANGES.c.corpus_id == corpus_id)
        async with self._connections.reading() as connection:
            rows = await _rows(connection, newest.order_by(CHANGES.c.at.desc(), CHANGES.c.id.desc()).limit(limit))
        return tuple(Change(**row) for row in rows)

    async def add_listing(self, listing: Listing) -> None:
        """Remember what was asked for, and forget what was LISTING_LIFE before it."""
        async with self._connections.writing() as connection:
            await connection.execute(insert(LISTINGS), row_of(listing))
            await connection.execute(delete(LISTINGS).where(LISTINGS.c.made < listing.made - LISTING_LIFE))

    async def listing(self, listing_id: str) -> Listing | None:
        """The listing of that id."""
        async with self._connections.reading() as connection:
            rows = await _rows(connection, select(LISTINGS).where(LISTINGS.c.id == listing_id))
        return next((Listing(**{**row, "options": tuple(map(tuple, row["options"]))}) for row in rows), None)

    async def preferences(self, guild_id: int | None = None) -> dict[int, dict[int, Preferences]]:
        """What one server or all, and their channels, prefer: by server, then by channel."""
        async with self._connections.reading() as connection:
            return await read_preferences(connection, guild_id)

    async def change_preferences(
        self, guild_id: int, channel_id: int, changes: PreferenceChanges
    ) -> dict[int, Preferences]:
        """Change some preferences of a server or channel, and return all of that server by channel."""
        async with self._connections.writing() as connection:
            await change_preferences(connection, guild_id, channel_id, changes)
            return (await read_preferences(connection, guild_id)).get(guild_id, {})

    async def fact(self, name: str) -> str | None:
        """A fact that was remembered under `name`."""
        async with self._connections.reading() as connection:
            value: str | None = await connection.scalar(select(FACTS.c.value).where(FACTS.c.name == name))
            return value

    async def set_fact(self, name: str, value: str) -> None:
        """Remember a fact."""
        async with self._connections.writing() as connection:
            await _put(connection, FACTS, {"name": name, "value": value})

    async def on_record(self, person_id: int) -> OnRecord:
        """How much of a person is on record."""
        async with self._connections.reading() as connection:
            return await removing.on_record(connection, person_id)

    async def remove_person(self, person_id: int) -> OnRecord:
        """Forget a person's questions, with what hangs on them, and votes; returns how many there were."""
        return await removing.remove_person(self._connections.writing, person_id)

    async def remove_guild(self, guild_id: int) -> None:
        """Forget all of a server, and at last its departure."""
        await removing.remove_guild(self._connections.writing, guild_id)

    async def remove_answers(self, before: dt.datetime) -> int:
        """Forget the answers given before that moment; returns how many there were."""
        return await removing.remove_answers(self._connections.writing, before)

    async def remove_listings(self, now: dt.datetime) -> int:
        """Forget the listings that at `now` are older than LISTING_LIFE; returns how many there were."""
        return await removing.remove_listings(self._connections.writing, now)

    async def guilds(self) -> frozenset[int]:
        """The servers that anything is on record of."""
        async with self._connections.reading() as connection:
            return await removing.guilds_on_record(connection)

    async def departures(self) -> dict[int, dt.datetime]:
        """The servers that the bot is not in any more, and since when."""
        async with self._connections.reading() as connection:
            return {row["guild_id"]: row["at"] for row in await _rows(connection, select(DEPARTURES))}

    async def add_departure(self, guild_id: int, at: dt.datetime) -> None:
        """Remember that the bot was removed from a server."""
        async with self._connections.writing() as connection:
            await _put(connection, DEPARTURES, {"guild_id": guild_id, "at": at})

    async def remove_departure(self, guild_id: int) -> None:
        """Remember that the bot is in a server again."""
        async with self._connections.writing() as connection:
            await connection.execute(delete(DEPARTURES).where(DEPARTURES.c.guild_id == guild_id))


async def _put(connection: AsyncConnection, table: Table, row: dict[str, Any]) -> None:
    """Insert `row`, or let it replace the one of the same key."""
    key = [column.name for column in table.primary_key]
    statement = sqlite.insert(table).values(row)
    others = {name: statement.excluded[name] for name in row if name not in key}
    await connection.execute(statement.on_conflict_do_update(index_elements=key, set_=others))


async def _first(connection: AsyncConnection, query: Select[Any]) -> GivenAnswer | None:
    return next(iter(await _answers(connection, query)), None)


async def _answers(connection: AsyncConnection, query: Select[Any]) -> list[GivenAnswer]:
    """The answers that `query` selects, in its order, with their excerpts."""
    answers = await _rows(connection, query)
    excerpts = select(CITED).where(CITED.c.answer_id.in_([answer["id"] for answer in answers]))
    cited = defaultdict(list)
    for row in await _rows(connection, excerpts.order_by(CITED.c.number)) if answers else ():
        cited[row.pop("answer_id")].append(Cited(**row))
    return [answer_of(row, cited[row["id"]]) for row in answers]


async def _rows(connection: AsyncConnection, query: Select[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in (await connection.execute(query)).mappings()]
