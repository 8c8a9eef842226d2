"""The preferences of all servers in memory, so that they are known before anything is acknowledged."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import discord

from bot.records import PreferenceChanges, Preferences, Records, RecordsError
from bot.records.values import DEFAULTS, WHOLE_SERVER, Focus
from config.sections import LimitSettings

_log = logging.getLogger(__name__)

_NOTHING: Mapping[int, Preferences] = MappingProxyType({})
_UNDECIDED = Preferences()
# Seconds after which a server's are read again when they are next used: another process may have changed them.
_LIFE = 60.0


def home_of(channel: discord.abc.Snowflake | None) -> int | None:
    """The channel whose preferences hold in `channel`: a thread's are those of the channel that it is in."""
    if isinstance(channel, discord.Thread):
        return channel.parent_id
    return None if channel is None else channel.id


class HeldPreferences:
    """Says at once what holds where. What can't be read is as it was read last, or as if nothing had been decided."""

    def __init__(self, records: Records, limits: LimitSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._records = records
        self._limits = limits
        self._clock = clock
        self._servers: dict[int, Mapping[int, Preferences]] = {}
        # When all were read, and when those of a server were read again.
        self._all_read = -math.inf
        self._read: dict[int, float] = {}
        self._reading: set[asyncio.Task[None]] = set()

    async def load(self) -> None:
        """Read those of all servers: a row for each server and channel that has decided something."""
        try:
            self._servers = dict(await self._records.preferences())
        except RecordsError as error:
            _log.error("the servers' settings could not be read: %s", error)
        else:
            self._all_read = self._clock()

    def of_server(self, guild_id: int) -> Mapping[int, Preferences]:
        """What a server has decided, by channel; WHOLE_SERVER for what holds in all that have not decided otherwise."""
        if self._clock() - self._read.get(guild_id, self._all_read) >= _LIFE:
            self._read[guild_id] = self._clock()
            task = asyncio.create_task(self._read_again(guild_id))
            self._reading.add(task)
            task.add_done_callback(self._reading.discard)
        return self._servers.get(guild_id, _NOTHING)

    def here(self, interaction: discord.Interaction[Any]) -> Preferences:
        """What holds where someone acted."""
        return self.at(interaction.guild_id, interaction.channel)

    def at(self, guild_id: int | None, channel: discord.abc.Snowflake | None) -> Preferences:
        """What holds in a channel: what it has decided, else its server, else the default, which alone holds without a server."""
        if guild_id is None:
            return DEFAULTS
        decided, home = self.of_server(guild_id), home_of(channel)
        own = _UNDECIDED if home is None else decided.get(home, _UNDECIDED)
        return own.over(decided.get(WHOLE_SERVER, _UNDECIDED)).over(DEFAULTS)

    def limits(self, guild_id: int) -> LimitSettings:
        """How much may be asked in a server: what it has decided, never more than the settings of the bot allow."""
        server = self.of_server(guild_id).get(WHOLE_SERVER, _UNDECIDED)
        most = self._limits
        return LimitSettings(
            per_person=min(server.per_person or most.per_person, most.per_person),
            per_server=min(server.per_server or most.per_server, most.per_server),
        )

    async def change(self, guild_id: int, channel_id: int, changes: PreferenceChanges) -> None:
        """Change some of a server's or channel's preferences, on record and then in memory. Raises RecordsError."""
        self._servers[guild_id] = await self._records.change_preferences(guild_id, channel_id, changes)

    def article_removed(self, corpus_id: int, article_id: str) -> None:
        """Let an article that is gone be in focus nowhere, also where another one gets its id; the records forget it themselves."""
        gone = Focus(corpus_id, article_id)
        for guild_id, decided in self._servers.items():
            if article_id and any(each.focus == gone for each in decided.values()):
                self._servers[guild_id] = {
                    channel_id: replace(each, focus=None) if each.focus == gone else each
                    for channel_id, each in decided.items()
                }

    def forget(self, guild_id: int) -> None:
        """Let go of what a server decided that is deleted."""
        self._servers.pop(guild_id, None)
        self._read.pop(guild_id, None)

    async def _read_again(self, guild_id: int) -> None:
        before = self._servers.get(guild_id, _NOTHING)
        try:
            found = await self._records.preferences(guild_id)
        except RecordsError as error:
            _log.error("the settings of server %s could not be read: %s", guild_id, error)
            return
        # Else they were changed or forgotten here meanwhile.
        if self._servers.get(guild_id, _NOTHING) is before and guild_id in self._read:
            self._servers[guild_id] = found.get(guild_id, _NOTHING)
