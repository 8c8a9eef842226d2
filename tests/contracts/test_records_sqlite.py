"""Records in a file of SQLite: what is its alone."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import RecordsError, load_records
from bot.records.database import DatabaseRecords
from bot.records.migrating import _config, schemas, upgrade
from bot.records.rows import row_of
from bot.records.sqlite import records_at
from bot.records.tables import METADATA
from bot.records.values import WHOLE_SERVER, Change, Cited, OnRecord, Preferences, published
from config.settings import load_settings
from retrieval.values import Part
from tests.backends import on_disk
from tests.contracts.conftest import settings_for
from tests.contracts.test_records import NOON, SNOWFLAKE, given, listing, vote

ALICE = 11


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite3"


def _of(file: Path) -> DatabaseRecords:
    return records_at(f"sqlite+aiosqlite:///{file}")


@pytest.fixture
async def records(file: Path) -> AsyncIterator[DatabaseRecords]:
    opened = _of(file)
    await opened.open()
    yield opened
    await opened.aclose()


async def test_migrations_make_the_tables_that_are_declared(file: Path) -> None:
    """The schema that the steps lead to is the one of tables.py, with every type and index."""
    records = _of(file)
    await records.open()
    await records.aclose()
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == schemas()[-1]
    engine.dispose()


def _to(revision: str) -> Callable[[Connection], None]:
    """Takes the steps up to `revision`."""

    def upgrade_to(connection: Connection) -> None:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)

    return upgrade_to


def _put_old(file: Path, table: str, row: dict[str, Any]) -> None:
    """A row as an older version wrote it."""
    with sqlite3.connect(file) as connection:
        places = ", ".join(f":{name}" for name in row)
        names = ", ".join(f'"{name}"' for name in row)
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", row)  # noqa: S608 - names of ours
    connection.close()


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004", "0005", "0006"])
async def test_older_schema_is_brought_up_with_all_it_holds(
    file: Path, monkeypatch: pytest.MonkeyPatch, revision: str
) -> None:
    """Records of every earlier schema are all there after an open, without what they did not hold; new ones are kept too."""
    monkeypatch.setattr("bot.records.connections.upgrade", _to(revision))
    old = _of(file)
    await old.open()
    await old.aclose()
    monkeypatch.undo()
    answer = given(parts=(), cited=(Cited(1, 0, "lighthouse", 0, 72, "d" * 64, 1, 1.25),), excerpts=1)
    row = {
        **row_of(answer, but={"cited", "parts", "missing", "grounds", "focused", "differing"}),
        "generations": json.dumps(answer.generations),
    }
    _put_old(file, "answers", {**row, "given": _text(answer.given)})
    cited = row_of(answer.cited[0], but={"answer_start", "answer_end"})
    _put_old(file, "cited", {"answer_id": answer.id, **cited})
    records = _of(file)
    await records.open()
    assert await records.answer(answer.guild_id, answer.id) == answer
    await records.add_listing(made := listing())
    assert await records.listing(made.guild_id, made.id) == made
    await records.change_preferences(1, WHOLE_SERVER, {"mentions": False})
    assert await records.preferences() == {1: {WHOLE_SERVER: Preferences(mentions=False)}}
    await records.add_answer(new := given(parts=(Part("who", (1,)),), focused=True))
    assert await records.answer(new.guild_id, new.id) == new
    await records.aclose()


async def test_servers_lead_what_an_older_version_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that the schema before held is found in its server afterwards, and in direct messages, and nothing in another."""
    monkeypatch.setattr("bot.records.connections.upgrade", _to("0006"))
    old = _of(file)
    await old.open()
    await old.aclose()
    monkeypatch.undo()
    there, direct = given(1), given(2, guild_id=None, channel_id=5, asker_id=ALICE)
    for number, answer in enumerate((there, direct)):
        row = {
            **row_of(answer, but={"cited", "parts", "missing", "grounds", "differing"}),
            "given": _text(answer.given),
        }
        _put_old(file, "answers", {**row, "generations": json.dumps(answer.generations)})
        for each in answer.cited:
            _put_old(file, "cited", {"answer_id": answer.id, **row_of(each)})
        stands = {"message_id": number, "answer_id": answer.id, "channel_id": 7, "given": _text(answer.given)}
        _put_old(file, "messages", stands)
        _put_old(file, "votes", {**row_of(vote(answer)), "at": _text(NOON)})
        _put_old(file, "facts", {"name": published(answer.id), "value": "yes"})
    _put_old(file, "facts", {"name": "answer", "value": "of the deployment"})
    changes = [
        Change(NOON, SNOWFLAKE, ALICE, SNOWFLAKE, "add", True, "of its own"),
        Change(NOON, 0, None, None, "reload", True, "of the console"),
        Change(NOON, 0, ALICE, SNOWFLAKE, "reload", False, "of the shared ones"),
    ]
    for number, change in enumerate(changes):
        _put_old(file, "changes", {"id": number, **row_of(change), "at": _text(NOON)})
    listings = [listing(), listing(guild_id=None, corpus_id=None, article_id=None)]
    for made in listings:
        _put_old(file, "listings", {**row_of(made), "made": _text(NOON), "options": json.dumps(made.options)})
    records = _of(file)
    assert await records.open() == "0006"
    for number, (answer, elsewhere) in enumerate(((there, direct), (direct, there))):
        assert await records.answer(answer.guild_id, answer.id) == answer
        assert await records.answer(elsewhere.guild_id, answer.id) is None
        assert await records.answer_in_message(answer.guild_id, number) == answer
        assert await records.last_answer_in(answer.guild_id, 7) == answer
        assert await records.fact(published(answer.id), answer.guild_id) == "yes"
        assert await records.fact(published(answer.id), elsewhere.guild_id) is None
    assert await records.fact("answer") == "of the deployment"
    assert [each async for each in records.votes()] == [(there, vote(there)), (direct, vote(direct))]
    assert await records.changes(SNOWFLAKE, 9) == (changes[0],)
    assert await records.changes(0, 9) == (changes[2], changes[1])
    assert [await records.listing(each.guild_id, each.id) for each in listings] == listings
    assert await records.remove_person(ALICE) == OnRecord(1, 0, 2)
    await records.remove_guild(SNOWFLAKE)
    assert await records.guilds() == frozenset()
    await records.aclose()


