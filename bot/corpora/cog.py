"""`/corpus add | remove | edit | reload | rollback | list | status`, and the buttons below what a reload would change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.articles import choices_of
from bot.client import FootnoteClient
from bot.corpora.adding import Adding
from bot.corpora.audit import Actor, note
from bot.corpora.builds import ALREADY, Builds, Reload, snapshot_of, titles_of
from bot.corpora.correcting import EDIT, Correcting
from bot.corpora.heard import Heard
from bot.corpora.operators import is_operator
from bot.corpora.paths import without_paths
from bot.corpora.removing import Removing
from bot.corpora.rights import (
    SERVERS_OWN,
    SHARED_ONES,
    check_may_change,
    corpus_at_hand,
    corpus_in,
    corpus_meant,
)
from bot.delivery import InteractionReply, acknowledge, tell
from bot.forms import sent_form
from bot.pace import Paced
from bot.rendering.building import render_cancelled, render_no_preview, render_preview
from bot.rendering.corpora import (
    Standing,
    outlined,
    render_list,
    render_not_rolled_back,
    render_rolled_back,
    render_status,
)
from bot.rendering.layout import notice
from corpus.errors import FootnoteError
from retrieval.errors import RetrievalError
from retrieval.values import SHARED

C = TypeVar("C")
_CHANGES = 5
_LOOKING = "Someone is looking already at what has changed: try again when they have seen it."


_SCOPES = [
    app_commands.Choice(name="this server's articles", value=SERVERS_OWN),
    app_commands.Choice(name="the shared articles", value=SHARED_ONES),
]


def _scoped(command: C) -> C:
    """The option that nearly every subcommand has."""
    about = "Which articles; where it is left out this server's own, if it has any, else the shared ones"
    chosen: Callable[[C], C] = app_commands.choices(scope=_SCOPES)
    described: Callable[[C], C] = app_commands.describe(scope=about)
    return chosen(described(command))


class Corpora(Paced):
    """Changing articles, and seeing how they stand."""

    corpus = app_commands.Group(
        name="corpus",
        description="The articles: load them anew, go back, list them, see how they stand",
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, client: FootnoteClient) -> None:
        super().__init__(client)
        self.builds = Builds(client)
        self._looking: set[int] = set()
        self._adding = Adding(client, self.builds)
        self._removing = Removing(client, self.builds)
        self._correcting = Correcting(client, self.builds)
        client.presses.update(build=self._build, cancel=self._cancel)
        client.uncounted.update(("build", "cancel", "add", "discard", "remove"))

    async def cog_unload(self) -> None:
        """End what is being built."""
        await self.builds.aclose()

    @corpus.command(name="reload", description="See what has changed in the folder of articles, and load it")
    @_scoped
    async def reload(self, interaction: discord.Interaction[Any], scope: str | None = None) -> None:
        """Show what a reload would change, and offer it."""
        if not await acknowledge(interaction, private=True):
            return
        corpus_id = await corpus_meant(self._client, interaction.guild_id, scope)
        check_may_change(self._client, interaction, corpus_id)
        reply = InteractionReply(interaction)
        if self.builds.running(corpus_id):
            await reply.show(notice(ALREADY))
            return
        if corpus_id in self._looking:  # each look is a process
            await reply.show(notice(_LOOKING))
            return
        self._looking.add(corpus_id)
        try:
            await reply.show(await self._preview(corpus_id, operator=is_operator(self._client, interaction.user)))
        finally:
            self._looking.discard(corpus_id)

    async def _preview(self, corpus_id: int, *, operator: bool) -> discord.ui.LayoutView:
        heard = Heard()
        try:
            async with self._client.looking:
                await self._client.service.corpora.preview_reload(corpus_id, heard.hear)
        except RetrievalError as error:
            return render_no_preview(corpus_id, str(error) if operator else without_paths(str(error)))
        if not operator:
            heard.notices[:] = map(without_paths, heard.notices)
        serving = (await snapshot_of(self._client, corpus_id)).generation(corpus_id)
        current = await asyncio.to_thread(self._client.service.corpora.place(corpus_id).generations.current)
        serves_current = serving is not None and serving.manifest.id == current
        titles = {**await titles_of(self._client, corpus_id), **heard.titles}
        return render_preview(corpus_id, heard, titles, serves_current=serves_current)

    async def _build(self, interaction: discord.Interaction[Any], corpus: str) -> None:
        """Build what was shown, unless someone has begun already; the preview's message follows it."""
        corpus_id = corpus_in(corpus)
        check_may_change(self._client, interaction, corpus_id)
        if await acknowledge(interaction, thinking=False) and not self.builds.begin(interaction, Reload(corpus_id)):
            await tell(interaction, notice(ALREADY))

    async def _cancel(self, interaction: discord.Interaction[Any], corpus: str) -> None:
        """Take the choice away, unless it was made already."""
        if not await acknowledge(interaction, thinking=False):
            return
        corpus_id = corpus_in(corpus)
        if self.builds.running(corpus_id):  # that nothing changes would be untrue
            await tell(interaction, notice(ALREADY))
        else:
            await InteractionReply(interaction).show(render_cancelled(corpus_id))

    @corpus.command(name="add", description="Add an article: a file, or the page at an address")
    @app_commands.describe(
        file="Markdown, text, HTML, PDF or JSONL",
        url="The address of a page, as https://…",
        scope="Which articles it becomes one of; where it is left out this server's own",
    )
    @app_commands.choices(scope=_SCOPES)
    async def add(
        self,
        interaction: discord.Interaction[Any],
        file: discord.Attachment | None = None,
        url: app_commands.Range[str, 1, 2000] | None = None,
        scope: str | None = None,
    ) -> None:
        """Show what was read, and offer to add it."""
        await self._adding.offer(interaction, file, url, scope)

    @corpus.command(name="remove", description="Remove an article, and all that was kept of it")
    @app_commands.describe(article="Its title")
    @_scoped
    async def remove(
        self,
        interaction: discord.Interaction[Any],
        article: app_commands.Range[str, 1, 100],
        scope: str | None = None,
    ) -> None:
        """Ask whether to remove it."""
        await self._removing.ask(interaction, article, scope)

    @corpus.command(name="edit", description="Correct the title, day, author or publisher of an article")
    @app_commands.describe(article="Its title")
    @_scoped
    async def edit(
        self,
        interaction: discord.Interaction[Any],
        article: app_commands.Range[str, 1, 100],
        scope: str | None = None,
    ) -> None:
        """Open a form with what can be corrected."""
        await self._correcting.open(interaction, article, scope)

    @remove.autocomplete("article")
    @edit.autocomplete("article")
    async def _articles(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        corpus_id = await corpus_at_hand(self._client, interaction.guild_id, interaction.namespace.scope)
        return choices_of(await snapshot_of(self._client, corpus_id), typed)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Take in a form that was sent."""
        if (custom_id := sent_form(interaction, EDIT)) is not None:
            async with self._client.handling(interaction) as fresh:
                if fresh:
                    await self._correcting.take(interaction, custom_id, interaction.data or {})

    @corpus.command(name="rollback", description="Let the articles serve again as they were before the last build")
    @_scoped
    async def rollback(self, interaction: discord.Interaction[Any], scope: str | None = None) -> None:
        """Go back to the last good generation."""
        if not await acknowledge(interaction, private=True):
            return
        corpus_id = await corpus_meant(self._client, interaction.guild_id, scope)
        check_may_change(self._client, interaction, corpus_id)
        actor, every = Actor.of(interaction), self._client.settings.reload.every
        try:
            before, now = await self._client.service.corpora.rollback(corpus_id)
        except FootnoteError as error:
            await note(self._client, actor, "rollback", corpus_id, str(error), done=False)
            view = render_not_rolled_back(corpus_id, str(error))
        else:
            outcome = f"generation {now} serves again, instead of {before}"
            await note(self._client, actor, "rollback", corpus_id, outcome, done=True)
            serving = await snapshot_of(self._client, corpus_id)
            view = render_rolled_back(corpus_id, before, now, serving.freshness, every)
        await InteractionReply(interaction).show(view)

    @corpus.command(name="list", description="The articles that are loaded, newest first")
    @_scoped
    async def list_articles(self, interaction: discord.Interaction[Any], scope: str | None = None) -> None:
        """List what serves."""
        if await acknowledge(interaction, private=True):
            corpus_id = await corpus_meant(self._client, interaction.guild_id, scope)
            articles = (await snapshot_of(self._client, corpus_id)).articles
            await InteractionReply(interaction).show(render_list(corpus_id, articles))

    @corpus.command(name="status", description="How fresh the articles are, what serves, and who changed it")
    @_scoped
    async def status(self, interaction: discord.Interaction[Any], scope: str | None = None) -> None:
        """Show how a corpus stands."""
        if await acknowledge(interaction, private=True):
            corpus_id = await corpus_meant(self._client, interaction.guild_id, scope)
            standing = await self._standing(corpus_id)
            if not is_operator(self._client, interaction.user):
                standing = outlined(standing) if corpus_id == SHARED else _without_paths(standing)
            await InteractionReply(interaction).show(render_status(standing))

    async def _standing(self, corpus_id: int) -> Standing:
        service = self._client.service
        snapshot = await snapshot_of(self._client, corpus_id)
        generation = snapshot.generation(corpus_id)
        return Standing(
            corpus_id,
            generation.manifest if generation else None,
            snapshot.freshness,
            folder_changed=await service.corpora.changed(corpus_id),
            building=self.builds.running(corpus_id),
            last_build=await asyncio.to_thread(service.corpora.place(corpus_id).generations.last_build),
            queued=service.queued(),
            changes=await self._client.records.changes(corpus_id, _CHANGES),
            titles=await titles_of(self._client, corpus_id),
        )


def _without_paths(standing: Standing) -> Standing:
    """What the managers of a server see of its own corpus."""
    last = standing.last_build
    if last is not None and last.error is not None:
        last = replace(last, error=without_paths(last.error))
    changes = tuple(replace(each, outcome=without_paths(each.outcome)) for each in standing.changes)
    return replace(standing, last_build=last, changes=changes)


async def setup(client: FootnoteClient) -> None:
    """Add this feature to the client."""
    await client.add_cog(Corpora(client))
