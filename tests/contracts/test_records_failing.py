"""Records whose database is damaged, locked, full or not there: real files, and SQLite's own errors."""

from __future__ import annotations

import asyncio
import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.records import GivenAnswer, Records, RecordsError
from bot.records.database import DatabaseRecords
from bot.records.sqlite import records_at, trouble_of
from tests.contracts.test_records import ROOT, SNOWFLAKE, given, vote


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite3"


def of(file: Path) -> DatabaseRecords:
    return records_at(f"sqlite+aiosqlite:///{file}")


@pytest.fixture
async def records(file: Path) -> AsyncIterator[DatabaseRecords]:
    opened = of(file)
    await opened.open()
    yield opened
    await opened.aclose()


async def _filled(file: Path, answers: int = 60) -> None:
    records = of(file)
    await records.open()
    for number in range(answers):
        await records.add_answer(given(number, question="é" * 2000))
    await records.aclose()


def _spoil(file: Path) -> None:
    """Overwrite the middle of a file, page heads and all; its first page, which holds the schema, stays."""
    size = file.stat().st_size
    with file.open("r+b") as stream:
        stream.seek(int(size * 0.3))
        stream.write(b"\xa5" * int(size * 0.6))


def _write(file: Path, data: bytes) -> None:
    file.write_bytes(data)


def _bytes(file: Path) -> bytes:
    return file.read_bytes()


async def test_sound_records_pass(records: DatabaseRecords) -> None:
    """Law: what is well is found well, and goes on being read and written."""
    await records.add_answer(answer := given())
    await records.check()
    assert await records.answer(answer.guild_id, answer.id) == answer
    assert not records.troubles.present


async def test_damage_is_found_before_anything_is_answered_from_it(file: Path) -> None:
    """Law: damage in the middle of a file that can still be opened is found, said with what to do, and nothing touches it then."""
    await _filled(file)
    _spoil(file)
    spoilt = _bytes(file)
    records = of(file)
    await records.open()
    with pytest.raises(RecordsError, match=r"records\.sqlite3 are damaged .*restore a backup, or move the file away"):
        await records.check()
    assert _bytes(file) == spoilt
    for asked in (records.answer(1, "a"), records.add_answer(given()), records.fact("a")):
        with pytest.raises(RecordsError, match="are damaged") as raised:
            await asked
        assert raised.value.trouble == "damaged"
    assert _bytes(file) == spoilt
    assert records.troubles.present == ("damaged",)
    await records.aclose()


async def test_what_is_no_database_is_damaged(file: Path) -> None:
    """Law: a file of something else is told in the same way, and everything asked afterwards says so at once."""
    _write(file, b"This is no database. " * 500)
    records = of(file)
    with pytest.raises(RecordsError, match="are damaged") as raised:
        await records.open()
    assert raised.value.trouble == "damaged"
    with pytest.raises(RecordsError, match="are damaged"):
        await records.answer(1, "a")
    assert records.troubles.take().keys() == {"damaged"}
    assert records.troubles.take() == {}


async def _add(records: Records, answers: list[GivenAnswer], kept: list[GivenAnswer]) -> None:
    """Add one after the other; `kept` gets those that were promised."""
    for answer in answers:
        await records.add_answer(answer)
        kept.append(answer)


