"""Waiting for an event, no longer than so many seconds."""

from __future__ import annotations

import asyncio


async def set_within(event: asyncio.Event, seconds: float | None) -> bool:
    """Whether `event` is set within so many `seconds`; None waits for it however long that takes.

    Who is cancelled meanwhile ends, also where the event is set in the same moment: before Python 3.12 `asyncio.wait_for` then
    goes on as if it had not been cancelled, and what waits in a loop would never end.
    """
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
