"""`/forget` and the two buttons below what it shows."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.client import FootnoteClient
from bot.delivery import InteractionReply, acknowledge
from bot.pace import Paced
from bot.rendering.forgetting import render_forgotten, render_kept, render_on_record


class Forgetting(Paced):
    """Shows people what is on record of them, and forgets it."""

    def __init__(self, client: FootnoteClient) -> None:
        super().__init__(client)
        self._under_way: set[int] = set()
        client.presses.update(forget=self._forget, keep=self._keep)

    @app_commands.command(
        name="forget", description="What Footnote has on record of you, in all servers, and the choice to delete it"
    )
    async def forget(self, interaction: discord.Interaction[Any]) -> None:
        """Count what would go, for the one who asked."""
        if await acknowledge(interaction, private=True):
            found = await self._client.records.on_record(interaction.user.id)
            await InteractionReply(interaction).show(render_on_record(found))

    async def _forget(self, interaction: discord.Interaction[Any]) -> None:
        """Forget who presses, whoever was shown the button."""
        if not await _take(interaction) or interaction.user.id in self._under_way:
            return
        self._under_way.add(interaction.user.id)
        try:
            gone = await self._client.records.remove_person(interaction.user.id)
        finally:
            self._under_way.discard(interaction.user.id)
        await InteractionReply(interaction).show(render_forgotten(gone))

    async def _keep(self, interaction: discord.Interaction[Any]) -> None:
        """Take the choice away."""
        if await _take(interaction):
            await InteractionReply(interaction).show(render_kept())


async def _take(interaction: discord.Interaction[Any]) -> bool:
    """Acknowledge a press. A message that others see is left as it is: only a forged press can be on one."""
    on_own = interaction.message is not None and interaction.message.flags.ephemeral
    return await acknowledge(interaction, private=True, thinking=not on_own)


async def setup(client: FootnoteClient) -> None:
    """Add this feature to the client."""
    await client.add_cog(Forgetting(client))
