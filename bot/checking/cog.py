"""The message command “Check against articles”."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.checking.text import written_in
from bot.client import FootnoteClient
from bot.delivery import InteractionReply, tell
from bot.lookups import take_on
from bot.rendering.checking import render_check
from bot.rendering.layout import notice
from retrieval.values import Audience


class Checking(commands.Cog):
    """Holds each sentence of a message against the articles, for the one who asked alone. Nothing of it is kept."""

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client
        self._menu = app_commands.ContextMenu(name="Check against articles", callback=self._check)

    async def cog_load(self) -> None:
        """Put the message command into the tree."""
        self._client.tree.add_command(self._menu)

    async def _check(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Show what the articles say of a message; counted as one question: ten sentences cost little more."""
        me = self._client.user
        written = written_in(message, None if me is None else me.id)
        if isinstance(written, str):
            await tell(interaction, notice(written))
            return
        snapshot = await take_on(self._client, interaction, private=True)
        if snapshot is None:
            return
        audience = Audience(interaction.guild_id)
        check = await self._client.service.check(audience, written.text, written.day, snapshot=snapshot)
        await InteractionReply(interaction).show(render_check(check))


async def setup(client: FootnoteClient) -> None:
    """Add this feature to the client."""
    await client.add_cog(Checking(client))
