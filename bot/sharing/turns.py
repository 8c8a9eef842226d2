"""Whose turn it is to begin a session with Discord, which takes one every five seconds, of all processes together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import asyncpg

from bot.sharing.connecting import FAILURES, LOCKS, close, connect

_log = logging.getLogger(__name__)

# Discord's five, and a little for the way there.
_SECONDS = 5.5
# Who waits has said nothing to Discord, which closes the connection after some 80 seconds; then a turn would be wasted.
_LONGEST = 45.0


class SharedTurns:
    """Hands them out by locks in the database at `url`, as many as Discord takes sessions at once: by the shard's number.

    Who has a turn holds the lock for as long as it lasts; where a process dies its lock goes with it. Connecting to Discord needs
    no database: where there is none each process waits for itself.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._held: dict[asyncio.Task[None], asyncpg.Connection[asyncpg.Record]] = {}

    async def take(self, shard_id: int, at_once: Callable[[], Awaitable[int]], *, first: bool) -> None:  # noqa: ARG002 - others begin too
        """Return when the session of a shard may be begun; raises TimeoutError where it should connect anew and wait again."""
        bucket = shard_id % await at_once()
        try:
            async with asyncio.timeout(_LONGEST) as patience:
                connection = await self._locked(bucket)
        except FAILURES as error:
            if patience.expired():
                raise
            _log.warning("the database does not say whose turn it is to connect to Discord: %s", type(error).__name__)
            await asyncio.sleep(_SECONDS)
            return
        task = asyncio.create_task(_hold(connection))
        self._held[task] = connection
        task.add_done_callback(self._held.pop)

    async def aclose(self) -> None:
        """Let go of all."""
        held = dict(self._held)
        for task in held:
            task.cancel()
        await asyncio.gather(*held, return_exceptions=True)
        # A task that is cancelled before it has begun closes nothing.
        await asyncio.gather(*map(close, held.values()))

    async def _locked(self, bucket: int) -> asyncpg.Connection[asyncpg.Record]:
        connection = await connect(self._url)
        try:
            await connection.fetchval("SELECT pg_advisory_lock($1, $2)", LOCKS, bucket)
        except BaseException:
            connection.terminate()
            raise
        return connection


async def _hold(connection: asyncpg.Connection[asyncpg.Record]) -> None:
    await asyncio.sleep(_SECONDS)
    await close(connection)
