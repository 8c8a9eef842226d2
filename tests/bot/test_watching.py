"""Who runs the bot hears of records that fail: once, until it was gone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest

from bot import watching
from bot.client import FootnoteClient
from bot.records import RecordsError
from config.settings import Settings
from tests.backends import on_disk
from tests.bot.simulated import made, read, simulated
from tests.stored import held


@dataclass
class Watched:
    """A bot whose operators are told into a list; `reached` says how many of them there are to be reached."""

    client: FootnoteClient
    settings: Settings
    told: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    reached: int = 1

    async def tell(self, client: FootnoteClient, view: object) -> int:
        self.told.put_nowait(read(made(view)))  # type: ignore[arg-type]
        return self.reached

    async def hears(self) -> str:
        return await asyncio.wait_for(self.told.get(), 20)

    async def fails(self) -> None:
        with suppress(RecordsError):
            await self.client.records.set_fact("a", "b")


@asynccontextmanager
async def watched(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Watched]:
    """The bot, watched all the time."""
    monkeypatch.setattr("bot.records.sqlite._BUSY_SECONDS", 0)
    async with simulated(settings, loaded=False) as (_, client):
        client.logged_in.set()
        stage = Watched(client, settings)
        monkeypatch.setattr(watching, "tell_operators", stage.tell)
        task = asyncio.create_task(watching.watch_records(client, every=0.01))
        yield stage
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _over(stage: Watched) -> None:
    """Return once the records are well again, as whoever watches finds out."""
    async with asyncio.timeout(20):
        while stage.client.records.troubles.present:  # noqa: ASYNC110 - the law is that nobody else writes
            await asyncio.sleep(0.01)


async def _trouble(stage: Watched, *, told: bool) -> None:
    """Another process holds the records while something is written three times, until it is told of where it is, and lets go."""
    async with held(stage.settings):
        for _ in range(3):
            await stage.fails()
        if told:
            assert "Another process holds the records" in await stage.hears()
    await _over(stage)


@on_disk
async def test_it_is_told_once_until_it_was_gone(hashing: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: a trouble that stays, or comes back at once, is told of once; after it was gone for a while it is told of again."""
    async with watched(hashing, monkeypatch) as stage:
        await _trouble(stage, told=True)
        await _trouble(stage, told=False)
        assert stage.told.empty()
        monkeypatch.setattr(watching, "_GONE_AFTER", 0.0)
        await _trouble(stage, told=True)


@on_disk
async def test_where_nobody_is_reached_it_is_told_again(hashing: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: as long as it lasts, until somebody knows."""
    async with watched(hashing, monkeypatch) as stage:
        stage.reached = 0
        async with held(stage.settings):
            await stage.fails()
            for _ in range(3):
                assert "Another process holds the records" in await stage.hears()
        await _over(stage)


@on_disk
async def test_what_only_took_long_is_not_told(hashing: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: where something took too long and the records turn out well there is nothing to tell; where they don't there is."""
    async with watched(hashing, monkeypatch) as stage:
        looked = asyncio.Event()
        probe = stage.client.records.probe

        async def probed() -> None:
            await probe()
            looked.set()

        monkeypatch.setattr(stage.client.records, "probe", probed)
        stage.client.records.troubles.suspect()
        await asyncio.wait_for(looked.wait(), 20)
        assert stage.told.empty()
        async with held(stage.settings):
            stage.client.records.troubles.suspect()
            assert "Another process holds the records" in await stage.hears()
        await _over(stage)
