"""That no transaction gets at another server's rows, and that the server leads every key and every statement."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from psycopg import sql
from sqlalchemy import NullPool, Table, create_engine

from retrieval.errors import DatabaseError
from retrieval.postgres import store
from retrieval.postgres import vectors as module
from retrieval.postgres.connecting import Connected
from retrieval.postgres.database import Database, unguarded
from retrieval.postgres.store import PostgresStore
from retrieval.postgres.tables import GUARDED, METADATA, SENTENCES
from retrieval.postgres.vectors import delete_rows, drop_graphs, insert_rows
from tests.postgres import Server, recorded
from tests.retrieval.postgres.rows import clustered, passages, row_of

A, B, SHARED = 5, 6, 0
every_table = pytest.mark.parametrize("table", GUARDED, ids=str)


def _said(statement: str, table: Table, **values: Any) -> Any:
    """What makes a transaction say `statement` of `table`."""

    def work(connection: Connected) -> list[Any] | int:
        cursor = connection.execute(sql.SQL(statement).format(sql.Identifier(table.name)), values)
        return cursor.fetchall() if cursor.description else cursor.rowcount

    return work


def _insert(table: Table, guild_id: int, ending: str = "") -> Any:
    row = row_of(table, guild_id)
    values = ", ".join(f"%({name})s" for name in row)
    return _said("INSERT INTO {} (" + ", ".join(row) + ") VALUES (" + values + ") " + ending, table, **row)  # noqa: S608 - of models


@pytest.fixture
def filled(database: Database) -> Database:
    """A database with one row of each of two servers and of the shared corpus in every table."""
    for table in GUARDED:
        for guild_id in (A, B, SHARED):
            database.write(guild_id, _insert(table, guild_id))
    return database


@every_table
def test_server_sees_its_own_rows_and_the_shared_ones(filled: Database, table: Table) -> None:
    """However it asks, a transaction gets no row of another server, nor the number of them; the shared one sees its own alone."""
    everything = "SELECT guild_id FROM {} ORDER BY 1"
    assert filled.read(A, _said(everything, table)) == [(SHARED,), (A,)]
    assert filled.read(B, _said(everything, table)) == [(SHARED,), (B,)]
    assert filled.read(SHARED, _said(everything, table)) == [(SHARED,)]
    assert filled.read(A, _said("SELECT count(*) FROM {} WHERE guild_id = %(other)s", table, other=B)) == [(0,)]
    assert filled.read(A, _said("SELECT 1 FROM {} WHERE guild_id = %(other)s OR true", table, other=B)) == [(1,), (1,)]


@every_table
@pytest.mark.parametrize("other", [B, SHARED])
def test_server_writes_no_others_rows(filled: Database, table: Table, other: int) -> None:
    """No statement of a transaction adds, takes over, gives away, changes or removes a row of another server or the shared one."""
    key = ", ".join(column.name for column in table.primary_key)
    for ending in ("", f"ON CONFLICT ({key}) DO NOTHING", f"ON CONFLICT ({key}) DO UPDATE SET guild_id = {A}"):
        with pytest.raises(DatabaseError, match="row-level security"):
            filled.write(A, _insert(table, other, ending))
    with pytest.raises(DatabaseError, match="row-level security"):
        filled.write(A, _said("UPDATE {} SET guild_id = %(other)s WHERE guild_id = %(own)s", table, other=other, own=A))
    assert filled.write(A, _said("UPDATE {} SET guild_id = 7 WHERE guild_id = %(other)s", table, other=other)) == 0
    assert filled.write(A, _said("DELETE FROM {} WHERE guild_id = %(other)s", table, other=other)) == 0
    assert filled.write(A, _said("DELETE FROM {}", table)) == 1
    for guild_id in (B, SHARED):
        seen = "SELECT guild_id FROM {} WHERE guild_id = %(own)s"
        assert filled.read(guild_id, _said(seen, table, own=guild_id)) == [(guild_id,)]


@every_table
def test_transaction_of_no_server_sees_nothing(filled: Database, server: Server, url: str, table: Table) -> None:
    """Who is bound to no server, or was and is no longer, gets an error, though he owns the tables."""
    name = url.rpartition("/")[2]
    assert f"{table.name}|footnote" in server.sql("SELECT tablename, tableowner FROM pg_tables", name).splitlines()
    look = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table.name))
    with pytest.raises(DatabaseError, match=r"footnote\.guild_id"), filled.apart() as connection:
        connection.execute(look)
    with filled.apart() as connection:
        with connection.transaction():
            connection.execute(f"SET LOCAL footnote.guild_id = '{A}'")
            assert connection.execute(look).fetchone() == (2,)
        with pytest.raises(psycopg.DataError, match="bigint"):
            connection.execute(look)


def test_role_that_is_not_bound_is_told(database: Database, server: Server, url: str) -> None:
    """Of a superuser, and of a role that goes around policies, people hear; of the ordinary one not."""
    assert unguarded(database) is None
    superuser = Database(server.url(url.rpartition("/")[2], "postgres"))
    assert "the role postgres of the database" in str(unguarded(superuser))
    server.sql("CREATE ROLE around LOGIN BYPASSRLS")
    around = Database(server.url(url.rpartition("/")[2], "around"))
    assert "BYPASSRLS" in str(unguarded(around))


def test_search_of_who_is_not_bound_stays_with_its_server(database: Database, server: Server, url: str) -> None:
    """Also as a superuser, whom no policy binds, nobody finds or is given another server's vectors: statements name theirs."""
    superuser = Database(server.url(url.rpartition("/")[2], "postgres"))
    own = passages(superuser, clustered(50), A)
    twin = passages(superuser, clustered(60)[::-1].copy(), B)
    for index, count in ((own, 50), (twin, 60)):
        scores, rows = index.search(clustered(60)[3], 100, range(count))
        assert sorted(rows.tolist()) == list(range(count))
        np.testing.assert_allclose(scores, index.vectors(rows) @ clustered(60)[3], atol=1e-6)
    np.testing.assert_array_equal(own.vectors(np.arange(50)), clustered(50))
    superuser.close()


