"""`/corpus` as people use it: a real command tree, real builders, a simulated Discord."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.corpora.audit import SCHEDULE, note
from config.settings import Settings
from retrieval.build import build
from retrieval.building.progress import Event
from retrieval.corpora.places import place_of
from retrieval.values import SHARED
from tests.backends import on_disk
from tests.bot.corpora.stage import add, hand_out, offered, on_stage, own_articles, said
from tests.bot.rendering.markdown import shown_text
from tests.bot.simulated import read


@pytest.fixture
def settings(loaded: Settings) -> Settings:
    """The shared articles are those of `folder`, and loaded."""
    return loaded


async def test_an_operator_sees_what_changed_builds_it_and_it_answers(settings: Settings, folder: Path) -> None:
    """Law: the preview changes nothing; the press builds, takes its buttons away, tells the end, and is on record."""
    add(folder)
    (folder / "bakery.md").write_text(
        "# Bakery wins prize\n\nThe bakery won a gold medal for its rye bread.\n", "utf-8"
    )
    (folder / "river.txt").unlink()
    (folder / "**empty**.md").write_text("", "utf-8")
    async with on_stage(settings) as stage:
        before = stage.serving()
        shown = await stage.operator.slash(stage.channel, "corpus reload")
        assert shown.ephemeral
        assert "**A reload of the shared articles** would add 1, change 1 and remove 1." in said(shown)
        assert "- The old mill (new)" in said(shown)
        assert "- Bakery wins prize (bakery)" in said(shown)
        assert "- River runs dry (river)" in said(shown)
        assert r"\*\*empty\*\*.md was left out" in said(shown)
        assert offered(shown) == ["Build it", "Cancel"]
        assert stage.serving() == before
        assert await stage.changes() == []
        await stage.operator.click(shown.response, label="Build it")
        assert stage.serving() != before
        assert "1 added, 1 changed, 1 removed" in said(shown)
        assert str(stage.serving()) in said(shown)
        assert "- The old mill (new)" in said(shown)
        assert offered(shown) == []
        assert await stage.changes() == [(stage.operator.id, stage.guild.id, "reload", True)]
        assert str(stage.serving()) in (await stage.last_change()).outcome
        answer = await stage.member.slash(stage.channel, "ask", question="When did the mill at Sandhavn burn down?")
        assert "1902" in said(answer)


async def test_nothing_changed_offers_nothing(settings: Settings) -> None:
    """Law: where a reload would do nothing there is nothing to press."""
    async with on_stage(settings) as stage:
        shown = await stage.operator.slash(stage.channel, "corpus reload")
        assert "**Nothing has changed** in the shared articles" in said(shown)
        assert offered(shown) == []


async def test_cancel_leaves_everything_and_is_no_attempt(settings: Settings, folder: Path) -> None:
    """Law: after Cancel the same serves, no button is left, and the audit has no entry."""
    add(folder)
    async with on_stage(settings) as stage:
        before = stage.serving()
        shown = await stage.operator.slash(stage.channel, "corpus reload")
        await stage.operator.click(shown.response, label="Cancel")
        assert "Cancelled" in said(shown)
        assert offered(shown) == []
        assert stage.serving() == before
        assert await stage.changes() == []


@pytest.mark.parametrize("command", ["corpus reload", "corpus rollback"])
async def test_who_manages_a_server_does_not_change_the_shared_articles(
    settings: Settings, folder: Path, command: str
) -> None:
    """Law: the shared articles are the operators', whoever has the command; others hear whose they are."""
    add(folder)
    async with on_stage(settings) as stage:
        before = stage.serving()
        for scope in ({}, {"scope": "shared"}):
            shown = await stage.manager.slash(stage.channel, command, **scope)
            assert shown.ephemeral
            assert "Only those who run this bot may change the shared articles" in said(shown)
            assert offered(shown) == []
        assert stage.serving() == before
        assert await stage.changes() == []


async def test_the_right_is_checked_again_at_the_press(settings: Settings, folder: Path) -> None:
    """Law: who has ceased to be an operator since the preview builds nothing."""
    add(folder)
    async with on_stage(settings) as stage:
        before = stage.serving()
        shown = await stage.operator.slash(stage.channel, "corpus reload")
        stage.client.settings = settings
        pressed = await stage.operator.click(shown.response, label="Build it")
        assert "Only those who run this bot" in said(pressed)
        assert stage.serving() == before
        assert await stage.changes() == []


