"""`/quotes`."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.articles import article_choices, article_named, only_title, speaker_choices
from bot.client import FootnoteClient
from bot.delivery import InteractionReply
from bot.lookups import place_in, remember, replaced_if_removed, take_on, take_press, take_press_of_article
from bot.rendering.quotes import AT_ONCE, ShownQuotes, lay_out, render_quotes
from retrieval.generations.live import Snapshot
from retrieval.values import Audience


class Quotes(commands.Cog):
    """Shows who said what, a page at a time."""

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client
        client.presses.update(quotes=self._turn, quotesof=self._of_article)

    @app_commands.command(name="quotes", description="Who said what in the articles, word for word or as reported")
    @app_commands.describe(
        speaker="Only what this person or body said",
        article="Only from this article",
        private="Only you see it",
    )
    async def quotes(
        self,
        interaction: discord.Interaction[Any],
        speaker: app_commands.Range[str, 1, 100] | None = None,
        article: app_commands.Range[str, 1, 100] | None = None,
        private: bool | None = None,  # noqa: FBT001 - an option of a command
    ) -> None:
        """Show the first page."""
        snapshot = await take_on(self._client, interaction, private=private)
        if snapshot is None:
            return
        article_id = None if article is None else article_named(snapshot, article).id
        await self._show(interaction, snapshot, speaker, article_id)

    @quotes.autocomplete("article")
    async def _articles(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return await article_choices(self._client.service, interaction.guild_id, typed)

    @quotes.autocomplete("speaker")
    async def _speakers(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        article: str | None = interaction.namespace.article  # None where it is not filled in
        return await speaker_choices(self._client.service, interaction.guild_id, typed, article)

    async def _turn(self, interaction: discord.Interaction[Any], listing_id: str, first: str) -> None:
        """Show another page in place of this one."""
        taken = await take_press(self._client, interaction, "quotes", listing_id)
        if taken is None:
            return
        listing, snapshot = taken
        speaker = dict(listing.options).get("speaker")
        async with replaced_if_removed(interaction):
            await self._show(interaction, snapshot, speaker, listing.article_id, place_in(first), listing_id)

    async def _of_article(self, interaction: discord.Interaction[Any], article_id: str) -> None:
        """Show an article's quotations beside its card, to the one who pressed."""
        snapshot = await take_press_of_article(self._client, interaction, article_id)
        if snapshot is not None:
            await self._show(interaction, snapshot, None, article_id)

    async def _show(
        self,
        interaction: discord.Interaction[Any],
        snapshot: Snapshot,
        speaker: str | None,
        article_id: str | None,
        first: int = 0,
        listing_id: str | None = None,
    ) -> None:
        """Show the page that begins with quotation number `first`, or the last one where there are fewer by now."""
        shown = await self._page(interaction, snapshot, speaker, article_id, first)
        if 0 < shown.page.total <= first:
            last = max(0, shown.page.total - AT_ONCE)
            shown = await self._page(interaction, snapshot, speaker, article_id, last)
        sheet = lay_out(shown)
        if listing_id is None and not sheet.whole:
            # Where it is not whole there are quotations, all of them of the article that was asked for.
            article = None if article_id is None else (shown.page.quotes[0].corpus_id, article_id)
            options = {} if speaker is None else {"speaker": speaker}
            listing_id = await remember(self._client.records, interaction, "quotes", article, options)
        await InteractionReply(interaction).show(render_quotes(shown, sheet, listing_id))

    async def _page(
        self,
        interaction: discord.Interaction[Any],
        snapshot: Snapshot,
        speaker: str | None,
        article_id: str | None,
        first: int,
    ) -> ShownQuotes:
        page = await self._client.service.quotes(
            Audience(interaction.guild_id),
            speaker=speaker,
            article_id=article_id,
            start=max(0, first - AT_ONCE),
            count=2 * AT_ONCE,
            snapshot=snapshot,
        )
        return ShownQuotes(page, speaker, first, only_title(snapshot, article_id))


async def setup(client: FootnoteClient) -> None:
    """Add this feature to the client."""
    await client.add_cog(Quotes(client))
