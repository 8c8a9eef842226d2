"""Vectors in PostgreSQL with pgvector, as unit vectors of halves; the file only says where they are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from pgvector import HalfVector
from sqlalchemy import Table

from config.settings import load_settings
from retrieval.durable import named_last
from retrieval.errors import DamagedError, DatabaseError, GenerationError
from retrieval.postgres.connecting import Connected
from retrieval.postgres.database import Database, database_at
from retrieval.postgres.halves import unpacked
from retrieval.postgres.tables import PASSAGES, SENTENCES
from retrieval.postgres.vectors import EXACT, GRAPH_SETTINGS, IN_VIEW, insert_rows, nearest, shape, stored
from retrieval.stores import Rows, Scores, Vectors, VectorWriter, ranked
from retrieval.stores.rows import write_rows
from retrieval.values import SHARED

# Rows that are fetched beyond those that are wanted, since they are chosen by a query of halves and ordered by that of floats.
SPARE = 8
_TABLES = {table.name: table for table in (SENTENCES, PASSAGES)}
_BATCH = 4096
# What sums of floats in another order may differ by.
_ROUNDING = 1e-5


class PostgresStore:
    """Indexes among the rows of a server: those of a generation, or each under a number that comes from what is in it."""

    def __init__(self, database: Database | None = None, guild_id: int = SHARED, generation: int | None = None) -> None:
        self._database = database or _of_settings()
        self._guild_id = guild_id
        self._generation = generation

    @contextmanager
    def create(self, file: Path, rows: int, dimension: int) -> Iterator[VectorWriter]:
        """See VectorStore.create; they are written into the database when the writer is left, all or none.

        `file` tells where they are; one whose name begins with `sentences` is of that table, and any other of passages. They have
        no places: a generation that serves is written by insert_rows.
        """
        table = _table(file)
        with TemporaryDirectory(prefix=f".{file.name}-", dir=file.parent) as folder:
            aside = Path(folder) / file.name
            with write_rows(aside, b"", rows, dimension) as writer:
                yield writer
            generation = self._generation or _number(aside, dimension)
            where = {"guild_id": self._guild_id, "generation": generation, "table": table.name}
            with named_last(file) as stream:
                stream.write(json.dumps({**where, "rows": rows, "dimension": dimension}).encode())
                self._database.write(
                    self._guild_id,
                    lambda connection: _replace(
                        connection, self._guild_id, generation, table, aside, (rows, dimension)
                    ),
                )

    def open(self, file: Path) -> PostgresIndex:
        """See VectorStore.open; of a generation by the file's name alone, without rows where there is no such generation."""
        if self._generation is not None:
            key = self._guild_id, self._generation, _table(file)
            return PostgresIndex(self._database, *key, *self._database.read(self._guild_id, lambda c: shape(c, *key)))
        try:
            where = json.loads(file.read_bytes())
            return PostgresIndex(self._database, **{**where, "table": _TABLES[where["table"]]})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DamagedError(f"{file.name} does not say where in the database its vectors are") from error


