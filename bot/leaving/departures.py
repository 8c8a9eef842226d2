"""Servers that the bot is not in any more: they serve nothing, and after a while all of them is deleted."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from typing import TYPE_CHECKING

from bot.records import RecordsError
from bot.trying import tried
from config.written import in_units
from corpus.errors import FootnoteError
from retrieval.corpora.places import servers_with_articles

if TYPE_CHECKING:
    from bot.client import FootnoteClient

_log = logging.getLogger(__name__)


class Departures:
    """Takes leaving and coming back down, and deletes what is due.

    Who is missing from the client's servers has left only where that list is whole, so nothing is judged in an outage or while
    a shard is not connected, and never a server that another process's shards would see.
    """

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client
        self._turn = asyncio.Lock()
        # Shards that have told of all their servers and of every change since.
        self._connected: set[int] = set()
        # Servers that only have the commands: the bot is no member of them, and yet they did not leave.
        self._guests: set[int] = set()

    def connected(self, shard_id: int) -> None:
        """A shard is ready, or has heard what it missed."""
        self._connected.add(shard_id)

    def disconnected(self, shard_id: int) -> None:
        """A shard does not hear what happens."""
        self._connected.discard(shard_id)

    async def begin(self) -> None:
        """Let nothing serve of those that had left when the last process ended; before any is opened."""
        try:
            for guild_id in await self._client.records.departures():
                self._client.service.corpora.withdraw(guild_id)
        except RecordsError as error:
            _log.error("it is not known which servers were left: %s", error)

    async def left(self, guild_id: int, at: dt.datetime) -> None:
        """The bot was removed from a server."""
        self._client.service.corpora.withdraw(guild_id)
        self._guests.discard(guild_id)
        async with self._turn:
            await self._note_left(guild_id, at)

    async def back(self, guild_id: int) -> None:
        """The bot is in a server, perhaps again."""
        if self._client.service.corpora.withdrawn(guild_id):
            async with self._turn:
                await self._take_back(guild_id)

    async def used(self, guild_id: int) -> None:
        """Somebody acts in a server that the bot is no member of."""
        self._guests.add(guild_id)
        await self.back(guild_id)

    async def look(self, now: dt.datetime) -> None:
        """Take back who is here again, delete what is due, and note who left unseen; raises RecordsError, OSError."""
        async with self._turn:
            if not self._sees_all():
                return
            departures = await self._client.records.departures()
            for guild_id, at in departures.items():
                if self._is_here(guild_id):
                    await self._take_back(guild_id)
                elif self._has_left(guild_id):
                    self._client.service.corpora.withdraw(guild_id)
                    if now - at >= self._delay:
                        await self._delete(guild_id)
            # Last, so that nobody who was only missed now is deleted at once.
            for guild_id in await self._with_data() - departures.keys():
                if self._has_left(guild_id):
                    self._client.service.corpora.withdraw(guild_id)
                    await self._note_left(guild_id, now)

    @property
    def _delay(self) -> dt.timedelta:
        return self._client.settings.retention.left_server

    def _sees_all(self) -> bool:
        shards = self._client.shard_ids or range(self._client.shard_count or 0)
        return (
            bool(shards)
            and self._connected.issuperset(shards)
            and not any(guild.unavailable for guild in self._client.guilds)
        )

    def _is_here(self, guild_id: int) -> bool:
        return self._client.get_guild(guild_id) is not None or guild_id in self._guests

    def _has_left(self, guild_id: int) -> bool:
        """Whether it is one of ours to see, and is not there; asked anew after everything that is waited for."""
        count = self._client.shard_count
        if not count or not self._sees_all() or self._is_here(guild_id):
            return False
        return (guild_id >> 22) % count in (self._client.shard_ids or range(count))

    async def _with_data(self) -> frozenset[int]:
        """The servers that anything is kept of."""
        on_disk = await asyncio.to_thread(servers_with_articles, self._client.settings)
        return await self._client.records.guilds() | frozenset(on_disk)

    async def _note_left(self, guild_id: int, at: dt.datetime) -> None:
        try:
            await self._client.records.add_departure(guild_id, at)
        except RecordsError as error:  # then a look finds it missing
            _log.error("it could not be recorded that server %s was left: %s", guild_id, error)
            return
        _log.warning(
            "server %s was left: all of it is deleted %s later, unless the bot is back by then",
            guild_id,
            in_units(self._delay),
        )

    async def _take_back(self, guild_id: int) -> None:
        try:
            await self._client.records.remove_departure(guild_id)
        except RecordsError as error:  # then a look takes it back
            _log.error("it could not be recorded that the bot is in server %s again: %s", guild_id, error)
        await tried(guild_id, self._client.service.corpora.readmit)
        _log.warning("the bot is in server %s again: nothing of it is deleted", guild_id)

    async def _delete(self, guild_id: int) -> None:
        """Delete all of a server, what is on record last; what fails is tried again at the next look."""
        try:
            await self._client.service.corpora.discard(guild_id)
            await self._client.records.remove_guild(guild_id)
            self._client.preferences.forget(guild_id)
        except (FootnoteError, OSError) as error:
            _log.error("server %s, which was left, could not be deleted: %s", guild_id, error)
        else:
            _log.warning("all of server %s, which was left, is deleted", guild_id)
