"""Builds that were begun in Discord."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.bootstrap import make_records, make_service
from bot.client import FootnoteClient
from bot.corpora.builds import Builds, Reload
from bot.corpora.heard import Heard
from bot.corpora.schedule import look_once
from bot.rendering.layout import notice
from config.settings import Settings, load_settings
from retrieval.build import build
from retrieval.building.progress import Event
from retrieval.corpora.places import place_of
from retrieval.values import SHARED, Audience
from tests.bot.corpora.acting import Shown, refused


@pytest.fixture
async def client(hashing: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FootnoteClient]:
    """Not connected; its shared articles serve and one more has come since."""
    monkeypatch.setenv("FOOTNOTE_CORPUS__PATH", str(folder))
    settings = load_settings()
    build(settings, place_of(settings, SHARED), lambda event: None)
    (folder / "new.md").write_text("# The old mill\n\nThe mill at Sandhavn burned down in 1902.\n", "utf-8")
    service, records = make_service(settings), make_records(settings)
    await records.open()
    await service.corpora.open(SHARED)
    yield FootnoteClient(settings, service, records, shard_count=1)
    await service.aclose()
    await records.aclose()


def listening(client: FootnoteClient, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Is set once a real builder has told of itself; then it holds the lock."""
    told, reload = asyncio.Event(), client.service.corpora.reload

    async def heard(corpus_id: int, on_event: Callable[[Event], None]) -> tuple[str, ...]:
        def hear(event: Event) -> None:
            on_event(event)
            told.set()

        return await reload(corpus_id, hear)

    monkeypatch.setattr(client.service.corpora, "reload", heard)
    return told


