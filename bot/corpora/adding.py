"""`/corpus add`: what was read is shown and asked about, and only a yes adds it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import discord

from bot.client import FootnoteClient
from bot.corpora.builds import ALREADY, Builds
from bot.corpora.heard import Heard
from bot.corpora.rights import check_may_change, corpus_in, corpus_to_add_to
from bot.corpora.source import NotTaken, check_room, held_in, read_attachment, read_page, take
from bot.corpora.turns import Turns
from bot.delivery import InteractionReply, acknowledge, tell
from bot.rendering.adding import render_added, render_not_added, render_offer, render_reading
from bot.rendering.building import render_cancelled
from bot.rendering.layout import notice
from corpus.jsonl import line_of
from corpus.reading import read_bytes
from corpus.values import Article
from retrieval import changing
from retrieval.corpora.offers import Offers

_ONE_OF_BOTH = "Give either a file or the address of a page: one article is added at a time."
# Pages that come slowly, given by one server, leave turns for the others.
_AT_ONCE, _MOST_WAITING, _OF_ONE_SERVER = 2, 16, 4
_BUSY = "Too many files and pages are being read at the moment: try again in a minute."


@dataclass(slots=True)
class Addition:
    """The articles of an offered file become part of a corpus."""

    corpus_id: int
    offer_id: str
    articles: tuple[Article, ...] = field(default=())
    action: str = "add"

    async def do(self, client: FootnoteClient, heard: Heard) -> None:
        """Add them, and offer the file no more; of those that were added by another offer since none twice."""
        offers, used = Offers(client.service.corpora.place(self.corpus_id)), self.offer_id
        file, articles = await asyncio.to_thread(_offered, offers, used)
        taken = await asyncio.to_thread(take, articles, await held_in(client, self.corpus_id))
        if taken.articles != articles:  # their ids may have been given too
            used = await asyncio.to_thread(_offer, offers, taken.articles)
            file = await asyncio.to_thread(offers.file, used)
        try:
            self.articles = await changing.add(client.service, self.corpus_id, file, heard.hear)
        except BaseException:
            if used != self.offer_id:
                await asyncio.to_thread(offers.drop, used)
            raise
        for offer_id in {used, self.offer_id}:
            await asyncio.to_thread(offers.drop, offer_id)

    def outcome(self, heard: Heard) -> str:
        """What was added."""
        ids = ", ".join(article.id for article in self.articles)[:500]
        return f"{ids} added: generation {heard.generation} serves"

    def render_done(self, heard: Heard, titles: Mapping[str, str]) -> discord.ui.LayoutView:  # noqa: ARG002 - as all tasks
        """That they can be asked about."""
        return render_added(self.corpus_id, self.articles, heard)

    def render_failed(self, failed: str, *, serves: bool) -> discord.ui.LayoutView:  # noqa: ARG002 - as all tasks
        """Why not."""
        return render_not_added(self.corpus_id, failed)


class Adding:
    """Reads what is given, offers it, and adds it at the press of a button."""

    def __init__(self, client: FootnoteClient, builds: Builds) -> None:
        self._client = client
        self._builds = builds
        # What is read is held in memory.
        self._turns = Turns(_AT_ONCE, _MOST_WAITING, _BUSY, _OF_ONE_SERVER)
        client.presses.update(add=self._add, discard=self._discard)

    async def offer(
        self, interaction: discord.Interaction[Any], file: discord.Attachment | None, url: str | None, scope: str | None
    ) -> None:
        """Show what a file or page holds, with the choice to add it."""
        if refusal := await self._client.limits.refusal(interaction.user.id, interaction.guild_id):
            await tell(interaction, notice(refusal))
            return
        if not await acknowledge(interaction, private=True):
            return
        corpus_id = corpus_to_add_to(interaction.guild_id, scope)
        check_may_change(self._client, interaction, corpus_id)
        if (file is None) == (url is None):
            raise NotTaken(_ONE_OF_BOTH)
        reply = InteractionReply(interaction)
        await reply.show(render_reading(file.filename if file is not None else url or ""))
        async with self._turns.one(corpus_id):
            outcomes = await (
                read_attachment(self._client, file) if file is not None else read_page(self._client, url or "")
            )
            there = await held_in(self._client, corpus_id)
            # All that looks at the texts runs beside the event loop: they may be long.
            taken = await asyncio.to_thread(take, outcomes, there)
            check_room(self._client, corpus_id, there, taken.articles)
            offers = Offers(self._client.service.corpora.place(corpus_id))
            offer_id = await asyncio.to_thread(_offer, offers, taken.articles)
        await reply.show(render_offer(corpus_id, offer_id, taken.articles, taken.left_out))

    async def _add(self, interaction: discord.Interaction[Any], corpus: str, offer_id: str) -> None:
        """Add what was offered, unless a change is under way."""
        if not await acknowledge(interaction, thinking=False):
            return
        corpus_id = corpus_in(corpus)
        check_may_change(self._client, interaction, corpus_id)
        offers = Offers(self._client.service.corpora.place(corpus_id))
        _, articles = await asyncio.to_thread(_offered, offers, offer_id)
        there = await held_in(self._client, corpus_id)
        check_room(self._client, corpus_id, there, articles)
        if not self._builds.begin(interaction, Addition(corpus_id, offer_id)):
            await tell(interaction, notice(ALREADY))

    async def _discard(self, interaction: discord.Interaction[Any], corpus: str, offer_id: str) -> None:
        """Offer it no more, unless it is being added already."""
        if not await acknowledge(interaction, thinking=False):
            return
        corpus_id = corpus_in(corpus)
        check_may_change(self._client, interaction, corpus_id)
        if self._builds.running(corpus_id):
            await tell(interaction, notice(ALREADY))
            return
        await asyncio.to_thread(Offers(self._client.service.corpora.place(corpus_id)).drop, offer_id)
        await InteractionReply(interaction).show(render_cancelled(corpus_id))


def _offer(offers: Offers, articles: tuple[Article, ...]) -> str:
    """Keep the articles in a file, a line each; returns the offer's id."""
    return offers.make(articles[0].id, b"".join(map(line_of, articles)))


def _offered(offers: Offers, offer_id: str) -> tuple[Path, tuple[Article, ...]]:
    """The offered file and the articles that it holds."""
    file = offers.file(offer_id)
    outcomes = read_bytes(file.read_bytes(), file.name)
    return file, tuple(each for each in outcomes if isinstance(each, Article))
