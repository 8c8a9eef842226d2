"""Commands that ask nothing: they count as presses do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.errors import NotShown

if TYPE_CHECKING:
    from bot.client import FootnoteClient


class Paced(commands.Cog):
    """A feature none of whose commands counts as a question."""

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """True; raises NotShown, with when to try again, where somebody has done too much in a minute."""
        if refusal := await self._client.limits.press_refusal(interaction.user.id):
            raise NotShown(refusal)
        return True
