"""How much one person and one server may ask."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from config.sections import LimitSettings
from corpus.printable import counted

_MINUTE = 60.0
# Who has not asked for a minute has a full bucket, so forgetting the oldest loses nothing as long as there is room for all
# that ask within one.
_MOST = 100_000
_PERSON = "You have asked {} in a minute, which is as many as one person may"
_MEMBER = f"{_PERSON} in this server"
_SERVER = "This server has asked {} in a minute, which is as many as one may"


class _Buckets:
    """One bucket a key: it holds so many questions and fills again in a minute."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._levels: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def wait(self, key: Hashable, size: int) -> float:
        """Seconds until the bucket of `key` holds a question; 0 where it does."""
        return max(0.0, (1 - self._level(key, size)) * _MINUTE / size)

    def take(self, key: Hashable, size: int) -> None:
        """Take one question out."""
        self._levels[key] = (self._level(key, size) - 1, self._clock())
        self._levels.move_to_end(key)
        if len(self._levels) > _MOST:
            self._levels.popitem(last=False)

    def _level(self, key: Hashable, size: int) -> float:
        level, at = self._levels.get(key, (float(size), 0.0))
        return min(size, level + (self._clock() - at) * size / _MINUTE)


class RateLimits:
    """Counts questions by person and by server. In memory: whoever restarts the bot may ask again.

    `of_server` says what a server allows, which is never more than `settings` do.
    """

    def __init__(
        self,
        settings: LimitSettings,
        clock: Callable[[], float] = time.monotonic,
        of_server: Callable[[int], LimitSettings] | None = None,
    ) -> None:
        self._settings = settings
        self._of_server = of_server
        # People everywhere, people in a server that allows them less, servers.
        self._people, self._members, self._servers = _Buckets(clock), _Buckets(clock), _Buckets(clock)

    def refusal(self, person_id: int, guild_id: int | None) -> str | None:
        """Count a question, or say politely when to ask again; a refused one counts nowhere."""
        most = self._settings
        here = most if guild_id is None or self._of_server is None else self._of_server(guild_id)
        asked: list[tuple[_Buckets, Hashable, int, str]] = [(self._people, person_id, most.per_person, _PERSON)]
        if here.per_person < most.per_person:
            asked.append((self._members, (guild_id, person_id), here.per_person, _MEMBER))
        if guild_id is not None:
            asked.append((self._servers, guild_id, here.per_server, _SERVER))
        for buckets, key, size, sentence in asked:
            wait = buckets.wait(key, size)
            if wait > 0:
                return f"{sentence.format(counted(size, 'question'))}: please ask again in {_seconds(wait)}."
        for buckets, key, size, _ in asked:
            buckets.take(key, size)
        return None


def _seconds(wait: float) -> str:
    return counted(math.ceil(wait), "second")
