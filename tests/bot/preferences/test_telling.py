"""The channel in which changes are told."""

from __future__ import annotations

import pytest

from bot.corpora.audit import SCHEDULE, Actor, note
from bot.records import Change
from config.settings import Settings
from retrieval.values import SHARED
from tests.backends import on_disk
from tests.bot.asking.conftest import Room, said
from tests.bot.corpora.stage import on_stage, own_articles
from tests.bot.preferences.conftest import MakeOffice, Office
from tests.bot.test_corpora import settings as _settings

settings = _settings


async def _note(
    room: Room, actor: Actor, corpus_id: int, outcome: str = "generation x serves", *, done: bool = True
) -> None:
    await note(room.client, actor, "reload", corpus_id, outcome, done=done)
    await room.env.settle()


async def test_changes_of_settings_are_told_with_who_and_what(office: MakeOffice) -> None:
    """Law: each change is a line, the first that of the channel itself; nothing that changed nothing is one."""
    async with office() as here:
        log, who = here.channel("log"), f"<@{here.boss.id}>"
        await here.settings("server", mentions=False)
        await here.settings("server", log=log)
        await here.settings("channel", article="lighthouse", reset="mentions")
        await here.settings("channel")
        await here.settings("show")
        await here.settings("server", per_person=1000)
        changed = "Mentions: as in the server; Article in focus: “The lighthouse of Cape Varn”"
        assert here.told(log) == [
            f"{who} · settings of this server: Changes are told in: <#{log.id}>",
            f"{who} · settings of <#{here.room.channel.id}>: {changed}",
        ]


async def test_changes_of_the_servers_own_articles_are_told(office: MakeOffice) -> None:
    """Law: whoever made them, failures too, without paths of the machine; of the shared articles nothing is told."""
    async with office() as here:
        room, log = here.room, here.channel("log")
        await here.settings("server", log=log)
        actor = Actor(room.alice.id, room.guild.id)
        await _note(room, actor, room.guild.id)
        await _note(room, SCHEDULE, room.guild.id, "*/srv/data/corpora/7/articles/a.md* can't be read", done=False)
        await _note(room, actor, SHARED)
        await _note(room, actor, room.guild.id + 1)
        assert here.told(log)[1:] == [
            f"<@{room.alice.id}> · reload of this server's articles: generation x serves",
            "console or schedule · reload of this server's articles: failed: *…/a.md* can't be read",
        ]


@on_disk
async def test_a_reload_of_a_servers_articles_is_told(settings: Settings) -> None:
    """Law: what its manager loads and takes back stands in the server's channel for changes, with how it ended."""
    async with on_stage(settings) as stage:
        own_articles(stage)
        log = stage.guild.create_text_channel("log")
        await stage.manager.slash(stage.channel, "settings server", log=log)
        shown = await stage.manager.slash(stage.channel, "corpus reload")
        await stage.manager.click(shown.response, label="Build it")
        await stage.manager.slash(stage.channel, "corpus rollback")
        await stage.operator.slash(stage.channel, "corpus rollback", scope="shared")
        serving = stage.serving(stage.guild.id)
        _, loaded, back = [said(each) for each in sorted(log.history(), key=lambda each: each.id)]
        assert loaded.startswith(
            f"<@{stage.manager.id}> · reload of this server's articles: generation {serving} serves: 1 article, 1 added"
        )
        assert back.startswith(
            f"<@{stage.manager.id}> · rollback of this server's articles: failed: there is no intact generation before"
        )


async def test_who_names_a_channel_that_the_bot_may_not_write_in_hears_so_at_once(office: MakeOffice) -> None:
    """Law: the setting is kept and its lack is told to the one who set it; where nothing is lacking nothing is said."""
    async with office() as here:
        closed, hidden, log = (
            here.channel("closed", send_messages=False),
            here.channel("hidden", view_channel=False),
            here.channel("log"),
        )
        for channel in (closed, hidden):
            shown = await here.settings("server", log=channel)
            assert f"I can't write in <#{channel.id}>: give me View Channels and Send Messages there" in shown
            assert f"Changes are told in: <#{channel.id}> · this server" in shown
        assert "I can't write" not in await here.settings("server", log=log)


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (404, 10003)])
async def test_what_can_not_be_told_is_changed_all_the_same(office: MakeOffice, status: int, code: int) -> None:
    """Law: a failure later on is logged, and blocks no change of settings or articles."""
    async with office() as here:
        room, log = here.room, here.channel("log")
        await here.settings("server", log=log)
        room.env.inject_error(
            "POST", f"/channels/{log.id}/messages", status=status, code=code, message="no", times=None
        )
        shown = await here.settings("server", mentions=False)
        assert "Mentions: not answered" in shown
        await _note(room, Actor(here.boss.id, room.guild.id), room.guild.id)
        (change,) = await room.client.records.changes(room.guild.id, 5)
        assert change == Change(change.at, room.guild.id, here.boss.id, room.guild.id, "reload", True, change.outcome)
        assert len(here.told(log)) == 1


async def _lines(here: Office, *channels: str) -> dict[str, int]:
    found = here.room.guild.channels
    return {each: len(here.told(found[each])) for each in channels}


async def test_nobody_turns_it_off_or_away_unseen(office: MakeOffice) -> None:
    """Law: the channel that changes are told in until then hears of it."""
    async with office() as here:
        first, second = here.channel("first"), here.channel("second")
        await here.settings("server", log=first)
        await here.settings("server", log=second)
        assert await _lines(here, "first", "second") == {"first": 2, "second": 1}
        await here.settings("server", reset="log_channel_id")
        assert await _lines(here, "first", "second") == {"first": 2, "second": 2}
        assert here.told(second)[-1].endswith("Changes are told in: back to the default")
        await here.settings("server", mentions=False)
        assert await _lines(here, "first", "second") == {"first": 2, "second": 2}