class PostgresIndex:
    """The vectors of a generation's sentences or passages; searched exactly, but the best of more than EXACT by a graph.

    Search and vectors raise GenerationError where the generation is gone, DatabaseUnreachable and DatabaseError.
    """

    def __init__(
        self, database: Database, guild_id: int, generation: int, table: Table, rows: int, dimension: int
    ) -> None:
        self._database = database
        self._guild_id, self._generation, self._table = guild_id, generation, table
        self._rows, self._dimension = rows, dimension
        self._key: dict[str, Any] = {"guild": guild_id, "generation": generation}

    def __len__(self) -> int:
        return self._rows

    def search(self, query: Vectors, k: int, within: range) -> tuple[Scores, Rows]:
        """See VectorIndex.search."""
        k = min(k, len(within))
        if k == 0:
            return np.empty(0, np.float32), np.empty(0, np.int64)
        query = np.ascontiguousarray(query, np.float32)
        rounded = HalfVector(query)
        # By so much a score of the rounded query may be wrong for a unit vector (Cauchy and Schwarz).
        error = float(np.linalg.norm(rounded.to_numpy().astype(np.float32) - query)) + _ROUNDING
        values = {**self._key, "query": rounded, "start": within.start, "stop": within.stop}
        wanted = k + SPARE
        if len(within) == len(self) > EXACT and 2 * wanted <= IN_VIEW:
            scores, rows, least = self._ranked(query, self._by_graph({**values, "wanted": wanted}), wanted)
            if len(rows) == wanted and scores[k - 1] > least + error:
                return scores[:k], rows[:k]
        while True:
            wanted = min(wanted, len(within))
            found = self._database.ask(nearest(self._table), {**values, "wanted": wanted})
            if len(found) < wanted:
                raise self._gone()
            scores, rows, least = self._ranked(query, found, wanted)
            if wanted == len(within) or scores[k - 1] > least + error:
                return scores[:k], rows[:k]
            wanted *= 4  # the cut fell among those that may be equals of the last that is wanted

    def vectors(self, rows: Rows) -> Vectors:
        """See VectorIndex.vectors."""
        if len(rows) == 0:
            return np.empty((0, self._dimension), np.float32)
        wanted, places = np.unique(np.asarray(rows, np.int64), return_inverse=True)
        values = {**self._key, "rows": wanted.tolist()}
        found = self._database.read(
            self._guild_id, lambda connection: connection.execute(stored(self._table), values, binary=True).fetchall()
        )
        if len(found) < len(wanted):
            raise self._gone()
        return unpacked((sent for _, sent in found), self._dimension)[places]

    def _by_graph(self, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        statement = nearest(self._table, self._dimension)
        return self._database.read(
            self._guild_id,
            lambda connection: connection.execute(statement, values, binary=True).fetchall(),
            GRAPH_SETTINGS,
        )

    def _ranked(self, query: Vectors, found: Sequence[tuple[Any, ...]], wanted: int) -> tuple[Scores, Rows, float]:
        """Scores and rows of what the database found, ranked, and the least score that it gave one."""
        if not found:
            return np.empty(0, np.float32), np.empty(0, np.int64), 0.0
        rows, given, sent = zip(*found, strict=True)
        # Each row by itself: a product of matrices may give the same vector another last bit from row to row.
        scores = (unpacked(sent, self._dimension) * query).sum(axis=1, dtype=np.float32)
        return *ranked(scores, np.array(rows, np.int64), wanted), min(given)

    def _gone(self) -> GenerationError:
        return GenerationError(f"generation {self._generation} of corpus {self._guild_id} is gone: another one serves")


def _table(file: Path) -> Table:
    return SENTENCES if file.name.startswith(SENTENCES.name) else PASSAGES


def _replace(
    connection: Connected, guild_id: int, generation: int, table: Table, file: Path, shape: tuple[int, int]
) -> None:
    connection.execute(
        f"DELETE FROM {table.name} WHERE guild_id = %s AND generation = %s",  # noqa: S608 - one of two names
        [guild_id, generation],
    )
    places = np.zeros((shape[0], len(table.columns) - 4), np.int32)
    insert_rows(connection, guild_id, generation, table, places, _batches(file, shape[1]))


def _batches(file: Path, dimension: int) -> Iterator[Vectors]:
    with file.open("rb") as stream:
        while len(batch := np.fromfile(stream, np.float32, _BATCH * dimension)):
            yield batch.reshape(-1, dimension)


def _number(file: Path, dimension: int) -> int:
    """A number that only these vectors have, and none that generations are counted by."""
    with file.open("rb") as stream:
        digest = file_digest(stream, "sha256")
    digest.update(b"%d" % dimension)
    return 1 << 62 | int.from_bytes(digest.digest()[:7])


def _of_settings() -> Database:
    url = load_settings().database.url
    if url is None or not url.startswith("postgresql"):
        raise DatabaseError("FOOTNOTE_DATABASE__URL names no PostgreSQL database to keep vectors in")
    return database_at(url)
