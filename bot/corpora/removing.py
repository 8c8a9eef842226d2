"""`/corpus remove`: an article goes from a corpus, from every generation of it and from the records."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.articles import article_named
from bot.client import FootnoteClient
from bot.corpora.builds import ALREADY, Builds, snapshot_of
from bot.corpora.heard import Heard
from bot.corpora.marks import as_shown
from bot.corpora.rights import check_may_change, corpus_in, corpus_meant
from bot.delivery import InteractionReply, acknowledge, tell
from bot.records import RecordsError
from bot.rendering.adding import render_not_removed, render_removal, render_removal_of_rest, render_removed
from bot.rendering.layout import notice
from corpus.errors import FootnoteError
from corpus.values import is_article_id
from retrieval import changing
from retrieval.corpora.offers import Offers
from retrieval.errors import UnknownArticle


class StillNamed(FootnoteError):
    """An article that is gone, but that the records still name."""


@dataclass(frozen=True, slots=True)
class Removal:
    """An article goes for good."""

    corpus_id: int
    article_id: str
    title: str
    action: str = "remove"

    async def do(self, client: FootnoteClient, heard: Heard) -> None:
        """Remove it everywhere, the records last; what was begun is ended also where Footnote is."""
        try:
            await changing.remove(client.service, self.corpus_id, self.article_id, heard.hear)
        except UnknownArticle:
            await self._forget(client)
            raise
        except BaseException:
            serving = await asyncio.to_thread(client.service.corpora.place(self.corpus_id).generations.serving_ids)
            # Where it can't be told what serves, it may.
            if serving is not None and self.article_id not in serving:
                await self._forget(client)
            raise
        await self._forget(client)

    async def _forget(self, client: FootnoteClient) -> None:
        await asyncio.to_thread(
            Offers(client.service.corpora.place(self.corpus_id)).drop_all
        )  # it may be among what waits
        client.preferences.article_removed(self.corpus_id, self.article_id)
        try:
            await client.records.remove_article(self.corpus_id, self.article_id)
        except RecordsError as error:
            raise StillNamed(
                f"it is gone from the articles, but the records still name what was cited of it ({error}): "
                f"use /corpus remove with {self.article_id!r} again"
            ) from error

    def outcome(self, heard: Heard) -> str:
        """What went."""
        return f"{self.article_id} removed: generation {heard.generation} serves"

    def render_done(self, heard: Heard, titles: Mapping[str, str]) -> discord.ui.LayoutView:  # noqa: ARG002 - as all tasks
        """That it is gone."""
        return render_removed(self.corpus_id, self.title)

    def render_failed(self, failed: str, *, serves: bool) -> discord.ui.LayoutView:  # noqa: ARG002 - as all tasks
        """Why it is not."""
        return render_not_removed(self.title, failed)


class Removing:
    """Asks whether to remove an article, and removes it at the press of a button."""

    def __init__(self, client: FootnoteClient, builds: Builds) -> None:
        self._client = client
        self._builds = builds
        client.presses.update(remove=self._remove)

    async def ask(self, interaction: discord.Interaction[Any], article: str, scope: str | None) -> None:
        """Show the article with the choice to remove it."""
        if not await acknowledge(interaction, private=True):
            return
        corpus_id = await corpus_meant(self._client, interaction.guild_id, scope)
        check_may_change(self._client, interaction, corpus_id)
        try:
            meant = article_named(await snapshot_of(self._client, corpus_id), article)
        except UnknownArticle as error:
            if not is_article_id(article):
                raise
            view = render_removal_of_rest(corpus_id, article, str(error))
        else:
            view = render_removal(corpus_id, meant)
        await InteractionReply(interaction).show(view)

    async def _remove(
        self, interaction: discord.Interaction[Any], corpus: str, article_id: str, mark: str = ""
    ) -> None:
        """Remove it, unless a change is under way."""
        if not await acknowledge(interaction, thinking=False):
            return
        corpus_id = corpus_in(corpus)
        check_may_change(self._client, interaction, corpus_id)
        if not is_article_id(article_id):
            raise UnknownArticle(f"{article_id[:80]!r} is no article's id: use /corpus remove again.")
        serving = await snapshot_of(self._client, corpus_id)
        now = as_shown(serving.articles, article_id, mark, "/corpus remove")
        title = article_id if now is None else now.title
        if not self._builds.begin(interaction, Removal(corpus_id, article_id, title)):
            await tell(interaction, notice(ALREADY))
