"""What is done once for all processes is done by one of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.sharing.connecting import JOBS
from bot.sharing.jobs import SharedJobs
from tests.bot.sharing.ending import end_holder
from tests.bot.sharing.eventually import eventually
from tests.postgres import Server, running_server

OFTEN = 0.05


@pytest.fixture
async def processes(url: str) -> AsyncIterator[list[SharedJobs]]:
    """The jobs of three processes that try for them."""
    made = [SharedJobs(url) for _ in range(3)]
    trying = [asyncio.create_task(each.keep(OFTEN)) for each in made]
    yield made
    for task in trying:
        task.cancel()
    await asyncio.gather(*trying, return_exceptions=True)
    assert not any(each.mine for each in made)


async def one_of(processes: list[SharedJobs]) -> SharedJobs:
    """The one that has the jobs, waited for."""
    await eventually(lambda: any(each.mine for each in processes))
    (mine,) = [each for each in processes if each.mine]
    return mine


async def test_one_has_them(processes: list[SharedJobs]) -> None:
    """Law: of several processes exactly one has the jobs, and keeps them."""
    first = await one_of(processes)
    for _ in range(20):
        await asyncio.sleep(OFTEN)
        assert [each for each in processes if each.mine] == [first]


async def test_who_dies_is_followed(processes: list[SharedJobs], server: Server) -> None:
    """Law: where the holder's connection ends it has the jobs no more, and another has them."""
    first = await one_of(processes)
    await asyncio.to_thread(end_holder, server, JOBS)
    await eventually(lambda: not first.mine)
    await one_of(processes)


async def test_they_are_taken_up_again_after_the_database_was_gone(caplog: pytest.LogCaptureFixture) -> None:
    """Law: while the database is gone nobody has the jobs, which is said once, and somebody has them once it is back."""
    with running_server() as server:
        url = server.database()
        jobs = SharedJobs(url)
        trying = asyncio.create_task(jobs.keep(OFTEN))
        await one_of([jobs])
        await asyncio.to_thread(server.kill)
        await eventually(lambda: not jobs.mine and "whose the jobs are" in caplog.text)
        await asyncio.sleep(5 * OFTEN)
        assert caplog.text.count("whose the jobs are") == 1
        await asyncio.to_thread(server.start)
        await one_of([jobs])
        trying.cancel()
        await asyncio.gather(trying, return_exceptions=True)
