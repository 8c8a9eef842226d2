"""Records in PostgreSQL: what is its alone, and what happens when the server dies, restarts or another takes over."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, event, text

from bot.limits.tables import METADATA as OF_LIMITS
from bot.records import GivenAnswer, RecordsError, load_records
from bot.records.database import DatabaseRecords
from bot.records.migrating import schemas, upgrade
from bot.records.postgres import records_at
from bot.records.tables import METADATA
from retrieval.postgres.tables import METADATA as OF_ARTICLES
from tests.contracts.conftest import name_of, settings_for
from tests.contracts.test_records import SNOWFLAKE, given, vote
from tests.postgres import Server, new_server


@pytest.fixture
async def records(url: str) -> AsyncIterator[DatabaseRecords]:
    opened = records_at(url)
    await opened.open()
    yield opened
    await opened.aclose()


@pytest.fixture
def killable(server: Server) -> Iterator[Server]:
    """A server of one test's own."""
    own = beside(server)
    own.initialise()
    own.sql("CREATE EXTENSION vector", "template1")
    yield own
    own.stop()


def beside(server: Server) -> Server:
    """Another server, not initialised yet."""
    return new_server(server.home.parent, server.programs)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql+asyncpg://me:s3cr3t@host", "name a database"),
        ("postgresql+asyncpg://me:s3cr3t@host/", "name a database"),
        ("postgresql+asyncpg://me:s3cr3t@host/db?sslmdoe=require", "'sslmdoe' is no option"),
        ("postgresql+asyncpg://me:s3cr3t@/db?host=a&host=b:5432", "needs its port"),
        ("postgresql+asyncpg://me:s3cr3t@host:port/db", "not the URL"),
        ("postgresql+psycopg://me:s3cr3t@host/db", "none of"),
        ("postgresql://me:s3cr3t@host/db", "none of"),
    ],
)
def test_url_of_no_database_is_refused(url: str, said: str) -> None:
    """Law: what records can't be kept in is refused before anything is connected to, and no password is shown."""
    with pytest.raises(RecordsError, match=f"FOOTNOTE_DATABASE__URL.*{said}") as raised:
        load_records(settings_for(url))
    assert "s3cr3t" not in str(raised.value)


async def test_nothing_shows_the_password(server: Server, url: str) -> None:
    """Law: neither what describes the database nor a sentence about it holds the password, or whom it is of."""
    url = url.replace("footnote@", "footnote:s3cr3t@")
    records = records_at(f"{url}?sslmode=disable")
    await records.open()
    said = await records.describe()
    assert said == f"PostgreSQL 18.6 with pgvector 0.8.6 at postgresql://127.0.0.1:{server.port}/{name_of(url)}"
    with pytest.raises(RecordsError) as raised:
        await records.set_fact("a", "\ud800")
    assert "s3cr3t" not in str(raised.value)
    assert "footnote@" not in str(raised.value)
    await records.aclose()


async def test_migrations_make_the_tables_that_are_declared(records: DatabaseRecords) -> None:
    """Law: the schema that the steps lead to is the one that is declared, of records, articles and limits, with every type and index."""

    def compared(connection: Connection) -> tuple[list[object], str | None]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, [METADATA, OF_ARTICLES, OF_LIMITS]), context.get_current_revision()  # type: ignore[arg-type]

    assert await records._connections.read(lambda found: found.run_sync(compared)) == ([], schemas()[-1])


async def test_processes_that_start_at_once_make_the_tables_once(server: Server) -> None:
    """Law: of many that find no tables one makes them, and all find them then."""
    url = server.database()
    many = [records_at(url) for _ in range(6)]
    assert await asyncio.gather(*(each.open() for each in many)) == [None] * 6
    for each in many:
        await each.set_fact("a", "b")
        assert await each.open() == schemas()[-1]
        await each.aclose()
    server.drop(url)


