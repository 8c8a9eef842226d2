"""Those who run this bot: the application's owner, its team, and the people that the settings name."""

from __future__ import annotations

import asyncio
import logging
import secrets

import discord

from bot.client import FootnoteClient
from bot.delivery import FAILURES, NO_MENTIONS, persist

_log = logging.getLogger(__name__)
_TO_SEND = 60.0


def operator_ids(client: FootnoteClient) -> frozenset[int]:
    """The ids of all operators; who was only invited to the team is none yet."""
    named = frozenset(client.settings.discord.operators)
    application = client.application
    if application is None:  # not logged in yet
        return named
    if application.team is None:
        return named | {application.owner.id}
    # Of a team's application the owner is an account that stands for the team and is nobody.
    accepted = discord.TeamMembershipState.accepted
    return named | {each.id for each in application.team.members if each.membership_state is accepted}


def is_operator(client: FootnoteClient, user: discord.abc.Snowflake) -> bool:
    """Whether `user` may change the shared articles."""
    return user.id in operator_ids(client)


async def tell_operators(client: FootnoteClient, view: discord.ui.LayoutView) -> int:
    """Send `view` to every operator's direct messages; returns how many it reached."""
    return sum(await asyncio.gather(*(_reached(client, each, view) for each in operator_ids(client))))


async def _reached(client: FootnoteClient, person_id: int, view: discord.ui.LayoutView) -> bool:
    nonce = secrets.randbits(60)  # keeps a repeated attempt from becoming a second message

    async def send() -> None:
        channel = await client.create_dm(discord.Object(person_id))
        await channel.send(view=view, nonce=nonce, allowed_mentions=NO_MENTIONS)

    try:
        await persist(send, _TO_SEND)
    except FAILURES as error:
        _log.warning("operator %s could not be told: %s", person_id, error)
        return False
    return True
