"""Looking things up in the articles: what all commands do that show what an article holds, and the pages of it."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import discord

from bot.delivery import InteractionReply, acknowledge, tell
from bot.errors import NotShown
from bot.records import Records, RecordsError
from bot.records.values import Listing, ListingKind, new_id
from bot.rendering.layout import notice
from bot.wording import NO_ARTICLES
from retrieval.errors import UnknownArticle
from retrieval.generations.live import Snapshot
from retrieval.values import Audience

if TYPE_CHECKING:
    from bot.client import FootnoteClient

_log = logging.getLogger(__name__)

# Longer than this without the articles, and people should hear why.
_SOON = 1.5
_TO_RECORD = 2.0
_UNKNOWN = "What stood here is not on record any more: use the command again."
_ELSEWHERE = "What this button leads through was asked for in another place: use the command here."
_REMOVED = "The article that this was of is not there any more."


async def take_on(
    client: FootnoteClient, interaction: discord.Interaction[Any], *, private: bool | None
) -> Snapshot | None:
    """Acknowledge and return what the one who asked may see; None where they heard why not, or it is too late.

    Where `private` is None what holds in the channel decides. Raises NotShown where Footnote is not ready.
    """
    if refusal := await client.limits.refusal(interaction.user.id, interaction.guild_id):
        await tell(interaction, notice(refusal))
        return None
    if private is None:
        private = bool(client.preferences.here(interaction).private)
    if not await acknowledge(interaction, private=private):
        return None
    snapshot = await in_sight(client, interaction)
    if not snapshot.articles:
        await tell(interaction, notice(NO_ARTICLES))
        return None
    return snapshot


async def in_sight(client: FootnoteClient, interaction: discord.Interaction[Any]) -> Snapshot:
    """What the one who acted may see; raises NotShown where Footnote is not ready, DatabaseError."""
    if not await client.readiness.wait(_SOON):
        raise NotShown(client.readiness.sentence)
    return await client.service.at_hand(Audience(interaction.guild_id))


async def take_press(
    client: FootnoteClient, interaction: discord.Interaction[Any], kind: ListingKind, listing_id: str
) -> tuple[Listing, Snapshot] | None:
    """Acknowledge a press that turns pages, and return what they are of and what the one who pressed may see.

    None where it is too late, or they heard why not; pages that are not on record any more are replaced by a notice. Raises
    NotShown.
    """
    if refusal := await client.limits.refusal(interaction.user.id, interaction.guild_id):
        await tell(interaction, notice(refusal))
        return None
    if not await acknowledge(interaction, thinking=False):
        return None
    listing = await client.records.listing(interaction.guild_id, listing_id)
    if listing is None or listing.kind != kind:
        # It may have been forgotten with its article.
        await replace(interaction, _UNKNOWN)
        return None
    if (listing.guild_id, listing.channel_id) != (interaction.guild_id, _channel_id(interaction)):
        raise NotShown(_ELSEWHERE)
    return listing, await in_sight(client, interaction)


async def take_press_of_article(
    client: FootnoteClient, interaction: discord.Interaction[Any], article_id: str
) -> Snapshot | None:
    """Acknowledge a press on an article's card and return what the one who pressed may see, the article among it.

    None where it is too late, or they heard why not; the card of an article that was removed is replaced by a notice. Raises
    NotShown.
    """
    # Known without waiting, so that the card can be replaced: an acknowledgement says where the answer will stand. Where it would
    # have to be waited for the answer stands beside the card.
    service, audience = client.service, Audience(interaction.guild_id)
    known = client.readiness and service.is_at_hand(audience)
    if known and not _is_there(service.snapshot(audience), article_id):
        if await acknowledge(interaction, thinking=False):
            await replace(interaction, _REMOVED)
        return None
    snapshot = await take_on(client, interaction, private=True)
    if snapshot is not None and not _is_there(snapshot, article_id):
        raise NotShown(_REMOVED)
    return snapshot


def _is_there(snapshot: Snapshot, article_id: str) -> bool:
    try:
        snapshot.article(article_id)
    except UnknownArticle:
        return False
    return True


@asynccontextmanager
async def replaced_if_removed(interaction: discord.Interaction[Any]) -> AsyncIterator[None]:
    """Where the article that a message shows was removed since, let a notice take its place: nothing of it may stay in sight."""
    try:
        yield
    except UnknownArticle:
        await replace(interaction, _REMOVED)


async def replace(interaction: discord.Interaction[Any], sentence: str) -> None:
    """Show a sentence in place of the message of the pressed button and of what was attached to it."""
    await InteractionReply(interaction).show_with(notice(sentence), list)


async def remember(
    records: Records,
    interaction: discord.Interaction[Any],
    kind: ListingKind,
    article: tuple[int, str] | None,
    options: dict[str, str],
) -> str | None:
    """The id by which buttons find again what was asked for; None where it could not be remembered.

    `article` is the corpus and the id of the one that was asked for.
    """
    corpus_id, article_id = article or (None, None)
    listing = Listing(
        new_id(),
        dt.datetime.now(dt.UTC),
        interaction.guild_id,
        _channel_id(interaction),
        kind,
        corpus_id,
        article_id,
        tuple(options.items()),
    )
    try:
        await asyncio.wait_for(records.add_listing(listing), _TO_RECORD)
    except RecordsError as error:
        _log.error("a listing could not be recorded: %s", error)
        return None
    except TimeoutError:
        _log.error("a listing could not be recorded within %.0f s", _TO_RECORD)
        records.troubles.suspect()
        return None
    return listing.id


def _channel_id(interaction: discord.Interaction[Any]) -> int:
    """The channel as listings have it; 0 where Discord names none."""
    return interaction.channel_id or 0


def place_in(text: str) -> int:
    """Where a page begins, as a button's id says; the first page where it says nothing of the kind."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
