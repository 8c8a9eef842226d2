"""Leaving a server, coming back, and what is kept of it until when."""

from __future__ import annotations

import datetime as dt
import logging
import shutil
from pathlib import Path

import pytest

from bot.records import Preferences, RecordsError
from bot.records.values import WHOLE_SERVER
from retrieval.corpora.places import place_of
from retrieval.corpora.shelf import discard
from retrieval.values import SHARED, Audience
from tests.backends import on_disk
from tests.bot.leaving.conftest import WEEK, MakeHarbour, now

A_MOMENT = dt.timedelta(minutes=1)
STRANGER = (5 << 22) + 1


async def test_a_left_server_serves_nothing_and_is_deleted_after_the_delay(
    harbour: MakeHarbour, caplog: pytest.LogCaptureFixture
) -> None:
    """Law: at once nobody is answered from its articles, until the delay is over all is kept, then all of it is gone."""
    async with harbour() as here:
        left, other = await here.server(), await here.server()
        await here.look()
        assert here.serves(left)
        await here.leave(left)
        assert not here.serves(left)
        assert f"server {left} was left: all of it is deleted 7d later" in caplog.text
        await here.look(WEEK - A_MOMENT)
        assert await here.kept(left)
        assert not here.serves(left)
        await here.look(WEEK)
        assert not await here.kept(left)
        assert f"all of server {left}, which was left, is deleted" in caplog.text
        assert await here.client.records.departures() == {}
        assert [each.name for each in here.folder(left).parent.iterdir() if "removed" in each.name] == []
        await here.look(2 * WEEK)
        assert await here.kept(other)
        assert here.serves(other)
        assert here.client.service.corpora.serves(SHARED)


async def test_what_a_deleted_server_decided_holds_no_more(harbour: MakeHarbour) -> None:
    """Law: its settings go with it, from memory too, and others' stay."""
    async with harbour() as here:
        left, other = await here.server(), await here.server()
        for guild_id in (left, other):
            await here.client.preferences.change(guild_id, WHOLE_SERVER, {"private": True})
        await here.leave(left)
        await here.look(WEEK - A_MOMENT)
        assert here.client.preferences.of_server(left)
        await here.look(WEEK)
        assert here.client.preferences.of_server(left) == {}
        assert here.client.preferences.of_server(other) == {WHOLE_SERVER: Preferences(private=True)}


async def test_who_comes_back_in_time_finds_everything(harbour: MakeHarbour) -> None:
    """Law: a return undoes the leaving; its articles serve again, and the delay begins anew with the next leaving."""
    async with harbour() as here:
        guild = await here.leave(await here.server())
        await here.come_back(guild)
        assert here.serves(guild.id)
        assert await here.client.records.departures() == {}
        await here.look(10 * WEEK)
        assert await here.kept(guild.id)
        await here.leave(guild.id)
        await here.look(WEEK - A_MOMENT)
        assert await here.kept(guild.id)


async def test_who_comes_back_too_late_begins_anew(harbour: MakeHarbour) -> None:
    """Law: of what was deleted nothing serves; what is built then serves."""
    async with harbour() as here:
        guild = await here.leave(await here.server())
        await here.look(WEEK)
        await here.come_back(guild)
        assert not here.serves(guild.id)
        assert not here.client.service.corpora.withdrawn(guild.id)
        assert not await here.kept(guild.id)


async def test_an_outage_is_no_leaving_and_nothing_is_judged_in_one(harbour: MakeHarbour) -> None:
    """Law: a server that Discord can't reach is kept, serves on, and puts off what is due of others."""
    async with harbour() as here:
        out, left = await here.server(), await here.server()
        missing = await here.server(id_of=STRANGER)
        await here.leave(left)
        guild = await here.leave(out, unavailable=True)
        await here.look(10 * WEEK)
        for guild_id in (out, left, missing):
            assert await here.kept(guild_id)
        assert here.serves(out)
        assert (await here.client.records.departures()).keys() == {left}
        await here.come_back(guild)
        await here.look(10 * WEEK)
        assert [await here.kept(each) for each in (out, left, missing)] == [True, False, True]


@pytest.mark.parametrize("delay", [dt.timedelta(), WEEK])
async def test_who_left_unseen_is_noticed_and_never_deleted_at_once(harbour: MakeHarbour, delay: dt.timedelta) -> None:
    """Law: of a server that left while the bot was down the delay begins when that is found out."""
    async with harbour(left_server=delay) as here:
        missing = await here.server(id_of=STRANGER)
        present = await here.server()
        await here.look()
        assert await here.kept(missing)
        assert (await here.client.records.departures()).keys() == {missing}
        assert not here.serves(missing)
        if delay:
            await here.look(delay - A_MOMENT)
            assert await here.kept(missing)
        await here.look(delay)
        assert not await here.kept(missing)
        assert await here.kept(present)


