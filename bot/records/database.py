"""Records in a database, through SQLAlchemy. Now SQLite; what is its alone stands in the `_on_…` functions and in `_put`."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

from alembic.util import CommandError
from sqlalchemy import Connection, Select, Table, delete, event, insert, literal, make_url, select, tuple_
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError, StatementError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.records import removing
from bot.records.copying import copy_database, damage, put_database
from bot.records.errors import RecordsError, trouble_of
from bot.records.migrating import is_behind, upgrade
from bot.records.preferences import change_preferences, read_preferences
from bot.records.rows import answer_of, row_of, row_of_answer
from bot.records.tables import ANSWERS, CHANGES, CITED, DEPARTURES, FACTS, LISTINGS, MESSAGES, VOTES
from bot.records.troubles import Troubles
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
_CONNECTIONS = 4
_BUSY_SECONDS = 5
_EXAMPLE = "sqlite+aiosqlite:///folder/records.sqlite3"
_UNKNOWN = "there is no answer {!r}"
_DAMAGED = "the records in {} are damaged ({}): stop Footnote and restore a backup, or move the file away, and it begins new ones"
_PROBED = "the records were last looked after"


class DatabaseRecords:
    """Records at a database URL; several processes may have them open. To be used on one event loop."""

    def __init__(self, url: str) -> None:
        try:
            self._url = make_url(url)
        except (ArgumentError, ValueError):
            raise RecordsError("FOOTNOTE_DATABASE__URL can't be used: it is not the URL of a database") from None
        self._name = self._url.render_as_string(hide_password=True)
        database = self._url.database or ""
        # Memory forgets, a host is none of SQLite's, and options could make a connection other than it must be.
        if not database or database.startswith((":memory:", "file:")) or self._url.host or self._url.query:
            named = self._url.set(query={}).render_as_string(hide_password=True)
            raise RecordsError(f"FOOTNOTE_DATABASE__URL={named!r} can't be used: name a file, as {_EXAMPLE}")
        self._file = Path(database)
        self._engine = create_async_engine(
            self._url, pool_size=_CONNECTIONS, hide_parameters=True, connect_args={"timeout": _BUSY_SECONDS}
        )
        self._writing_engine = self._engine.execution_options(writes=True)
        event.listen(self._engine.sync_engine, "connect", _on_connect)
        event.listen(self._engine.sync_engine, "begin", _on_begin)
        # One writes at a time: writers that wait in here need not wait in the database, which gives up after a while.
        self._writer = asyncio.Lock()
        self._slots = asyncio.Semaphore(_CONNECTIONS)
        self._opened = False
        # Why nothing is read or written any more.
        self._refusal: RecordsError | None = None
        self.troubles = Troubles()

    def exists(self) -> bool:
        """Whether there is a database."""
        return self._file.exists()

    async def open(self) -> None:
        """Make the folder, the database and its tables where they are missing, and bring old tables to the present form."""
        self._opened, self._refusal = True, None
        try:
            with self._told():
                self._file.parent.mkdir(parents=True, exist_ok=True)
            async with self._reading() as connection:
                behind = await connection.run_sync(is_behind)
            if behind:
                async with self._writing() as connection:
                    await connection.run_sync(upgrade)
        except BaseException as error:
            await self._refuse(error)
            raise

    async def check(self) -> None:
        """Look through all pages, some 0.3 s for each 100 MB; raises RecordsError where one is damaged, and closes the database."""
        try:
            async with self._reading() as connection:
                found = str((await connection.exec_driver_sql("PRAGMA quick_check(1)")).scalar())
        except RecordsError as error:
            if error.trouble == "damaged":
                await self._refuse(error)
            raise
        if found != "ok":
            damage = RecordsError(_DAMAGED.format(self._name, " ".join(found.split())), "damaged")
            self.troubles.hear(damage)
            await self._refuse(damage)
            raise damage

    async def probe(self) -> None:
        """Open what could not be opened before, and write something."""
        if not self._opened:
            await self.open()
            await self.check()
        await self.set_fact(_PROBED, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))

    async def copy_to(self, file: Path) -> None:
        """Write a copy of one moment into the new `file`; raises RecordsError too where it turns out to be damaged."""
        with self._told():
            await asyncio.to_thread(copy_database, self._file, file)
            if found := await asyncio.to_thread(damage, file):
                raise RecordsError(_DAMAGED.format(self._name, found), "damaged")

    async def put_back(self, file: Path) -> None:
        """Put the copy `file` in place."""
        if self.exists():
            raise RecordsError(f"there are records in {self._name} already: move them away first")
        with self._told():
            if found := await asyncio.to_thread(damage, file):
                raise RecordsError(f"the copy of the records is damaged ({found})")
            await asyncio.to_thread(put_database, file, self._file)

    async def aclose(self) -> None:
        """Let what was asked before end, and close the database."""
        async with self._writer, AsyncExitStack() as slots:
            for _ in range(_CONNECTIONS):
                await slots.enter_async_context(self._slots)
            self._opened = False
            await self._engine.dispose()

    async def add_answer(self, answer: GivenAnswer) -> None:
        """Remember an answer."""
        async with self._writing() as connection:
            await connection.execute(insert(ANSWERS), row_of_answer(answer))
            if answer.cited:
                await connection.execute(
                    insert(CITED), [{"answer_id": answer.id, **row_of(each)} for each in answer.cited]
                )

    async def answer(self, answer_id: str) -> GivenAnswer | None:
        """The answer of that id."""
        async with self._reading() as connection:
            return await _first(connection, select(ANSWERS).where(ANSWERS.c.id == answer_id))

    async def add_message(self, answer_id: str, message_id: int, channel_id: int) -> None:
        """Remember that an answer stands in a message, in place of any that stood there."""
        async with self._writing() as connection:
            given = await connection.scalar(select(ANSWERS.c.given).where(ANSWERS.c.id == answer_id))
            if given is None:
                raise RecordsError(_UNKNOWN.format(answer_id[:80]))
            row = {"message_id": message_id, "answer_id": answer_id, "channel_id": channel_id, "given": given}
            await _put(connection, MESSAGES, row)

    async def answer_in_message(self, message_id: int) -> GivenAnswer | None:
        """The answer that stands in a message."""
        async with self._reading() as connection:
            standing = select(ANSWERS).join(MESSAGES).where(MESSAGES.c.message_id == message_id)
            return await _first(connection, standing)

    async def last_answer_in(self, channel_id: int) -> GivenAnswer | None:
        """The newest answer that is not private in a channel or thread."""
        async with self._reading() as connection:
            standing = select(ANSWERS).join(MESSAGES).where(MESSAGES.c.channel_id == channel_id, ~ANSWERS.c.private)
            newest = standing.order_by(MESSAGES.c.given.desc(), MESSAGES.c.message_id.desc())
            return await _first(connection, newest.limit(1))

    async def vote(self, vote: Vote) -> Verdict | None:
        """Count a person's vote on an answer in place of their earlier one, which is returned."""
        async with self._writing() as connection:
            theirs = (VOTES.c.answer_id == vote.answer_id, VOTES.c.person_id == vote.person_id)
            earlier: Verdict | None = await connection.scalar(select(VOTES.c.verdict).where(*theirs))
            try:
                await _put(connection, VOTES, row_of(vote))
            except IntegrityError:
                raise RecordsError(_UNKNOWN.format(vote.answer_id[:80])) from None
            return earlier

    async def votes(self) -> AsyncIterator[tuple[GivenAnswer, Vote]]:
        """All votes with their answers, oldest answer first, each person's once."""
        voted = select(ANSWERS).where(select(VOTES).where(VOTES.c.answer_id == ANSWERS.c.id).exists())
        page = in_order = voted.order_by(ANSWERS.c.given, ANSWERS.c.id).limit(_PAGE)
        while True:
            async with self._reading() as connection:
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
        """Forget every excerpt of an article, and every listing of it alone."""
        async with self._writing() as connection:
            for table in (CITED, LISTINGS):
                of_it = (table.c.corpus_id == corpus_id, table.c.article_id == article_id)
                await connection.execute(delete(table).where(*of_it))

    async def add_change(self, change: Change) -> None:
        """Remember a change of a corpus."""
        async with self._writing() as connection:
            await connection.execute(insert(CHANGES), row_of(change))

    async def changes(self, corpus_id: int, limit: int) -> tuple[Change, ...]:
        """The newest changes of a corpus, newest first."""
        columns = [CHANGES.c[field.name] for field in fields(Change)]
        newest = select(*columns).where(CHANGES.c.corpus_id == corpus_id)
        async with self._reading() as connection:
            rows = await _rows(connection, newest.order_by(CHANGES.c.at.desc(), CHANGES.c.id.desc()).limit(limit))
        return tuple(Change(**row) for row in rows)

    async def add_listing(self, listing: Listing) -> None:
        """Remember what was asked for, and forget what was LISTING_LIFE before it."""
        async with self._writing() as connection:
            await connection.execute(insert(LISTINGS), row_of(listing))
            await connection.execute(delete(LISTINGS).where(LISTINGS.c.made < listing.made - LISTING_LIFE))

    async def listing(self, listing_id: str) -> Listing | None:
        """The listing of that id."""
        async with self._reading() as connection:
            rows = await _rows(connection, select(LISTINGS).where(LISTINGS.c.id == listing_id))
        return next((Listing(**{**row, "options": tuple(map(tuple, row["options"]))}) for row in rows), None)

    async def preferences(self, guild_id: int | None = None) -> dict[int, dict[int, Preferences]]:
        """What one server or all, and their channels, prefer: by server, then by channel."""
        async with self._reading() as connection:
            return await read_preferences(connection, guild_id)

    async def change_preferences(
        self, guild_id: int, channel_id: int, changes: PreferenceChanges
    ) -> dict[int, Preferences]:
        """Change some preferences of a server or channel, and return all of that server by channel."""
        async with self._writing() as connection:
            await change_preferences(connection, guild_id, channel_id, changes)
            return (await read_preferences(connection, guild_id)).get(guild_id, {})

    async def fact(self, name: str) -> str | None:
        """A fact that was remembered under `name`."""
        async with self._reading() as connection:
            value: str | None = await connection.scalar(select(FACTS.c.value).where(FACTS.c.name == name))
            return value

    async def set_fact(self, name: str, value: str) -> None:
        """Remember a fact."""
        async with self._writing() as connection:
            await _put(connection, FACTS, {"name": name, "value": value})

    async def on_record(self, person_id: int) -> OnRecord:
        """How much of a person is on record."""
        async with self._reading() as connection:
            return await removing.on_record(connection, person_id)

    async def remove_person(self, person_id: int) -> OnRecord:
        """Forget a person's questions, with what hangs on them, and votes; returns how many there were."""
        return await removing.remove_person(self._writing, person_id)

    async def remove_guild(self, guild_id: int) -> None:
        """Forget all of a server, and at last its departure."""
        await removing.remove_guild(self._writing, guild_id)

    async def remove_answers(self, before: dt.datetime) -> int:
        """Forget the answers given before that moment; returns how many there were."""
        return await removing.remove_answers(self._writing, before)

    async def remove_listings(self, now: dt.datetime) -> int:
        """Forget the listings that at `now` are older than LISTING_LIFE; returns how many there were."""
        return await removing.remove_listings(self._writing, now)

    async def guilds(self) -> frozenset[int]:
        """The servers that anything is on record of."""
        async with self._reading() as connection:
            return await removing.guilds_on_record(connection)

    async def departures(self) -> dict[int, dt.datetime]:
        """The servers that the bot is not in any more, and since when."""
        async with self._reading() as connection:
            return {row["guild_id"]: row["at"] for row in await _rows(connection, select(DEPARTURES))}

    async def add_departure(self, guild_id: int, at: dt.datetime) -> None:
        """Remember that the bot was removed from a server."""
        async with self._writing() as connection:
            await _put(connection, DEPARTURES, {"guild_id": guild_id, "at": at})

    async def remove_departure(self, guild_id: int) -> None:
        """Remember that the bot is in a server again."""
        async with self._writing() as connection:
            await connection.execute(delete(DEPARTURES).where(DEPARTURES.c.guild_id == guild_id))

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection on which all that is read is of one moment."""
        with self._told():
            async with self._slots:
                self._check_opened()
                async with self._engine.connect() as connection:
                    yield connection

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        """A connection whose changes are all kept at the end, or none where anything fails."""
        with self._told():
            async with self._writer, self._slots:
                self._check_opened()
                async with self._writing_engine.begin() as connection:
                    yield connection
        self.troubles.over()

    async def _refuse(self, error: BaseException) -> None:
        """Close the database; where the database itself is what fails, whatever is asked of it hears the same."""
        if isinstance(error, RecordsError) and error.trouble is not None:
            self._refusal = error
        await self.aclose()

    def _check_opened(self) -> None:
        if self._refusal is not None:
            raise RecordsError(str(self._refusal), self._refusal.trouble)
        if not self._opened:
            raise RecordsError(f"the records in {self._name} are not open")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Whatever goes wrong becomes one sentence that names the database, and never what was to be stored."""
        try:
            yield
        except RecordsError as error:
            self.troubles.hear(error)
            raise
        # ValueError and OverflowError are of values that no column takes: half surrogate pairs, more than 64 bits.
        except (SQLAlchemyError, sqlite3.Error, CommandError, OSError, ValueError, OverflowError) as error:
            reason = error.orig if isinstance(error, StatementError) else error
            told = self._error(reason)
            self.troubles.hear(told)
            raise told from error

    def _error(self, reason: BaseException | None) -> RecordsError:
        trouble = trouble_of(reason)
        if trouble == "damaged":
            return RecordsError(_DAMAGED.format(self._name, reason), trouble)
        return RecordsError(f"the records in {self._name} can't be read or written: {reason}", trouble)


def _on_connect(connection: Any, _: object) -> None:
    """What each connection to SQLite needs once."""
    try:
        # Transactions begin where `_on_begin` says so, not where the driver guesses.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout = {_BUSY_SECONDS * 1000}",
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "foreign_keys = ON",
            "secure_delete = ON",  # what is forgotten does not stay in pages that are free
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
    except BaseException:
        # The pool does not know it yet and would leave its thread running.
        connection.close()
        raise


def _on_begin(connection: Connection) -> None:
    """Who will write asks for that at once: SQLite does not let a reader become a writer after another one wrote."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


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
