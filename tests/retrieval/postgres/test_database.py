"""Connections to PostgreSQL: real servers that refuse, say nothing, die, restart and are followed by their standbys."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import psycopg
import pytest

from retrieval.errors import DatabaseError, DatabaseUnreachable, GenerationError
from retrieval.postgres import connecting
from retrieval.postgres import database as module
from retrieval.postgres.connecting import Connected
from retrieval.postgres.database import Database
from tests.postgres import Server, corpora, new_server, programs


def _number(connection: Connected) -> int:
    """The server that the transaction is bound to."""
    found = connection.execute("SELECT current_setting('footnote.guild_id')::bigint").fetchone()
    assert found is not None
    return int(found[0])


def _add(guild_id: int, generation: int) -> Callable[[Connected], None]:
    def add(connection: Connected) -> None:
        values = [guild_id, generation]
        connection.execute(
            "INSERT INTO generations (guild_id, generation, id, dimension) VALUES (%s, %s, 'x', 4)", values
        )

    return add


def _generations(connection: Connected) -> list[tuple[int, int]]:
    return connection.execute("SELECT guild_id, generation FROM generations ORDER BY 1, 2").fetchall()


def test_transaction_is_bound_to_its_server_and_no_other(database: Database) -> None:
    """Whatever a connection was bound to before, a transaction sees the server that it is for; after it nothing is bound."""
    assert [database.read(guild_id, _number) for guild_id in (5, 0, 2**63 - 1)] == [5, 0, 2**63 - 1]
    assert database.write(7, _number) == 7

    def rebound(connection: Connected) -> int:
        connection.execute("SET LOCAL footnote.guild_id = '9'")
        return _number(connection)

    assert database.write(7, rebound) == 9


@pytest.mark.parametrize("guild_id", ["0'; DROP TABLE corpora; --", 1.5])
def test_server_is_a_number(database: Database, guild_id: int) -> None:
    """What is no whole number never becomes part of a statement."""
    with pytest.raises(ValueError, match="format"):
        database.read(guild_id, _number)


def test_writing_that_fails_keeps_nothing_and_the_connection_serves_on(database: Database) -> None:
    """An error of what writes, or of the database, takes all of it back and comes to who asked."""

    def give_up(connection: Connected) -> None:
        _add(3, 1)(connection)
        raise GenerationError("no")

    def twice(connection: Connected) -> None:
        _add(3, 1)(connection)
        _add(3, 1)(connection)

    with pytest.raises(GenerationError, match="no"):
        database.write(3, give_up)
    with pytest.raises(DatabaseError, match="duplicate key"):
        database.write(3, twice)
    assert database.read(3, _generations) == []


def test_failure_that_was_swallowed_is_no_success(database: Database) -> None:
    """Where a statement failed and nobody said so, what was written is not taken for kept."""

    def swallow(connection: Connected) -> None:
        _add(3, 1)(connection)
        with pytest.raises(psycopg.Error):
            connection.execute("SELECT 1/0")

    with pytest.raises(DatabaseError, match="took nothing"):
        database.write(3, swallow)
    assert database.read(3, _generations) == []


def test_reading_sees_one_moment_and_writes_nothing(database: Database, url: str) -> None:
    """Two statements of one reading see the same rows, whatever is written between them."""
    other = Database(url)

    def twice(connection: Connected) -> bool:
        before = _generations(connection)
        other.write(3, _add(3, 1))
        return _generations(connection) == before == []

    assert database.read(3, twice)
    assert database.read(3, _generations) == [(3, 1)]
    with pytest.raises(DatabaseError):
        database.read(3, _add(3, 2))
    other.close()


def test_apart_commits_every_statement(database: Database) -> None:
    """A connection of one's own is in no transaction."""
    with database.apart() as connection:
        connection.execute("INSERT INTO corpora (guild_id, serving) VALUES (1, 2)")
        assert database.read(1, lambda c: c.execute("SELECT serving FROM corpora").fetchall()) == [(2,)]


