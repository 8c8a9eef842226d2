"""Buckets in memory, of one process: whoever restarts the bot may ask again."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

from bot.limits.buckets import MINUTE, Bucket

# Who has not asked for a minute has a full bucket, so forgetting the oldest loses nothing as long as there is room for all
# that ask within one.
_MOST = 300_000


class MemoryBuckets:
    """Keeps how full each was when it was last taken from."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._levels: OrderedDict[tuple[int, int], tuple[float, float]] = OrderedDict()

    async def take(self, asked: Sequence[Bucket]) -> Sequence[float]:
        """Seconds until each of `asked` holds a question. Where all of them do, one is taken from each; else none is."""
        levels = [self._level(each) for each in asked]
        waits = [max(0.0, (1 - level) * MINUTE / each.size) for each, level in zip(asked, levels, strict=True)]
        if not any(waits):
            for each, level in zip(asked, levels, strict=True):
                self._put(each, level - 1)
        return waits

    async def clear(self) -> None:
        """Nothing: what is not used any more makes room by itself."""

    async def aclose(self) -> None:
        """Nothing is held."""

    def _level(self, bucket: Bucket) -> float:
        level, at = self._levels.get((bucket.guild_id, bucket.person_id), (float(bucket.size), 0.0))
        return min(bucket.size, level + (self._clock() - at) * bucket.size / MINUTE)

    def _put(self, bucket: Bucket, level: float) -> None:
        key = (bucket.guild_id, bucket.person_id)
        self._levels[key] = (level, self._clock())
        self._levels.move_to_end(key)
        if len(self._levels) > _MOST:
            self._levels.popitem(last=False)
