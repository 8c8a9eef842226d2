"""Preferences in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bootstrap import make_records
from bot.preferences.held import HeldPreferences
from bot.records import Preferences, Records
from bot.records.values import ALL_ARTICLES, DEFAULTS, WHOLE_SERVER, Focus
from config.sections import LimitSettings
from config.settings import Settings
from tests.bot.asking.conftest import said
from tests.bot.preferences.conftest import BUILT, SENTENCE, MakeOffice
from tests.contracts.test_limits import Clock

MOST = LimitSettings(per_person=10, per_server=100)
CHANNEL = discord.Object(5)


@pytest.fixture
async def records(hashing: Settings) -> AsyncIterator[Records]:
    """Records on disk."""
    opened = make_records(hashing)
    await opened.open()
    yield opened
    await opened.aclose()


async def _settled(held: HeldPreferences) -> None:
    await asyncio.gather(*held._reading)


async def test_what_was_decided_is_known_after_a_start(records: Records) -> None:
    """Law: everything on record is in memory once loaded, so that nothing is waited for; without a server defaults hold."""
    await records.change_preferences(1, WHOLE_SERVER, {"mentions": False, "per_person": 3})
    await records.change_preferences(1, 5, {"mentions": True})
    held = HeldPreferences(records, MOST)
    await held.load()
    assert held.at(1, CHANNEL).mentions is True
    assert held.at(1, discord.Object(6)).mentions is False
    assert held.at(1, None).mentions is False
    assert held.at(2, CHANNEL) == held.at(None, CHANNEL) == DEFAULTS
    assert (held.limits(1).per_person, held.limits(1).per_server) == (3, 100)
    assert held.limits(2) == MOST


async def test_what_another_process_changes_is_seen_after_a_minute(records: Records) -> None:
    """Law: what is used is read again once a minute at most, beside what it is used for."""
    clock = Clock()
    held = HeldPreferences(records, MOST, clock)
    await held.load()
    await records.change_preferences(1, WHOLE_SERVER, {"private": True})
    assert held.at(1, CHANNEL).private is False
    assert not held._reading
    clock.now += 60
    assert held.at(1, CHANNEL).private is False  # at once, as it was
    assert held.at(1, CHANNEL).private is False
    assert len(held._reading) == 1
    await _settled(held)
    assert held.at(1, CHANNEL).private is True
    await records.change_preferences(1, WHOLE_SERVER, {"private": None})
    clock.now += 60
    held.at(1, CHANNEL)
    await _settled(held)
    assert held.at(1, CHANNEL).private is False


async def test_what_can_not_be_read_is_as_it_was(records: Records) -> None:
    """Law: without the records defaults hold, later what was read last, and what comes back is read in time."""
    clock = Clock()
    await records.change_preferences(1, WHOLE_SERVER, {"private": True})
    await records.aclose()
    held = HeldPreferences(records, MOST, clock)
    await held.load()
    assert held.at(1, CHANNEL) == DEFAULTS
    await _settled(held)
    await records.open()
    clock.now += 60
    held.at(1, CHANNEL)
    await _settled(held)
    assert held.at(1, CHANNEL).private is True
    await records.aclose()
    clock.now += 60
    held.at(1, CHANNEL)
    await _settled(held)
    assert held.at(1, CHANNEL).private is True


async def test_a_change_is_not_undone_by_what_was_read_before_it(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: of a look that began before a change nothing is taken over."""
    clock, reading, go_on = Clock(), records.preferences, asyncio.Event()
    held = HeldPreferences(records, MOST, clock)
    await held.load()

    async def slowly(guild_id: int | None = None) -> Any:
        found = await reading(guild_id)
        await go_on.wait()
        return found

    monkeypatch.setattr(records, "preferences", slowly)
    clock.now += 60
    held.at(1, CHANNEL)
    await asyncio.sleep(0)
    await held.change(1, WHOLE_SERVER, {"mentions": False})
    go_on.set()
    await _settled(held)
    assert held.at(1, CHANNEL).mentions is False


