"""A PostgreSQL server for what processes share, and a database of each test's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.sharing.connecting import LOCKS
from tests.postgres import Server, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server that runs for all tests that leave it running."""
    with running_server() as server:
        yield server


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    """The URL of a database, as settings have it."""
    url = server.database()
    yield url
    server.drop(url)


def end_holder(server: Server, what: int) -> None:
    """End the connection that holds a lock, as when its process dies."""
    holds = f"locktype = 'advisory' AND granted AND classid = {LOCKS} AND objid::int8::bit(32)::int4 = {what}"
    server.sql(f"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE {holds}")  # noqa: S608 - numbers of ours