async def test_a_step_that_fails_leaves_no_table(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: all steps are one transaction, and the next one who opens takes them again."""

    def fails(connection: Connection) -> None:
        upgrade(connection)
        raise OSError(28, "No space left on device")

    url = server.database()
    with monkeypatch.context() as patch:
        patch.setattr("bot.records.connections.upgrade", fails)
        with pytest.raises(RecordsError, match="No space") as raised:
            await records_at(url).open()
        assert raised.value.trouble == "full"
    assert server.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", name_of(url)) == "0"
    records = records_at(url)
    assert await records.open() is None
    await records.aclose()
    server.drop(url)


async def test_without_pgvector_it_says_what_to_do(server: Server) -> None:
    """Law: where the extension is missing, or too old, that is the sentence, and no table is made."""
    url = server.database()
    server.sql("DROP EXTENSION vector", name_of(url))
    with pytest.raises(RecordsError, match=r"no pgvector: .*CREATE EXTENSION vector"):
        await records_at(url).open()
    server.sql(
        "CREATE EXTENSION vector; UPDATE pg_extension SET extversion = '0.8.3' WHERE extname = 'vector'", name_of(url)
    )
    with pytest.raises(RecordsError, match=r"pgvector 0\.8\.3, and 0\.8\.4 or newer is needed"):
        await records_at(url).open()
    assert server.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", name_of(url)) == "0"
    server.drop(url)


async def test_who_may_make_no_tables_hears_who_has_to(server: Server) -> None:
    """Law: a role that does not own the database is told to run `footnote migrate` as the owner, and works with what that made."""
    url = server.database()
    theirs = server.url(name_of(url), role="guest")
    server.sql("CREATE ROLE guest LOGIN")
    with pytest.raises(RecordsError, match=r"permission denied.*run `footnote migrate` as their owner") as raised:
        await records_at(theirs).open()
    assert raised.value.trouble is None
    owner = records_at(url)
    await owner.open()
    await owner.aclose()
    server.sql("GRANT ALL ON ALL TABLES IN SCHEMA public TO guest", name_of(url))
    records = records_at(theirs)
    assert await records.open() == schemas()[-1]
    await records.set_fact("a", "b")
    await records.aclose()
    server.drop(url)
    server.sql("DROP ROLE guest")


async def test_what_is_read_is_of_one_moment_and_changes_nothing(records: DatabaseRecords) -> None:
    """Law: what another one writes while a transaction reads is not seen in it, and nothing can be written there."""

    async def read(connection: object) -> tuple[object, ...]:
        found = []
        for _ in range(2):
            found.append(await connection.scalar(text("SELECT value FROM facts")))  # type: ignore[attr-defined]
            await records.set_fact("a", "after")
        return tuple(found)

    await records.set_fact("a", "before")
    assert await records._connections.read(read) == ("before", "before")
    with pytest.raises(RecordsError, match="read-only") as raised:
        await records._connections.read(lambda found: found.execute(text("DELETE FROM facts")))
    assert raised.value.trouble == "unreachable"


async def test_who_holds_a_row_for_too_long_is_told(url: str, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: a write that waited for too long says that it is locked, the next that succeeds ends the trouble."""
    monkeypatch.setattr("bot.records.postgres._LOCK_SECONDS", 1)
    records, other = records_at(url), records_at(url)
    for each in (records, other):
        await each.open()
    await records.add_answer(answer := given())
    held, release = asyncio.Event(), asyncio.Event()

    async def hold(connection: object) -> None:
        await connection.execute(text("SELECT * FROM answers FOR UPDATE"))  # type: ignore[attr-defined]
        held.set()
        await release.wait()

    holding = asyncio.create_task(other._connections.write(hold))
    await held.wait()
    with pytest.raises(RecordsError, match="lock timeout") as raised:
        await records.vote(SNOWFLAKE, vote(answer))
    assert raised.value.trouble == "locked"
    assert await records.answer(SNOWFLAKE, answer.id) == answer
    release.set()
    await holding
    await records.vote(SNOWFLAKE, vote(answer))
    assert not records.troubles.present
    for each in (records, other):
        await each.aclose()


async def test_a_deadlock_is_tried_again(records: DatabaseRecords) -> None:
    """Law: of two that wait for each other both get done, one of them at the second try."""
    for name in ("a", "b"):
        await records.set_fact(name, "0")
    tries, both = [], asyncio.Barrier(2)

    async def write(first: str, second: str, connection: object) -> None:
        tries.append(first)
        change = "UPDATE facts SET value = value || '1' WHERE guild_id = 0 AND name = '{}'"
        await connection.execute(text(change.format(first)))  # type: ignore[attr-defined]
        if len(tries) <= 2:
            await both.wait()
        await connection.execute(text(change.format(second)))  # type: ignore[attr-defined]

    connections = records._connections
    await asyncio.gather(
        connections.write(lambda found: write("a", "b", found)), connections.write(lambda found: write("b", "a", found))
    )
    assert len(tries) == 3
    assert [await records.fact(name) for name in ("a", "b")] == ["011", "011"]


async def test_connections_that_the_server_ended_are_replaced(
    records: DatabaseRecords, server: Server, url: str
) -> None:
    """Law: after every connection was ended, as by a restart, who asks next notices nothing, whether it reads or writes."""
    await records.add_answer(answer := given())
    for ask in (lambda: records.answer(SNOWFLAKE, answer.id), lambda: records.vote(SNOWFLAKE, vote(answer))):
        await asyncio.gather(*(records.fact("a") for _ in range(20)))
        server.disconnect(url)
        assert await ask() in (answer, None)
    assert not records.troubles.present
    assert [answer.id async for answer, _ in records.votes()] == [answer.id]


async def test_a_server_that_falls_silent_is_given_up(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: who hears nothing for too long says so, and the next who asks has another connection."""
    monkeypatch.setattr("bot.records.postgres._SILENT_SECONDS", 2.0)
    records = records_at(url)
    await records.open()
    for work in (records._connections.read, records._connections.write):
        with pytest.raises(RecordsError, match=r"can't be reached .it does not answer") as raised:
            await work(lambda connection: connection.execute(text("SELECT pg_sleep(20)")))
        assert raised.value.trouble == "unreachable"
        await records.set_fact("a", "b")
    assert not records.troubles.present
    await records.aclose()


async def test_what_may_have_been_kept_is_not_done_again(records: DatabaseRecords, server: Server, url: str) -> None:
    """Law: where the connection dies at the very end nobody knows whether it was kept, so it is told and not repeated."""
    tries = []

    def end(connection: Connection) -> None:
        tries.append(connection)
        server.disconnect(url)

    event.listen(records._connections.database.writer.sync_engine, "commit", end)
    with pytest.raises(RecordsError, match="can't be reached") as raised:
        await records.add_answer(given())
    assert raised.value.trouble == "unreachable"
    assert len(tries) == 1


async def test_a_server_that_is_gone_is_a_sentence(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: where nothing listens, or nobody answers, everything asked says so in one sentence, and the next probe opens it."""
    silent = socket.create_server(("127.0.0.1", 0))  # it listens, and that is all
    port = silent.getsockname()[1]
    monkeypatch.setattr("bot.records.postgres._CONNECT_SECONDS", 0.2)
    for where, why in ((f"127.0.0.1:{port}", "it does not answer"), ("127.0.0.1:1", "Connect call failed")):
        records = records_at(f"postgresql+asyncpg://footnote@{where}/db")
        for asked in (records.open(), records.fact("a"), records.probe()):
            with pytest.raises(
                RecordsError, match=f"{where}/db can't be reached .{why}.*try again in a moment"
            ) as raised:
                await asked
            assert raised.value.trouble == "unreachable"
        assert records.exists()
    # A host that says nothing does not keep the next one from being asked.
    monkeypatch.setattr("bot.records.postgres._CONNECT_SECONDS", 3.0)
    both = records_at(
        f"{url.partition('@')[0]}@/{name_of(url)}?host=127.0.0.1:{port}&host={url.split('@')[1].split('/', maxsplit=1)[0]}"
    )
    await both.open()
    await both.set_fact("a", "b")
    await both.aclose()
    silent.close()


class Voters:
    """People who vote on answers until they are told to stop: `kept` has those acknowledged, `said` what was said of others."""

    def __init__(self, records: DatabaseRecords, count: int) -> None:
        self.kept: list[GivenAnswer] = []
        self.said: list[str] = []
        self._records = records
        self._more, self._over = asyncio.Event(), False
        self._voting = [asyncio.create_task(self._vote()) for _ in range(count)]

    async def one_more(self) -> None:
        """Return once another vote was acknowledged."""
        self._more.clear()
        await asyncio.wait_for(self._more.wait(), 20)

    async def stop(self) -> None:
        """Let what was begun end."""
        self._over = True
        await asyncio.gather(*self._voting)

    async def all_kept(self) -> bool:
        """Whether every vote that was acknowledged is there."""
        return {answer.id for answer in self.kept} <= {answer.id async for answer, _ in self._records.votes()}

    async def _vote(self) -> None:
        while not self._over:
            answer = given(cited=(), excerpts=0)
            try:
                await self._records.add_answer(answer)
                await self._records.vote(SNOWFLAKE, vote(answer))
            except RecordsError as error:
                self.said.append(str(error))
                await asyncio.sleep(0.01)  # nothing listens there: it fails at once
            else:
                self.kept.append(answer)
                self._more.set()


async def test_a_server_that_is_killed_loses_no_vote_that_was_acknowledged(killable: Server) -> None:
    """Law: after kill -9 under load each call says so in one sentence, once it is back the next answers, and no vote is lost."""
    url = killable.database()
    records = records_at(url)
    await records.open()
    voters = Voters(records, 4)
    for _ in range(2):
        await voters.one_more()
        await asyncio.to_thread(killable.kill)
        with pytest.raises(RecordsError, match="can't be reached"):
            await records.answer(SNOWFLAKE, "x")
        await asyncio.to_thread(killable.start)
        await voters.one_more()
        assert await records.answer(SNOWFLAKE, voters.kept[0].id) == voters.kept[0]
    await voters.stop()
    assert await voters.all_kept()
    assert voters.said
    assert all("can't be reached" in each and "\n" not in each for each in voters.said)
    assert not records.troubles.present
    await records.aclose()


async def test_a_standby_that_is_promoted_takes_over(killable: Server) -> None:
    """Law: of two hosts the primary is taken whichever stands first; when it dies the other one goes on, with every vote."""
    name = name_of(killable.database())
    first = records_at(killable.url(name))
    await first.open()
    await first.aclose()
    standby = beside(killable)
    standby.copy_of(killable)
    killable.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
    killable.sql("SELECT pg_reload_conf()")
    standby.start()
    hosts = f"host=127.0.0.1:{standby.port}&host=127.0.0.1:{killable.port}"
    records = records_at(f"postgresql+asyncpg://footnote@/{name}?{hosts}&target_session_attrs=primary")
    await records.open()
    voters = Voters(records, 1)
    await voters.one_more()
    await asyncio.to_thread(killable.kill)
    with pytest.raises(RecordsError, match="can't be reached"):
        await records.fact("a")
    await asyncio.to_thread(standby.promote)
    await voters.one_more()
    await voters.stop()
    assert await voters.all_kept()
    assert all("can't be reached" in each for each in voters.said)
    await records.aclose()
    standby.stop()
