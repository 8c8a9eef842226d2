"""A first message in a server that Footnote has just come into."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import discord
from discord.ext import commands

from bot.client import FootnoteClient
from bot.delivery import FAILURES, NO_MENTIONS, persist
from bot.rendering.help import render_welcome
from retrieval.errors import RetrievalError
from retrieval.values import Audience

_log = logging.getLogger(__name__)

_TO_SEND = 60.0


class Welcome(commands.Cog):
    """Says hello once a server, where it may."""

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client
        # A resumed connection may tell of a join again.
        self._joined: set[int] = set()

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Post the welcome; where Discord does not take it, nothing is lost."""
        if guild.id in self._joined or self._client.work.closing:
            return
        self._joined.add(guild.id)
        channel = next(_writable(guild), None)
        me = self._client.user
        if channel is None or me is None:
            return
        with self._client.work.one():
            view = render_welcome(me.mention, await self._articles(guild.id))
            try:
                # With its nonce a repeated attempt does not become a second message.
                await persist(lambda: channel.send(view=view, nonce=guild.id, allowed_mentions=NO_MENTIONS), _TO_SEND)
            except FAILURES as error:
                _log.warning("server %s could not be welcomed: %s", guild.id, error)

    async def _articles(self, guild_id: int) -> int | None:
        """How many articles can be asked about; None where that is not known yet."""
        if not self._client.readiness:
            return None
        try:
            return (await self._client.service.at_hand(Audience(guild_id))).freshness.articles
        except RetrievalError as error:
            _log.warning("corpus %s: %s", guild_id, error)
            return None

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Who leaves may come again."""
        self._joined.discard(guild.id)


def _writable(guild: discord.Guild) -> Iterator[discord.TextChannel]:
    """The channel of system messages, then the others from the top, where the bot sees and may write."""
    # Without the bot as its member a server has only commands.
    me: discord.Member | None = guild.me
    if me is None:
        return
    first = [guild.system_channel] if guild.system_channel is not None else []
    for channel in [*first, *guild.text_channels]:
        may = channel.permissions_for(me)
        if may.view_channel and may.send_messages:
            yield channel


async def setup(client: FootnoteClient) -> None:
    """Add this feature to the client."""
    await client.add_cog(Welcome(client))
