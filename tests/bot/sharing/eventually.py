"""Waiting for what nobody tells of: the state of another connection, or a line in the log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


async def eventually(true: Callable[[], object], seconds: float = 30) -> None:
    """Return once `true()` is."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - nobody sets an event for it
            await asyncio.sleep(0.02)