@on_disk
async def test_a_servers_own_articles_are_meant_where_it_has_some(settings: Settings) -> None:
    """Law: its managers reload and go back in them, without a word about scope; the shared ones are as they were."""
    async with on_stage(settings) as stage:
        articles, shared, guild_id = own_articles(stage), stage.serving(), stage.guild.id
        shown = await stage.manager.slash(stage.channel, "corpus reload")
        assert "**A reload of this server's articles** would add 1" in said(shown)
        await stage.manager.click(shown.response, label="Build it")
        first = stage.serving(guild_id)
        assert f"generation `{first}` serves" in said(shown)
        add(articles)
        again = await stage.manager.slash(stage.channel, "corpus reload", scope="server")
        await stage.manager.click(again.response, label="Build it")
        assert stage.serving(guild_id) != first
        back = await stage.manager.slash(stage.channel, "corpus rollback")
        assert f"generation `{first}` serves again" in said(back)
        assert stage.serving(guild_id) == first
        assert "- House rules" in said(await stage.manager.slash(stage.channel, "corpus list"))
        assert stage.serving() == shared
        done = (stage.manager.id, guild_id)
        assert await stage.changes(guild_id) == [
            (*done, "rollback", True),
            (*done, "reload", True),
            (*done, "reload", True),
        ]
        assert await stage.changes() == []


@on_disk
async def test_who_was_handed_the_command_still_may_not_change_a_servers_articles(settings: Settings) -> None:
    """Law: Manage Server is asked for at every change, also where the server gave the command away; seeing is free."""
    async with on_stage(settings) as stage:
        own_articles(stage)
        await hand_out(stage, stage.member)
        for command in ("corpus reload", "corpus rollback"):
            assert "“Manage Server”" in said(await stage.member.slash(stage.channel, command))
        assert "**This server's articles**" in said(await stage.member.slash(stage.channel, "corpus status"))
        assert stage.serving(stage.guild.id) is None


async def test_members_do_not_have_the_command(settings: Settings) -> None:
    """Law: unless a server decides otherwise only those who manage it see `/corpus`."""
    async with on_stage(settings) as stage:
        assert not any(each.startswith("corpus") for each in stage.member.available_commands(stage.channel))
        offered_to_managers = stage.manager.available_commands(stage.channel)
        assert {"corpus reload", "corpus rollback", "corpus list", "corpus status"} <= set(offered_to_managers)


async def test_a_server_without_articles_of_its_own_hears_so(settings: Settings) -> None:
    """Law: asked for what there is none of, every command says so in one sentence, and left alone means the shared ones."""
    async with on_stage(settings) as stage:
        for command in ("corpus reload", "corpus rollback", "corpus list", "corpus status"):
            shown = await stage.manager.slash(stage.channel, command, scope="server")
            assert shown_text(shown.response.components) == (
                "This server has no articles of its own: what is asked here is answered from the shared articles."
            )
        assert said(await stage.manager.slash(stage.channel, "corpus list")).startswith("**The shared articles** (3)")


async def test_direct_messages_know_the_shared_articles_only(settings: Settings, folder: Path) -> None:
    """Law: an operator builds there too; `scope` can't mean a server."""
    add(folder)
    async with on_stage(settings) as stage:
        before = stage.serving()
        assert "There is no server here" in said(await stage.operator_user.slash("corpus reload", scope="server"))
        shown = await stage.operator_user.slash("corpus reload")
        await stage.operator_user.click(shown.response, label="Build it")
        assert stage.serving() != before
        assert await stage.changes() == [(stage.operator.id, None, "reload", True)]


async def test_anybody_with_the_command_sees_how_the_shared_articles_stand(settings: Settings) -> None:
    """Law: list and status need no right; who changed them and what failed is for those who run the bot."""
    async with on_stage(settings) as stage:
        await stage.operator.slash(stage.channel, "corpus rollback")
        listed = await stage.manager.slash(stage.channel, "corpus list")
        assert "- The lighthouse of Cape Varn · 4 May 2021" in said(listed)
        shown = await stage.manager.slash(stage.channel, "corpus status")
        assert shown.ephemeral
        assert "3 articles · newest from 4 May 2021 · loaded <t:" in said(shown)
        assert f"`{stage.serving()}`" in said(shown)
        assert "Questions waiting: 0" in said(shown)
        assert "rollback" not in said(shown)


