"""Waiting for what happens in the stand-in, woken by it and never by looking again and again."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Hashable


class Waiting:
    """Those who wait, by what they wait for; a change wakes only those whose key it names."""

    def __init__(self) -> None:
        self._waiters: defaultdict[Hashable, list[asyncio.Event]] = defaultdict(list)
        # What to add to the message when something did not happen: the last requests, what the bot wrote.
        self.hints: list[Callable[[], str]] = []

    def changed(self, *keys: Hashable) -> None:
        for key in keys:
            for event in self._waiters.get(key, ()):
                event.set()

    async def until(self, key: Hashable, true: Callable[[], bool], what: str, seconds: float = 10) -> None:
        """Return once `true()` is; an AssertionError that says `what` did not happen after `seconds`."""
        event = asyncio.Event()
        self._waiters[key].append(event)
        try:
            async with asyncio.timeout(seconds):
                while not true():
                    event.clear()
                    await event.wait()
        except TimeoutError:
            hints = "\n".join(hint() for hint in self.hints)
            raise AssertionError(f"not within {seconds} s: {what}\n{hints}") from None
        finally:
            self._waiters[key].remove(event)
            if not self._waiters[key]:
                del self._waiters[key]
