"""A PostgreSQL server for the tests of this folder, and a database with every table for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import Settings, load_settings
from retrieval.postgres.database import Database, database_at
from tests.postgres import Server, corpora, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server that runs for all tests that read and write."""
    with running_server() as server:
        yield server


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    """The URL of a database with every table, none of them with a row."""
    url = corpora(server)
    yield url
    server.drop(url)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """The same as Footnote uses it."""
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def settings(hashing: Settings, url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Settings of corpora in that database, also for child processes, with a data folder of this test's own."""
    monkeypatch.setenv("FOOTNOTE_DATABASE__URL", url)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    yield load_settings()
    database_at(url).close()
