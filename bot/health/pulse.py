"""What is told of the running bot: counts and times, and nothing of what anyone asked, wrote or is called."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from bot.client import FootnoteClient
from bot.records import Records, RecordsError, Trouble
from bot.version import version
from retrieval.corpora.places import in_database, servers_with_articles
from retrieval.errors import DatabaseError
from retrieval.generations.generations import LastBuild
from retrieval.values import SHARED

# Whatever the disk does, who asks is told within this time.
_TO_READ = 1.0
_FACT = "how the bot is"
# Of the database that holds the articles too: without it nothing new is answered.
_AWAY = "the database can't be reached: the bot is on Discord, and asks whoever asks to try again"


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is; `reason` says why it can't answer questions, and is None where it can.

    `last_build` is the shared corpus's, None where there was none or the disk does not say in time.
    """

    reason: str | None
    version: str
    uptime: float
    shards: int
    connected: int
    ready: bool
    generations: int
    articles: int
    waiting: int
    last_build: LastBuild | None
    reachable: bool
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """What the disk says: whether something could be read from the records, and how the last build ended.

    `servers` is whether any have articles in the database, which are opened when they are asked of.
    """

    reachable: bool
    last_build: LastBuild | None
    servers: bool


class Pulse:
    """Feels how a bot is, however many ask at once, with one look at the disk at a time."""

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client
        self._began = time.monotonic()
        self._reading: asyncio.Task[_Read] | None = None

    async def take(self) -> Health:
        """How the bot is now."""
        read = await self._read()
        client, service = self._client, self._client.service
        shards = list(client.shards.values())
        loaded = service.loaded()
        return Health(
            reason=self._reason(read),
            version=version(),
            uptime=round(time.monotonic() - self._began, 1),
            shards=len(client.shard_ids or ()) or client.shard_count or len(shards),
            connected=self._connected(),
            ready=bool(client.readiness),
            generations=loaded.generations,
            articles=loaded.articles,
            waiting=service.queued(),
            last_build=read.last_build,
            reachable=read.reachable,
            troubles=client.records.troubles.present,
        )

    def _connected(self) -> int:
        return sum(not shard.is_closed() for shard in self._client.shards.values())

    def _reason(self, read: _Read) -> str | None:
        client, service = self._client, self._client.service
        if client.work.closing:
            return "the bot is ending"
        if not self._connected():
            return "the bot is not connected to Discord"
        if not client.readiness:
            return "the bot is getting ready"
        if client.settings.database.shared is not None and not read.reachable:
            return _AWAY
        if not service.is_warm:
            return "the model could not be loaded: the log says why"
        return None if service.loaded().articles or read.servers else "no articles are loaded"

    async def _read(self) -> _Read:
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._look())
        done, _ = await asyncio.wait({self._reading}, timeout=_TO_READ)
        return self._reading.result() if done else _Read(reachable=False, last_build=None, servers=False)

    async def _look(self) -> _Read:
        settings, servers = self._client.settings, False
        try:
            last_build = await asyncio.to_thread(self._client.service.corpora.place(SHARED).generations.last_build)
            if in_database(settings) and not self._client.service.loaded().articles:
                servers = bool(await asyncio.to_thread(servers_with_articles, settings))
        except DatabaseError:
            last_build = None
        return _Read(await reachable(self._client.records), last_build, servers)


async def reachable(records: Records) -> bool:
    """Whether something can be read from the records, in good time."""
    try:
        async with asyncio.timeout(_TO_READ):
            await records.fact(_FACT)
    except (RecordsError, TimeoutError):
        return False
    return True