def _text(moment: dt.datetime) -> str:
    """A moment as SQLite has it."""
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


def test_each_step_is_named_after_its_schema() -> None:
    """What a start tells from the names of files is what Alembic finds in them: one step after the other, the last one at the end."""
    steps = [(step.revision, step.down_revision) for step in ScriptDirectory.from_config(_config()).walk_revisions()]
    assert steps[::-1] == list(zip(schemas(), (None, *schemas()), strict=False))


@pytest.mark.parametrize(
    "statement", ["INSERT INTO alembic_version VALUES ('9999')", "UPDATE alembic_version SET version_num = '9999'"]
)
async def test_newer_schema_is_refused(file: Path, statement: str) -> None:
    """What a newer version wrote is left alone, and that is said."""
    records = _of(file)
    await records.open()
    await records.aclose()
    with sqlite3.connect(file) as connection:
        connection.execute(statement)
    connection.close()
    with pytest.raises(RecordsError, match=r"records\.sqlite3.*newer Footnote.*9999"):
        await records.open()
    with pytest.raises(RecordsError, match="not open"):
        await records.fact("a")


async def test_step_that_fails_leaves_the_database_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the last statement of a step fails nothing of it stays, and the next open takes it again."""

    def fails(connection: Connection) -> None:
        upgrade(connection)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.records.connections.upgrade", fails)
    with pytest.raises(RecordsError, match="No space"):
        await _of(file).open()
    connection = sqlite3.connect(file)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    connection.close()
    monkeypatch.undo()
    records = _of(file)
    await records.open()
    await records.set_fact("a", "b")
    await records.aclose()


def _write(file: Path, data: bytes) -> None:
    file.write_bytes(data)


async def test_no_thread_outlives_its_records(file: Path) -> None:
    """After aclose, and after an open that failed, nothing runs on."""
    before = set(threading.enumerate())
    records = _of(file)
    await records.open()
    await asyncio.gather(*(records.answer(1, "x") for _ in range(20)))
    await records.aclose()
    _write(file, b"no database" * 1000)
    with pytest.raises(RecordsError, match="not a database"):
        await _of(file).open()
    for thread in set(threading.enumerate()) - before:
        thread.join(5)  # told to end, it takes a moment on a busy machine
        assert not thread.is_alive()


async def test_existing_is_looked_at_without_making(tmp_path: Path) -> None:
    """Records exist from the first open on; asking makes no file and no folder."""
    records = _of(tmp_path / "not" / "there yet" / "records.sqlite3")
    assert not records.exists()
    assert not (tmp_path / "not").exists()
    await records.open()
    assert records.exists()
    await records.aclose()


async def test_loop_goes_on_while_the_database_waits(records: DatabaseRecords, file: Path) -> None:
    """Where another process holds the database for a while, writers wait for it and everything else goes on."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(records.set_fact("a", "b"))
    for _ in range(50):
        await asyncio.wait([writing], timeout=0.001)
        assert await records.fact("a") is None
    assert not writing.done()
    other.execute("ROLLBACK")
    other.close()
    await writing
    assert await records.fact("a") == "b"


