"""What the store in PostgreSQL does beyond what every store must do: graphs, generations that go, servers that die."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pgvector import HalfVector

from retrieval.errors import DatabaseError, DatabaseUnreachable, GenerationError
from retrieval.postgres import store
from retrieval.postgres import vectors as module
from retrieval.postgres.connecting import Connected
from retrieval.postgres.database import Database
from retrieval.postgres.store import PostgresIndex, PostgresStore
from retrieval.postgres.tables import PASSAGES, SENTENCES
from retrieval.postgres.vectors import (
    GRAPH_SETTINGS,
    delete_rows,
    drop_graphs,
    drop_left_graphs,
    graph_name,
    insert_rows,
    nearest,
)
from retrieval.stores import Vectors, load_store
from tests.postgres import Server
from tests.retrieval.postgres.rows import clustered, passages

COUNT = 3000


@pytest.fixture
def graphs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Graphs are made of more than 1,000 rows."""
    monkeypatch.setattr(module, "EXACT", 1000)
    monkeypatch.setattr(store, "EXACT", 1000)


def _insert(connection: Connected, places: NDArray[np.int64], vectors: Vectors) -> None:
    insert_rows(connection, 5, 1, PASSAGES, places, [vectors])


def _indexes(server: Server, url: str) -> list[str]:
    return [each for each in server.sql("SELECT indexname FROM pg_indexes", _name(url)).split() if "hnsw" in each]


def _name(url: str) -> str:
    return url.rpartition("/")[2]


def test_rows_stand_with_their_places(database: Database) -> None:
    """Every row has its places and its vector, in whatever batches the vectors come."""
    vectors, places = clustered(2500), np.random.default_rng(3).integers(0, 2**31, (2500, 4))
    batches = (vectors[:0], vectors[:1], vectors[1:1700], vectors[1700:])
    database.write(5, lambda c: insert_rows(c, 5, 1, SENTENCES, places, batches))
    found = database.read(
        5, lambda c: c.execute('SELECT article, paragraph, start, stop FROM sentences ORDER BY "row"').fetchall()
    )
    np.testing.assert_array_equal(found, places)
    index = PostgresStore(database, 5, 1).open(Path("sentences.vectors"))
    assert len(index) == 2500
    np.testing.assert_array_equal(index.vectors(np.arange(2500)), vectors)


def test_numbers_must_agree(database: Database) -> None:
    """A vector too few or too many is an error, and nothing is kept."""
    places = np.zeros((10, 3), np.int64)
    for vectors in (clustered(9), clustered(11)):
        with pytest.raises(ValueError, match="10 places"):
            database.write(5, partial(_insert, places=places, vectors=vectors))
    assert len(PostgresStore(database, 5, 1).open(Path("passages.vectors"))) == 0


def test_store_of_a_generation_keeps_it_where_that_is_read(database: Database, tmp_path: Path) -> None:
    """What is written for a generation is found by its number, of sentences and passages each, and replaced as a whole."""
    for vectors in (clustered(30), clustered(20, seed=8)):
        for name in ("sentences.vectors", "passages.vectors"):
            with PostgresStore(database, 5, 3).create(tmp_path / name, *vectors.shape) as writer:
                writer[:] = vectors if name.startswith("s") else -vectors
        found = [PostgresStore(database, 5, 3).open(Path(name)) for name in ("sentences.vectors", "passages.vectors")]
        np.testing.assert_array_equal(found[0].vectors(np.arange(len(vectors))), vectors)
        np.testing.assert_array_equal(found[1].vectors(np.arange(len(vectors))), -vectors)
        assert len(found[0]) == len(found[1]) == len(vectors)
    assert len(PostgresStore(database, 6, 3).open(Path("sentences.vectors"))) == 0


def test_generations_and_servers_beside_each_other_do_not_mix(database: Database) -> None:
    """Of two generations of two servers each finds its own rows, whatever the others hold."""
    made = {
        (guild_id, generation): (clustered(40, seed=guild_id + generation), guild_id, generation)
        for guild_id in (0, 5)
        for generation in (1, 2)
    }
    indexes = {key: passages(database, *each) for key, each in made.items()}
    for key, (vectors, *_) in made.items():
        for row in (0, 17, 39):
            scores, rows = indexes[key].search(vectors[row], 1, range(40))
            assert rows.tolist() == [row]
            assert scores[0] == pytest.approx(1, abs=1e-3)


