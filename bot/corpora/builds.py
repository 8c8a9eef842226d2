"""Changes of a corpus that were begun in Discord: one a corpus at a time, one build at a time, none outliving the client."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import discord

from bot.client import FootnoteClient
from bot.corpora.audit import Actor, note
from bot.corpora.following import Following
from bot.corpora.heard import Heard
from bot.corpora.operators import is_operator
from bot.corpora.paths import without_paths
from bot.delivery import TOKEN_LIFE
from bot.rendering.building import render_failed, render_reloaded
from bot.rendering.layout import notice
from corpus.errors import FootnoteError
from corpus.printable import counted
from retrieval.errors import BuildLocked
from retrieval.generations.live import Snapshot
from retrieval.values import SHARED, Audience

_log = logging.getLogger(__name__)

ALREADY = "A build of these articles is running already: `/corpus status` shows how it ends."
_UNTOLD = "It has ended, but how could not be told, and why was logged: `/corpus status` shows what serves."
_ENDED = "Footnote was ended meanwhile"
_LOCKED = "another build of these articles was running"
# Closing has about two seconds in all.
_WHEN_CLOSING = 1.0


class Task(Protocol):
    """Something done to a corpus that ends in a build. `action` is the word for it that people and the audit use."""

    @property
    def action(self) -> str:
        """The word for it: reload, add, remove, edit."""

    @property
    def corpus_id(self) -> int:
        """The corpus that it changes."""

    async def do(self, client: FootnoteClient, heard: Heard) -> None:
        """Do it, `heard` being told how far it is; raises FootnoteError, with nothing changed."""

    def outcome(self, heard: Heard) -> str:
        """One sentence, for the audit, on how it ended."""

    def render_done(self, heard: Heard, titles: Mapping[str, str]) -> discord.ui.LayoutView:
        """The message that says so; `titles` are those before and after, by id."""

    def render_failed(self, failed: str, *, serves: bool) -> discord.ui.LayoutView:
        """The message that says why it did not."""


@dataclass(frozen=True, slots=True)
class Reload:
    """What has changed in the folder is taken in."""

    corpus_id: int
    action: str = "reload"

    async def do(self, client: FootnoteClient, heard: Heard) -> None:
        """Build, and let it serve."""
        heard.notices += await client.service.corpora.reload(self.corpus_id, heard.hear)

    def outcome(self, heard: Heard) -> str:
        """What serves now."""
        return outcome_of(heard)

    def render_done(self, heard: Heard, titles: Mapping[str, str]) -> discord.ui.LayoutView:
        """What was built."""
        return render_reloaded(self.corpus_id, heard, titles)

    def render_failed(self, failed: str, *, serves: bool) -> discord.ui.LayoutView:
        """Why nothing was."""
        return render_failed(self.corpus_id, failed, serves=serves)


class Builds:
    """The changes that are under way."""

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client
        self._running: dict[int, asyncio.Task[None]] = {}

    def running(self, corpus_id: int) -> bool:
        """Whether one of that corpus is under way."""
        return corpus_id in self._running

    def begin(self, interaction: discord.Interaction[Any], change: Task) -> bool:
        """Do it in a task of its own, which no end waits for; False where another change of the corpus is under way."""
        if change.corpus_id in self._running:
            return False
        task = asyncio.create_task(self._build(interaction, change))
        self._running[change.corpus_id] = task
        task.add_done_callback(lambda _: self._running.pop(change.corpus_id))
        return True

    async def aclose(self) -> None:
        """End what is under way; what served before goes on serving."""
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _build(self, interaction: discord.Interaction[Any], change: Task) -> None:
        heard, corpus_id = Heard(waiting=self._client.building.locked()), change.corpus_id
        following = Following(interaction, corpus_id, heard)
        following.begin()
        try:
            titles = await self._titles(corpus_id)
            failed = await self._failure(change, heard)
            try:
                view = await self._told(interaction, change, heard, failed, titles)
            except Exception:  # noqa: BLE001 - whatever it was, a bar that stands still would say that it goes on
                _log.exception("how a build ended could not be told")
                view = notice(_UNTOLD)
            await following.end(view, _WHEN_CLOSING if failed == _ENDED else TOKEN_LIFE)
        finally:
            following.stop()

    async def _told(
        self,
        interaction: discord.Interaction[Any],
        change: Task,
        heard: Heard,
        failed: str | None,
        titles: Mapping[str, str],
    ) -> discord.ui.LayoutView:
        """The message that says how it ended, once it is noted; `titles` are those from before."""
        operator = is_operator(self._client, interaction.user)
        if not operator:
            heard.notices[:] = map(without_paths, heard.notices)
        outcome = failed or change.outcome(heard)
        await note(self._client, Actor.of(interaction), change.action, change.corpus_id, outcome, done=failed is None)
        if failed is None:
            return change.render_done(heard, {**titles, **await self._titles(change.corpus_id)})
        if failed == _LOCKED:
            return notice(ALREADY)
        told = failed if operator else without_paths(failed)
        return change.render_failed(told, serves=self._client.service.corpora.serves(change.corpus_id))

    async def _titles(self, corpus_id: int) -> dict[str, str]:
        """As far as they can be had: without them ids are shown."""
        try:
            return await titles_of(self._client, corpus_id)
        except FootnoteError as error:
            _log.warning("corpus %s: %s", corpus_id, error)
            return {}

    async def _failure(self, change: Task, heard: Heard) -> str | None:
        """Do it; what failed, in a sentence, or None where nothing did."""
        try:
            async with self._client.building:
                heard.waiting = False
                await change.do(self._client, heard)
        except asyncio.CancelledError:
            return _ENDED
        except BuildLocked:
            return _LOCKED
        except FootnoteError as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 - whatever it was, the one who acted must hear of it
            if self._client.work.closing:  # what a build ends in is being taken down
                return _ENDED
            _log.exception("a build failed")
            return f"something went wrong, and was logged ({type(error).__name__})"
        return None


def outcome_of(heard: Heard) -> str:
    """One sentence for how a build that did not fail ended."""
    left_out = f", {counted(len(heard.rejected), 'file')} left out" if heard.rejected else ""
    if not heard.built:
        return f"nothing had changed: generation {heard.generation} goes on serving{left_out}"
    return (
        f"generation {heard.generation} serves: {counted(heard.counts['articles'], 'article')}, {len(heard.added):,} added, "
        f"{len(heard.changed):,} changed, {len(heard.removed):,} removed{left_out}"
    )


async def snapshot_of(client: FootnoteClient, corpus_id: int) -> Snapshot:
    """What serves of that corpus alone, opened first where it must be; raises DatabaseError."""
    audience = Audience() if corpus_id == SHARED else Audience(corpus_id)
    generation = (await client.service.at_hand(audience)).generation(corpus_id)
    return Snapshot(() if generation is None else (generation,))


async def titles_of(client: FootnoteClient, corpus_id: int) -> dict[str, str]:
    """Titles by id of what serves."""
    return {article.id: article.title for article in (await snapshot_of(client, corpus_id)).articles}
