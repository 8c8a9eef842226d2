from __future__ import annotations

import asyncio

import pytest

from bot.readiness import CLOSING, Readiness
from retrieval.building.progress import Event
from retrieval.errors import ClosedError


async def test_it_is_ready_once_told_so() -> None:
    """Before that a wait ends unready after its time; afterwards at once, for everyone."""
    readiness = Readiness()
    assert not readiness
    assert not await readiness.wait(0.001)
    waiting = [asyncio.create_task(readiness.wait()) for _ in range(3)]
    await asyncio.sleep(0)
    readiness.set()
    assert await asyncio.gather(*waiting) == [True] * 3
    assert readiness
    assert await readiness.wait(0)


async def test_who_waits_at_the_end_hears_of_it() -> None:
    """Closing before it was ready ends every wait, present and to come, with a sentence."""
    readiness = Readiness()
    waiting = asyncio.create_task(readiness.wait())
    await asyncio.sleep(0)
    readiness.close()
    for wait in (waiting, readiness.wait(), readiness.wait(1)):
        with pytest.raises(ClosedError, match=CLOSING.split(":", maxsplit=1)[0]):
            await wait


async def test_closing_what_is_ready_leaves_questions_to_the_service() -> None:
    """What can be answered still is, until the service says otherwise."""
    readiness = Readiness()
    readiness.set()
    readiness.close()
    assert await readiness.wait()


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({"event": "progress", "doing": "reading", "done": 1, "total": 3}, "8 % done"),
        ({"event": "progress", "doing": "reading", "done": 3, "total": 3}, "25 % done"),
        ({"event": "progress", "doing": "encoding", "done": 1, "total": 3}, "50 % done"),
        ({"event": "progress", "doing": "encoding", "done": 3, "total": 3}, "100 % done"),
        ({"event": "progress", "doing": "encoding", "done": 0, "total": 0}, "loading its model"),
        (
            {"event": "progress", "doing": "encoding", "done": 1, "total": 3, "rate": 2.0, "seconds_left": 40.0},
            "50 % done, about 40 seconds left.",
        ),
        (
            {"event": "progress", "doing": "encoding", "done": 1, "total": 3, "rate": 2.0, "seconds_left": 4.0},
            "50 % done.",
        ),
        (
            {"event": "progress", "doing": "reading", "done": 1, "total": 3, "rate": 2.0, "seconds_left": 40.0},
            "8 % done.",
        ),
        ({"event": "reading"}, "loading its model"),
    ],
)
def test_the_sentence_follows_the_build(event: Event, said: str) -> None:
    """Progress is told in percent, and the time left once all of it is known; other events, and a build of nothing, change nothing."""
    readiness = Readiness()
    readiness.hear(event)
    assert said in readiness.sentence
    assert readiness.sentence.startswith("Footnote is getting ready: ")
