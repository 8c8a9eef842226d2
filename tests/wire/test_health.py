"""What a running bot tells of itself over HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from importlib import metadata
from pathlib import Path

import pytest

from config.settings import Settings
from retrieval.values import SHARED
from tests.backends import IN_DATABASE
from tests.filing import files_of, remove_generations
from tests.wire.asked import text_of
from tests.wire.conftest import ARTICLES, Start
from tests.wire.health import GET, free_port, healthz, sent
from tests.wire.standin import StandIn

QUESTION = "Who built the lighthouse of Cape Varn?"
BUILDER = "Ida Holm"


async def test_it_is_well_once_questions_can_be_answered(discord: StandIn, start: Start) -> None:
    """Law: 200 and counts where a question would be answered, 503 and why before; nothing that anyone wrote is told."""
    channel, [alice] = discord.place("alice")
    port = free_port()
    async with start(discord, FOOTNOTE_HEALTH__PORT=str(port)) as bot:
        await bot.said(f"can be asked at http://127.0.0.1:{port}/healthz")
        status, early = await healthz(port)
        assert (status == 200) == early["healthy"] == (early["reason"] is None)
        await discord.ready()
        assert BUILDER in text_of(await discord.slash(alice, channel, "ask", question=QUESTION).reply())
        status, found = await healthz(port)
        assert status == 200
        assert found.pop("uptime_seconds") > 0
        built = found.pop("last_build")
        assert built is None if IN_DATABASE else built["succeeded"] is True  # what was moved there was built elsewhere
        assert found == {
            "healthy": True,
            "reason": None,
            "version": metadata.version("footnote"),
            "discord": {"shards": 1, "connected": 1},
            "ready": True,
            "generations": 1,
            "articles": len(ARTICLES),
            "questions_waiting": 0,
            "records": {"reachable": True, "troubles": []},
        }
        told = (await sent(port)).decode()
        for text in (QUESTION, BUILDER, "lighthouse", "Harbour", str(channel.guild_id), str(alice.id), discord.token):
            assert text not in told


async def test_it_is_not_well_without_articles_or_without_discord(
    discord: StandIn, start: Start, footnote: Settings
) -> None:
    """Law: an empty corpus and a lost connection are each 503 with its reason, which goes when Discord is back."""
    remove_generations(footnote, SHARED)
    with files_of(footnote, SHARED) as articles:
        for file in articles.iterdir():
            file.unlink()
    channel, [alice] = discord.place("alice")
    port = free_port()
    async with start(discord, FOOTNOTE_HEALTH__PORT=str(port)) as bot:
        await discord.ready()
        await discord.slash(alice, channel, "ask", question=QUESTION).shows("No articles are loaded", 60)
        status, found = await healthz(port)
        assert (status, found["reason"], found["articles"]) == (503, "no articles are loaded", 0)
        await discord.close()
        await bot.said("reconnect")
        status, found = await healthz(port)
        assert (status, found["reason"]) == (503, "the bot is not connected to Discord")
        assert found["discord"] == {"shards": 1, "connected": 0}
        await discord.open()
        await discord.waiting.until("gateway", discord.gateway.connected, "connected anew", 30)
        assert (await healthz(port))[1]["reason"] == "no articles are loaded"


async def test_it_is_not_well_without_its_model(discord: StandIn, start: Start) -> None:
    """Law: where the model could not be loaded nothing can be answered, whatever else is there."""
    channel, [alice] = discord.place("alice")
    port = free_port()
    broken = (
        "import runpy, retrieval.answering.answering as a, retrieval.errors as e\n"
        "def warm(*_): raise e.EncoderError('the model is not there')\n"
        "a.Answering.warm = warm\n"
        "runpy.run_module('bot', run_name='__main__')"
    )
    async with start(discord, command=("-c", broken), FOOTNOTE_HEALTH__PORT=str(port)) as bot:
        await discord.ready()
        await bot.said("can't answer yet: the model is not there")
        assert (await healthz(port))[1]["reason"] == "the model could not be loaded: the log says why"
        # A question tries again.
        await discord.slash(alice, channel, "ask", question=QUESTION).shows(BUILDER, 30)
        assert (await healthz(port))[0] == 200


REQUESTS = [
    (GET.replace(b"GET", b"HEAD"), 200),
    (GET.replace(b"/healthz", b"/healthz?verbose=1"), 200),
    (GET.replace(b"GET", b"POST"), 405),
    (GET.replace(b"/healthz", b"/"), 404),
    (GET.replace(b"/healthz", b"/healthz/../../etc/passwd"), 404),
    (GET.replace(b"/healthz", b"http://127.0.0.1/healthz"), 400),
    (b"\x16\x03\x01\x02\x00 \r\n\r\n", 400),
    (b"\r\n\r\n", 400),
    (b"GET /healthz HTTP/1.1\r\nX: " + b"x" * 8200, 431),
]


async def test_only_what_asks_for_health_is_answered(discord: StandIn, start: Start) -> None:
    """Law: other methods, paths and protocols, and heads that are too long, are refused in HTTP; a HEAD has no body."""
    channel, [alice] = discord.place("alice")
    port = free_port()
    async with start(discord, FOOTNOTE_HEALTH__PORT=str(port)):
        await discord.ready()
        await discord.slash(alice, channel, "ask", question=QUESTION).shows(BUILDER)
        for data, status in REQUESTS:
            head, _, body = (await sent(port, data)).partition(b"\r\n\r\n")
            assert int(head.split()[1]) == status, data[:60]
            assert (body == b"") == data.startswith(b"HEAD")
            assert body == b"" or json.loads(body)


async def test_who_is_slow_or_many_holds_nothing_up(discord: StandIn, start: Start) -> None:
    """Law: a crowd that says nothing, or drips, is dropped, while health and questions are answered as before."""
    channel, [alice] = discord.place("alice")
    port = free_port()
    async with start(discord, FOOTNOTE_HEALTH__PORT=str(port)):
        await discord.ready()
        await discord.slash(alice, channel, "ask", question=QUESTION).shows(BUILDER)
        crowd = [await asyncio.open_connection("127.0.0.1", port) for _ in range(100)]
        for _, writer in crowd[::2]:
            writer.write(b"GET /healthz HTTP/1.1\r\nX-")
        assert (await healthz(port))[0] == 200
        assert BUILDER in text_of(await discord.slash(alice, channel, "ask", question=QUESTION).reply())
        for reader, writer in crowd:
            assert await asyncio.wait_for(_rest(reader), 10) == b""
            writer.close()


async def _rest(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.read()
    except ConnectionResetError:
        return b""


async def test_a_port_that_is_taken_keeps_nobody_from_their_answers(discord: StandIn, start: Start) -> None:
    """Law: the log says once what is wrong and which setting names the port, and it is served as soon as the port is free."""
    channel, [alice] = discord.place("alice")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with start(discord, FOOTNOTE_HEALTH__PORT=str(port)) as bot:
            said = await bot.said("another program listens there")
            assert f"127.0.0.1:{port}" in said
            assert "FOOTNOTE_HEALTH__PORT" in said
            await discord.ready()
            await discord.slash(alice, channel, "ask", question=QUESTION).shows(BUILDER)
            taken.close()
            await bot.said("can be asked at")
            assert (await healthz(port))[0] == 200
            assert bot.output.count("another program listens there") == 1


async def test_without_the_setting_nothing_listens(discord: StandIn, start: Start) -> None:
    """Law: health is off by default, and where it is on, other machines can't ask."""
    async with start(discord) as bot:
        await discord.ready()
        assert _listens(bot.pid) == set()
    port = free_port()
    async with start(discord, FOOTNOTE_HEALTH__PORT=str(port)) as bot:
        await bot.said("can be asked at")
        assert _listens(bot.pid) == {("127.0.0.1", port)}


def _listens(pid: int) -> set[tuple[str, int]]:
    """The addresses and ports at which a process listens, as Linux tells them."""
    if not Path("/proc/net/tcp").exists():
        pytest.skip("only Linux tells in /proc who listens")
    inodes = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed meanwhile
            inodes.add(link.readlink().name.removeprefix("socket:[").removesuffix("]"))
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text("ascii").splitlines()[1:]:
            columns = line.split()
            if columns[3] == "0A" and columns[9] in inodes:
                address, number = columns[1].split(":")
                found.add((".".join(str(part) for part in reversed(bytes.fromhex(address))), int(number, 16)))
    return found