def test_gone_generation_is_told(database: Database, graphs: None) -> None:
    """Once its rows are removed, who still holds an index of them is told so, and never given fewer rows as if they were all."""
    for count in (30, 1500):
        index = passages(database, clustered(count))
        database.write(5, lambda c: delete_rows(c, 5, 1))
        for within in (range(count), range(3, 9)):
            with pytest.raises(GenerationError, match="generation 1 of corpus 5 is gone"):
                index.search(clustered(1)[0], 4, within)
        with pytest.raises(GenerationError, match="generation 1 of corpus 5 is gone"):
            index.vectors(np.array([2]))
        drop_graphs(database, 5, 1)


def test_search_that_a_killed_server_cuts_off_is_right_afterwards(database: Database, server: Server) -> None:
    """It is told of as long as the server is down, and the same rows are found once it runs again."""
    index = passages(database, clustered(200))
    before = index.search(clustered(1)[0], 10, range(200))
    server.kill()
    with pytest.raises(DatabaseUnreachable):
        index.search(clustered(1)[0], 10, range(200))
    server.start()
    np.testing.assert_array_equal(index.search(clustered(1)[0], 10, range(200)), before)


def test_query_of_floats_is_ordered_as_by_floats(database: Database) -> None:
    """Of rows whose scores differ by less than the query loses as halves, the choice and the order are those of its floats."""
    random = np.random.default_rng(5)
    query = random.normal(size=384).astype(np.float32)
    query /= np.linalg.norm(query)
    aside = random.normal(size=(400, 384))
    aside -= np.outer(aside @ query, query)
    aside /= np.linalg.norm(aside, axis=1, keepdims=True)
    vectors: Vectors = (0.8 * query + 0.6 * aside).astype(np.float16).astype(np.float32)
    exact = vectors.astype(np.float64) @ query.astype(np.float64)
    for k in (1, 10, 100):
        scores, rows = passages(database, vectors, 5, k).search(query, k, range(400))
        np.testing.assert_allclose(scores, np.sort(exact)[::-1][:k], atol=2e-7)
        np.testing.assert_allclose(exact[rows], np.sort(exact)[::-1][:k], atol=2e-7)


def test_graph_is_made_of_more_rows_than_are_searched_exactly_and_goes_with_them(
    database: Database, server: Server, url: str, graphs: None
) -> None:
    """There is one per server, generation and table above the bound, made with the rows and removed after them."""
    passages(database, clustered(1000), 5, 1)
    assert _indexes(server, url) == []
    passages(database, clustered(1001), 5, 2)
    assert _indexes(server, url) == ["hnsw_passages_5_2"]
    with pytest.raises(DatabaseError):
        passages(database, clustered(1001), 5, 2)
    database.write(5, lambda c: delete_rows(c, 5, 2))
    for _ in range(2):
        drop_graphs(database, 5, 2)
    assert _indexes(server, url) == []
    assert len(graph_name(SENTENCES, 2**63 - 1, 2**63 - 1)) <= 63


def test_two_that_make_graphs_at_once_wait_for_each_other(database: Database, server: Server, graphs: None) -> None:
    """Who writes so many rows that they get a graph lets another who does so wait before its first, and neither fails."""
    begun = threading.Event()

    def first() -> Iterator[Vectors]:
        yield clustered(1200)
        while not begun.is_set() and "advisory|f" not in server.sql("SELECT locktype, granted FROM pg_locks").split():
            pass

    def second() -> Iterator[Vectors]:
        yield clustered(1200)
        begun.set()

    def write(guild_id: int, vectors: Iterator[Vectors]) -> None:
        places = np.zeros((1200, 4), np.int32)
        database.write(guild_id, lambda c: insert_rows(c, guild_id, 1, SENTENCES, places, vectors))

    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(write, 5, first())
        while "RowExclusiveLock" not in server.sql("SELECT mode FROM pg_locks WHERE locktype = 'relation'"):
            pass
        two = threads.submit(write, 6, second())
        one.result(60)
        two.result(60)
    for guild_id in (5, 6):
        assert len(PostgresStore(database, guild_id, 1).open(Path("sentences.vectors"))) == 1200


