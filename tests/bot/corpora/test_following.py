"""The message that follows a build."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

from bot.corpora.following import Following
from bot.corpora.heard import Heard
from bot.delivery import TOKEN_LIFE
from bot.rendering.layout import notice
from retrieval.values import SHARED
from tests.bot.corpora.acting import Shown, refused


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def following(shown: Shown, heard: Heard, clock: Clock | None = None) -> Following:
    interaction: Any = shown
    return Following(interaction, SHARED, heard, clock or Clock())


async def test_only_what_is_new_is_shown() -> None:
    """Law: a look that finds nothing new edits nothing."""
    shown, heard = Shown(), Heard()
    follower = following(shown, heard)
    await follower.look()
    await follower.look()
    assert len(shown.shown) == 1
    heard.hear({"event": "stage", "stage": "load_weights"})
    heard.hear({"event": "progress", "doing": "encoding", "done": 64, "total": 128})
    await follower.look()
    assert len(shown.shown) == 2
    assert "encoding the texts, 64 of 128" in shown.shown[1]


async def test_however_much_happens_there_are_two_seconds_between_edits() -> None:
    """Law: what comes right after an edit waits for the next look."""
    shown, heard = Shown(), Heard()
    follower = following(shown, heard)
    follower.begin()
    for done in range(100):
        heard.hear({"event": "stage", "stage": "load_weights"})
        heard.hear({"event": "progress", "doing": "encoding", "done": done, "total": 100})
        await asyncio.sleep(0)
    assert len(shown.shown) == 1
    await follower.end(notice("the end"))
    assert shown.shown[1:] == ["the end"]


async def test_an_edit_that_fails_for_a_passing_reason_is_made_good() -> None:
    """Law: what Discord or the way to it kept from being shown is shown at the next look."""
    shown, heard = Shown(), Heard()
    shown.failing = [refused(503), aiohttp.ClientError(), TimeoutError()]
    follower = following(shown, heard)
    for _ in range(4):
        await follower.look()
    assert len(shown.shown) == 1


async def test_a_message_that_is_gone_is_let_be() -> None:
    """Law: who dismissed the message hears no more, and nothing fails by it."""
    shown, heard = Shown(), Heard()
    shown.failing = [refused(404, 10008)]
    follower = following(shown, heard)
    await follower.look()
    heard.hear({"event": "stage", "stage": "read"})
    await follower.look()
    await follower.end(notice("the end"))
    assert shown.shown == []


async def test_after_fourteen_minutes_nothing_is_edited_any_more() -> None:
    """Law: before the token runs out the message says where to look, and then stays."""
    shown, heard, clock = Shown(), Heard(), Clock()
    follower = following(shown, heard, clock)
    await follower.look()
    clock.now += TOKEN_LIFE
    await follower.look()
    heard.hear({"event": "stage", "stage": "read"})
    await follower.look()
    await follower.end(notice("the end"))
    assert len(shown.shown) == 2
    assert "still building; `/corpus status` shows how it ended" in shown.shown[1]


async def test_the_end_is_tried_again_and_what_can_not_be_shown_fails_nothing() -> None:
    """Law: the end outlasts a failure that passes; one that does not is let be."""
    shown = Shown()
    shown.failing = [refused(500)]
    await following(shown, Heard()).end(notice("the end"))
    assert shown.shown == ["the end"]
    lost = Shown()
    lost.failing = [refused(401, 50027)]
    await following(lost, Heard()).end(notice("the end"))
    assert lost.shown == []


async def test_the_end_comes_after_an_edit_that_is_on_its_way() -> None:
    """Law: progress never replaces the end."""
    arrived, go = asyncio.Event(), asyncio.Event()

    class Slow(Shown):
        async def edit_original_response(self, **given: Any) -> None:
            if not self.shown and not arrived.is_set():
                arrived.set()
                await go.wait()
            await super().edit_original_response(**given)

    shown = Slow()
    follower = following(shown, Heard())
    follower.begin()
    await arrived.wait()
    ending = asyncio.create_task(follower.end(notice("the end")))
    await asyncio.sleep(0)
    go.set()
    await ending
    assert [text == "the end" for text in shown.shown] == [False, True]
