"""The picture of a timeline: drawn while the one who asked waits, and shown with the words, or the words without it."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Callable
from typing import Any

import discord

from bot.delivery import FAILURES, InteractionReply
from bot.drawing import DrawingError, draw_timeline
from bot.drawing.cache import PictureCache
from bot.rendering.timeline import PICTURE, described
from retrieval.facts.values import TimelinePage

_log = logging.getLogger(__name__)

# A single event needs no picture.
_LEAST_EVENTS = 2
# Longer than this nobody should wait for a picture; what is drawn by then is there for the next one who asks.
_TO_DRAW = 4.0
_TO_SEND = 20.0
_MOST_UNDER_WAY = 8


class Pictures:
    """Draws what is in sight, for as long as people wait."""

    def __init__(self, seconds: float = _TO_DRAW) -> None:
        self._seconds = seconds
        self._cache = PictureCache()
        self._under_way: set[asyncio.Task[bytes | None]] = set()

    async def picture(self, page: TimelinePage) -> bytes | None:
        """The events of `page` as a PNG; None where a picture would say nothing, can't be drawn or is not there in time."""
        if len(page.events) < _LEAST_EVENTS or len(self._under_way) >= _MOST_UNDER_WAY:
            return None
        task = asyncio.create_task(self._drawn(page))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        done, _ = await asyncio.wait([task], timeout=self._seconds)
        return task.result() if done else None

    def end(self) -> None:
        """Draw nothing more."""
        for task in self._under_way:
            task.cancel()

    async def _drawn(self, page: TimelinePage) -> bytes | None:
        try:
            return await draw_timeline(page, dark=True, cache=self._cache)
        except DrawingError as error:
            _log.warning("a timeline is shown without its picture: %s", error)
            return None
        except Exception:  # noqa: BLE001 - whatever it was, the words are there without it
            _log.exception("a timeline is shown without its picture")
            return None


async def show(
    interaction: discord.Interaction[Any],
    view: Callable[[bool], discord.ui.LayoutView],
    page: TimelinePage,
    png: bytes | None,
) -> None:
    """Show `view(True)` with the picture in place of what was shown before, or `view(False)` where that can't be done."""
    reply = InteractionReply(interaction)
    if png is not None:
        try:
            await reply.show_with(view(True), lambda: [_file(page, png)], _TO_SEND)
        except FAILURES as error:
            _log.warning("a timeline is shown without its picture: %s", error)
        else:
            return
    await reply.show_with(view(False), list)


def _file(page: TimelinePage, png: bytes) -> discord.File:
    return discord.File(io.BytesIO(png), PICTURE, description=described(page.events))
