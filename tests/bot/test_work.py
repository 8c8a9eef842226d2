from __future__ import annotations

import asyncio

import pytest

from bot.work import Work


async def test_nothing_under_way_drains_at_once() -> None:
    """With nothing to wait for there is no wait, and nothing new is to be taken on."""
    work = Work()
    assert not work.closing
    assert await work.drain(0.01)
    assert work.closing


async def test_draining_waits_for_all_that_is_under_way() -> None:
    """The last of several ends it, also where one ends in an error."""
    work = Work()
    release = asyncio.Event()

    async def one(*, fails: bool) -> None:
        with work.one():
            await release.wait()
            if fails:
                raise RuntimeError("it failed")

    tasks = [asyncio.create_task(one(fails=number == 1)) for number in range(3)]
    await asyncio.sleep(0)
    draining = asyncio.create_task(work.drain(30))
    await asyncio.sleep(0)
    assert work.closing
    assert not draining.done()
    release.set()
    assert await draining
    with pytest.raises(RuntimeError):
        await tasks[1]


async def test_draining_gives_up_in_time_and_can_be_tried_again() -> None:
    """What does not end is told, and is waited for anew."""
    work = Work()
    with work.one():
        assert not await work.drain(0.001)
    assert await work.drain(0.001)


async def test_work_in_work_is_counted_twice() -> None:
    """The inner one's end is not the end."""
    work = Work()
    with work.one():
        with work.one():
            pass
        assert not await work.drain(0.01)
    assert await work.drain(0.01)
