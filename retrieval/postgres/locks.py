"""Who builds a corpus and who changes its articles: one process of the whole deployment each.

The locks are the database's. They go with their connection, and so with the process that holds them, whatever becomes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

import psycopg

from retrieval.errors import BuildLocked
from retrieval.postgres.database import Database


def build_lock(database: Database, guild_id: int) -> AbstractContextManager[None]:
    """Nobody else builds the corpus inside the `with`; raises BuildLocked where someone does."""
    otherwise = "a build of this corpus is already running (another process): wait for it to end"
    return _alone(database, f"footnote build of {guild_id}", otherwise)


def change_lock(database: Database, guild_id: int) -> AbstractContextManager[None]:
    """Nobody else changes the articles of the corpus inside the `with`; raises BuildLocked where someone does."""
    otherwise = "another change of this corpus is under way: wait for it to end"
    return _alone(database, f"footnote change of {guild_id}", otherwise)


@contextmanager
def _alone(database: Database, what: str, otherwise: str) -> Iterator[None]:
    # A lock of two keys, what and of which corpus, has 32 bits for each, which hold no server's id: one of 64 is made of both.
    with database.apart() as connection:
        found = connection.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", (what,)).fetchone()
        if found != (True,):
            raise BuildLocked(otherwise)
        try:
            yield
        finally:
            # Let go of in so many words: after a connection is closed the database takes a moment to do so, and the next would be
            # refused. Where the connection is gone so is the lock.
            with suppress(psycopg.Error):
                connection.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", (what,))
