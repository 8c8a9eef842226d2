"""Which process does what is to be done once for all of them."""

from __future__ import annotations

import asyncio
import logging

from bot.events import set_within
from bot.sharing.connecting import FAILURES, JOBS, LOCKS, Connected, connected

_log = logging.getLogger(__name__)

# Seconds between two tries, and between two looks whether the lock is still held.
_EVERY = 15.0


class SharedJobs:
    """Tries, again and again, to hold the lock that says so in the database at `url`; who holds it and dies is followed by another."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.mine = False

    async def keep(self, every: float = _EVERY) -> None:
        """Try for it every so many seconds, and look as often whether it is still held; until cancelled."""
        told = False
        while True:
            try:
                async with connected(self._url) as held:
                    told = False
                    await self._hold(held, every)
            except FAILURES as error:
                if not told:
                    _log.warning("the database does not say whose the jobs are: %s", type(error).__name__)
                told = True
            finally:
                self.mine = False
            await asyncio.sleep(every)

    async def _hold(self, held: Connected, every: float) -> None:
        while not held.lost.is_set():
            if self.mine:
                await held.check()
            elif await held.ask("SELECT pg_try_advisory_lock($1, $2)", LOCKS, JOBS):
                self.mine = True
                _log.info("this process does what is done once for all")
            await set_within(held.lost, every)
