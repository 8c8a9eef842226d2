"""The database that is given to every test, as those of this folder call it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from config.settings import Settings
from retrieval.postgres.database import Database


@pytest.fixture
def settings(in_database: Settings) -> Settings:
    """Settings of corpora in a database of this test's own."""
    return in_database


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """It as Footnote uses it."""
    database = Database(url)
    yield database
    database.close()
