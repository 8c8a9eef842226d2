"""So many at once, and so many who wait for their turn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from retrieval.errors import BusyError


class Turns:
    """Lets `at_once` in at a time and `waiting` more wait; whoever comes then hears `busy`, a sentence."""

    def __init__(self, at_once: int, waiting: int, busy: str) -> None:
        self._turn, self._most, self._busy = asyncio.Semaphore(at_once), at_once + waiting, busy
        self._asked = 0

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """A turn for as long as the `with` lasts; raises BusyError."""
        if self._asked >= self._most:
            raise BusyError(self._busy)
        self._asked += 1
        try:
            async with self._turn:
                yield
        finally:
            self._asked -= 1