async def test_a_new_start_remembers_who_left(harbour: MakeHarbour) -> None:
    """Law: after a restart a left server is not opened, its delay has gone on, and then it is deleted."""
    async with harbour() as here:
        left, stays = await here.server(), await here.server()
        await here.leave(left)
        since = await here.client.records.departures()
        await here.restart()
        await here.client.service.at_hand(Audience(stays))
        assert not here.serves(left)
        assert here.serves(stays)
        assert await here.client.records.departures() == since
        await here.look(WEEK - A_MOMENT)
        assert await here.kept(left)
        await here.look(WEEK)
        assert not await here.kept(left)


async def test_who_came_back_while_the_bot_was_down_is_kept(harbour: MakeHarbour) -> None:
    """Law: whoever is among the servers is taken back before anything is deleted, however long the bot was down."""
    async with harbour() as here:
        guild = await here.leave(await here.server())
        here.env.backend.guilds[guild.id] = guild
        await here.restart()
        assert not here.serves(guild.id)
        await here.look(10 * WEEK)
        assert await here.kept(guild.id)
        assert here.serves(guild.id)
        assert await here.client.records.departures() == {}


@pytest.mark.parametrize(("age", "gone"), [(-1, False), (0, True), (1, True)])
@pytest.mark.parametrize("delay", [dt.timedelta(seconds=1), WEEK, dt.timedelta(days=365)])
async def test_the_delay_is_met_to_the_microsecond(
    harbour: MakeHarbour, delay: dt.timedelta, age: int, *, gone: bool
) -> None:
    """Law: it is deleted once the delay is over, counted from leaving, and not a moment before."""
    async with harbour(left_server=delay) as here:
        guild_id, at = await here.server(id_of=STRANGER), now()
        await here.client.departures.left(guild_id, at)
        await here.client.departures.look(at + delay + dt.timedelta(microseconds=age))
        assert await here.kept(guild_id) is not gone


@pytest.mark.parametrize("state", ["a shard is missing", "never connected", "another process's"])
async def test_an_incomplete_list_judges_nobody(harbour: MakeHarbour, state: str) -> None:
    """Law: while a shard does not hear, and of servers that another process sees, nothing is noted or deleted."""
    async with harbour() as here:
        missing, due = await here.server(id_of=STRANGER), await here.server(id_of=STRANGER + (2 << 22))
        await here.client.records.add_departure(due, now())
        if state == "a shard is missing":
            here.client.dispatch("shard_disconnect", 0)
            await here.env.settle()
        elif state == "never connected":
            here.client.shard_count = None  # type: ignore[assignment] # as it is before it connects
        else:
            here.client.shard_count, here.client.shard_ids = 2, [0]  # both are of shard 1
        await here.look(10 * WEEK)
        assert await here.kept(missing)
        assert await here.kept(due)
        assert (await here.client.records.departures()).keys() == {due}
        here.client.shard_count, here.client.shard_ids = 1, None
        here.client.dispatch("shard_resumed", 0)
        await here.env.settle()
        await here.look(10 * WEEK)
        assert await here.kept(missing)
        assert not await here.kept(due)
        assert (await here.client.records.departures()).keys() == {missing}


async def test_a_server_that_only_has_the_commands_has_not_left(harbour: MakeHarbour) -> None:
    """Law: who uses a command where the bot is no member is answered from that server's articles, and nothing is deleted."""
    async with harbour() as here:
        guild = here.env.create_guild()
        channel, alice = guild.create_text_channel("talk"), guild.add_member(here.env.create_user("alice"))
        guild_id = await here.server(id_of=guild.id)
        here.client._connection._guilds.pop(guild_id)
        await here.look()
        assert not here.serves(guild_id)
        assert (await here.client.records.departures()).keys() == {guild_id}
        await alice.slash(channel, "articles")
        assert here.serves(guild_id)
        assert await here.client.records.departures() == {}
        await here.look(10 * WEEK)
        await here.look(20 * WEEK)
        assert await here.kept(guild_id)


async def test_a_press_on_what_is_left_behind_undoes_no_leaving(harbour: MakeHarbour) -> None:
    """Law: messages stay where the bot was; who presses their buttons is answered, from none of the server's own articles, and all
    of it is deleted in time."""
    async with harbour() as here:
        guild = here.env.create_guild()
        channel, alice = guild.create_text_channel("talk"), guild.add_member(here.env.create_user("alice"))
        guild_id = await here.server(id_of=guild.id)
        answer = (await alice.slash(channel, "ask", question="Who built the lighthouse of Cape Varn?")).response
        assert answer is not None
        here.client._connection._guilds.pop(guild_id)
        await here.client.departures.left(guild_id, now())
        await alice.click(answer, label="Why")
        assert not here.serves(guild_id)
        assert (await here.client.records.departures()).keys() == {guild_id}
        await here.look(WEEK + A_MOMENT)
        assert not await here.kept(guild_id)


