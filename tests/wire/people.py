"""Who and what there is at the stand-in: servers, channels, people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord
from simcord.backend import Backend, serializers
from simcord.backend.models import Channel, Guild, Overwrite
from simcord.enums import ChannelType, OverwriteType

from tests.wire.gateway import Gateway

GROUP_DM = 3


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    id: int
    name: str

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"


class Places:
    """Makes servers, channels and people, before the bot connects or while it runs."""

    backend: Backend
    gateway: Gateway

    @property
    def bot(self) -> Person:
        user = self.backend.bot_user
        return Person(user.id, user.name)

    def place(self, *names: str, **permissions: bool) -> tuple[Channel, list[Person]]:
        """A channel of a new server and people in it."""
        guild = self.guild()
        return self.channel(guild), [self.member(guild, name, **permissions) for name in names]

    def guild(self, name: str = "Harbour", *, shard: int | None = None, with_bot: bool = True) -> Guild:
        """A server, which the bot has been added to or where people only brought it along themselves."""
        backend = self.backend
        if with_bot:
            return backend.create_guild(name, shard_id=shard, shard_count=self.gateway.shards)
        emit, backend.subscribers = backend.subscribers, []
        guild = backend.create_guild(name, shard_id=shard, shard_count=self.gateway.shards)
        backend.subscribers = emit
        self.gateway.hidden.add(guild.id)
        del guild.members[backend.bot_user.id]
        return guild

    def channel(self, guild: Guild, name: str = "general", *, deny: str = "") -> Channel:
        """A text channel; `deny` names permissions, by blanks, that the bot lacks there."""
        denied = discord.Permissions(**dict.fromkeys(deny.split(), True)).value
        overwrites = [Overwrite(self.backend.bot_user.id, OverwriteType.MEMBER, deny=denied)] if deny else []
        return self.backend.create_channel(guild.id, name, overwrites=overwrites)

    def thread(self, person: Person, message: dict[str, Any]) -> Channel:
        """A thread that somebody begins at a message."""
        channel, message_id = int(message["channel_id"]), int(message["id"])
        return self.backend.create_thread(channel, "thread", person.id, message_id=message_id)

    def user(self, name: str) -> Person:
        """Somebody who is in no server yet."""
        user = self.backend.make_user(name)
        return Person(user.id, name)

    def member(self, guild: Guild, person: Person | str, **permissions: bool) -> Person:
        """Somebody in a server, with permissions beside those that everybody has there."""
        if isinstance(person, str):
            person = self.user(person)
        roles = []
        if permissions:
            value = discord.Permissions(**permissions).value
            roles = [self.backend.create_role(guild.id, f"of {person.name}", permissions=value).id]
        self.backend.add_member(guild.id, person.id, roles=roles, announce=True)
        return person

    def dm(self, person: Person) -> Channel:
        """The direct messages between somebody and the bot."""
        return self.backend.get_dm_channel(person.id)

    def group(self, *people: Person) -> Channel:
        """Direct messages between people, where the bot can only be brought along."""
        channel = self.backend.create_channel(None, "group", type=GROUP_DM, owner_id=people[0].id)
        channel.recipient_ids = [person.id for person in people]
        self.gateway.hidden.add(channel.id)
        return channel

    def join(self, guild: Guild) -> None:
        """Have the bot added to a server that it was not in."""
        self.gateway.hidden.discard(guild.id)
        self.backend.add_member(guild.id, self.bot.id, roles=[role.id for role in guild.roles.values() if role.managed])
        self.backend.emit("GUILD_CREATE", serializers.guild_create_payload(self.backend, guild))

    def leave(self, guild: Guild) -> None:
        """Have the bot removed from a server, which goes on without it and may `join` it again."""
        self.backend.emit("GUILD_DELETE", {"id": str(guild.id)})
        guild.members.pop(self.bot.id, None)
        self.gateway.hidden.add(guild.id)

    def outage(self, guild: Guild) -> None:
        """Let a server be unavailable, also to who connects meanwhile; the bot is in it all the same."""
        self.backend.emit("GUILD_DELETE", {"id": str(guild.id), "unavailable": True})
        self.gateway.out.add(guild.id)

    def recover(self, guild: Guild) -> None:
        """Let it be available again."""
        self.gateway.out.discard(guild.id)
        self.gateway.available(guild)

    def context_of(self, channel: Channel) -> int:
        """0 in a server, 1 in direct messages with the bot, 2 in other private channels."""
        if channel.guild_id is not None:
            return 0
        return 1 if channel.type == ChannelType.DM else 2

    def installed_by(self, channel: Channel, person: Person) -> dict[str, Any]:
        """Who added the bot, to the server or to themselves, as an interaction says it."""
        if channel.guild_id is not None and channel.guild_id not in self.gateway.hidden:
            return {"0": str(channel.guild_id)}
        return {"1": str(person.id)}
