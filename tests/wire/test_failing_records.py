"""Damaged, locked and full records: questions are answered, those who run the bot are told once, and nothing kept is lost."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from simcord.backend.models import Message

from tests.backends import on_disk
from tests.wire.asked import buttons_of, text_of
from tests.wire.conftest import Start
from tests.wire.health import free_port, healthz
from tests.wire.standin import StandIn

pytestmark = on_disk

QUESTION = "Who built the lighthouse of Cape Varn?"
BUILDER = "Ida Holm"
# The bot with its files held to so many bytes, as on a disk that is full.
LIMITED = (
    "import resource, runpy, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    "resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000)); runpy.run_module('bot', run_name='__main__')"
)


def _told(discord: StandIn) -> list[str]:
    """What the owner of the application was told in direct messages."""
    channel = discord.dm(discord.owner)
    messages: list[Message] = list(discord.backend.messages[channel.id].values())
    return [text_of(each) for each in messages]


async def _hears(discord: StandIn, count: int) -> list[str]:
    """What the owner was told, once it is so much."""
    key = ("channel", discord.dm(discord.owner).id)
    await discord.waiting.until(key, lambda: len(_told(discord)) >= count, f"{count} messages to the owner", 30)
    return _told(discord)


def _spoil(file: Path) -> bytes:
    """Overwrite the middle of a file, and return what it is then."""
    data = bytearray(file.read_bytes())
    data[len(data) // 3 : -len(data) // 3] = b"\xa5" * (len(data) - 2 * (len(data) // 3))
    file.write_bytes(data)
    return bytes(data)


def _bytes(file: Path) -> bytes:
    return file.read_bytes()


async def test_damaged_records_keep_nobody_from_an_answer(discord: StandIn, start: Start, data: Path) -> None:
    """Law: with a damaged file the bot starts and answers without buttons, leaves the file alone, and says what to do once."""
    channel, [alice] = discord.place("alice")
    port = free_port()
    async with start(discord) as bot:
        await discord.ready()
        answer = await discord.slash(alice, channel, "ask", question=QUESTION).reply()
        bot.terminate()
        assert await bot.ended() == 0
    spoilt = _spoil(data / "records.sqlite3")
    async with start(discord, FOOTNOTE_HEALTH__PORT=str(port)) as bot:
        await discord.waiting.until("gateway", lambda: len(discord.gateway.identified) == 2, "identified anew")
        [told] = await _hears(discord, 1)
        assert "The records are damaged" in told
        assert "restore a backup, or move the file away" in told
        for _ in range(3):
            without = await discord.slash(alice, channel, "ask", question=QUESTION).reply()
            assert BUILDER in text_of(without)
            assert buttons_of(without) == []
        press = discord.click(alice, answer, label="Why")
        assert "can't be reached at the moment" in text_of(await press.reply())
        status, found = await healthz(port)
        assert (status, found["records"]) == (200, {"reachable": False, "troubles": ["damaged"]})
        assert len(_told(discord)) == 1
        bot.terminate()
        assert await bot.ended() == 0
    assert _bytes(data / "records.sqlite3") == spoilt


@pytest.mark.parametrize("content", [b"This is no database. " * 500, b""])
async def test_what_is_no_database_keeps_nobody_from_an_answer(
    discord: StandIn, start: Start, data: Path, content: bytes
) -> None:
    """Law: a file of something else is as good as a damaged one; an empty one is a database that nothing is in yet."""
    (data / "records.sqlite3").write_bytes(content)
    channel, [alice] = discord.place("alice")
    async with start(discord):
        await discord.ready()
        answer = await discord.slash(alice, channel, "ask", question=QUESTION).reply()
        assert BUILDER in text_of(answer)
        assert bool(buttons_of(answer)) == (content == b"")
        if content:
            assert "The records are damaged" in (await _hears(discord, 1))[0]


async def test_who_holds_the_records_holds_up_no_answer(discord: StandIn, start: Start, data: Path) -> None:
    """Law: while another process holds them answers come without buttons and the owner hears it once; then buttons are back."""
    channel, [alice] = discord.place("alice")
    port = free_port()
    async with start(discord, FOOTNOTE_HEALTH__PORT=str(port)) as bot:
        await discord.ready()
        answer = await discord.slash(alice, channel, "ask", question=QUESTION).reply()
        other = sqlite3.connect(data / "records.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        without = await discord.slash(alice, channel, "ask", question=QUESTION).reply()
        assert BUILDER in text_of(without)
        assert buttons_of(without) == []
        vote = discord.click(alice, answer, label="Helpful")
        assert await vote.acknowledged() < 1
        [told] = await _hears(discord, 1)
        assert "Another process holds the records" in told
        assert "could not be kept" in text_of(await vote.reply())
        status, found = await healthz(port)
        assert (status, found["records"]) == (200, {"reachable": True, "troubles": ["locked"]})
        other.execute("ROLLBACK")
        other.close()
        with_buttons = await discord.slash(alice, channel, "ask", question=QUESTION).reply()
        assert buttons_of(with_buttons)
        assert "Noted" in text_of(await discord.click(alice, answer, label="Helpful").reply())
        assert (await healthz(port))[1]["records"]["troubles"] == []
        assert len(_told(discord)) == 1
        await bot.kill()


async def test_a_full_disk_keeps_nobody_from_an_answer(discord: StandIn, start: Start, data: Path) -> None:
    """Law: where nothing more can be written, answers come without buttons, a vote says it was not kept, the owner hears it
    once, and after kill -9 all that was promised is there."""
    channel, [alice] = discord.place("alice")
    async with start(discord) as bot:
        await discord.ready()
        first = await discord.slash(alice, channel, "ask", question=QUESTION).reply()
        bot.terminate()
        assert await bot.ended() == 0
    kept = [first]
    async with start(discord, command=("-c", LIMITED)) as bot:
        await discord.waiting.until("gateway", lambda: len(discord.gateway.identified) == 2, "identified anew")
        async with asyncio.timeout(60):
            while buttons_of(answer := await discord.slash(alice, channel, "ask", question=QUESTION).reply()):
                kept.append(answer)
            assert BUILDER in text_of(answer)
            # A vote is smaller than an answer: there may be room for a few yet.
            while "could not be kept" not in (
                said := text_of(await discord.click(alice, first, label="Helpful").reply())
            ):
                assert "Noted" in said or "You had said so" in said
        [told] = await _hears(discord, 1)
        assert "The records can't be reached" in told
        for _ in range(3):
            assert BUILDER in text_of(await discord.slash(alice, channel, "ask", question=QUESTION).reply())
        assert len(_told(discord)) == 1
        await bot.kill()
    async with start(discord) as bot:
        await discord.waiting.until("gateway", lambda: len(discord.gateway.identified) == 3, "identified anew")
        for answer in kept:
            assert "Why this answer" in text_of(await discord.click(alice, answer, label="Why").reply())
        said = text_of(await discord.click(alice, first, label="Helpful").reply())
        assert "Noted" in said or "You had said so" in said
