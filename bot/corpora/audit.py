"""Remembering who changed the articles, and who tried."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any

import discord

from bot.client import FootnoteClient
from bot.corpora.paths import without_paths
from bot.records import Change, RecordsError
from bot.rendering.preferences import render_change
from retrieval.values import SHARED

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted, from which server."""

    person_id: int | None
    guild_id: int | None

    @classmethod
    def of(cls, interaction: discord.Interaction[Any]) -> Actor:
        """The one who pressed or commanded."""
        return cls(interaction.user.id, interaction.guild_id)


SCHEDULE = Actor(None, None)


async def note(client: FootnoteClient, actor: Actor, action: str, corpus_id: int, outcome: str, *, done: bool) -> None:
    """Remember an attempt, and tell it in the channel that a server has named for changes of its own articles.

    A database that does not take it undoes nothing that happened, so that is logged only.
    """
    change = Change(dt.datetime.now(dt.UTC), corpus_id, actor.person_id, actor.guild_id, action, done, outcome)
    try:
        await client.records.add_change(change)
    except RecordsError as error:
        what = "done" if done else "tried"
        _log.error("a change could not be recorded (corpus %s, %s, %s): %s", corpus_id, action, what, error)
    if corpus_id != SHARED:
        how = f"{'' if done else 'failed: '}{without_paths(outcome)}"
        client.change_log.tell(corpus_id, render_change(actor.person_id, f"{action} of this server's articles", how))
