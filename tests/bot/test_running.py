"""What keeps the worker off Discord: an exit code of its own, and one sentence."""

from __future__ import annotations

import asyncio
import os
import sys
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot.exits import Exit
from bot.running import refusal
from config.settings import Settings

REFUSED = "Discord refuses the token: set DISCORD_TOKEN to the one that the Developer Portal shows"
INTENTS = "Discord refuses the intents: Footnote asks for no privileged one, so look at the application in the Developer Portal"


def closed(code: int) -> discord.ConnectionClosed:
    socket: Any = SimpleNamespace(close_code=code)
    return discord.ConnectionClosed(socket, shard_id=0, code=code)


def refused(kind: type[discord.HTTPException], status: int, message: str) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="No")
    return kind(response, {"code": 0, "message": message})


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (discord.LoginFailure("Improper token has been passed."), Exit.TOKEN, REFUSED),
        (closed(4004), Exit.TOKEN, REFUSED),
        (discord.PrivilegedIntentsRequired(0), Exit.INTENTS, INTENTS),
        (closed(4013), Exit.INTENTS, INTENTS),
        (closed(4014), Exit.INTENTS, INTENTS),
        (closed(4012), Exit.FAILED, "Discord closed the connection for good: "),
        (
            refused(discord.Forbidden, 403, "Missing Access"),
            Exit.PERMISSIONS,
            "Discord does not permit what Footnote needs: Missing Access",
        ),
        (refused(discord.DiscordServerError, 503, "Down"), Exit.UNREACHABLE, "Discord can't be reached (503 No"),
        (
            aiohttp.ClientConnectionError("refused"),
            Exit.UNREACHABLE,
            "Discord can't be reached (refused): try again later",
        ),
        (OSError(101, "Network is unreachable"), Exit.UNREACHABLE, "Discord can't be reached ([Errno 101] Network"),
        (TimeoutError(), Exit.UNREACHABLE, "Discord can't be reached (TimeoutError): try again later"),
        (
            TypeError("string indices must be integers"),
            Exit.UNREACHABLE,
            "Discord can't be reached: something else answers in its place",
        ),
        (KeyError("id"), Exit.UNREACHABLE, "Discord can't be reached: something else answers in its place"),
        (ValueError("no JSON"), Exit.UNREACHABLE, "Discord can't be reached: something else answers in its place"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_each_refusal_has_its_code_and_sentence(error: Exception, code: Exit, sentence: str) -> None:
    """What can be mended in the Developer Portal is told apart from what passes, and from what ends for good."""
    found, said = refusal(error)
    assert found is code
    assert said.startswith(sentence)
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("token", ["two words", "tökén", "a\tb", "a\nb", " ", "token\u200b"])
async def test_what_can_be_no_token_is_sent_to_nobody(hashing: Settings, token: str) -> None:
    """Characters that no token has end the worker with the token's exit code before anything is reached for."""
    reached: list[object] = []

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.append(writer)
        writer.close()

    async with await asyncio.start_server(connected, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            env={
                **os.environ,
                "DISCORD_TOKEN": token,
                "FOOTNOTE_DISCORD__API_BASE": f"http://127.0.0.1:{port}/api/v10",
                "FOOTNOTE_DISCORD__GATEWAY_URL": f"ws://127.0.0.1:{port}/",
            },
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            told, _ = await asyncio.wait_for(process.communicate(), 60)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    assert (process.returncode, reached) == (Exit.TOKEN, [])
    assert "DISCORD_TOKEN holds characters that no token has" in told.decode()
    assert not token.strip() or token not in told.decode()
    assert "Traceback" not in told.decode()
