"""Pictures that were drawn, kept a while; what is not there is drawn, few at a time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from bot.drawing.process import draw
from bot.drawing.values import Scene

AT_ONCE = 1  # each process takes 90 MB, and on a small machine more at once would be no faster
MOST_KEPT = 16


class PictureCache:
    """The last pictures by their scenes. To be used on one event loop."""

    def __init__(self) -> None:
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._turn = asyncio.Semaphore(AT_ONCE)

    def __len__(self) -> int:
        return len(self._kept)

    async def picture(self, scene: Scene) -> bytes:
        """The scene as a PNG; raises DrawingError, and what draws it ends with the caller."""
        told = scene.to_json()
        if told in self._kept:
            return self._recall(told)
        async with self._turn:
            # Another may have asked for the same while this one waited.
            if told in self._kept:
                return self._recall(told)
            drawn = await draw(told)
        self._kept[told] = drawn
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return drawn

    def _recall(self, told: bytes) -> bytes:
        self._kept.move_to_end(told)
        return self._kept[told]