async def test_a_full_disk_loses_what_was_asked_and_nothing_else(file: Path) -> None:
    """Law: where SQLite finds the disk full nothing of an answer is kept, what was kept is there, and with room it goes on."""
    await _filled(file, 3)
    with closing(sqlite3.connect(file)) as database:
        most = int(database.execute("PRAGMA page_count").fetchone()[0])
    records = of(file)

    def limit(connection: Any, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {most + 2}")

    event.listen(records._connections.database.reader.sync_engine, "connect", limit)
    await records.open()
    answers = [given(number, question="é" * 5000) for number in range(50)]
    kept: list[GivenAnswer] = []
    with pytest.raises(RecordsError, match="full") as raised:
        await _add(records, answers, kept)
    answer = answers[len(kept)]
    assert raised.value.trouble == "full"
    assert records.troubles.present == ("full",)
    assert [await records.answer(each.guild_id, each.id) for each in kept] == kept
    assert await records.answer(answer.guild_id, answer.id) is None
    await records.aclose()
    event.remove(records._connections.database.reader.sync_engine, "connect", limit)
    await records.open()
    await records.add_answer(answer)
    assert not records.troubles.present
    await records.check()
    await records.aclose()


WRITER = """
import asyncio, resource, signal, sys
from bot.records import RecordsError
from bot.records.sqlite import records_at
from tests.contracts.test_records import SNOWFLAKE, given, vote

async def main():
    records = records_at(f"sqlite+aiosqlite:///{sys.argv[1]}")
    await records.open()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**18, resource.RLIM_INFINITY))
    try:
        while True:
            answer = given(question="é" * 2000)
            await records.add_answer(answer)
            await records.vote(SNOWFLAKE, vote(answer))
            print(answer.id, flush=True)
    except RecordsError as error:
        print(error.trouble, records.troubles.present, flush=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    await records.probe()
    print(records.troubles.present, flush=True)
    await records.aclose()

asyncio.run(main())
"""


async def test_a_file_that_may_not_grow_loses_nothing_that_was_promised(file: Path) -> None:
    """Law: where the system refuses to write, what was promised is there, the file is sound, and with room it goes on."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", WRITER, str(file)]
    done = await asyncio.to_thread(
        subprocess.run, command, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    *promised, failed, mended = done.stdout.splitlines()
    assert failed == "unreachable ('unreachable',)"
    assert mended == "()"
    assert promised
    records = of(file)
    await records.open()
    await records.check()
    voted = {answer.id async for answer, _ in records.votes()}
    assert set(promised) <= voted
    await records.aclose()


async def test_another_process_that_holds_them_is_told_until_it_lets_go(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: a write that waited for too long is a trouble, which the next write that succeeds ends; reading goes on meanwhile."""
    monkeypatch.setattr("bot.records.sqlite._BUSY_SECONDS", 0)
    records = of(file)
    await records.open()
    await records.add_answer(answer := given())
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordsError) as raised:
        await records.vote(SNOWFLAKE, vote(answer))
    assert raised.value.trouble == "locked"
    assert await records.answer(answer.guild_id, answer.id) == answer
    with pytest.raises(RecordsError, match="locked"):
        await records.probe()
    assert records.troubles.present == ("locked",)
    other.close()
    await records.probe()
    assert not records.troubles.present
    await records.aclose()


async def test_what_was_locked_at_the_start_is_opened_later(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: records that another process held while they were opened say so to everyone, and are opened by the next probe."""
    monkeypatch.setattr("bot.records.sqlite._BUSY_SECONDS", 0)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    records = of(file)
    for asked in (records.open(), records.fact("a"), records.probe()):
        with pytest.raises(RecordsError, match="locked") as raised:
            await asked
        assert raised.value.trouble == "locked"
    other.close()
    await records.probe()
    await records.add_answer(answer := given())
    assert await records.answer(answer.guild_id, answer.id) == answer
    await records.aclose()


async def test_wrong_use_is_no_trouble(records: DatabaseRecords) -> None:
    """Law: what an answer that is not there, or a value that no column takes, makes fail is nothing for those who run the bot."""
    with pytest.raises(RecordsError):
        await records.vote(SNOWFLAKE, vote(given()))
    with pytest.raises(RecordsError):
        await records.set_fact("a", "\ud800")
    assert not records.troubles.present
    assert records.troubles.take() == {}


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "full"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "full"),
        (PermissionError(errno.EACCES, "Permission denied"), "unreachable"),
        (ValueError("no"), None),
        (sqlite3.OperationalError("no such table"), None),
        (None, None),
    ],
)
def test_errors_are_told_apart(error: BaseException | None, trouble: str | None) -> None:
    """Law: a disk's error is a trouble, an error of ours is none."""
    assert trouble_of(error) == trouble


async def test_a_copy_is_put_back_only_where_nothing_is(records: DatabaseRecords, tmp_path: Path) -> None:
    """Law: a copy of open records holds what they do, goes where no database is, and nowhere where it is damaged."""
    await records.add_answer(answer := given())
    copy = tmp_path / "copy"
    await records.copy_to(copy)
    other = of(tmp_path / "other" / "records.sqlite3")
    await other.put_back(copy)
    await other.open()
    assert await other.answer(answer.guild_id, answer.id) == answer
    with pytest.raises(RecordsError, match="already"):
        await other.put_back(copy)
    await other.aclose()
    _spoil(copy)
    third = of(tmp_path / "third" / "records.sqlite3")
    with pytest.raises(RecordsError):
        await third.put_back(copy)
    assert not third.exists()
    with pytest.raises(RecordsError):
        await third.copy_to(tmp_path / "nothing")
