"""News of the articles: which server's another process has built, rolled back or removed, heard from the database at once."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Collection

from bot.events import set_within
from bot.sharing.connecting import FAILURES, Connected, connected
from bot.trying import tried
from retrieval.postgres.tables import NEWS
from retrieval.service import AnswerService
from retrieval.values import SHARED

_log = logging.getLogger(__name__)

_POLL_EVERY = 60.0
_PAUSE, _LONGEST_PAUSE = 1.0, 30.0


async def follow_news(url: str, service: AnswerService, every: float = _POLL_EVERY) -> None:
    """Serve what is new as soon as it is told, and look for oneself whenever telling may have failed; until cancelled."""
    news, pause = _News(service), _PAUSE
    while True:
        try:
            async with connected(url) as held:
                await held.connection.add_listener(NEWS, news.hear)
                if pause > _PAUSE:
                    _log.warning("the database tells of changed articles again")
                pause = _PAUSE
                await news.work(held, every)
        except FAILURES as error:
            if pause == _PAUSE:
                _log.warning(
                    "the database does not tell of changed articles, and is tried again: %s", type(error).__name__
                )
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


class _News:
    """What was heard and is not looked at yet."""

    def __init__(self, service: AnswerService) -> None:
        self._service = service
        self._heard: set[int] = set()
        self._any = asyncio.Event()

    def hear(self, *told: object) -> None:
        """Take in that something serves, or serves no more, of the server that the last of what is told names."""
        if re.fullmatch("[0-9]{1,20}", str(told[-1])):
            self._heard.add(int(str(told[-1])))
            self._any.set()

    async def work(self, held: Connected, every: float) -> None:
        """Look at all that is open, then at what is heard of, and at all again every so many seconds.

        Raises one of FAILURES when the connection is lost.
        """
        held.connection.add_termination_listener(lambda _: self._any.set())
        loop = asyncio.get_running_loop()
        while not held.lost.is_set():
            await held.check()
            # What was told before the connection listened is seen here.
            await self._catch_up({SHARED, *self._service.corpora.look_again()})
            until = loop.time() + every
            while not held.lost.is_set() and loop.time() < until:
                await set_within(self._any, until - loop.time())
                self._any.clear()
                heard, self._heard = self._heard, set()
                await self._catch_up(heard)
        raise ConnectionError("it has closed the connection")

    async def _catch_up(self, corpora: Collection[int]) -> None:
        for corpus_id in corpora:
            await tried(corpus_id, self._service.corpora.catch_up)
