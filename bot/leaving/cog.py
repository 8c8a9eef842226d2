"""Hears of servers that the bot comes into and is removed from, and of shards that see them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import discord
from discord.ext import commands

from bot.client import FootnoteClient


class Leaving(commands.Cog):
    """Hands what happens on to the client's departures."""

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client

    async def cog_load(self) -> None:
        """Before any corpus is opened."""
        await self._client.departures.begin()

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed, or the server is gone; of an outage Discord tells otherwise."""
        with self._client.work.one():
            await self._client.departures.left(guild.id, dt.datetime.now(dt.UTC))

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Who comes back finds everything as it was."""
        with self._client.work.one():
            await self._client.departures.back(guild.id)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """So does who came back while this process was not there."""
        await self._client.departures.back(guild.id)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """A server may have the commands without the bot; what is pressed there, on a message of before, tells nothing of that."""
        commanded = interaction.type in (
            discord.InteractionType.application_command,
            discord.InteractionType.autocomplete,
        )
        guild_id = interaction.guild_id
        if commanded and guild_id is not None and self._client.get_guild(guild_id) is None:
            await self._client.departures.used(guild_id)

    @commands.Cog.listener()
    async def on_shard_ready(self, shard_id: int) -> None:
        """It has told of all its servers."""
        self._client.departures.connected(shard_id)

    @commands.Cog.listener()
    async def on_shard_resumed(self, shard_id: int) -> None:
        """It has told what was missed."""
        self._client.departures.connected(shard_id)

    @commands.Cog.listener()
    async def on_shard_disconnect(self, shard_id: int) -> None:
        """It hears nothing."""
        self._client.departures.disconnected(shard_id)


async def setup(client: FootnoteClient) -> None:
    """Add this feature to the client."""
    await client.add_cog(Leaving(client))