async def test_status_names_who_changed_what(settings: Settings) -> None:
    """Law: operators see each attempt, with its author as text that pings nobody."""
    async with on_stage(settings) as stage:
        await stage.operator.slash(stage.channel, "corpus rollback")
        shown = await stage.operator.slash(stage.channel, "corpus status")
        assert f"<@{stage.operator.id}> · rollback: failed: there is no intact generation before" in said(shown)
        assert (stage.env.http_requests[-1].json or {})["allowed_mentions"] == {"parse": []}


async def test_status_sees_that_the_folder_changed(settings: Settings, folder: Path) -> None:
    """Law: what is not loaded yet is told without anything being built."""
    async with on_stage(settings) as stage:
        assert "Folder changed since: no" in said(await stage.operator.slash(stage.channel, "corpus status"))
        add(folder)
        assert "Folder changed since: yes" in said(await stage.operator.slash(stage.channel, "corpus status"))


async def test_status_tells_what_the_last_build_changed(settings: Settings, folder: Path) -> None:
    """Law: it stands in what was built, so it is told whoever built it and after a restart, to others than operators too."""
    add(folder)
    async with on_stage(settings) as stage:
        assert "Added (3): Bakery wins prize, The lighthouse of Cape Varn, River runs dry" in said(
            await stage.operator.slash(stage.channel, "corpus status")
        )
        shown = await stage.operator.slash(stage.channel, "corpus reload")
        await stage.operator.click(shown.response, label="Build it")
        told = said(await stage.manager.slash(stage.channel, "corpus status"))
        assert "Added (1): " in told
        assert "Changed (" not in told
        assert "Removed (" not in told


async def test_a_failed_build_is_told_recorded_and_changes_nothing(settings: Settings, folder: Path) -> None:
    """Law: what served goes on serving; the sentence, escaped, stands in the message, in status and in the audit."""
    add(folder)
    (folder / "golden.jsonl").write_text("*nonsense*\n", "utf-8")
    async with on_stage(settings) as stage:
        before = stage.serving()
        shown = await stage.operator.slash(stage.channel, "corpus reload")
        await stage.operator.click(shown.response, label="Build it")
        assert "**The shared articles could not be loaded**: golden.jsonl line 1 is not" in said(shown)
        assert "What served before goes on serving." in said(shown)
        assert offered(shown) == []
        assert stage.serving() == before
        assert await stage.changes() == [(stage.operator.id, stage.guild.id, "reload", False)]
        assert "golden.jsonl line 1" in (await stage.last_change()).outcome
        status = said(await stage.operator.slash(stage.channel, "corpus status"))
        assert "Last build: <t:" in status
        assert "failed: golden.jsonl line 1" in status


async def test_a_build_elsewhere_is_told_in_one_sentence(settings: Settings, folder: Path) -> None:
    """Law: while another process builds, nothing is built and that is all that is said; the attempt is on record."""
    add(folder)
    async with on_stage(settings) as stage:
        before = stage.serving()
        shown = await stage.operator.slash(stage.channel, "corpus reload")
        with stage.client.service.corpora.place(SHARED).generations.lock():
            await stage.operator.click(shown.response, label="Build it")
            back = await stage.operator.slash(stage.channel, "corpus rollback")
        assert said(shown) == "A build of these articles is running already: `/corpus status` shows how it ends."
        assert "a build of this corpus is already running" in said(back)
        assert stage.serving() == before
        who = (stage.operator.id, stage.guild.id)
        assert await stage.changes() == [(*who, "rollback", False), (*who, "reload", False)]


async def test_a_second_press_hears_that_it_runs(settings: Settings, folder: Path) -> None:
    """Law: one build of a corpus at a time: who presses then, or asks for a preview, is told, and nothing is begun."""
    add(folder)
    async with on_stage(settings) as stage:
        before = stage.serving()
        shown = await stage.operator.slash(stage.channel, "corpus reload")
        running: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        stage.cog.builds._running[SHARED] = running  # type: ignore[assignment]
        pressed = await stage.operator.click(shown.response, label="Build it")
        assert "is running already" in read(pressed.followups[0].components)
        assert pressed.followups[0].ephemeral
        assert "is running already" in said(await stage.operator.slash(stage.channel, "corpus reload"))
        assert "A build is running." in said(await stage.operator.slash(stage.channel, "corpus status"))
        assert stage.serving() == before
        assert await stage.changes() == []
        running.cancel()