async def test_closing_ends_a_build_at_once(client: FootnoteClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: no end waits for a build: the builder dies, what served serves, the attempt is on record and told."""
    builds, shown = Builds(client), Shown()
    told = listening(client, monkeypatch)
    interaction: Any = shown
    generations = client.service.corpora.place(SHARED).generations
    before = generations.current()
    assert builds.begin(interaction, Reload(SHARED))
    assert not builds.begin(interaction, Reload(SHARED))
    assert builds.running(SHARED)
    await told.wait()
    await asyncio.wait_for(builds.aclose(), 2)
    assert not builds.running(SHARED)
    with generations.lock():  # which the dead builder has let go of
        assert generations.current() == before
    (change,) = await client.records.changes(SHARED, 9)
    assert (change.done, change.outcome) == (False, "Footnote was ended meanwhile")
    assert (change.actor_id, change.guild_id, change.action) == (5, 6, "reload")
    assert "Footnote was ended meanwhile" in shown.shown[-1]
    assert "What served before goes on serving." in shown.shown[-1]


async def test_an_end_neither_waits_for_a_pressed_build_nor_leaves_it_behind(
    client: FootnoteClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: a press is over once its build has begun, so the drain is; and the feature takes its builds down with it."""
    named = client.settings.discord.model_copy(update={"operators": (5,)})
    client.settings = client.settings.model_copy(update={"discord": named})
    told = listening(client, monkeypatch)
    await client.load_extension("bot.corpora.cog")
    interaction: Any = Shown(client)
    await client.pressed(interaction, "build", (str(SHARED),))
    await told.wait()
    assert await client.work.drain(0.1)
    generations = client.service.corpora.place(SHARED).generations
    before = generations.current()
    await asyncio.wait_for(client.unload_extension("bot.corpora.cog"), 2)
    with generations.lock():
        assert generations.current() == before
    assert not (await client.records.changes(SHARED, 1))[0].done


async def test_a_build_outlives_its_message(client: FootnoteClient) -> None:
    """Law: whatever becomes of the message, the build ends well, serves and is on record; then another can begin."""
    builds, shown = Builds(client), Shown()
    shown.failing = [refused(404, 10008)]
    interaction: Any = shown
    assert builds.begin(interaction, Reload(SHARED))
    await builds._running[SHARED]
    assert shown.shown == []
    assert len(client.service.snapshot(Audience()).articles) == 4
    (change,) = await client.records.changes(SHARED, 9)
    assert change.done
    assert change.outcome.endswith("serves: 4 articles, 1 added, 0 changed, 0 removed")
    await asyncio.sleep(0)
    assert builds.begin(interaction, Reload(SHARED))
    await builds._running[SHARED]
    assert shown.shown[-1].startswith("**Nothing had changed** in the shared articles")
    (again, _) = await client.records.changes(SHARED, 9)
    assert (again.done, again.outcome.partition(":")[0]) == (True, "nothing had changed")


async def test_what_nobody_foresaw_is_told_and_recorded(
    client: FootnoteClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: an error without a sentence gets one; while all is being taken down that is the reason."""

    async def broken(corpus_id: int, on_event: Callable[[Event], None]) -> tuple[str, ...]:
        raise RuntimeError("cannot schedule new futures after shutdown")

    monkeypatch.setattr(client.service.corpora, "reload", broken)
    builds, shown = Builds(client), Shown()
    interaction: Any = shown
    for closing, outcome in (
        (False, "something went wrong, and was logged (RuntimeError)"),
        (True, "Footnote was ended meanwhile"),
    ):
        client.work.closing = closing
        builds.begin(interaction, Reload(SHARED))
        await builds._running[SHARED]
        await asyncio.sleep(0)
        assert (await client.records.changes(SHARED, 1))[0].outcome == outcome


async def test_a_database_that_does_not_take_the_record_hides_no_end(
    client: FootnoteClient, caplog: pytest.LogCaptureFixture
) -> None:
    """Law: what was built serves and is told, also where that can't be recorded."""
    await client.records.aclose()
    builds, shown = Builds(client), Shown()
    interaction: Any = shown
    builds.begin(interaction, Reload(SHARED))
    await builds._running[SHARED]
    assert "**Loaded the shared articles**" in shown.shown[-1]
    assert "a change could not be recorded" in caplog.text


class _Step:
    """A change of a corpus that is done when it is let go."""

    action = "step"

    def __init__(self, corpus_id: int) -> None:
        self.corpus_id, self.begun, self.go = corpus_id, asyncio.Event(), asyncio.Event()

    async def do(self, client: FootnoteClient, heard: Heard) -> None:
        self.begun.set()
        await self.go.wait()

    def outcome(self, heard: Heard) -> str:
        return "done"

    def render_done(self, heard: Heard, titles: object) -> discord.ui.LayoutView:
        return notice("done")

    def render_failed(self, failed: str, *, serves: bool) -> discord.ui.LayoutView:
        return notice(failed)


async def test_an_end_that_cannot_be_shown_is_told(client: FootnoteClient, caplog: pytest.LogCaptureFixture) -> None:
    """Law: whatever fails while the end of a change is told, its progress does not stand still for ever."""

    class Unshown(_Step):
        def render_done(self, heard: Heard, titles: object) -> discord.ui.LayoutView:
            raise RuntimeError("no room")

    builds, change, shown = Builds(client), Unshown(6), Shown()
    interaction: Any = shown
    change.go.set()
    builds.begin(interaction, change)
    await builds._running[6]
    assert "It has ended, but how could not be told" in shown.shown[-1]
    assert "how a build ended could not be told" in caplog.text


async def test_one_build_at_a_time(client: FootnoteClient) -> None:
    """Law: while one corpus is changed the change of another waits its turn, and says so; both are done in the end."""
    builds, first, second = Builds(client), _Step(6), _Step(7)
    shown, waiting = Shown(), Shown()
    interactions: tuple[Any, Any] = (shown, waiting)
    assert builds.begin(interactions[0], first)
    await first.begun.wait()
    assert builds.begin(interactions[1], second)
    seen = waiting.first_shown
    await seen.wait()
    assert "another build has to end first" in waiting.shown[0]
    assert not second.begun.is_set()
    second.go.set()
    first.go.set()
    await asyncio.gather(*builds._running.values())
    assert (shown.shown[-1], waiting.shown[-1]) == ("done", "done")


async def test_a_scheduled_reload_is_a_build_too(client: FootnoteClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: while it looks or builds, a change of another corpus waits its turn, and says so; both are done in the end."""
    builds, waiting, change = Builds(client), Shown(), _Step(7)
    interaction: Any = waiting
    begun: dict[str, bool] = {}
    look, reload = client.service.corpora.preview_reload, client.service.corpora.reload

    async def looked(corpus_id: int, on_event: Callable[[Event], None]) -> None:
        assert builds.begin(interaction, change)
        await waiting.first_shown.wait()
        await look(corpus_id, on_event)
        begun["look"] = change.begun.is_set()

    async def reloaded(corpus_id: int, on_event: Callable[[Event], None]) -> tuple[str, ...]:
        notices = await reload(corpus_id, on_event)
        begun["reload"] = change.begun.is_set()
        return notices

    monkeypatch.setattr(client.service.corpora, "preview_reload", looked)
    monkeypatch.setattr(client.service.corpora, "reload", reloaded)
    change.go.set()
    assert await look_once(client, None) is None
    assert begun == {"look": False, "reload": False}
    assert "another build has to end first" in waiting.shown[0]
    await asyncio.gather(*builds._running.values())
    assert waiting.shown[-1] == "done"
    assert len(client.service.snapshot(Audience()).articles) == 4
