"""What the bot must be permitted in a server, and what it lacks of that where."""

from __future__ import annotations

import discord

# To hear mentions, to answer them, in threads too, and to answer as a reply. Answers to commands need none of these.
NEEDED = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, read_message_history=True
)
# As Discord's settings call them.
_NAMES = {
    "view_channel": "View Channels",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "read_message_history": "Read Message History",
}


def invite_link(application_id: int) -> str:
    """Where someone brings the bot into their server."""
    return discord.utils.oauth_url(application_id, permissions=NEEDED, scopes=("bot", "applications.commands"))


def missing(channel: discord.abc.GuildChannel, me: discord.Member) -> tuple[str, ...]:
    """What the bot lacks in `channel`, in the words of Discord's settings; where it sees nothing, that alone."""
    has = channel.permissions_for(me)
    if not has.view_channel:
        return (_NAMES["view_channel"],)
    return tuple(words for flag, words in _NAMES.items() if flag in _used_in(channel) and not getattr(has, flag))


def may_open_threads(channel: discord.abc.GuildChannel, me: discord.Member) -> bool:
    """Whether the bot may open a thread on a message of `channel` and write in it."""
    has = channel.permissions_for(me)
    return has.create_public_threads and has.send_messages_in_threads


def _used_in(channel: discord.abc.GuildChannel) -> frozenset[str]:
    """A forum has nothing but threads, and what people speak in has none."""
    if isinstance(channel, discord.ForumChannel):
        return frozenset(_NAMES) - {"send_messages"}
    if isinstance(channel, (discord.VoiceChannel, discord.StageChannel)):
        return frozenset(_NAMES) - {"send_messages_in_threads"}
    return frozenset(_NAMES)