async def test_every_connection_is_set_up(file: Path) -> None:
    """Each connection writes ahead, waits for others, syncs as that needs, checks references, and overwrites what goes."""
    records = _of(file)
    await records.open()

    async def settings(connection: AsyncConnection) -> list[object]:
        names = ("journal_mode", "busy_timeout", "synchronous", "foreign_keys", "secure_delete")
        return [(await connection.exec_driver_sql(f"PRAGMA {name}")).scalar() for name in names]

    found = await asyncio.gather(*(records._connections.read(settings) for _ in range(8)))
    assert found == [["wal", 5000, 1, 1, 1]] * 8
    await records.aclose()


@pytest.mark.parametrize("content", [b"This is no database. " * 500, b"SQLite format 3\x00" + b"\xff" * 8000])
def test_what_is_no_database_is_refused(file: Path, content: bytes) -> None:
    """A file of something else is named and left as it is."""
    file.write_bytes(content)
    with pytest.raises(RecordsError, match=r"records\.sqlite3.*(not a database|malformed)"):
        asyncio.run(_of(file).open())
    assert file.read_bytes() == content


async def test_folder_that_can_not_be_made_is_a_sentence(tmp_path: Path) -> None:
    """A file where the folder should be, or a folder where the file should be, is named."""
    (tmp_path / "taken").write_text("x", "utf-8")
    with pytest.raises(RecordsError, match="taken"):
        await _of(tmp_path / "taken" / "records.sqlite3").open()
    with pytest.raises(RecordsError, match="unable to open"):
        await _of(tmp_path).open()


async def test_other_process_that_never_ends_is_a_sentence(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who holds the database for longer than is waited makes the write fail, not hang, and nothing breaks."""
    monkeypatch.setattr("bot.records.sqlite._BUSY_SECONDS", 0)
    records = _of(file)
    await records.open()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordsError, match="locked"):
        await records.set_fact("a", "b")
    other.close()
    await records.set_fact("a", "b")
    await records.aclose()


@pytest.mark.parametrize(
    "url",
    ["sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:", "sqlite+aiosqlite:///file:x?uri=true", "sqlite+aiosqlite:///x?password=s3cr3t", "sqlite+aiosqlite://me:s3cr3t@host/file",
     "sqlite+aiosqlite://host:port/x", "mysql://x"],
)  # fmt: skip
def test_url_of_no_file_is_refused(url: str) -> None:
    """What records can't be kept in is refused before anything is opened, and no password is shown."""
    with pytest.raises(RecordsError, match="FOOTNOTE_DATABASE__URL") as raised:
        load_records(settings_for(url))
    assert "s3cr3t" not in str(raised.value)


@on_disk
@pytest.mark.parametrize("name", ["plain", "a b", "é?x=1", "100%", "a%20b", "x#y", "file:", "@host:1"])
async def test_records_lie_in_the_data_folder(name: str, tmp_path: Path) -> None:
    """Without a URL records are a file in the data folder, whatever that is called."""
    settings = load_settings().model_copy(update={"data_dir": tmp_path / name})
    records = load_records(settings)
    await records.open()
    await records.aclose()
    assert (tmp_path / name / "records.sqlite3").is_file()


def _content(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.glob("records.sqlite3*"))


async def test_what_is_forgotten_is_not_in_the_file_any_more(records: DatabaseRecords, file: Path) -> None:
    """Law: once the records were closed, the words of a question that went are in no page of the file."""
    words = "the eleventh lighthouse keeper"
    await records.add_answer(given(asker_id=ALICE, question=words, read_as=words))
    for number in range(50):
        await records.add_answer(given(number))
    await records.aclose()
    await records.open()
    assert words.encode() in _content(file.parent)
    await records.remove_person(ALICE)
    await records.aclose()
    assert words.encode() not in _content(file.parent)
