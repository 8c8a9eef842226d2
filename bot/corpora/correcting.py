"""`/corpus edit`: title, day, author and publisher of an article, corrected in a form."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import discord

from bot.articles import article_named
from bot.client import FootnoteClient
from bot.corpora.builds import ALREADY, Builds, snapshot_of
from bot.corpora.heard import Heard
from bot.corpora.marks import as_shown, mark_of
from bot.corpora.rights import check_may_change, corpus_at_hand, corpus_in
from bot.delivery import acknowledge, open_form, tell
from bot.errors import NotShown
from bot.forms import Form, typed_in
from bot.rendering.adding import render_corrected, render_not_corrected
from bot.rendering.layout import notice
from corpus.corrections import Correction
from corpus.values import Article
from retrieval import changing

EDIT = "fn:edit:"
# Seconds in which articles that are not open yet must be.
_TO_OPEN = 1.5
_BEING_OPENED = "These articles are being opened: try again in a moment."
# What can be corrected, by its name in a Correction: its label in the form, and how much of it has room there.
_FIELDS = {
    "title": ("Title", 300),
    "published": ("Day it was published (YYYY-MM-DD)", 10),
    "author": ("Author", 200),
    "publisher": ("Publisher", 200),
}


@dataclass(slots=True)
class Edit:
    """A correction holds from now on."""

    corpus_id: int
    article_id: str
    title: str
    correction: Correction
    article: Article | None = None
    action: str = "edit"

    async def do(self, client: FootnoteClient, heard: Heard) -> None:
        """Keep it, and build with it: days in the text are read from the day of the article."""
        self.article = await changing.correct(
            client.service, self.corpus_id, self.article_id, self.correction, heard.hear
        )

    def outcome(self, heard: Heard) -> str:
        """What was corrected."""
        return f"{self.article_id} corrected: generation {heard.generation} serves"

    def render_done(self, heard: Heard, titles: Mapping[str, str]) -> discord.ui.LayoutView:  # noqa: ARG002 - as all tasks
        """What the article says of itself now."""
        assert self.article is not None
        return render_corrected(self.article)

    def render_failed(self, failed: str, *, serves: bool) -> discord.ui.LayoutView:  # noqa: ARG002 - as all tasks
        """Why it is as it was."""
        return render_not_corrected(self.title, failed)


class Correcting:
    """Opens the form, and takes in what was typed."""

    def __init__(self, client: FootnoteClient, builds: Builds) -> None:
        self._client = client
        self._builds = builds

    async def open(self, interaction: discord.Interaction[Any], article: str, scope: str | None) -> None:
        """Show the form with what the article says of itself; nothing else can be the answer, so little is waited for."""
        try:
            async with asyncio.timeout(_TO_OPEN):
                corpus_id = await corpus_at_hand(self._client, interaction.guild_id, scope)
                snapshot = await snapshot_of(self._client, corpus_id)
        except TimeoutError:
            raise NotShown(_BEING_OPENED) from None
        check_may_change(self._client, interaction, corpus_id)
        meant = article_named(snapshot, article)
        values = asdict(Correction.of(meant))
        form = Form(title="Correct an article", custom_id=f"{EDIT}{corpus_id}:{meant.id}:{mark_of(meant)}")
        for name, (label, most) in _FIELDS.items():
            field: discord.ui.TextInput[Any] = discord.ui.TextInput(
                custom_id=name, default=_shown(values[name], most), max_length=most, required=name == "title"
            )
            form.add_item(discord.ui.Label(text=label, component=field))
        await open_form(interaction, form)

    async def take(self, interaction: discord.Interaction[Any], custom_id: str, data: Mapping[str, Any]) -> None:
        """Correct the article as the form says, unless a change is under way."""
        if not await acknowledge(interaction, private=True):
            return
        corpus, _, which = custom_id.removeprefix(EDIT).partition(":")
        article_id, _, mark = which.partition(":")
        corpus_id = corpus_in(corpus)
        check_may_change(self._client, interaction, corpus_id)
        serving = await snapshot_of(self._client, corpus_id)
        now = as_shown(serving.articles, article_id, mark, "/corpus edit")
        correction = _correction(typed_in(data), None if now is None else Correction.of(now))
        title = article_id if now is None else now.title
        if not self._builds.begin(interaction, Edit(corpus_id, article_id, title, correction)):
            await tell(interaction, notice(ALREADY))


def _shown(value: str | None, most: int) -> str | None:
    """What the form shows of a value."""
    return (value or "")[:most] or None


def _correction(typed: Mapping[str, str], now: Correction | None) -> Correction:
    """What was typed; a value that the form had to cut, and that came back so, stays what it was."""
    meant = {name: typed.get(name) or None for name in _FIELDS}
    for name, value in (asdict(now) if now else {}).items():
        shown = _shown(value, _FIELDS[name][1])
        # Whoever sends it may have taken white space off its ends.
        if shown and shown.strip() == (meant[name] or "").strip():
            meant[name] = value
    return Correction(meant["title"] or "", meant["author"], meant["publisher"], meant["published"])
