"""What the processes of one bot share by way of their database: turns to connect to Discord, and what is done once for all of them.

All of it goes by connections of its own that go to the database itself: a pooler of transactions passes neither locks of a session
on nor news. Where the records are a file of this machine there is one process, which is alone with everything.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from bot.sharing.alone import OwnJobs, OwnTurns
from config.settings import Settings

__all__ = ["Jobs", "Turns", "load_sharing"]


class Turns(Protocol):
    """Turns to begin a session with Discord, which takes one every five seconds of all processes together."""

    async def take(self, shard_id: int, at_once: Callable[[], Awaitable[int]], *, first: bool) -> None:
        """Return when the session of a shard may be begun.

        `at_once` tells how many others Discord takes at the same time; `first` is whether this process has begun none.
        """

    async def aclose(self) -> None:
        """Let go of turns that are not over."""


class Jobs(Protocol):
    """What is done once for all processes; `mine` is whether by this one."""

    mine: bool

    async def keep(self) -> None:
        """Try for it, again and again, until cancelled; returns at once where there are no others."""


def load_sharing(settings: Settings) -> tuple[Turns, Jobs]:
    """Those of `settings`; connects to nothing yet. Raises AddressError."""
    if settings.database.shared is None:
        return OwnTurns(), OwnJobs()
    # The database's library is not needed elsewhere.
    from bot.sharing.connecting import arguments_of  # noqa: PLC0415
    from bot.sharing.jobs import SharedJobs  # noqa: PLC0415
    from bot.sharing.turns import SharedTurns  # noqa: PLC0415

    arguments_of(settings.database.shared)
    return SharedTurns(settings.database.shared), SharedJobs(settings.database.shared)
