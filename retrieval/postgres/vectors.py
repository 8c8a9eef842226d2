"""Vectors of sentences and passages in PostgreSQL: written with their places, searched among the rows of one generation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from psycopg import Connection, sql
from psycopg.rows import TupleRow
from sqlalchemy import Table

from retrieval.postgres.database import Database
from retrieval.postgres.halves import packed
from retrieval.postgres.tables import PASSAGES, SENTENCES

# Above so many rows of a generation the best of all are found by a graph.
EXACT = 50_000
# Neighbours of a row in the graph, and rows kept in view while they are chosen.
_NEIGHBOURS, _CHOOSING = 24, 200
# Rows kept in view while a graph is searched: it finds no more.
IN_VIEW = 100
# Of a search by a graph. Without what sorts nothing but the graph gives an order: by its statistics the database takes a generation
# of many rows for one of a few, which it would rather read and sort.
GRAPH_SETTINGS = f"SET LOCAL hnsw.ef_search = {IN_VIEW}; SET LOCAL enable_sort = off"
_BATCH = 1000
# Bytes of memory that a row takes beside its vector while a graph is made, and what is taken in all at most.
_BESIDE, _MOST_MEMORY = 1400, 2 << 30
# Graphs are made one after the other: who makes one keeps others from writing to its table.
_GRAPHS = 0x666E
_GRAPH_NAME = re.compile(r"hnsw_[a-z]+_(\d+)_(\d+)")


def insert_rows(
    connection: Connection[TupleRow],
    guild_id: int,
    generation: int,
    table: Table,
    places: NDArray[np.integer[Any]],
    vectors: Iterable[NDArray[np.float32]],
) -> None:
    """Write all rows of a generation into `table`, SENTENCES or PASSAGES, and above EXACT rows the graph over them.

    `connection` is in a transaction that is bound to `guild_id` (Database.write). `places` has the columns that stand between
    `row` and `vector` in the table, shape (rows, 4) or (rows, 3), as sentences.npy and passages.npy have them; `vectors` gives
    batches of any size, shape (batch, dimension), together as many. Rows are counted from 0. Of several tables in one transaction
    the one with the most rows comes first, so that two such transactions wait and don't block each other. Raises ValueError where
    the numbers differ.
    """
    graph = len(places) > EXACT
    if graph:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_GRAPHS])
    names = [column.name for column in table.columns]
    kept = sql.SQL(", ").join(map(sql.Identifier, names[3:]))
    insert = sql.SQL(
        "INSERT INTO {table} ({names}) SELECT %b::bigint, %b::bigint, %b::integer + at::integer, {kept} "
        "FROM unnest({places}, %b::halfvec[]) WITH ORDINALITY AS given ({kept}, at)"
    ).format(
        table=sql.Identifier(table.name),
        names=sql.SQL(", ").join(map(sql.Identifier, names)),
        kept=kept,
        places=sql.SQL(", ").join([sql.SQL("%b::integer[]")] * (len(names) - 4)),
    )
    row = dimension = 0
    for batch in vectors:
        dimension = batch.shape[1]
        for first in range(0, len(batch), _BATCH):
            some = batch[first : first + _BATCH]
            where = places[row : row + len(some)]
            if len(where) < len(some):
                raise ValueError(f"more vectors than the {len(places):,} places")
            values = [*where.T.tolist(), packed(connection, some)]
            connection.execute(insert, [guild_id, generation, row - 1, *values])
            row += len(some)
    if row != len(places):
        raise ValueError(f"{row:,} vectors for {len(places):,} places")
    if graph:
        _make_graph(connection, guild_id, generation, table, (row, dimension))


def delete_rows(connection: Connection[TupleRow], guild_id: int, generation: int) -> None:
    """Remove all sentences and passages of a generation; `drop_graphs` is for what that leaves.

    `connection` is in a transaction that is bound to `guild_id`.
    """
    for table in (SENTENCES, PASSAGES):
        statement = sql.SQL("DELETE FROM {} WHERE guild_id = %s AND generation = %s").format(sql.Identifier(table.name))
        connection.execute(statement, [guild_id, generation])


def shape(connection: Connection[TupleRow], guild_id: int, generation: int, table: Table) -> tuple[int, int]:
    """How many rows a generation has in `table`, and of how many numbers their vectors; (0, 0) where it has none."""
    statement = sql.SQL(
        "SELECT row + 1, vector_dims(vector) FROM {} WHERE guild_id = %s AND generation = %s ORDER BY row DESC LIMIT 1"
    ).format(sql.Identifier(table.name))
    rows, dimension = connection.execute(statement, [guild_id, generation]).fetchone() or (0, 0)
    return rows, dimension


def drop_graphs(database: Database, guild_id: int, generation: int) -> None:
    """Remove the graphs of a generation that is gone, where it had any, while others read and write.

    Waits for the transactions that are under way in their tables, but not for who makes a graph, who would wait in turn for this:
    then it is left to `drop_left_graphs`. Raises DatabaseError, DatabaseUnreachable.
    """
    with database.apart() as connection:
        _drop(connection, [graph_name(table, guild_id, generation) for table in (SENTENCES, PASSAGES)])


def drop_left_graphs(database: Database) -> None:
    """Remove the graphs of all generations that are gone; raises DatabaseError, DatabaseUnreachable."""
    query = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND indexname LIKE 'hnsw\\_%'"
    with database.apart() as connection:
        named = [(name, _GRAPH_NAME.fullmatch(name)) for (name,) in connection.execute(query)]
        left = [name for name, found in named if found and not _exists(database, int(found[1]), int(found[2]))]
        _drop(connection, left)


def _exists(database: Database, guild_id: int, generation: int) -> bool:
    query = "SELECT 1 FROM generations WHERE guild_id = %s AND generation = %s"
    return database.read(guild_id, lambda each: each.execute(query, (guild_id, generation)).fetchone()) is not None


def _drop(connection: Connection[TupleRow], names: list[str]) -> None:
    """Drop those of the indexes that are there, unless somebody makes one; `connection` commits every statement."""
    there = [name for name in names if connection.execute("SELECT to_regclass(%s)", [name]).fetchone() != (None,)]
    if not there or connection.execute("SELECT pg_try_advisory_lock(%s)", [_GRAPHS]).fetchone() != (True,):
        return
    for name in there:
        connection.execute(sql.SQL("DROP INDEX CONCURRENTLY IF EXISTS {}").format(sql.Identifier(name)))


def graph_name(table: Table, guild_id: int, generation: int) -> str:
    """The index that is the graph of a generation; at most 55 of the 63 characters that PostgreSQL takes."""
    return f"hnsw_{table.name}_{guild_id}_{generation}"


@lru_cache(maxsize=16)
def nearest(table: Table, dimension: int | None = None) -> bytes:
    """The statement for the rows of a stretch with the greatest inner product with a query: row, score, halves.

    It takes query (HalfVector), guild, generation, start, stop and wanted, and binds its transaction to the guild itself, so that it
    can be all of it (Database.ask). With a `dimension` it is for the graph of a generation, whose rows of all it takes, without start
    and stop, in a transaction that is bound already; they come as the graph finds them, and not as many where it has not as many.
    """
    if dimension is None:
        near = sql.SQL("vector <#> %(query)b").format()
        # The first of two joined so is looked at first: none of the rows is read before it is said whose they may be.
        stretch = sql.SQL("AND row >= %(start)b AND row < %(stop)b AND bound.guild IS NOT NULL")
        order = sql.SQL("{}, row").format(near)
        bound = sql.SQL(
            "(SELECT set_config('footnote.guild_id', (%(guild)b)::text, true) AS guild) AS bound CROSS JOIN LATERAL "
        )
    else:
        near = sql.SQL("(vector::halfvec({})) <#> %(query)b").format(sql.Literal(dimension))
        stretch, order, bound = sql.SQL(""), near, sql.SQL("")
    return (
        sql.SQL(
            "SELECT row, score, halfvec_send(vector) FROM {bound}("
            "SELECT row, vector, -({near}) AS score FROM {table} "
            "WHERE guild_id = %(guild)b AND generation = %(generation)b {stretch} ORDER BY {order} LIMIT %(wanted)b) AS best"
        )
        .format(near=near, table=sql.Identifier(table.name), stretch=stretch, order=order, bound=bound)
        .as_bytes(None)
    )


@lru_cache(maxsize=16)
def stored(table: Table) -> bytes:
    """The statement for the vectors of rows: it takes guild, generation and rows, and gives row and halves."""
    return (
        sql.SQL(
            "SELECT row, halfvec_send(vector) FROM {} "
            "WHERE guild_id = %(guild)b AND generation = %(generation)b AND row = ANY(%(rows)b) ORDER BY row"
        )
        .format(sql.Identifier(table.name))
        .as_bytes(None)
    )


def _make_graph(
    connection: Connection[TupleRow], guild_id: int, generation: int, table: Table, shape: tuple[int, int]
) -> None:
    rows, dimension = shape
    # A graph that does not fit is made on disk, many times as slowly.
    needed = min(rows * (2 * dimension + _BESIDE), _MOST_MEMORY)
    connection.execute(
        "SELECT set_config('maintenance_work_mem', "
        "greatest(pg_size_bytes(current_setting('maintenance_work_mem')), %s) / 1024 || 'kB', true)",
        [needed],
    )
    connection.execute(
        sql.SQL(
            "CREATE INDEX {} ON {} USING hnsw ((vector::halfvec({})) halfvec_ip_ops) WITH (m = {}, ef_construction = {}) "
            "WHERE guild_id = {} AND generation = {}"
        ).format(
            sql.Identifier(graph_name(table, guild_id, generation)),
            sql.Identifier(table.name),
            *map(sql.Literal, (dimension, _NEIGHBOURS, _CHOOSING, guild_id, generation)),
        )
    )
