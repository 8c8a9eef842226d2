"""Opening the thread in which a message is answered."""

from __future__ import annotations

import asyncio
import logging

import discord

from bot.delivery import FAILURES, persist
from bot.permissions import may_open_threads
from bot.rendering.text import shortened
from corpus.printable import printable

_log = logging.getLogger(__name__)

# Seconds after which the answer goes where it would have without: Discord lets few threads be opened at a time.
_TO_OPEN = 2.5
_MOST_NAME = 100
_HAS_ONE = 160004


async def open_thread(message: discord.Message, question: str) -> discord.Thread | None:
    """The thread on `message`, called as what is asked; None where there can be none or the bot may not open it."""
    channel = message.channel
    if not isinstance(channel, discord.TextChannel) or not may_open_threads(channel, channel.guild.me):
        return None
    name = shortened(" ".join(printable(question).split()), _MOST_NAME)
    try:
        async with asyncio.timeout(_TO_OPEN):
            return await _opened(message, name)
    except FAILURES as error:
        _log.warning("no thread could be opened on message %s: %s", message.id, error)
        return None


async def _opened(message: discord.Message, name: str) -> discord.Thread:
    try:
        return await persist(lambda: message.create_thread(name=name), _TO_OPEN)
    except discord.HTTPException as error:
        if error.code != _HAS_ONE:
            raise
        # Of someone who was faster, or of an attempt whose answer was lost.
        return await persist(message.fetch_thread, _TO_OPEN)
