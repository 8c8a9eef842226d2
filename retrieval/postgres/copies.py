"""A generation between its folder and the rows of PostgreSQL. Vectors are rows alone, places of sentences and passages rows too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import sqlalchemy
from psycopg import sql

from retrieval.durable import sync_folder, synced, write_array
from retrieval.errors import DamagedError, GenerationError
from retrieval.generations.generation import (
    PASSAGE_PLACES,
    PASSAGE_VECTORS,
    SENTENCE_PLACES,
    SENTENCE_VECTORS,
    Generation,
    Table,
    is_vectors,
)
from retrieval.generations.manifest import MANIFEST, MANIFEST_DIGEST, Manifest
from retrieval.postgres.connecting import Connected
from retrieval.postgres.tables import PASSAGES, SENTENCES
from retrieval.postgres.vectors import delete_rows, insert_rows
from retrieval.stores import VectorIndex, Vectors, load_store

# A value of PostgreSQL ends at a gigabyte, and one that is read is in memory whole.
_PART = 8 * 2**20
_AT_ONCE = 1024
_PLACES = (
    (SENTENCE_PLACES, SENTENCE_VECTORS, SENTENCES),
    (PASSAGE_PLACES, PASSAGE_VECTORS, PASSAGES),
)


def write_copy(connection: Connected, guild_id: int, generation: int, folder: Path, manifest: Manifest) -> None:
    """Write the generation in `folder` into rows; it does not serve by that. Raises psycopg's errors, and OSError."""
    store = load_store(manifest.store)
    dimension = store.open(folder / SENTENCE_VECTORS).vectors(np.empty(0, np.int64)).shape[1]
    connection.execute(
        "INSERT INTO generations (guild_id, generation, id, dimension) VALUES (%s, %s, %s, %s)",
        (guild_id, generation, manifest.id, dimension),
    )
    for name in (*manifest.files, MANIFEST, MANIFEST_DIGEST):
        if not is_vectors(name) and name not in (SENTENCE_PLACES, PASSAGE_PLACES):
            _write_file(connection, guild_id, generation, folder, name)
    for places, vectors, table in _PLACES:
        rows = np.load(folder / places, allow_pickle=False)
        insert_rows(connection, guild_id, generation, table, rows, _batches(store.open(folder / vectors)))


def fetch_copy(connection: Connected, guild_id: int, generation: int, folder: Path) -> None:
    """Write the files of a generation, but vectors, into the new `folder`, the manifest last; raises DamagedError where it is gone.

    What they hold is compared with the manifest when it is opened.
    """
    parts = connection.execute(
        "SELECT name, part FROM generation_files WHERE guild_id = %s AND generation = %s ORDER BY name, part",
        (guild_id, generation),
    ).fetchall()
    names = list(dict.fromkeys(str(name) for name, _ in parts))
    if MANIFEST not in names:
        raise DamagedError("it is gone from the database")
    for name in sorted(names, key=lambda each: each in (MANIFEST, MANIFEST_DIGEST)):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with synced(file) as stream:
            for part in (part for each, part in parts if each == name):
                stream.write(_part(connection, guild_id, generation, name, part))
    for places, _, table in _PLACES:
        write_array(folder / places, _read_places(connection, guild_id, generation, table))
    sync_folder(folder)


def check_same(generation: Generation, copy: Generation) -> None:
    """Raise GenerationError unless `copy`, whose files are those of its manifest, has the vectors of `generation` as halves."""
    if copy.manifest != generation.manifest:
        raise GenerationError(f"the copy of generation {generation.manifest.id} has another manifest")
    pairs = (generation.sentence_vectors, copy.sentence_vectors), (generation.passage_vectors, copy.passage_vectors)
    for ours, theirs in pairs:
        if len(ours) != len(theirs):
            raise GenerationError(
                f"the copy of generation {generation.manifest.id} has {len(theirs):,} of {len(ours):,} vectors"
            )
        for here, there in zip(_batches(ours), _batches(theirs), strict=True):
            if not np.array_equal(here.astype(np.float16).astype(np.float32), there):
                raise GenerationError(f"the copy of generation {generation.manifest.id} has other vectors")


def read_file(connection: Connected, guild_id: int, generation: int, name: str) -> bytes | None:
    """The bytes of one file of a generation; None where there is none of that name."""
    rows = connection.execute(
        "SELECT data FROM generation_files WHERE guild_id = %s AND generation = %s AND name = %s ORDER BY part",
        (guild_id, generation, name),
        binary=True,
    ).fetchall()
    return b"".join(data for (data,) in rows) if rows else None


def remove_copy(connection: Connected, guild_id: int, generation: int) -> None:
    """Delete all rows of a generation."""
    delete_rows(connection, guild_id, generation)
    for table in ("generation_files", "generations"):
        connection.execute(
            f"DELETE FROM {table} WHERE guild_id = %s AND generation = %s",  # noqa: S608 - names of ours
            (guild_id, generation),
        )


def _write_file(connection: Connected, guild_id: int, generation: int, folder: Path, name: str) -> None:
    with (folder / name).open("rb") as stream:
        part = 0
        while (data := stream.read(_PART)) or part == 0:
            connection.execute(
                "INSERT INTO generation_files (guild_id, generation, name, part, data) VALUES (%s, %s, %s, %s, %s)",
                (guild_id, generation, name, part, data),
            )
            part += 1


def _batches(index: VectorIndex) -> Iterator[Vectors]:
    for first in range(0, len(index), _AT_ONCE):
        yield index.vectors(np.arange(first, min(first + _AT_ONCE, len(index))))


def _part(connection: Connected, guild_id: int, generation: int, name: str, part: int) -> bytes:
    found = connection.execute(
        "SELECT data FROM generation_files WHERE guild_id = %s AND generation = %s AND name = %s AND part = %s",
        (guild_id, generation, name, part),
        binary=True,
    ).fetchone()
    assert found is not None  # all that is read is of one moment
    return bytes(found[0])


def _read_places(connection: Connected, guild_id: int, generation: int, table: sqlalchemy.Table) -> Table:
    """The columns between row and vector, as they are in the .npy file."""
    names = [column.name for column in table.columns][3:-1]
    query = sql.SQL("SELECT {} FROM {} WHERE guild_id = %s AND generation = %s ORDER BY row").format(
        sql.SQL(", ").join(map(sql.Identifier, names)), sql.Identifier(table.name)
    )
    rows = connection.execute(query, (guild_id, generation), binary=True).fetchall()
    return np.array(rows, np.int64).reshape(-1, len(names))
