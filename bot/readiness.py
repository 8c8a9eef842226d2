"""Whether questions can be answered yet, and what people hear until then."""

from __future__ import annotations

import asyncio

from bot.events import set_within
from retrieval.building.progress import Event, time_left
from retrieval.errors import ClosedError

CLOSING = "Footnote is restarting: please ask again in a moment."


class Readiness:
    """Not ready until told so; `sentence` says what is being done."""

    def __init__(self) -> None:
        self._ready = asyncio.Event()
        self._closed = False
        self.sentence = "Footnote is getting ready: it is loading its model and articles."

    def __bool__(self) -> bool:
        return self._ready.is_set()

    def set(self) -> None:
        """Questions can be answered from now on."""
        self._ready.set()

    def close(self) -> None:
        """Questions that still wait will not be answered."""
        self._closed = not self._ready.is_set()
        self._ready.set()

    def hear(self, event: Event) -> None:
        """Put a build's progress into the sentence."""
        if event["event"] == "progress" and event["total"]:
            # Encoding takes about three times as long as the reading before it.
            begun, width = (0, 25) if event["doing"] == "reading" else (25, 75)
            share = begun + width * event["done"] // event["total"]
            # While it reads, what is left of that is not all that is left.
            left = time_left(event) if event["doing"] == "encoding" else None
            done = f"{share} % done, {left}" if left else f"{share} % done"
            self.sentence = f"Footnote is getting ready: it is reading its articles for the first time, {done}."

    async def wait(self, seconds: float | None = None) -> bool:
        """Wait until questions can be answered, at most `seconds`; whether they can. Raises ClosedError at the end."""
        if not await set_within(self._ready, seconds):
            return False
        if self._closed:
            raise ClosedError(CLOSING)
        return True