@on_disk
async def test_what_can_not_be_deleted_is_tried_again(
    harbour: MakeHarbour, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: while a builder holds the articles, or the disk or the database fails, it is logged and done at another look."""
    async with harbour() as here:
        left = await here.server()
        await here.leave(left)
        with place_of(here.settings, left).generations.lock():
            await here.look(WEEK)
        assert f"server {left}, which was left, could not be deleted: a build of this corpus" in caplog.text
        assert await here.kept(left)

        def full(path: Path) -> None:
            raise OSError(5, "Input/output error", str(path))

        with monkeypatch.context() as patch:
            patch.setattr(shutil, "rmtree", full)
            await here.look(WEEK)
        assert "Input/output error" in caplog.text
        assert not here.folder(left).exists()
        assert (await here.client.records.departures()).keys() == {left}

        async def fails(_: int) -> None:
            raise RecordsError("disk full")

        with monkeypatch.context() as patch:
            patch.setattr(here.client.records, "remove_guild", fails)
            await here.look(WEEK)
        assert "disk full" in caplog.text
        await here.look(WEEK)
        assert not await here.kept(left)
        assert list(here.folder(left).parent.glob(".removed*")) == []


async def test_where_leaving_can_not_be_recorded_a_look_finds_it(
    harbour: MakeHarbour, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Law: it serves nothing all the same, and the delay begins when it can be taken down."""
    async with harbour() as here:
        left = await here.server()

        async def fails(*_: object) -> None:
            raise RecordsError("disk full")

        with monkeypatch.context() as patch:
            for name in ("add_departure", "departures", "remove_departure"):
                patch.setattr(here.client.records, name, fails)
            guild = await here.leave(left)
            assert not here.serves(left)
            await here.look()
            await here.client.departures.begin()
        assert caplog.text.count("disk full") == 3
        await here.look()
        assert (await here.client.records.departures()).keys() == {left}
        with monkeypatch.context() as patch:
            patch.setattr(here.client.records, "remove_departure", fails)
            await here.come_back(guild)
        assert here.serves(left)
        await here.look(10 * WEEK)
        assert await here.kept(left)
        assert await here.client.records.departures() == {}


async def test_what_is_built_of_a_left_server_does_not_serve(harbour: MakeHarbour) -> None:
    """Law: a build or a roll back that ends after the leaving lets nothing serve."""
    async with harbour() as here:
        left = await here.server()
        await here.leave(left)
        await here.client.service.corpora.reload(left, lambda event: None)
        await here.client.service.corpora.catch_up(left)
        assert not here.serves(left)


async def test_old_answers_go_and_younger_ones_stay(harbour: MakeHarbour, caplog: pytest.LogCaptureFixture) -> None:
    """Law: answers older than they are to be kept go with their votes, and are counted in the log."""
    caplog.set_level(logging.INFO)
    async with harbour(answers=dt.timedelta(days=30)) as here:
        await here.server()
        await here.look(dt.timedelta(days=30) - A_MOMENT)
        assert (await here.of_alice()).votes == 1
        await here.look(dt.timedelta(days=30) + A_MOMENT)
        assert (await here.of_alice()).votes == 0
        assert "1 answer of more than 30 days ago deleted" in caplog.text


async def test_answers_that_are_kept_for_ever_stay(harbour: MakeHarbour) -> None:
    """Law: forever is for ever."""
    async with harbour(answers="forever") as here:
        await here.server()
        await here.look(dt.timedelta(days=365 * 100))
        assert (await here.of_alice()).votes == 1


async def test_one_look_that_fails_keeps_no_other_from_being_taken(
    harbour: MakeHarbour, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Law: whatever fails of what is old, the rest is looked at, and nothing is raised."""
    async with harbour() as here:
        left = await here.server()
        await here.leave(left)

        async def fails(_: object) -> int:
            raise RecordsError("disk full")

        async def breaks(_: object) -> int:
            raise ZeroDivisionError

        monkeypatch.setattr(here.client.records, "remove_answers", fails)
        monkeypatch.setattr(here.client.records, "remove_listings", breaks)
        await here.look(WEEK)
        assert "disk full" in caplog.text
        assert "ZeroDivisionError" in caplog.text
        assert not await here.kept(left)


def test_the_shared_articles_are_never_discarded(harbour: MakeHarbour, hashing: object) -> None:
    """Law: no mistake deletes what is everybody's."""
    with pytest.raises(ValueError, match="no server's own"):
        discard(place_of(hashing, SHARED))  # type: ignore[arg-type]
