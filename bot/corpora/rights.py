"""Which articles a command is about, and who may change them."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import discord

from bot.client import FootnoteClient
from bot.corpora.builds import snapshot_of
from bot.corpora.operators import is_operator
from corpus.errors import FootnoteError
from retrieval.corpora.places import has_articles
from retrieval.values import SHARED

# Values of the option `scope`.
SERVERS_OWN, SHARED_ONES = "server", "shared"


class NotHere(FootnoteError):
    """Articles that there are none of here; the text says what there is."""


class NotAllowed(FootnoteError):
    """A change that is not for the one who asked for it; the text says whose it is."""


async def corpus_meant(client: FootnoteClient, guild_id: int | None, scope: str | None) -> int:
    """The corpus that `scope` means here: where nothing is said a server's own, if it has one. Looks at the disk, or asks the database."""
    if guild_id is None:
        if scope == SERVERS_OWN:
            raise NotHere("There is no server here: in direct messages only the shared articles can be chosen.")
        return SHARED
    if scope == SHARED_ONES:
        return SHARED
    if await asyncio.to_thread(has_articles, client.service.corpora.place(guild_id)):
        return guild_id
    if scope == SERVERS_OWN:
        raise NotHere(
            "This server has no articles of its own: what is asked here is answered from the shared articles."
        )
    return SHARED


async def corpus_at_hand(client: FootnoteClient, guild_id: int | None, scope: str | None) -> int:
    """The same by what serves: where nothing is said a server's own, if any of them does. Raises DatabaseError."""
    if guild_id is None or scope == SHARED_ONES:
        return SHARED
    if scope == SERVERS_OWN:
        return guild_id
    return guild_id if (await snapshot_of(client, guild_id)).generations else SHARED


def corpus_to_add_to(guild_id: int | None, scope: str | None) -> int:
    """The corpus that an article is added to: a server's own unless the shared one is named, or there is no server."""
    if guild_id is None:
        if scope == SERVERS_OWN:
            raise NotHere("There is no server here: in direct messages only the shared articles can be chosen.")
        return SHARED
    return SHARED if scope == SHARED_ONES else guild_id


def corpus_in(text: str) -> int:
    """The corpus that a button's or a form's id names; raises NotHere for what is none."""
    if not re.fullmatch("0|[1-9][0-9]{0,19}", text):
        raise NotHere("There are no such articles: use the command again.")
    return int(text)


def check_may_change(client: FootnoteClient, interaction: discord.Interaction[Any], corpus_id: int) -> None:
    """Raise NotAllowed unless the one who acts may change that corpus.

    The command's own permission is not enough: a server's people can hand the command to others.
    """
    if corpus_id == SHARED:
        if not is_operator(client, interaction.user):
            raise NotAllowed(
                "Only those who run this bot may change the shared articles: its owner, the owner's team, and the "
                "operators that its settings name."
            )
    elif corpus_id != interaction.guild_id:
        raise NotAllowed("These are the articles of another server: they can be changed only there.")
    elif not interaction.permissions.manage_guild:
        raise NotAllowed("Only people with the permission “Manage Server” may change this server's articles.")
