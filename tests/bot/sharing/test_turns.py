"""Sessions with Discord begin one after the other, whichever process begins them."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator

import pytest

from bot.sharing.turns import SharedTurns
from tests.bot.sharing.ending import end_holder
from tests.bot.sharing.eventually import eventually
from tests.postgres import Server

SHORT = 0.2


async def one() -> int:
    return 1


async def sixteen() -> int:
    return 16


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Discord's pause, made short."""
    monkeypatch.setattr("bot.sharing.turns._SECONDS", SHORT)


@pytest.fixture
async def turns(url: str) -> AsyncIterator[list[SharedTurns]]:
    """Those of three processes."""
    made = [SharedTurns(url) for _ in range(3)]
    yield made
    for each in made:
        await each.aclose()


async def test_no_two_begin_within_the_pause(turns: list[SharedTurns]) -> None:
    """Law: of several processes with several shards no two begin a session within Discord's pause, the first of each included."""
    loop = asyncio.get_running_loop()
    begun: list[float] = []

    async def begin(of_process: SharedTurns, shard_id: int) -> None:
        await of_process.take(shard_id, one, first=shard_id == 0)
        begun.append(loop.time())

    await asyncio.gather(*(begin(each, shard_id) for each in turns for shard_id in range(2)))
    begun.sort()
    assert all(after - before >= SHORT * 0.95 for before, after in itertools.pairwise(begun))
    assert len(begun) == 6


async def test_as_many_at_once_as_discord_takes(turns: list[SharedTurns], monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: shards whose numbers differ modulo what Discord takes at once wait for nobody; the others do."""
    monkeypatch.setattr("bot.sharing.turns._SECONDS", 60.0)
    async with asyncio.timeout(30):
        await asyncio.gather(*(turns[shard_id % 3].take(shard_id, sixteen, first=True) for shard_id in range(16)))
    again = asyncio.create_task(turns[0].take(17, sixteen, first=False))
    done, _ = await asyncio.wait({again}, timeout=0.3)
    assert not done
    again.cancel()
    await asyncio.gather(again, return_exceptions=True)


async def test_who_dies_leaves_its_turn(
    turns: list[SharedTurns], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: the turn of a process that dies is over with its connection; one that gave up waiting holds up nobody."""
    monkeypatch.setattr("bot.sharing.turns._SECONDS", 60.0)
    await turns[0].take(0, one, first=True)
    gives_up, waits = (asyncio.create_task(each.take(0, one, first=True)) for each in turns[1:])
    await _until_waiting(server, 2)
    gives_up.cancel()
    await asyncio.gather(gives_up, return_exceptions=True)
    await asyncio.to_thread(end_holder, server, 0)
    await asyncio.wait_for(waits, 30)


async def test_connecting_to_discord_needs_no_database(caplog: pytest.LogCaptureFixture) -> None:
    """Law: without the database a process waits for itself and goes on, and says so without the address."""
    nowhere = SharedTurns("postgresql+asyncpg://footnote:hush@127.0.0.1:1/footnote")
    begin = asyncio.get_running_loop().time()
    for _ in range(2):
        await nowhere.take(0, one, first=True)
    assert asyncio.get_running_loop().time() - begin >= 2 * SHORT * 0.95
    assert caplog.text.count("does not say whose turn it is") == 2
    assert "hush" not in caplog.text
    await nowhere.aclose()


async def _until_waiting(server: Server, count: int) -> None:
    """Return once so many sessions wait for a turn."""
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    async with asyncio.timeout(30):
        while int(await asyncio.to_thread(server.sql, waiting)) < count:
            continue


async def test_who_closes_at_once_leaves_no_turn_behind(url: str, server: Server) -> None:
    """Law: who closes right after a turn was taken, before anything else has run, leaves neither a connection nor a lock."""
    turns = SharedTurns(url)
    await turns.take(0, one, first=True)
    await turns.aclose()
    name = url.rpartition("/")[2]
    count = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608 - a name of ours
    await eventually(lambda: server.sql(count) == "0")


async def test_who_waits_too_long_begins_anew(turns: list[SharedTurns], monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: nobody takes a turn with a connection that Discord has closed for its silence; who gave up gets the next."""
    monkeypatch.setattr("bot.sharing.turns._SECONDS", 60.0)
    monkeypatch.setattr("bot.sharing.turns._LONGEST", SHORT)
    await turns[0].take(0, one, first=True)
    with pytest.raises(TimeoutError):
        await turns[1].take(0, one, first=True)
    await turns[0].aclose()
    monkeypatch.setattr("bot.sharing.turns._LONGEST", 30.0)
    await turns[1].take(0, one, first=True)
