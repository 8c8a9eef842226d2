"""How much one person and one server may ask, whichever process of the bot hears it. One seam, its backends in a table."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from bot.limits.buckets import Bucket, BucketsAway
from bot.limits.memory import MemoryBuckets
from config.sections import LimitSettings
from config.settings import Settings
from corpus.printable import counted
from retrieval.backends import load_backend

__all__ = ["BUCKETS", "Bucket", "Buckets", "BucketsAway", "MemoryBuckets", "RateLimits", "load_buckets"]

_log = logging.getLogger(__name__)

# Who keeps the buckets -> their class. Several processes share those in a database.
BUCKETS = {"memory": "bot.limits.memory:MemoryBuckets", "postgresql": "bot.limits.postgres:PostgresBuckets"}
# Seconds for which a database that did not answer is not asked again: every question would wait for it.
_PAUSE = 5.0
_PERSON = "You have asked {} in a minute, which is as many as one person may"
_MEMBER = f"{_PERSON} in this server"
_SERVER = "This server has asked {} in a minute, which is as many as one may"
_PRESSED = "You have pressed buttons and used commands {} in a minute, which is as often as one person may: please try again in {}."


class Buckets(Protocol):
    """Buckets that hold so many questions each and fill again in a minute."""

    async def take(self, asked: Sequence[Bucket]) -> Sequence[float]:
        """Seconds until each of `asked` holds a question. Where all of them do, one is taken from each; else none is.

        Raises BucketsAway.
        """
        ...

    async def clear(self) -> None:
        """Let go of what is full again; raises BucketsAway."""

    async def aclose(self) -> None:
        """Let go of what is held."""


class RateLimits:
    """Counts questions by person and by server, in `buckets`, and presses and completions by person, in this process alone.

    `of_server` says what a server allows, which is never more than `settings` do. Where `buckets` are away they are counted by
    this process alone until those are back: nobody is refused for that, and nobody may ask without end.
    """

    def __init__(
        self,
        settings: LimitSettings,
        buckets: Buckets,
        of_server: Callable[[int], LimitSettings] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._of_server = of_server
        self._buckets = buckets
        self._clock = clock
        self._alone = MemoryBuckets(clock)
        # Neither waits for a database: each costs little, and there are many.
        self._presses, self._completions = MemoryBuckets(clock), MemoryBuckets(clock)
        self._again: float | None = None

    async def refusal(self, person_id: int, guild_id: int | None) -> str | None:
        """Count a question, or say politely when to ask again; a refused one counts nowhere.

        It takes no longer than a look-up, and a moment at most where a database has just gone.
        """
        most = self._settings
        here = most if guild_id is None or self._of_server is None else self._of_server(guild_id)
        asked = [(Bucket(0, person_id, most.per_person), _PERSON)]
        if guild_id is not None:
            if here.per_person < most.per_person:
                asked.append((Bucket(guild_id, person_id, here.per_person), _MEMBER))
            asked.append((Bucket(guild_id, 0, here.per_server), _SERVER))
        waits = await self._take([bucket for bucket, _ in asked])
        for (bucket, sentence), wait in zip(asked, waits, strict=True):
            if wait > 0:
                return f"{sentence.format(counted(bucket.size, 'question'))}: please ask again in {_seconds(wait)}."
        return None

    async def press_refusal(self, person_id: int) -> str | None:
        """Count a press, or a command that asks nothing, or say when to try again; a refused one does not count."""
        bucket = Bucket(0, person_id, self._settings.presses)
        (wait,) = await self._presses.take([bucket])
        return _PRESSED.format(counted(bucket.size, "time"), _seconds(wait)) if wait > 0 else None

    async def completes(self, person_id: int) -> bool:
        """Count a completion of what someone types; whether there may be one."""
        (wait,) = await self._completions.take([Bucket(0, person_id, self._settings.presses)])
        return wait == 0

    async def clear(self) -> None:
        """Let go of who has not asked for a minute; raises BucketsAway."""
        await self._buckets.clear()

    async def aclose(self) -> None:
        """Let go of what is held."""
        await self._buckets.aclose()

    async def _take(self, asked: Sequence[Bucket]) -> Sequence[float]:
        if self._again is not None and self._clock() < self._again:
            return await self._alone.take(asked)
        try:
            waits = await self._buckets.take(asked)
        except BucketsAway as error:
            if self._again is None:
                _log.warning("limits are counted by this process alone until the database is back: %s", error)
            self._again = self._clock() + _PAUSE
            return await self._alone.take(asked)
        if self._again is not None:
            _log.warning("limits are counted in the database again")
            self._again = None
        return waits


def load_buckets(settings: Settings) -> Buckets:
    """The buckets of `settings`: in the database where several processes share one. Connects to nothing yet."""
    shared = settings.database.shared is not None
    made: Buckets = load_backend(BUCKETS, "postgresql" if shared else "memory")(
        *([settings.database.url] if shared else [])
    )
    return made


def _seconds(wait: float) -> str:
    return counted(math.ceil(wait), "second")
