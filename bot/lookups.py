"""Looking things up in the articles: what all commands do that show what an article holds, and the pages of it."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import discord

from bot.delivery import acknowledge, tell
from bot.errors import NotShown
from bot.records import Records, RecordsError
from bot.records.values import Listing, ListingKind, new_id
from bot.rendering.layout import notice
from bot.wording import NO_ARTICLES
from retrieval.errors import UnknownArticle
from retrieval.live import Snapshot
from retrieval.values import Audience

if TYPE_CHECKING:
    from bot.client import FootnoteClient

_log = logging.getLogger(__name__)

# Longer than this without the articles, and people should hear why.
_SOON = 1.5
_TO_RECORD = 2.0
_UNKNOWN = "What this button leads through is not on record any more: use the command again."
_ELSEWHERE = "What this button leads through was asked for in another place: use the command here."
_REMOVED = "The article that this button leads to is not there any more."


async def take_on(
    client: FootnoteClient, interaction: discord.Interaction[Any], *, private: bool = False
) -> Snapshot | None:
    """Acknowledge and return what the one who asked may see; None where they heard why not, or it is too late.

    Raises NotShown where Footnote is not ready.
    """
    if refusal := client.limits.refusal(interaction.user.id, interaction.guild_id):
        await tell(interaction, notice(refusal))
        return None
    if not await acknowledge(interaction, private=private):
        return None
    snapshot = await in_sight(client, interaction)
    if not snapshot.articles:
        await tell(interaction, notice(NO_ARTICLES))
        return None
    return snapshot


async def in_sight(client: FootnoteClient, interaction: discord.Interaction[Any]) -> Snapshot:
    """What the one who acted may see; raises NotShown where Footnote is not ready."""
    if not await client.readiness.wait(_SOON):
        raise NotShown(client.readiness.sentence)
    return client.service.snapshot(Audience(interaction.guild_id))


@contextmanager
def article_there() -> Iterator[None]:
    """Where the article that a button leads to was removed since, raise NotShown in words for people here."""
    try:
        yield
    except UnknownArticle:
        raise NotShown(_REMOVED) from None


async def remember(
    records: Records, interaction: discord.Interaction[Any], kind: ListingKind, options: dict[str, str]
) -> str | None:
    """The id by which buttons find again what was asked for; None where it could not be remembered."""
    listing = Listing(
        new_id(),
        dt.datetime.now(dt.UTC),
        interaction.guild_id,
        interaction.channel_id or 0,
        kind,
        tuple(options.items()),
    )
    try:
        await asyncio.wait_for(records.add_listing(listing), _TO_RECORD)
    except (RecordsError, TimeoutError) as error:
        _log.error("a listing could not be recorded: %s", error)
        return None
    return listing.id


async def find_listing(
    records: Records, interaction: discord.Interaction[Any], kind: ListingKind, listing_id: str
) -> dict[str, str]:
    """The options that were asked with; raises NotShown where that was elsewhere or is not known."""
    listing = await records.listing(listing_id)
    if listing is None or listing.kind != kind:
        raise NotShown(_UNKNOWN)
    if (listing.guild_id, listing.channel_id) != (interaction.guild_id, interaction.channel_id):
        raise NotShown(_ELSEWHERE)
    return dict(listing.options)


def place_in(text: str) -> int:
    """Where a page begins, as a button's id says; the first page where it says nothing of the kind."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
