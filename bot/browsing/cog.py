"""`/articles` and `/help`."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.client import FootnoteClient
from bot.delivery import InteractionReply, acknowledge, tell
from bot.pace import Paced
from bot.rendering.help import CommandHelp, render_help
from bot.rendering.layout import notice
from bot.rendering.listing import render_articles
from retrieval.values import Audience


class Browsing(Paced):
    """Lists articles, a page at a time, and explains."""

    def __init__(self, client: FootnoteClient) -> None:
        super().__init__(client)
        client.presses["articles"] = self._turn

    @app_commands.command(name="articles", description="The articles that can be asked about here")
    async def articles(self, interaction: discord.Interaction[Any]) -> None:
        """Show the first page, to the one who asked."""
        if await acknowledge(interaction, private=True):
            await self._show(interaction, 0)

    async def _turn(self, interaction: discord.Interaction[Any], page: str) -> None:
        """Show another page in place of this one."""
        if await acknowledge(interaction, thinking=False):
            await self._show(interaction, _number(page))

    async def _show(self, interaction: discord.Interaction[Any], page: int) -> None:
        if not self._client.readiness:
            await tell(interaction, notice(self._client.readiness.sentence))
            return
        snapshot = await self._client.service.at_hand(Audience(interaction.guild_id))
        await InteractionReply(interaction).show(render_articles(snapshot.articles, snapshot.freshness, page))

    @app_commands.command(name="help", description="What Footnote does and how to ask it")
    async def help(self, interaction: discord.Interaction[Any]) -> None:
        """Explain, to the one who asked."""
        if not await acknowledge(interaction, private=True):
            return
        tree, me = self._client.tree, self._client.user
        assert me is not None
        listed = [_described(each) for each in tree.get_commands(type=discord.AppCommandType.chat_input)]
        menus = [each.name for each in tree.get_commands(type=discord.AppCommandType.message)]
        await InteractionReply(interaction).show(render_help(me.mention, listed, menus))


def _described(command: app_commands.Command[Any, ..., Any] | app_commands.Group) -> CommandHelp:
    parts: tuple[str, ...] = ()
    if isinstance(command, app_commands.Group):
        parts = tuple(
            each.qualified_name.removeprefix(f"{command.name} ")
            for each in command.walk_commands()
            if not isinstance(each, app_commands.Group)
        )
    return CommandHelp(command.name, command.description, parts, command.default_permissions is not None)


def _number(page: str) -> int:
    try:
        return int(page)
    except ValueError:
        return 0


async def setup(client: FootnoteClient) -> None:
    """Add this feature to the client."""
    await client.add_cog(Browsing(client))
