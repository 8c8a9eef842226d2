"""`footnote migrate`, and what the console says where records and articles are in a server's database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.console import main
from bot.records.migrating import schemas
from config.settings import Settings
from tests.backends import on_disk
from tests.postgres import Server

LAST = schemas()[-1]


@pytest.fixture
def database(server: Server, hashing: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of a database without tables, with a password, set as the one to be used."""
    url = server.database()
    monkeypatch.setenv("FOOTNOTE_DATABASE__URL", url.replace("footnote@", "footnote:s3cr3t@"))
    yield url
    server.drop(url)


def run(*words: str) -> int:
    """The exit code of a command, run in a thread that has no loop yet."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(main, list(words)).result()


def test_migrate_says_what_it_did(database: str, capsys: pytest.CaptureFixture[str], server: Server) -> None:
    """Law: it names the database and from which schema it came to which, and the second time that there is nothing to do."""
    named = f"PostgreSQL 18.6 with pgvector 0.8.6 at postgresql://127.0.0.1:{server.port}/{database.rpartition('/')[2]}"
    assert run("migrate") == 0
    assert capsys.readouterr().out.replace("\n", " ").strip() == f"{named}: made its tables, schema {LAST}"
    assert run("migrate") == 0
    assert capsys.readouterr().out.replace("\n", " ").strip() == f"{named}: is up to date already, schema {LAST}"


@on_disk
def test_migrate_takes_a_file_too(hashing: Settings, capsys: pytest.CaptureFixture[str], data_dir: Path) -> None:
    """Law: records in a file are brought up to date in the same way."""
    assert run("migrate") == 0
    assert f"made its tables, schema {LAST}" in " ".join(capsys.readouterr().out.split())
    with sqlite3.connect(data_dir / "records.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0007'")
    connection.close()
    assert run("migrate") == 0
    assert f"brought from schema 0007 to {LAST}" in " ".join(capsys.readouterr().out.split())


def test_backups_are_those_of_the_database(database: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Law: neither command does half of it: each says in one sentence with what the whole is backed up and put back."""
    file = tmp_path / "backup.tar.gz"
    for command, program in (("backup", "pg_dump"), ("restore", "pg_restore")):
        assert run(command, str(file)) == 1
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert "records and articles are in the database" in said
        assert program in said
    assert not file.exists()


def test_doctor_says_that_a_role_may_see_everything(
    database: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    """Law: a superuser, whom row-level security does not bind, is to be mended."""
    monkeypatch.setenv("FOOTNOTE_DATABASE__URL", server.url(database.rpartition("/")[2], role="postgres"))
    run("doctor")
    said = " ".join(capsys.readouterr().out.split())
    assert "MEND records: PostgreSQL" in said
    assert "→ the role postgres of the database is not bound to one server's rows" in said


@pytest.mark.parametrize("there", [True, False])
def test_doctor_says_which_database_serves(
    database: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    """Law: host, name and versions are told, a password never; one that can't be reached is to be mended."""
    name = database.rpartition("/")[2]
    if not there:
        monkeypatch.setenv("FOOTNOTE_DATABASE__URL", f"postgresql+asyncpg://footnote:s3cr3t@127.0.0.1:1/{name}")
    run("doctor")
    said = " ".join(capsys.readouterr().out.split())
    assert "s3cr3t" not in said
    if there:
        assert (
            f"ok records: PostgreSQL 18.6 with pgvector 0.8.6 at postgresql://127.0.0.1:{database.rsplit(':', maxsplit=1)[-1]}: intact"
            in said
        )
    else:
        assert f"MEND records: the records in postgresql://127.0.0.1:1/{name} can't be reached" in said
        assert "→ look whether it runs" in said
