"""A PostgreSQL server with the tables of corpora, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.postgres.database import Database
from tests.postgres import Server, corpora, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server that runs for all tests that read and write."""
    with running_server() as server:
        yield server


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    """The URL of a database with the tables of corpora, none of them with a row."""
    url = corpora(server)
    yield url
    server.drop(url)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """The same as Footnote uses it."""
    database = Database(url)
    yield database
    database.close()
