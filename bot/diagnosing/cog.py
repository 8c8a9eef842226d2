"""`/doctor`: for those who manage a server."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

from bot.client import FootnoteClient
from bot.delivery import InteractionReply, acknowledge, tell
from bot.health.pulse import reachable
from bot.pace import Paced
from bot.permissions import invite_link, missing
from bot.rendering.health import Health, Missing, render_health
from bot.rendering.layout import BAD, notice
from retrieval.errors import RetrievalError
from retrieval.values import Audience

_SERVERS_ONLY = "`/doctor` looks at a server and its channels: use it in one."
_MANAGERS_ONLY = "`/doctor` is for those who may manage the server (the permission Manage Server): ask one of them."
_ONLY_COMMANDS = "Footnote's commands are here, but Footnote itself is not a member: invite it with {}."


class Diagnosing(Paced):
    """Says what is missing here, and how things stand."""

    @app_commands.command(name="doctor", description="What Footnote lacks in this server, and how it is")
    @app_commands.default_permissions(manage_guild=True)
    async def doctor(self, interaction: discord.Interaction[Any]) -> None:
        """Look at this server, for the one who asked."""
        if interaction.guild_id is None:
            await tell(interaction, notice(_SERVERS_ONLY))
            return
        # A server may have given the command to anyone.
        if not interaction.permissions.manage_guild:
            await tell(interaction, notice(_MANAGERS_ONLY, colour=BAD))
            return
        if not await acknowledge(interaction, private=True):
            return
        reply, guild = InteractionReply(interaction), interaction.guild
        me: discord.Member | None = None if guild is None else guild.me
        if guild is None or me is None:
            await reply.show(notice(_ONLY_COMMANDS.format(invite_link(interaction.application_id)), colour=BAD))
            return
        channels = [each for each in guild.channels if not isinstance(each, discord.CategoryChannel)]
        lacking: defaultdict[Missing, list[int]] = defaultdict(list)
        for channel in sorted(channels, key=lambda each: (each.position, each.id)):
            if lacks := missing(channel, me):
                lacking[lacks].append(channel.id)
        health = await self._health(guild, interaction.application_id)
        await reply.show(render_health(lacking, len(channels), health))

    async def _health(self, guild: discord.Guild, application_id: int) -> Health:
        client, audience = self._client, Audience(guild.id)
        try:
            snapshot = await client.service.at_hand(audience)
        except RetrievalError:
            snapshot = client.service.snapshot(audience)  # as far as it is open
        shard = client.get_shard(guild.shard_id)
        return Health(
            freshness=snapshot.freshness,
            generations=snapshot.labels,
            getting_ready=None if client.readiness else client.readiness.sentence,
            # Where the model is a folder, where it lies is the operator's business.
            model=Path(client.settings.encoder.model).name,
            waiting=client.service.queued(),
            shard=guild.shard_id,
            shards=client.shard_count or 1,
            latency=client.latency if shard is None else shard.latency,
            invite=invite_link(application_id),
            records=await reachable(client.records),
        )


async def setup(client: FootnoteClient) -> None:
    """Add this feature to the client."""
    await client.add_cog(Diagnosing(client))
