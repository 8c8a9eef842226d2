"""A server for all tests here, and a database of its own for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from bot.records.migrating import upgrade
from config.settings import Settings, load_settings
from retrieval.postgres.database import database_at
from tests.postgres import Server, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server whose database `migrated` has the tables."""
    with running_server() as running:
        running.sql("CREATE DATABASE migrated OWNER footnote")
        engine = create_engine(running.url("migrated").replace("+asyncpg", "+psycopg"))
        with engine.begin() as connection:
            upgrade(connection)
        engine.dispose()
        yield running


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    """The URL of a new database with empty tables."""
    made = server.database("migrated")
    yield made
    database_at(made).close()
    server.drop(made)


@pytest.fixture
def settings(hashing: Settings, url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of corpora in that database, also for child processes, with a data folder of this test's own."""
    monkeypatch.setenv("FOOTNOTE_DATABASE__URL", url)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    return load_settings()
