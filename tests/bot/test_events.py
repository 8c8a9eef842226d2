"""Waiting for an event."""

from __future__ import annotations

import asyncio

import pytest

from bot.events import set_within


async def test_it_says_whether_the_event_came_in_time() -> None:
    """An event that is set is seen at once, also with no time left; one that is not is waited for no longer than so many seconds."""
    event = asyncio.Event()
    assert not await set_within(event, 0.01)
    asyncio.get_running_loop().call_soon(event.set)
    assert await set_within(event, None)
    assert await set_within(event, 0.0)


async def test_a_cancel_as_the_event_is_set_gets_through() -> None:
    """Who is cancelled in the moment that the event is set ends: what waits in a loop would go on for ever else."""
    event = asyncio.Event()

    async def loop() -> None:
        while True:
            await set_within(event, 3600.0)
            event.clear()

    task = asyncio.create_task(loop())
    await asyncio.sleep(0)
    event.set()
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        async with asyncio.timeout(5):
            await task
