"""Waiting for what nobody tells of: the state of another connection, or a line in the log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


async def eventually(true: Callable[[], object]) -> None:
    """Return once `true()` is."""
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110 - nobody sets an event for it
            await asyncio.sleep(0.02)