def test_many_threads_share_a_few_connections(database: Database, server: Server, url: str) -> None:
    """Sixteen threads are each bound to their own server, on at most four connections, and no thread is left."""
    before = set(threading.enumerate())

    def ask(guild_id: int) -> bool:
        return all(database.read(guild_id, _number) == guild_id for _ in range(40))

    with ThreadPoolExecutor(16) as threads:
        assert all(threads.map(ask, range(100, 116)))
    name = url.rpartition("/")[2]
    assert 1 <= server.sql("SELECT datname FROM pg_stat_activity").split().count(name) <= 4
    database.close()
    assert set(threading.enumerate()) == before


def test_who_waits_too_long_for_a_connection_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all are taken a thread waits for a bounded time."""
    monkeypatch.setattr(module, "_WAIT_SECONDS", 0.01)

    def taken(left: int) -> None:
        database.read(1, lambda _: taken(left - 1) if left else None)

    taken(3)
    with pytest.raises(DatabaseUnreachable, match="too many"):
        taken(4)
    taken(3)


def test_process_ends_with_its_connections(url: str) -> None:
    """A process that has read ends at once, without a word about what it left open."""
    code = f"""
from retrieval.postgres.database import database_at
print(database_at({url!r}).read(5, lambda c: c.execute("SELECT 1").fetchone()))
"""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error::ResourceWarning", "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("(1,)\n", "")


def _refusal(url: str) -> str:
    """What who reads hears, at once and not when a time is up."""
    started = monotonic()
    database = Database(url)
    with pytest.raises(DatabaseError) as caught:
        database.read(1, _generations)
    database.close()
    assert not isinstance(caught.value, DatabaseUnreachable)
    assert monotonic() - started < 2
    return str(caught.value)


def test_refusals_say_what_is_wrong(server: Server, url: str) -> None:
    """A wrong password, an unknown database or role, and no tables are each their own sentence, without the password."""
    rules = server.home / "data" / "pg_hba.conf"
    rules.write_text("host all locked 127.0.0.1/32 scram-sha-256\n" + rules.read_text("utf-8"), "utf-8")
    server.sql("CREATE ROLE locked LOGIN PASSWORD 'right'")
    server.sql("SELECT pg_reload_conf()")
    wrong = _refusal(url.replace("footnote@", "locked:s3cret@"))
    assert wrong == 'the database does not let Footnote in: password authentication failed for user "locked"'
    assert "no password" in _refusal(url.replace("footnote@", "locked@"))
    assert _refusal(server.url("nowhere")).endswith('database "nowhere" does not exist')
    assert _refusal(server.url("postgres", "nobody")).endswith('role "nobody" does not exist')
    empty = server.database()
    assert "`footnote migrate`" in _refusal(empty)
    server.drop(empty)


def test_pgvector_is_required_and_new_enough(server: Server, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extension, or with one that is too old, nothing is read, and the sentence says what to do."""
    bare = server.database("template0")
    assert "CREATE EXTENSION vector" in _refusal(bare)
    server.drop(bare)
    monkeypatch.setattr(connecting, "LEAST_PGVECTOR", "0.99.0")
    assert "is too old: 0.99.0 or newer is needed" in _refusal(url)


@pytest.mark.parametrize(
    "url", ["postgresql+asyncpg://h/d?colour=blue", "postgresql+asyncpg://h:port/d", "nonsense", ""]
)
def test_what_is_no_url_is_told_without_it(url: str) -> None:
    """An address that can't be used is an error when it is first given, and its parts stay unsaid."""
    with pytest.raises(DatabaseError, match="FOOTNOTE_DATABASE__URL") as caught:
        Database(url)
    assert "colour" not in str(caught.value)


