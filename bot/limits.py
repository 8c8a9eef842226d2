"""How much one person and one server may ask."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from config.sections import LimitSettings

_MINUTE = 60.0
# Who has not asked for a minute has a full bucket, so forgetting the oldest loses nothing as long as there is room for all
# that ask within one.
_MOST = 100_000


class _Buckets:
    """One bucket a key: it holds `size` questions and fills again in a minute."""

    def __init__(self, size: int, clock: Callable[[], float]) -> None:
        self._size = size
        self._clock = clock
        self._levels: OrderedDict[int, tuple[float, float]] = OrderedDict()

    def wait(self, key: int) -> float:
        """Seconds until the bucket of `key` holds a question; 0 where it does."""
        return max(0.0, (1 - self._level(key)) * _MINUTE / self._size)

    def take(self, key: int) -> None:
        """Take one question out."""
        self._levels[key] = (self._level(key) - 1, self._clock())
        self._levels.move_to_end(key)
        if len(self._levels) > _MOST:
            self._levels.popitem(last=False)

    def _level(self, key: int) -> float:
        level, at = self._levels.get(key, (float(self._size), 0.0))
        return min(self._size, level + (self._clock() - at) * self._size / _MINUTE)


class RateLimits:
    """Counts questions by person and by server. In memory: whoever restarts the bot may ask again."""

    def __init__(self, settings: LimitSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._people = _Buckets(settings.per_person, clock)
        self._servers = _Buckets(settings.per_server, clock)

    def refusal(self, person_id: int, guild_id: int | None) -> str | None:
        """Count a question, or say politely when to ask again; a refused one counts nowhere."""
        person = self._people.wait(person_id)
        if person > 0:
            return (
                f"You have asked {self._settings.per_person} questions in a minute, which is as many as one person may: "
                f"please ask again in {_seconds(person)}."
            )
        server = 0.0 if guild_id is None else self._servers.wait(guild_id)
        if server > 0:
            return (
                f"This server has asked {self._settings.per_server} questions in a minute, which is as many as one may: "
                f"please ask again in {_seconds(server)}."
            )
        self._people.take(person_id)
        if guild_id is not None:
            self._servers.take(guild_id)
        return None


def _seconds(wait: float) -> str:
    seconds = math.ceil(wait)
    return f"{seconds} second{'' if seconds == 1 else 's'}"
