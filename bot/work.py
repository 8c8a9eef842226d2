"""What is under way, so that an end can wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.events import set_within

_MANY = 10


class Work:
    """Counts what is under way; once `closing`, nothing new is taken on."""

    def __init__(self) -> None:
        self.closing = False
        self._count = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._unacknowledged = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Something is under way inside the `with`."""
        self._count += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._count -= 1
            if self._count == 0:
                self._idle.set()

    @contextmanager
    def acknowledging(self) -> Iterator[None]:
        """An interaction is being acknowledged inside the `with`."""
        self._unacknowledged += 1
        self._quiet.clear()
        try:
            yield
        finally:
            self._unacknowledged -= 1
            if self._unacknowledged == 0:
                self._quiet.set()

    async def let_others_in(self, seconds: float = 0.1) -> None:
        """Where many came at once, let all be acknowledged before any is worked on; a steady stream is not held up."""
        if self._unacknowledged < _MANY:
            return
        await set_within(self._quiet, seconds)

    async def drain(self, seconds: float) -> bool:
        """Take on nothing new and wait for the rest; whether it ended in time."""
        self.closing = True
        return await set_within(self._idle, seconds)