async def test_one_looks_at_a_time(settings: Settings) -> None:
    """Law: previews are processes, and of one corpus there is one at a time; the next can look when that has ended."""
    async with on_stage(settings) as stage:
        stage.cog._looking.add(SHARED)
        assert "Someone is looking already" in said(await stage.operator.slash(stage.channel, "corpus reload"))
        stage.cog._looking.clear()
        for _ in range(2):
            assert "Nothing has changed" in said(await stage.operator.slash(stage.channel, "corpus reload"))


async def test_two_look_at_once_whatever_they_look_at(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: of all corpora together two previews run at a time, and the others wait until one has ended."""
    inside, seen, both = 0, [], asyncio.Event()

    async with on_stage(settings) as stage:
        preview = stage.client.service.corpora.preview_reload

        async def counted(corpus_id: int, on_event: Callable[[Event], None]) -> None:
            nonlocal inside
            inside += 1
            seen.append(inside)
            if inside == 2:
                both.set()
            await both.wait()
            await preview(corpus_id, on_event)
            inside -= 1

        monkeypatch.setattr(stage.client.service.corpora, "preview_reload", counted)
        looks = (stage.cog._preview(SHARED, operator=True) for _ in range(4))
        views = await asyncio.wait_for(asyncio.gather(*looks), 60)
    assert (len(seen), max(seen)) == (4, 2)
    for view in views:
        assert "Nothing has changed" in read(view.to_components())  # type: ignore[no-untyped-call]


async def test_what_can_not_be_compared_is_told(settings: Settings, folder: Path) -> None:
    """Law: where the preview fails its sentence is shown and nothing is offered."""
    async with on_stage(settings) as stage:
        shutil.rmtree(folder)
        shown = await stage.operator.slash(stage.channel, "corpus reload")
        assert "would change can't be said" in said(shown)
        assert offered(shown) == []


async def test_a_damaged_generation_is_built_anew(settings: Settings, folder: Path) -> None:
    """Law: where the articles are the same but what should serve is damaged, a reload is offered and mends it."""
    add(folder)
    build(settings, place_of(settings, SHARED), lambda event: None)
    (folder / "new.md").unlink()
    damaged = place_of(settings, SHARED).generations
    (damaged.folder / str(damaged.current()) / "sentences.npy").write_bytes(b"")
    async with on_stage(settings) as stage:
        shown = await stage.operator.slash(stage.channel, "corpus reload")
        assert "does not serve: build it anew" in said(shown)
        await stage.operator.click(shown.response, label="Build it")
        assert "**Loaded the shared articles**" in said(shown)
        assert "3 articles" in said(await stage.operator.slash(stage.channel, "corpus status"))


@on_disk
@pytest.mark.parametrize(("operator", "built"), [(True, False), (False, False), (True, True), (False, True)])
async def test_only_who_runs_the_bot_sees_its_folders(settings: Settings, *, operator: bool, built: bool) -> None:
    """Law: notices that name files of the machine are the operators'; who manages a server is shown none of them, neither
    before a build nor after it."""
    async with on_stage(settings) as stage:
        articles = own_articles(stage)
        build(settings, place_of(settings, stage.guild.id), lambda event: None)
        await stage.client.service.corpora.open(stage.guild.id)
        (articles / "rules.md").unlink()
        person = stage.operator if operator else stage.manager
        shown = await person.slash(stage.channel, "corpus reload", scope="server")
        if built:
            await person.click(shown.response, label="Build it")
        assert ("1 removed" if built else "remove 1") in said(shown)
        assert (f"/corpora/{stage.guild.id}/articles" in said(shown)) == operator


@on_disk
@pytest.mark.parametrize("operator", [True, False])
async def test_status_shows_folders_to_who_runs_the_bot_alone(settings: Settings, *, operator: bool) -> None:
    """Law: why a server's own build failed, and what came of changes, is told to its managers without the machine's folders."""
    async with on_stage(settings) as stage:
        failed = f"no space left ({own_articles(stage)}/my rules.md)"
        place = stage.client.service.corpora.place(stage.guild.id)
        with place.generations.lock():
            place.generations.note_build(failed)
        await note(stage.client, SCHEDULE, "reload", stage.guild.id, failed, done=False)
        person = stage.operator if operator else stage.manager
        shown = said(await person.slash(stage.channel, "corpus status", scope="server"))
        assert shown.count("my rules.md") == 2
        assert shown.count(f"/corpora/{stage.guild.id}/articles") == (2 if operator else 0)
