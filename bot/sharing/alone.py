"""One process, which shares with nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

# Discord's pause between two sessions.
_SECONDS = 5.0


class OwnTurns:
    """Shards are connected one after the other, so it is enough to pause between them."""

    async def take(self, shard_id: int, at_once: Callable[[], Awaitable[int]], *, first: bool) -> None:  # noqa: ARG002 - as others
        """Wait, unless it is the first."""
        if not first:
            await asyncio.sleep(_SECONDS)

    async def aclose(self) -> None:
        """Nothing is held."""


class OwnJobs:
    """All of them are this process's."""

    mine = True

    async def keep(self) -> None:
        """There is nobody else."""
