"""What ails the records at present, for those who run the bot."""

from __future__ import annotations

import asyncio

from bot.records.errors import RecordsError, Trouble


class Troubles:
    """The troubles that are there, each with the sentence that it was last told in. To be used on one event loop."""

    def __init__(self) -> None:
        self._present: dict[Trouble, str] = {}
        self._untold: dict[Trouble, str] = {}
        self._news = asyncio.Event()

    @property
    def present(self) -> tuple[Trouble, ...]:
        """The troubles that are there."""
        return tuple(self._present)

    def hear(self, error: RecordsError) -> None:
        """Take in that something failed."""
        if error.trouble is not None:
            self._present[error.trouble] = self._untold[error.trouble] = str(error)
            self._news.set()

    def suspect(self) -> None:
        """Take in that something took too long: whoever watches finds out why."""
        self._news.set()

    def over(self) -> None:
        """Take in that something was written; damage does not go away by that."""
        self._present = {trouble: said for trouble, said in self._present.items() if trouble == "damaged"}

    async def news(self) -> None:
        """Return once something was heard or suspected since the last time."""
        await self._news.wait()
        self._news.clear()

    def take(self) -> dict[Trouble, str]:
        """What was heard since the last time, whether or not it is over."""
        taken, self._untold = self._untold, {}
        return taken
