"""Looking after the records: what ails them is told to the operators, and what was gone is taken up again."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from bot.client import FootnoteClient
from bot.corpora.operators import tell_operators
from bot.records import RecordsError, Trouble
from bot.rendering.records import render_trouble

_log = logging.getLogger(__name__)

_LOOK_EVERY = 30.0
# A trouble that stays away for so long is gone; one that comes and goes is told of once.
_GONE_AFTER = 600.0


async def watch_records(client: FootnoteClient, every: float = _LOOK_EVERY) -> None:
    """Look for damage, then wait for troubles, tell of each once, and try every so many seconds until it is over; until cancelled."""
    with suppress(RecordsError):  # it is heard of below
        await client.records.check()
    troubles, watch = client.records.troubles, _Watch(client)
    while True:
        await troubles.news()
        if not troubles.present:
            await watch.look()
        await watch.tell()
        while troubles.present:
            await asyncio.sleep(every)
            await watch.look()
            await watch.tell()
        watch.forget()


class _Watch:
    """What the operators were told of, when it was last there, and what they are still to hear."""

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client
        self._told: dict[Trouble, float] = {}
        self._untold: dict[Trouble, str] = {}

    async def look(self) -> None:
        """Try whether the records take something; damaged ones are left as they are, for whoever will mend them."""
        records = self._client.records
        if "damaged" in records.troubles.present:
            return
        before = records.troubles.present
        try:
            await records.probe()
        except RecordsError as error:
            _log.error("the records fail: %s", error)
        else:
            if before:
                _log.warning("the records can be read and written again")

    async def tell(self) -> None:
        """Tell the operators what they don't know yet; where nobody could be reached the next look tries again."""
        troubles, now = self._client.records.troubles, asyncio.get_running_loop().time()
        self._told = {each: at for each, at in self._told.items() if now - at < _GONE_AFTER}
        for trouble in troubles.present:
            if trouble in self._told:
                self._told[trouble] = now
        self._untold |= troubles.take()
        for trouble, sentence in list(self._untold.items()):
            if trouble not in self._told:
                await self._client.logged_in.wait()
                if not await self._reached(trouble, sentence):
                    continue
                self._told[trouble] = now
            del self._untold[trouble]

    def forget(self) -> None:
        """What is over need not be told any more."""
        self._untold.clear()

    async def _reached(self, trouble: Trouble, sentence: str) -> bool:
        try:
            return await tell_operators(self._client, render_trouble(trouble, sentence)) > 0
        except Exception:  # noqa: BLE001 - the next look must come
            _log.exception("the operators could not be told")
            return False