def test_server_leads_every_key_and_then_the_generation(server: Server, url: str) -> None:
    """In the models and in the database itself, so that Citus spreads the tables by it as they are."""
    name = url.rpartition("/")[2]
    for table in METADATA.tables.values():
        keys = [column.name for column in table.primary_key]
        assert table.columns.keys()[0] == keys[0] == "guild_id"
        assert "generation" not in table.columns or keys[1] == "generation"
        assert not table.foreign_keys
        assert not table.indexes
    indexes = server.sql("SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'", name).splitlines()
    ours = [index for index in indexes if index.partition("|")[0] in METADATA.tables]
    assert len(ours) == len(METADATA.tables)
    assert all("(guild_id" in index for index in ours)
    assert {table.name for table in METADATA.tables.values()} - {table.name for table in GUARDED} == {"corpora"}


def test_every_statement_names_its_server(
    database: Database, server: Server, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all that reaches the server while vectors are written, searched, fetched and removed, with and without a graph,
    every statement names guild_id once for each table that it is about.
    """
    monkeypatch.setattr(module, "EXACT", 100)
    monkeypatch.setattr(store, "EXACT", 100)
    with recorded(server, url) as statements:
        for count, generation in ((90, 1), (200, 2)):
            index = passages(database, clustered(count), A, generation)
            database.write(A, partial(_sentences, count=count, generation=generation))
            index.search(clustered(1)[0], 10, range(count))
            index.search(clustered(1)[0], 10, range(50))
            index.vectors(np.array([3]))
            PostgresStore(database, A, generation).open(Path("sentences.vectors"))
        database.write(A, lambda c: delete_rows(c, A, 2))
        drop_graphs(database, A, 2)
    tables = {table.name for table in METADATA.tables.values()}
    about = [each for each in statements if tables.intersection(_words(each))]
    assert {each.split()[0] for each in about} == {"INSERT", "SELECT", "DELETE", "CREATE"}
    for each in about:
        words = _words(each)
        assert words.count("guild_id") >= sum(map(words.count, tables)), each


def _sentences(connection: Connected, count: int, generation: int) -> None:
    insert_rows(connection, A, generation, SENTENCES, np.zeros((count, 4), np.int32), [clustered(count)])


def _words(statement: str) -> list[str]:
    return "".join(each if each.isalnum() or each == "_" else " " for each in statement).split()


def test_migrations_make_the_tables_that_are_declared(url: str) -> None:
    """The tables of corpora in a database that was migrated are those of the models, with every type and key."""
    engine = create_engine(url.replace("+asyncpg", "+psycopg"), poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: kind != "table" or name in METADATA.tables,
            },
        )
        assert compare_metadata(context, METADATA) == []


def test_another_owner_is_no_way_around(filled: Database, server: Server, url: str) -> None:
    """A role that may do all with the tables and owns none of them is bound as their owner is."""
    name = url.rpartition("/")[2]
    server.sql("CREATE ROLE helper LOGIN")
    server.sql("GRANT ALL ON ALL TABLES IN SCHEMA public TO helper", name)
    helper = Database(server.url(name, "helper"))
    for table in GUARDED:
        assert helper.read(A, _said("SELECT guild_id FROM {} ORDER BY 1", table)) == [(SHARED,), (A,)]
        with pytest.raises(DatabaseError, match="row-level security"):
            helper.write(A, _insert(table, B))
    helper.close()


def test_policies_are_of_statements_and_not_of_habit(filled: Database) -> None:
    """A session that binds itself to one server and then to another sees each in turn, never both."""
    with filled.apart() as connection:
        for guild_id in (A, B):
            connection.execute(f"SET footnote.guild_id = '{guild_id}'")
            seen = connection.execute("SELECT guild_id FROM builds ORDER BY 1").fetchall()
            assert seen == [(SHARED,), (guild_id,)]
        connection.execute("SET footnote.guild_id = '5 OR true'")
        with pytest.raises(psycopg.DataError):
            connection.execute("SELECT guild_id FROM builds")