def test_server_that_says_nothing_is_given_up() -> None:
    """Who takes the connection and says nothing, or is not there, is told of after a bounded time."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql+asyncpg://a@127.0.0.1:{silent.getsockname()[1]}/d?connect_timeout=2"
        started = monotonic()
        with pytest.raises(DatabaseUnreachable, match="ConnectionTimeout"):
            Database(url).read(1, _number)
        assert monotonic() - started < 5
    with pytest.raises(DatabaseUnreachable, match="OperationalError"):
        Database(url).read(1, _number)


def test_connection_that_falls_silent_is_replaced(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what answers a reader stops in the midst of it, the reader is answered on another connection."""
    monkeypatch.setattr(module, "_SILENT_SECONDS", 3.0)
    stopped: list[int] = []

    def work(connection: Connected) -> int:
        if not stopped:
            stopped.append(connection.info.backend_pid)
            os.kill(stopped[0], signal.SIGSTOP)
        return _number(connection)

    try:
        assert database.read(6, work) == 6
    finally:
        os.kill(stopped[0], signal.SIGCONT)


def test_reading_lives_through_a_restart(database: Database, server: Server) -> None:
    """Connections that a restart closed are replaced unseen, of readers and of writers, also in the midst of reading."""
    database.write(3, _add(3, 1))
    server.stop()
    server.start()
    assert database.read(3, _generations) == [(3, 1)]
    server.stop()
    server.start()
    database.write(3, _add(3, 2))
    asked: list[int] = []

    def work(connection: Connected) -> list[tuple[int, int]]:
        asked.append(1)
        if len(asked) == 1:
            server.stop()
            server.start()
        return _generations(connection)

    assert database.read(3, work) == [(3, 1), (3, 2)]


def test_killed_server_is_unreachable_until_it_is_back(database: Database, server: Server, url: str) -> None:
    """Killed while it works, it is told of once; started again, it has all that it had acknowledged."""
    database.write(3, _add(3, 1))
    name = url.rpartition("/")[2]
    with ThreadPoolExecutor(1) as thread:
        asked = thread.submit(database.read, 3, lambda c: c.execute("SELECT pg_sleep(60)").fetchall())
        while f"{name}|SELECT pg_sleep(60)" not in server.sql("SELECT datname, query FROM pg_stat_activity"):
            pass
        server.kill()
        with pytest.raises(DatabaseUnreachable, match="try again in a moment"):
            asked.result(20)
    with pytest.raises(DatabaseUnreachable):
        database.write(3, _add(3, 2))
    server.start()
    assert database.read(3, _generations) == [(3, 1)]
    database.write(3, _add(3, 2))


def test_standby_that_is_promoted_is_found() -> None:
    """With both hosts in the URL, who read and wrote on the primary does so on its standby once that is promoted."""
    with programs() as (home, bin_folder):
        primary, standby = new_server(home, bin_folder), new_server(home, bin_folder)
        try:
            primary.initialise()
            primary.sql("CREATE EXTENSION vector", "template1")
            standby.copy_of(primary)
            standby.start()
            name = corpora(primary).rpartition("/")[2]
            database = Database(
                f"postgresql+asyncpg://footnote@/{name}?host=127.0.0.1:{primary.port}&host=127.0.0.1:{standby.port}"
                "&target_session_attrs=read-write"
            )
            database.write(3, _add(3, 1))
            _caught_up(primary, standby)
            primary.kill()
            with pytest.raises(DatabaseUnreachable):
                database.read(3, _generations)
            standby.promote()
            assert database.read(3, _generations) == [(3, 1)]
            database.write(3, _add(3, 2))
            assert database.read(3, _generations) == [(3, 1), (3, 2)]
            database.close()
        finally:
            primary.stop()
            standby.stop()


def _caught_up(primary: Server, standby: Server) -> None:
    written = primary.sql("SELECT pg_current_wal_lsn()")
    while standby.sql(f"SELECT pg_last_wal_replay_lsn() >= '{written}'::pg_lsn") != "t":
        pass


def test_writing_on_a_standby_is_told(server: Server, url: str) -> None:
    """A server that takes no writes, as a primary that was demoted, is unreachable to who writes and let go of."""
    name = url.rpartition("/")[2]
    server.sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    database = Database(url)
    with pytest.raises(DatabaseUnreachable, match="standby"):
        database.write(3, _add(3, 1))
    server.sql(f"ALTER DATABASE {name} SET default_transaction_read_only = off")
    database.write(3, _add(3, 1))
    database.close()
