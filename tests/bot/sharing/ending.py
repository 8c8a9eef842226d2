"""The end of another process, as far as its database sees it."""

from __future__ import annotations

from bot.sharing.connecting import LOCKS
from tests.postgres import Server


def end_holder(server: Server, what: int) -> None:
    """End the connection that holds a lock, as when its process dies."""
    holds = f"locktype = 'advisory' AND granted AND classid = {LOCKS} AND objid::int8::bit(32)::int4 = {what}"
    server.sql(f"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE {holds}")  # noqa: S608 - numbers of ours
