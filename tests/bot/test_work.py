from __future__ import annotations

import asyncio
from contextlib import ExitStack, suppress

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


async def test_a_few_are_not_held_up() -> None:
    """While less than ten are unacknowledged whoever is goes on at once."""
    work = Work()
    with ExitStack() as others:
        for _ in range(9):
            others.enter_context(work.acknowledging())
        going = asyncio.create_task(work.let_others_in(30))
        await asyncio.sleep(0)
        assert going.done()
    await work.let_others_in(30)


async def test_where_many_came_at_once_all_are_acknowledged_first() -> None:
    """With ten or more the last acknowledgement lets all go on, and not the one before it."""
    work = Work()
    with work.acknowledging():
        with ExitStack() as others:
            for _ in range(9):
                others.enter_context(work.acknowledging())
            going = [asyncio.create_task(work.let_others_in(30)) for _ in range(3)]
            await asyncio.sleep(0)
            assert not any(each.done() for each in going)
        await asyncio.sleep(0)
        assert not any(each.done() for each in going)
    await asyncio.wait_for(asyncio.gather(*going), 10)


async def test_many_are_waited_for_no_longer_than_the_limit() -> None:
    """A stream that never ends holds nobody up for ever, and an acknowledgement that fails counts as an end."""
    work = Work()
    with suppress(RuntimeError), ExitStack() as others:
        for _ in range(10):
            others.enter_context(work.acknowledging())
        await asyncio.wait_for(work.let_others_in(0.001), 10)
        raise RuntimeError("it failed")
    await asyncio.wait_for(work.let_others_in(30), 10)