async def test_a_forgotten_server_is_not_in_memory(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: of a server that is deleted nothing holds any more, also where a look at the records began before."""
    clock, reading, go_on = Clock(), records.preferences, asyncio.Event()
    held = HeldPreferences(records, MOST, clock)
    await held.load()
    for guild_id in (1, 2):
        await records.change_preferences(guild_id, WHOLE_SERVER, {"private": True})

    async def slowly(guild_id: int | None = None) -> Any:
        found = await reading(guild_id)
        await go_on.wait()
        return found

    with monkeypatch.context() as patch:
        patch.setattr(records, "preferences", slowly)
        clock.now += 60
        for guild_id in (1, 2):
            held.of_server(guild_id)
        await asyncio.sleep(0)
        held.forget(1)
        go_on.set()
        await _settled(held)
    assert held.of_server(1) == {}
    assert held.at(2, CHANNEL).private is True
    held.forget(2)
    held.forget(2)
    assert held.at(2, CHANNEL).private is False


async def test_a_removed_article_is_not_in_focus_in_memory(records: Records) -> None:
    """Law: it is in focus nowhere at once, what else was decided holds, and its namesake and "all articles" stay."""
    held = HeldPreferences(records, MOST, Clock())
    await held.load()
    await held.change(1, WHOLE_SERVER, {"focus": Focus(0, "bakery")})
    await held.change(1, 5, {"focus": Focus(0, "bakery"), "private": True})
    await held.change(2, WHOLE_SERVER, {"focus": Focus(2, "bakery")})
    await held.change(2, 5, {"focus": ALL_ARTICLES})
    held.article_removed(0, "bakery")
    held.article_removed(0, "")
    assert held.at(1, CHANNEL).private is True
    assert held.at(1, CHANNEL).focus == held.at(1, None).focus == ALL_ARTICLES
    assert held.at(2, None).focus == Focus(2, "bakery")
    assert held.of_server(2)[5].focus == ALL_ARTICLES


@given(
    st.builds(Preferences, st.none() | st.booleans(), st.none() | st.booleans(), st.none() | st.booleans(), st.none() | st.just(Focus(0, "a"))),
    st.builds(Preferences, st.none() | st.booleans(), st.none() | st.booleans(), st.none() | st.booleans(), st.none() | st.just(ALL_ARTICLES)),
)  # fmt: skip
def test_the_nearer_decision_holds(near: Preferences, far: Preferences) -> None:
    """Law: each value by itself is the nearer one that was decided, whatever it is; over the defaults each has one."""
    over = near.over(far)
    for name in ("mentions", "threads", "private", "focus"):
        own, below = getattr(near, name), getattr(far, name)
        assert getattr(over, name) == (below if own is None else own)
        assert getattr(over.over(DEFAULTS), name) is not None


@given(st.integers(1, 2**31 - 1), st.integers(1, 2**31 - 1))
def test_limits_are_never_loosened(person: int, server: int) -> None:
    """Law: whatever is on record, no more is allowed than the settings of the bot do."""
    held = HeldPreferences(None, MOST)  # type: ignore[arg-type]
    held._all_read = float("inf")
    held._servers[1] = {WHOLE_SERVER: Preferences(per_person=person, per_server=server)}
    found = held.limits(1)
    assert (found.per_person, found.per_server) == (min(person, 10), min(server, 100))


async def test_settings_hold_after_a_restart(office: MakeOffice) -> None:
    """Law: another process over the same records knows them with its first message."""
    async with office() as here:
        room = here.room
        await here.settings("channel", mentions=False)
        await room.restart()
        await room.alice.send(room.channel, f"{room.me} {BUILT}")
        assert room.replies() == []
        await here.settings("channel", reset="everything")
        assert SENTENCE in said(await room.mention(BUILT))
