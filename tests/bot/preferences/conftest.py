"""A server whose manager changes its settings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import discord
import pytest
import simcord

from corpus.values import Article
from tests.bot.asking.conftest import MakeRoom, Room, said
from tests.bot.asking.conftest import room as _room
from tests.bot.lookups.conftest import drawn as _drawn
from tests.bot.simulated import MANAGES

room, drawn = _room, _drawn
BUILT = "Who was the engineer of the lighthouse of Cape Varn?"
SENTENCE = "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm."
BREAD = "Who won a gold medal for rye bread in Olde Street?"


@dataclass
class Office:
    """A room with one who manages the server."""

    room: Room
    boss: simcord.MemberActor

    async def settings(self, command: str, channel: simcord.ChannelHandle | None = None, /, **options: Any) -> str:
        """What the manager is shown by `/settings …`, to nobody else."""
        result = await self.boss.slash(channel or self.room.channel, f"settings {command}", **options)
        assert result.response is not None
        assert result.response.ephemeral
        return said(result.response)

    def channel(self, name: str, **denied: bool) -> simcord.ChannelHandle:
        """Another channel, in which the bot lacks what is denied."""
        assert self.room.client.user is not None
        overwrites: Any = {self.room.client.user: discord.PermissionOverwrite(**denied)} if denied else None
        return self.room.guild.create_text_channel(name, overwrites=overwrites)

    def told(self, channel: simcord.ChannelHandle) -> list[str]:
        """What stands in a channel for changes."""
        return [said(each) for each in self.room.replies(channel)]


MakeOffice = Callable[..., AbstractAsyncContextManager[Office]]


@pytest.fixture
def office(room: MakeRoom) -> MakeOffice:
    """Makes an office; all that is sent is held against Discord's rules at its end."""

    @asynccontextmanager
    async def make(*articles: Sequence[Article], **options: Any) -> AsyncIterator[Office]:
        async with room(*articles, **options) as made:
            role = made.guild.create_role("managers", permissions=MANAGES)
            yield Office(made, made.guild.add_member(made.env.create_user("mia"), roles=[role]))

    return make
