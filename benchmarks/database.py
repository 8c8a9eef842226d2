"""`make bench-database`: what corpora in PostgreSQL cost, on a real server on loopback, into benchmarks/database.json.

A million passages of two thousand servers, five hundred each: unit vectors of 384 random numbers, of which half is one of a hundred
topics, so that some are near each other. Searches are those of the product (PostgresIndex.search, thirty wanted), of random servers,
one after the other; what they find is compared with all of the server's vectors. Then one server of a hundred thousand, which has
a graph of its own. At last a corpus of ten thousand passages is written anew again and again while four ask it through another
process's service: every answer must be of one edition, and whole; and of another primary, which is killed, the standby is promoted.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.figures import figure, show
from config.settings import Settings, load_settings
from retrieval.postgres.database import Database
from retrieval.postgres.store import PostgresIndex
from retrieval.postgres.tables import PASSAGES
from retrieval.postgres.vectors import delete_rows, drop_graphs, insert_rows
from retrieval.stores import Vectors
from tests.end_to_end.editions import ask_while_it_is_written
from tests.end_to_end.failover import ask_through_a_failover, pair
from tests.postgres import Server, corpora, running_server

_DIMENSION, _WANTED, _SEARCHES, _COMPARED = 384, 30, 2000, 200
_SERVERS, _EACH, _LARGE, _PARAGRAPHS = 2000, 500, 100_000, 100
_FIRST = 2**60  # ids of servers are as large as Discord's


def main() -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.database", description=__doc__)
    parser.add_argument("--servers", type=int, default=_SERVERS, help="servers of five hundred passages each")
    parser.add_argument("--large", type=int, default=_LARGE, help="passages of the one large server")
    options = parser.parse_args()
    # As a server of this size would have it: all that is asked for is in memory.
    with running_server("shared_buffers=2GB", "max_wal_size=8GB") as server:
        url = corpora(server)
        database = Database(url)
        results = [
            *_small(server, database, url, options.servers),
            *_large(database, options.large),
            *_reload(url),
        ]
        database.close()
    results += _failover()
    Path(__file__).with_suffix(".json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    show(results)
    return 0


def _vectors(guild: int, count: int) -> Vectors:
    """The vectors of a server, always the same."""
    topics = np.random.default_rng(0).standard_normal((100, _DIMENSION), np.float32)
    chance = np.random.default_rng(guild)
    rows = chance.standard_normal((count, _DIMENSION), np.float32) + topics[chance.integers(0, 100, count)]
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float16).astype(np.float32)


def _small(server: Server, database: Database, url: str, servers: int) -> list[dict[str, Any]]:
    began = time.perf_counter()
    for number in range(servers):
        guild = _FIRST + number
        database.write(guild, lambda each, guild=guild: _insert(each, guild, 1, _vectors(guild, _EACH)))  # type: ignore[misc]
    took = time.perf_counter() - began
    _settle(server, url)
    chance = np.random.default_rng(1)
    times, recalls = [], []
    for at in range(_SEARCHES):
        guild = _FIRST + int(chance.integers(servers))
        index = PostgresIndex(database, guild, 1, PASSAGES, _EACH, _DIMENSION)
        query = _vectors(_FIRST + servers + at, 1)[0]
        began = time.perf_counter()
        _, found = index.search(query, _WANTED, range(_EACH))
        times.append((time.perf_counter() - began) * 1000)
        if at < _COMPARED:
            recalls.append(_recall(found, _vectors(guild, _EACH), query))
    count = servers * _EACH
    return [
        figure("passages written", count / took, "passages/s", count),
        *_percentiles(f"search in one of {servers:,} servers", times),
        figure("recall in a server", statistics.mean(recalls), "share", len(recalls)),
        figure("a passage with its key", _bytes(server, url) / count, "bytes", count),
    ]


def _large(database: Database, count: int) -> list[dict[str, Any]]:
    guild, vectors = _FIRST - 1, _vectors(_FIRST - 1, count)
    began = time.perf_counter()
    database.write(guild, lambda each: _insert(each, guild, 1, vectors))
    took = time.perf_counter() - began
    index = PostgresIndex(database, guild, 1, PASSAGES, count, _DIMENSION)
    times, recalls = [], []
    for at in range(_COMPARED):
        query = _vectors(at, 1)[0]
        began = time.perf_counter()
        _, found = index.search(query, _WANTED, range(count))
        times.append((time.perf_counter() - began) * 1000)
        recalls.append(_recall(found, vectors, query))
    database.write(guild, lambda each: delete_rows(each, guild, 1))
    drop_graphs(database, guild, 1)
    return [
        figure(f"{count:,} passages written with their graph", took, "s", count),
        *_percentiles(f"search by the graph of {count:,}", times),
        figure("recall by the graph", statistics.mean(recalls), "share", len(recalls)),
    ]


def _reload(url: str) -> list[dict[str, Any]]:
    """One process asks all the while another writes edition after edition; the encoder is the hashing one, so that asking is quick."""
    with tempfile.TemporaryDirectory(prefix="footnote-bench-") as name:
        settings = _quick(Path(name) / "writer", url)
        seen = asyncio.run(
            ask_while_it_is_written(settings, Path(name) / "asker", editions=5, articles=100, paragraphs=_PARAGRAPHS)
        )
    count = sum(seen.editions.values())
    return [
        figure("passages of each edition", seen.passages, "passages", 5),
        figure("an edition built and written under load", statistics.median(seen.seconds), "s", len(seen.seconds)),
        figure("answers meanwhile", count, "answers", count),
        figure("mixed or short answers meanwhile", len(seen.wrong), "answers", count),
    ]


def _failover() -> list[dict[str, Any]]:
    """A hundred questions and votes a second while the primary is killed and its standby promoted."""
    with tempfile.TemporaryDirectory(prefix="footnote-bench-") as name, pair() as servers:
        settings = _quick(Path(name), servers.url)
        passed = asyncio.run(ask_through_a_failover(servers, settings, before=10, after=10, a_second=100))
    count = passed.outcomes.total()
    lost = len(passed.acknowledged - passed.kept)
    return [
        figure("failover: answered", passed.outcomes["answered"], "questions", count),
        figure("failover: told to try again", passed.outcomes["try again"], "questions", count),
        figure("failover: wrong, or told anything else", len(passed.wrong) + passed.others, "questions", count),
        figure("failover: acknowledged votes lost", lost, "votes", len(passed.acknowledged)),
        figure("failover: first vote after the promotion", passed.recovered, "s", 1),
    ]


def _quick(data: Path, url: str) -> Settings:
    """Settings that answer everything, without a model."""
    loaded = load_settings(env_file=None)
    return loaded.model_copy(
        update={
            "data_dir": data,
            "database": loaded.database.model_copy(update={"url": url}),
            "encoder": loaded.encoder.model_copy(update={"model": "hashing"}),
            "selector": loaded.selector.model_copy(update={"model": "none"}),
            "answer": loaded.answer.model_copy(update={"threshold": 0.0}),
        }
    )


def _insert(connection: Any, guild: int, generation: int, vectors: Vectors) -> None:
    places = np.zeros((len(vectors), 3), np.int64)
    insert_rows(connection, guild, generation, PASSAGES, places, _batches(vectors))


def _batches(vectors: Vectors) -> Iterator[Vectors]:
    for first in range(0, len(vectors), 1000):
        yield vectors[first : first + 1000]


def _bytes(server: Server, url: str) -> int:
    """What the table of passages and its index take."""
    return int(server.sql("SELECT pg_total_relation_size('passages')", url.rpartition("/")[2]))


def _settle(server: Server, url: str) -> None:
    """As a database is that has had its rows for a while."""
    server.sql("VACUUM ANALYZE passages", url.rpartition("/")[2])
    server.sql("CHECKPOINT")


def _recall(found: Any, vectors: Vectors, query: Vectors) -> float:
    """The share of the best that were found; one that scores as the last of them counts as well."""
    scores = vectors @ query
    least = np.sort(scores)[::-1][_WANTED - 1] - 1e-6
    return float((scores[found] >= least).sum()) / _WANTED


def _percentiles(what: str, times: list[float]) -> list[dict[str, Any]]:
    return [figure(f"{what} p{each}", float(np.percentile(times, each)), "ms", len(times)) for each in (50, 95)]


if __name__ == "__main__":
    raise SystemExit(main())
