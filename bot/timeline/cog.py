"""`/timeline`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.articles import article_choices, article_named, only_title
from bot.client import FootnoteClient
from bot.lookups import place_in, remember, replaced_if_removed, take_on, take_press, take_press_of_article
from bot.records.values import Listing
from bot.rendering.timeline import AT_ONCE, MOST_PLACES, ShownTimeline, lay_out, render_timeline
from bot.timeline.days import read_days
from bot.timeline.pictures import Pictures, show
from retrieval.facts.values import TimelinePage, TimelineQuery
from retrieval.generations.live import Snapshot
from retrieval.values import Audience


class Timeline(commands.Cog):
    """Shows what happened when, a page at a time."""

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client
        self._pictures = Pictures()
        client.presses.update(timeline=self._turn, timelineof=self._of_article)

    async def cog_unload(self) -> None:
        """Leave nothing being drawn."""
        self._pictures.end()

    @app_commands.command(name="timeline", description="What happened when, by the dates in the articles")
    @app_commands.rename(from_="from")
    @app_commands.describe(
        article="Only from this article",
        from_="From this day, month or year on: 2015-07-01, July 2015, 2015",
        to="Up to this day, month or year",
        person="Only what names this person or body",
        private="Only you see it",
    )
    async def timeline(
        self,
        interaction: discord.Interaction[Any],
        article: app_commands.Range[str, 1, 100] | None = None,
        from_: app_commands.Range[str, 1, 100] | None = None,
        to: app_commands.Range[str, 1, 100] | None = None,
        person: app_commands.Range[str, 1, 100] | None = None,
        private: bool | None = None,  # noqa: FBT001 - an option of a command
    ) -> None:
        """Show the first page."""
        first, last = read_days(from_, to, dt.datetime.now(dt.UTC).date())
        snapshot = await take_on(self._client, interaction, private=private)
        if snapshot is None:
            return
        article_id = None if article is None else article_named(snapshot, article).id
        await self._show(interaction, snapshot, TimelineQuery(article_id, first, last, person))

    @timeline.autocomplete("article")
    async def _articles(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return await article_choices(self._client.service, interaction.guild_id, typed)

    async def _turn(self, interaction: discord.Interaction[Any], listing_id: str, first: str) -> None:
        """Show another page in place of this one."""
        taken = await take_press(self._client, interaction, "timeline", listing_id)
        if taken is None:
            return
        listing, snapshot = taken
        async with replaced_if_removed(interaction):
            await self._show(interaction, snapshot, _query(listing), place_in(first), listing_id)

    async def _of_article(self, interaction: discord.Interaction[Any], article_id: str) -> None:
        """Show an article's timeline beside its card, to the one who pressed."""
        snapshot = await take_press_of_article(self._client, interaction, article_id)
        if snapshot is not None:
            await self._show(interaction, snapshot, TimelineQuery(article_id))

    async def _page(
        self, interaction: discord.Interaction[Any], snapshot: Snapshot, query: TimelineQuery, start: int
    ) -> TimelinePage:
        """As many events from number `start` on as two messages have room for, with no more links than they show."""
        return await self._client.service.timeline(
            Audience(interaction.guild_id),
            query,
            start=start,
            count=2 * AT_ONCE,
            places=MOST_PLACES,
            snapshot=snapshot,
        )

    async def _show(
        self,
        interaction: discord.Interaction[Any],
        snapshot: Snapshot,
        query: TimelineQuery,
        first: int = 0,
        listing_id: str | None = None,
    ) -> None:
        """Show the page that begins with event number `first`, or the last one where there are fewer by now."""
        page = await self._page(interaction, snapshot, query, max(0, first - AT_ONCE))
        if 0 < page.total <= first:
            first = max(0, page.total - AT_ONCE)
            page = await self._page(interaction, snapshot, query, max(0, first - AT_ONCE))
        shown = ShownTimeline(page, query, first, only_title(snapshot, query.article_id))
        sheet = lay_out(shown)
        if listing_id is None and not sheet.whole:
            # Where it is not whole there are events, all of them of the article that was asked for.
            article = None if query.article_id is None else (page.events[0].corpus_id, query.article_id)
            listing_id = await remember(self._client.records, interaction, "timeline", article, _options(query))
        in_view = dataclasses.replace(page, events=tuple(sheet.of(page.events, page.start)), start=sheet.first)
        png = await self._pictures.picture(in_view)
        await show(
            interaction, lambda pictured: render_timeline(shown, sheet, listing_id, pictured=pictured), in_view, png
        )


def _options(query: TimelineQuery) -> dict[str, str]:
    """What a record keeps of a query besides its article."""
    options = {
        "from": None if query.first is None else query.first.isoformat(),
        "to": None if query.last is None else query.last.isoformat(),
        "person": query.person,
    }
    return {name: value for name, value in options.items() if value is not None}


def _query(listing: Listing) -> TimelineQuery:
    """The query that a record keeps."""
    options = dict(listing.options)
    first, last = (dt.date.fromisoformat(options[name]) if name in options else None for name in ("from", "to"))
    return TimelineQuery(listing.article_id, first, last, options.get("person"))


async def setup(client: FootnoteClient) -> None:
    """Add this feature to the client."""
    await client.add_cog(Timeline(client))
