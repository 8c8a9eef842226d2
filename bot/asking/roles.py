"""Messages that mention the bot's role, which Discord offers under the bot's name: what they say can't be read."""

from __future__ import annotations

import discord

from bot.delivery import MessageReply
from bot.rendering.layout import notice

_INSTEAD = "That mentions my role, and I can read only messages that mention me: <@{}>."
_MOST_TOLD = 10_000


def mentions_role_of_bot(message: discord.Message) -> bool:
    """Whether the role that came with the bot is mentioned."""
    role = None if message.guild is None else message.guild.self_role
    return role is not None and role in message.role_mentions


class RoleHints:
    """Says once to each person in each channel whom to mention instead."""

    def __init__(self) -> None:
        self._told: set[tuple[int, int]] = set()

    async def give(self, message: discord.Message, me: int) -> None:
        """Reply to `message`, unless its author has been told here; `me` is the bot's id."""
        key = (message.channel.id, message.author.id)
        if key in self._told:
            return
        if len(self._told) > _MOST_TOLD:
            self._told.clear()
        self._told.add(key)
        await MessageReply(message).show(notice(_INSTEAD.format(me)))
