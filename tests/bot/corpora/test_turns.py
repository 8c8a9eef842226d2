"""Turns: so many at once, and so many who wait."""

from __future__ import annotations

import asyncio

import pytest

from bot.corpora.turns import Turns
from retrieval.errors import BusyError


async def test_few_at_once_few_wait_and_others_hear_so() -> None:
    """Law: two are in, three wait, the sixth hears so at once; each who ends or gives up makes room for the next."""
    turns, go = Turns(2, 3, "Try again in a minute."), asyncio.Event()
    inside: list[int] = []

    async def take(number: int) -> None:
        async with turns.one():
            inside.append(number)
            await go.wait()

    async with asyncio.timeout(10):
        tasks = [asyncio.create_task(take(number)) for number in range(5)]
        await asyncio.sleep(0)
        assert inside == [0, 1]
        with pytest.raises(BusyError, match=r"^Try again in a minute\.$"):
            await take(5)
        tasks[0].cancel()
        tasks[3].cancel()
        await asyncio.gather(tasks[0], tasks[3], return_exceptions=True)
        tasks += [asyncio.create_task(take(number)) for number in (6, 7)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await take(8)
        go.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert inside == [0, 1, 2, 4, 6, 7]
        await take(9)


async def test_nobody_takes_the_turns_of_others() -> None:
    """Law: of one and the same only so many are in or wait, whoever else is; who is through may come again."""
    turns, go = Turns(1, 9, "Try again in a minute.", each=2), asyncio.Event()
    inside: list[int] = []

    async def take(whose: int) -> None:
        async with turns.one(whose):
            inside.append(whose)
            await go.wait()

    async with asyncio.timeout(10):
        tasks = [asyncio.create_task(take(whose)) for whose in (7, 7, 8)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError, match=r"^Try again in a minute\.$"):
            await take(7)
        go.set()
        await asyncio.gather(*tasks)
        await take(7)
        assert inside == [7, 7, 8, 7]
    assert not turns._asked
