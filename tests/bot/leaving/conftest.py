"""Servers with articles of their own and answers on record, and a Discord that lets the bot out and in again."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import simcord
from simcord.backend import serializers
from simcord.backend.models import Guild

from bot.bootstrap import make_records, make_service
from bot.client import FootnoteClient
from bot.leaving.clearing import clear_once
from bot.preparing import prepare
from bot.records import Change, OnRecord
from config.settings import Settings
from retrieval.corpora.places import corpora_folder, has_articles, place_of
from retrieval.values import SHARED, Audience
from tests.bot.simulated import simulated
from tests.contracts.test_records import given, listing, vote
from tests.retrieval.samples import ARTICLES, activate, write

WEEK = dt.timedelta(days=7)
# Real time: what the listeners take down is when it happens.
ALICE = 11


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass
class Harbour:
    """A simulated Discord, and what Footnote keeps of its servers."""

    env: simcord.Env
    client: FootnoteClient
    settings: Settings

    async def server(self, *, id_of: int | None = None) -> int:
        """The id of a server that everything is kept of: its articles serve. `id_of` is one that the bot is not in."""
        guild_id = id_of or self.env.create_guild().id
        await self.env.settle()
        place = place_of(self.settings, guild_id)
        place.articles.mkdir(parents=True)
        (place.articles / "rules.txt").write_text("The server has three rules.\n", "utf-8")
        with place.generations.lock(), place.generations.building() as made:
            recipe = self.client.service.corpora.recipe()
            place.generations.activate(made, write(made, ARTICLES, corpus_id=guild_id, made=recipe), None)
        await self.client.service.corpora.open(guild_id)
        answer = given(guild_id=guild_id, given=now())
        await self.client.records.add_answer(answer)
        await self.client.records.vote(guild_id, vote(answer, ALICE))
        await self.client.records.add_listing(listing(guild_id=guild_id, corpus_id=guild_id, made=now()))
        await self.client.records.add_change(Change(now(), guild_id, ALICE, guild_id, "reload", done=True, outcome="x"))
        return guild_id

    async def leave(self, guild_id: int, **outage: bool) -> Guild:
        """Let the bot be removed from a server, or that be in an outage."""
        guild = self.env.backend.guilds.pop(guild_id)
        self.env.backend.emit("GUILD_DELETE", {"id": str(guild_id), **outage})
        await self.env.settle()
        return guild

    async def come_back(self, guild: Guild) -> None:
        """Let it be added again."""
        self.env.backend.guilds[guild.id] = guild
        told: Mapping[str, object] = serializers.guild_create_payload(self.env.backend, guild)
        self.env.backend.emit("GUILD_CREATE", {key: each for key, each in told.items() if key != "unavailable"})
        await self.env.settle()

    async def restart(self) -> None:
        """End the process and begin another over the same disk, up to where it answers."""
        await self.client.limits.aclose()
        await self.client.service.aclose()
        await self.client.records.aclose()
        service, records = make_service(self.settings), make_records(self.settings)
        await records.open()
        self.client = FootnoteClient(self.settings, service, records, shard_count=1)
        await self.env.restart_bot(self.client)
        await prepare(self.settings, service, self.client.readiness)

    async def look(self, after: dt.timedelta = dt.timedelta()) -> None:
        """What is done every few minutes, as it will be done then by the process that does what is done once for all."""
        self.client.jobs.mine = True
        await clear_once(self.client, now() + after)

    def serves(self, guild_id: int) -> bool:
        """Whether somebody in the server would be answered from its own articles."""
        return self.client.service.snapshot(Audience(guild_id)).generation(guild_id) is not None

    def folder(self, guild_id: int) -> Path:
        return corpora_folder(self.settings) / str(guild_id)

    async def kept(self, guild_id: int) -> bool:
        """Whether all of a server is there; it fails where only a part is."""
        records = self.client.records
        parts = {
            has_articles(place_of(self.settings, guild_id)),
            guild_id in await records.guilds(),
            bool(await records.changes(guild_id, 1)),
            guild_id in {answer.guild_id async for answer, _ in records.votes()},
        }
        assert len(parts) == 1
        return parts.pop()

    async def of_alice(self) -> OnRecord:
        return await self.client.records.on_record(ALICE)


MakeHarbour = Callable[..., AbstractAsyncContextManager[Harbour]]


@pytest.fixture
def harbour(hashing: Settings) -> MakeHarbour:
    """Makes one; `retention` changes that section of the settings."""

    @asynccontextmanager
    async def make(**retention: object) -> AsyncIterator[Harbour]:
        used = hashing.model_copy(update={"retention": hashing.retention.model_copy(update=retention)})
        async with simulated(used, loaded=False) as (env, client):
            activate(place_of(used, SHARED).generations, made=client.service.corpora.recipe())
            await client.service.corpora.open(SHARED)
            made = Harbour(env, client, used)
            try:
                yield made
            finally:
                if made.client is not client:
                    await made.client.limits.aclose()
                    await made.client.service.aclose()
                    await made.client.records.aclose()

    return make
