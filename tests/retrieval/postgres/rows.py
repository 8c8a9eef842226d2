"""Rows and vectors for the tests of corpora in PostgreSQL."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import BigInteger, DateTime, Integer, LargeBinary, Table, Text

from retrieval.postgres.database import Database
from retrieval.postgres.store import PostgresIndex
from retrieval.postgres.tables import PASSAGES
from retrieval.postgres.vectors import insert_rows
from retrieval.stores import Vectors

_VALUES = {
    BigInteger: 1,
    Integer: 1,
    Text: "x",
    LargeBinary: b"x",
    DateTime: dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
    HALFVEC: "[1,0]",
}


def row_of(table: Table, guild_id: int) -> dict[str, Any]:
    """A row of `table` that belongs to `guild_id`."""
    return {**{column.name: _VALUES[type(column.type)] for column in table.columns}, "guild_id": guild_id}


def clustered(count: int, seed: int = 7, dimension: int = 32) -> Vectors:
    """Unit vectors of halves around forty points, as those of texts lie around their subjects."""
    centres = np.random.default_rng(1).normal(size=(40, dimension))
    random = np.random.default_rng(seed)
    rows = centres[random.integers(0, 40, count)] + random.normal(size=(count, dimension))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float16).astype(np.float32)


def passages(database: Database, vectors: Vectors, guild_id: int = 5, generation: int = 1) -> PostgresIndex:
    """The index of a generation whose passages are `vectors`."""
    places = np.arange(3 * len(vectors)).reshape(-1, 3)
    database.write(guild_id, lambda c: insert_rows(c, guild_id, generation, PASSAGES, places, [vectors]))
    return PostgresIndex(database, guild_id, generation, PASSAGES, *vectors.shape)
