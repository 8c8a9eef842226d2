"""So many at once, and so many who wait for their turn."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from retrieval.errors import BusyError


class Turns:
    """Lets `at_once` in at a time and `waiting` more wait, of any one `each` in all; whoever comes then hears `busy`, a sentence."""

    def __init__(self, at_once: int, waiting: int, busy: str, each: int | None = None) -> None:
        self._turn, self._most, self._busy = asyncio.Semaphore(at_once), at_once + waiting, busy
        self._each = self._most if each is None else each
        self._asked = Counter[int]()

    @asynccontextmanager
    async def one(self, whose: int = 0) -> AsyncIterator[None]:
        """A turn of `whose` for as long as the `with` lasts; raises BusyError."""
        if self._asked.total() >= self._most or self._asked[whose] >= self._each:
            raise BusyError(self._busy)
        self._asked[whose] += 1
        try:
            async with self._turn:
                yield
        finally:
            self._asked[whose] -= 1
            self._asked += Counter()  # of whom nothing is counted nothing is kept
