"""The message that follows a build, for as long as Discord lets it be edited."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

import discord

from bot.corpora.heard import Heard
from bot.delivery import FAILURES, NO_MENTIONS, TOKEN_LIFE, passes, persist
from bot.events import set_within
from bot.rendering.building import render_progress, render_still_building

_log = logging.getLogger(__name__)

_EVERY = 2.0
# How long the end waits for an edit that is on its way, so that it does not come after.
_LAST_EDIT = 10.0


class Following:
    """Shows how far a build is. Nothing that goes wrong here reaches the build."""

    def __init__(
        self,
        interaction: discord.Interaction[Any],
        corpus_id: int,
        heard: Heard,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._interaction = interaction
        self._corpus_id = corpus_id
        self._heard = heard
        self._clock = clock
        self._until = clock() + TOKEN_LIFE
        self._shown: tuple[bool, int, int] | None = None
        self._over = False
        self._ended = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Show how far it is, at once and then every two seconds."""
        self._task = asyncio.create_task(self._follow())

    async def look(self) -> None:
        """Edit the message once, where there is something new to show and still a message to show it in."""
        if self._over:
            return
        if self._clock() >= self._until:
            self._over = True
            await self._edit(render_still_building(self._corpus_id))
            return
        now = (self._heard.waiting, self._heard.stage, self._heard.done)
        if now != self._shown and await self._edit(render_progress(self._corpus_id, self._heard)):
            self._shown = now

    async def end(self, view: discord.ui.LayoutView, seconds: float = TOKEN_LIFE) -> None:
        """Show how it ended, trying for `seconds` at most."""
        self._ended.set()
        if self._task is not None:
            await asyncio.wait([self._task], timeout=min(seconds, _LAST_EDIT))
        gone, left = self._over, min(seconds, self._until - self._clock())
        self.stop()
        if gone or left <= 0:
            return
        try:
            async with asyncio.timeout(left):
                await persist(lambda: self._send(view), left)
        except FAILURES as error:
            _log.warning("the end of a build could not be shown: %s", error)

    def stop(self) -> None:
        """Edit no more."""
        self._over = True
        if self._task is not None:
            self._task.cancel()

    async def _follow(self) -> None:
        while not self._ended.is_set():
            try:
                await self.look()
            except Exception:  # noqa: BLE001 - the build goes on, and so does the next look
                _log.exception("the progress of a build could not be shown")
            await set_within(self._ended, _EVERY)

    async def _edit(self, view: discord.ui.LayoutView) -> bool:
        """One attempt; whether it succeeded. A failure that passes is made good at the next look."""
        try:
            await self._send(view)
        except FAILURES as error:
            self._over = self._over or not passes(error)
            _log.info("the progress of a build could not be shown: %s", error)
            return False
        return True

    async def _send(self, view: discord.ui.LayoutView) -> None:
        await self._interaction.edit_original_response(view=view, allowed_mentions=NO_MENTIONS)
