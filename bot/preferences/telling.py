"""Telling a server's channel for changes what was changed, by whom, and how it went."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import TYPE_CHECKING

import discord

from bot.delivery import NO_MENTIONS, persist
from bot.records.values import WHOLE_SERVER, Preferences

if TYPE_CHECKING:
    from bot.client import FootnoteClient

_log = logging.getLogger(__name__)
_TO_SEND = 60.0


class ChangeLog:
    """Posts a line for each change of a server's articles or settings, where the server has named a channel for that."""

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client
        self._telling: set[asyncio.Task[bool]] = set()

    def tell(self, guild_id: int, view: discord.ui.LayoutView) -> None:
        """Post `view` in a server's channel for changes, if it has one, without holding anything up."""
        server = self._client.preferences.of_server(guild_id).get(WHOLE_SERVER, Preferences())
        if server.log_channel_id is not None:
            self.tell_in(guild_id, server.log_channel_id, view)

    def tell_in(self, guild_id: int, channel_id: int, view: discord.ui.LayoutView) -> None:
        """Post `view` in a channel without holding anything up."""
        task = asyncio.create_task(self.post(guild_id, channel_id, view))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def post(
        self, guild_id: int, channel_id: int, view: discord.ui.LayoutView, seconds: float = _TO_SEND
    ) -> bool:
        """Post `view`, trying for `seconds`; whether it stands there. Raises nothing: a failure is logged."""
        nonce = secrets.randbits(60)  # keeps a repeated attempt from becoming a second message
        channel = self._client.get_partial_messageable(channel_id, guild_id=guild_id)
        with self._client.work.one():
            try:
                async with asyncio.timeout(seconds):
                    await persist(lambda: channel.send(view=view, nonce=nonce, allowed_mentions=NO_MENTIONS), seconds)
            except Exception as error:  # noqa: BLE001 - a change that can't be told is a change all the same
                _log.warning("a change could not be told in channel %s of server %s: %s", channel_id, guild_id, error)
                return False
        return True
