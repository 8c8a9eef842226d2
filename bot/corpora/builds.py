"""Builds that were begun in Discord: one a corpus at a time, none outliving the client."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

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
from retrieval.live import Snapshot
from retrieval.values import SHARED, Audience

_log = logging.getLogger(__name__)

ALREADY = "A build of these articles is running already: `/corpus status` shows how it ends."
_ENDED = "Footnote was ended meanwhile"
_LOCKED = "another build of these articles was running"
# Closing has about two seconds in all.
_WHEN_CLOSING = 1.0


class Builds:
    """The builds that are under way."""

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client
        self._running: dict[int, asyncio.Task[None]] = {}

    def running(self, corpus_id: int) -> bool:
        """Whether one of that corpus is under way."""
        return corpus_id in self._running

    def begin(self, interaction: discord.Interaction[Any], corpus_id: int) -> bool:
        """Build in a task of its own, which no end waits for; False where one is under way already."""
        if corpus_id in self._running:
            return False
        task = asyncio.create_task(self._build(interaction, corpus_id))
        self._running[corpus_id] = task
        task.add_done_callback(lambda _: self._running.pop(corpus_id))
        return True

    async def aclose(self) -> None:
        """End what is under way; what served before goes on serving."""
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _build(self, interaction: discord.Interaction[Any], corpus_id: int) -> None:
        heard = Heard()
        following = Following(interaction, corpus_id, heard)
        following.begin()
        try:
            titles = titles_of(self._client, corpus_id)
            failed = await self._failure(corpus_id, heard)
            if not is_operator(self._client, interaction.user):
                heard.notices[:] = map(without_paths, heard.notices)
            outcome = failed or outcome_of(heard)
            await note(self._client, Actor.of(interaction), "reload", corpus_id, outcome, done=failed is None)
            if failed is None:
                view = render_reloaded(corpus_id, heard, {**titles, **titles_of(self._client, corpus_id)})
            elif failed == _LOCKED:
                view = notice(ALREADY)
            else:
                told = failed if is_operator(self._client, interaction.user) else without_paths(failed)
                view = render_failed(corpus_id, told, serves=self._client.service.serves(corpus_id))
            await following.end(view, _WHEN_CLOSING if failed == _ENDED else TOKEN_LIFE)
        finally:
            following.stop()

    async def _failure(self, corpus_id: int, heard: Heard) -> str | None:
        """Build; what failed, in a sentence, or None where nothing did."""
        try:
            heard.notices += await self._client.service.reload(corpus_id, heard.hear)
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


def snapshot_of(client: FootnoteClient, corpus_id: int) -> Snapshot:
    """What serves of that corpus alone."""
    audience = Audience() if corpus_id == SHARED else Audience(corpus_id)
    generation = client.service.snapshot(audience).generation(corpus_id)
    return Snapshot(() if generation is None else (generation,))


def titles_of(client: FootnoteClient, corpus_id: int) -> dict[str, str]:
    """Titles by id of what serves."""
    return {article.id: article.title for article in snapshot_of(client, corpus_id).articles}
