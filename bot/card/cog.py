"""`/article`."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.articles import article_choices, article_named
from bot.client import FootnoteClient
from bot.delivery import InteractionReply
from bot.lookups import take_on
from bot.rendering.card import render_card
from bot.rendering.layout import notice
from retrieval.values import Audience

_WHICH = (
    "There are {:,} articles here: name one by the option `article`, which completes what you type, or see them all with "
    "`/articles`."
)


class Card(commands.Cog):
    """Shows an article at a glance."""

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client

    @app_commands.command(name="article", description="Who, what, when, where, why and how of an article, each cited")
    @app_commands.describe(article="Which article", private="Only you see it")
    async def article(
        self,
        interaction: discord.Interaction[Any],
        article: app_commands.Range[str, 1, 100] | None = None,
        private: bool | None = None,  # noqa: FBT001 - an option of a command
    ) -> None:
        """Show the card of one article; without a name that of the only one there is."""
        snapshot = await take_on(self._client, interaction, private=private)
        if snapshot is None:
            return
        reply, articles = InteractionReply(interaction), snapshot.articles
        if article is None and len(articles) != 1:
            await reply.show(notice(_WHICH.format(len(articles))))
            return
        chosen = articles[0] if article is None else article_named(snapshot, article)
        found = await self._client.service.card(Audience(interaction.guild_id), chosen.id, snapshot=snapshot)
        await reply.show(render_card(found))

    @article.autocomplete("article")
    async def _articles(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return await article_choices(self._client.service, interaction.guild_id, typed)


async def setup(client: FootnoteClient) -> None:
    """Add this feature to the client."""
    await client.add_cog(Card(client))
