"""Messages that mention the bot's role, which Discord offers under the bot's name: what they say can't be read."""

from __future__ import annotations

import discord

from bot.delivery import MessageReply
from bot.rendering.layout import notice

_INSTEAD = "That mentions my role, and I can read only messages that mention me: <@{}>."


def mentions_role_of_bot(message: discord.Message) -> bool:
    """Whether the role that came with the bot is mentioned."""
    role = None if message.guild is None else message.guild.self_role
    return role is not None and role in message.role_mentions


async def tell_whom_to_mention(message: discord.Message, me: int) -> None:
    """Reply to `message` that the bot itself can be mentioned; `me` is the bot's id."""
    await MessageReply(message).show(notice(_INSTEAD.format(me)))
