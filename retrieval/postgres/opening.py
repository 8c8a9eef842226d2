"""A generation in PostgreSQL, opened: its files by way of the cache, its vectors asked for where they are."""

from __future__ import annotations

from pathlib import Path

from retrieval.errors import DamagedError
from retrieval.generations.generation import Generation, open_generation
from retrieval.generations.generations import number_of
from retrieval.generations.manifest import Manifest
from retrieval.postgres.cache import Cache
from retrieval.postgres.copies import fetch_copy
from retrieval.postgres.database import Database
from retrieval.postgres.store import PostgresIndex
from retrieval.postgres.tables import PASSAGES, SENTENCES
from retrieval.stores import VectorIndex


def open_copy(database: Database, guild_id: int, cache: Cache, generation_id: str) -> Generation:
    """Open one, fetched first where it is not in `cache`; raises DamagedError where it is gone or not as its manifest says."""

    def fetch(folder: Path) -> None:
        database.read(guild_id, lambda each: fetch_copy(each, guild_id, number_of(generation_id), folder))

    def open_(folder: Path) -> Generation:
        return open_generation(folder, lambda manifest: _open_vectors(database, guild_id, manifest))

    return cache.opened(generation_id, open_, fetch)


def _open_vectors(database: Database, guild_id: int, manifest: Manifest) -> tuple[VectorIndex, VectorIndex]:
    key = database, guild_id, number_of(manifest.id)
    query = "SELECT dimension FROM generations WHERE guild_id = %s AND generation = %s"
    found = database.read(guild_id, lambda each: each.execute(query, key[1:]).fetchone())
    if found is None:
        raise DamagedError("it is gone from the database")
    dimension = int(found[0])
    return (
        PostgresIndex(*key, SENTENCES, manifest.counts["sentences"], dimension),
        PostgresIndex(*key, PASSAGES, manifest.counts["passages"], dimension),
    )