def test_graph_is_used_with_a_plan_of_its_own_and_not_with_one_for_all(
    database: Database, server: Server, url: str, graphs: None
) -> None:
    """What a search sends is answered by the partial index, with parameters, policies and statistics that mislead.

    With a plan for any server, as PostgreSQL would come to after some searches, it would not be.
    """
    vectors = clustered(COUNT)
    for guild_id in range(100, 130):
        passages(database, vectors[:300], guild_id, guild_id % 7)
    passages(database, vectors)
    server.sql("ANALYZE", _name(url))
    values = {"query": HalfVector(vectors[0]), "guild": 5, "generation": 1, "wanted": 46}
    statement = nearest(PASSAGES, 32)

    def sent(connection: Connected) -> str:
        assert connection.execute("SHOW plan_cache_mode").fetchone() == ("force_custom_plan",)
        assert connection.execute("SHOW hnsw.ef_search").fetchone() == ("100",)
        return _plan(connection.execute(b"EXPLAIN " + statement, values).fetchall())

    def prepared(connection: Connected) -> str:
        numbered = statement
        for number, name in enumerate(values, 1):
            numbered = re.sub(rb"%\(" + name.encode() + rb"\)b", b"$%d" % number, numbered)
        connection.execute(b"PREPARE near (halfvec, bigint, bigint, int) AS " + numbered)
        query = HalfVector(vectors[0]).to_text()
        plan = _plan(connection.execute(f"EXPLAIN EXECUTE near ('{query}', 5, 1, 46)").fetchall())
        connection.execute("DEALLOCATE near")
        return plan

    used = "Index Scan using hnsw_passages_5_1 on passages"
    assert used in database.read(5, sent, GRAPH_SETTINGS)
    assert used in database.read(5, prepared, GRAPH_SETTINGS)
    for_all = f"{GRAPH_SETTINGS}; SET LOCAL plan_cache_mode = force_generic_plan"
    assert "hnsw" not in database.read(5, prepared, for_all)


def _plan(found: list[tuple[str]]) -> str:
    return "\n".join(line for (line,) in found)


def test_nearly_all_of_the_nearest_are_found_by_the_graph(database: Database, graphs: None, tmp_path: Path) -> None:
    """Of the ten and thirty nearest of 3,000 at least 98 in 100 are found, with exact scores; of a stretch, and of more than
    the graph keeps in view, all are.
    """
    vectors, queries = clustered(COUNT), clustered(30, seed=8)
    index = passages(database, vectors)
    with load_store("numpy").create(tmp_path / "exact", *vectors.shape) as writer:
        writer[:] = vectors
    exact = load_store("numpy").open(tmp_path / "exact")
    for k, within, least in (
        (10, range(COUNT), 0.98),
        (30, range(COUNT), 0.98),
        (60, range(COUNT), 1),
        (30, range(1, COUNT), 1),
    ):
        shared = 0
        for query in queries:
            scores, rows = index.search(query, k, within)
            np.testing.assert_allclose(scores, vectors[rows] @ query, atol=1e-6)
            shared += len(set(rows.tolist()) & set(exact.search(query, k, within)[1].tolist()))
        assert shared >= least * k * len(queries)


def test_equals_that_a_graph_cuts_among_come_in_the_order_of_rows(database: Database, graphs: None) -> None:
    """Where a tenth of the rows says the same, the first of them are found."""
    vectors = clustered(COUNT)
    vectors[::10] = vectors[0]
    index: PostgresIndex = passages(database, vectors)
    assert index.search(vectors[0], 30, range(COUNT))[1].tolist() == list(range(0, 300, 10))


def test_graphs_of_the_gone_are_dropped_when_nobody_makes_one(
    server: Server, url: str, database: Database, graphs: None
) -> None:
    """Who drops one while another makes one would wait for whom waits for it: it is left, and dropped by the next who looks."""
    for generation in (1, 2):
        passages(database, clustered(1500), 5, generation)
        database.write(5, lambda c, generation=generation: delete_rows(c, 5, generation))  # type: ignore[misc]
    database.write(5, _a_generation)
    assert len(_indexes(server, url)) == 2
    with database.apart() as making, making.transaction():
        making.execute("SELECT pg_advisory_xact_lock(%s)", [module._GRAPHS])
        drop_graphs(database, 5, 1)
        drop_left_graphs(database)
        assert len(_indexes(server, url)) == 2
    drop_left_graphs(database)
    assert _indexes(server, url) == [graph_name(PASSAGES, 5, 2)], "a generation that is there keeps its own"


def _a_generation(connection: Connected) -> None:
    """Let generation 2 of server 5 be one that is there."""
    connection.execute("INSERT INTO corpora (guild_id) VALUES (5)")
    connection.execute(
        "INSERT INTO generations (guild_id, generation, id, dimension) VALUES (5, 2, '000002-0000000a', 384)"
    )
