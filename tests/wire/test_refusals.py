"""What Discord refuses ends the process with a sentence and an exit code of its own."""

from __future__ import annotations

import pytest

from bot.exits import Exit
from tests.wire.conftest import Start
from tests.wire.standin import StandIn


async def test_a_wrong_token(discord: StandIn, start: Start) -> None:
    """401 at the first request: nothing is tried again."""
    wrong = {"DISCORD_TOKEN": "MTE.wrong"}
    async with start(discord, **wrong) as bot:
        assert await bot.ended() == Exit.TOKEN
        assert "DISCORD_TOKEN" in bot.output
        assert "MTE.wrong" not in bot.output
    assert [request.status for request in discord.requests] == [401]


@pytest.mark.parametrize(("code", "exit_code"), [(4004, Exit.TOKEN), (4014, Exit.INTENTS)])
async def test_refused_at_the_gateway(discord: StandIn, start: Start, code: int, exit_code: Exit) -> None:
    """The gateway's refusals of token and intents are told and not tried again."""
    discord.gateway.refuse = code
    async with start(discord) as bot:
        assert await bot.ended() == exit_code
        assert "Discord refuses the" in bot.output
        assert "Traceback" not in bot.output
    assert discord.gateway.identified == []


async def test_no_discord_at_all(discord: StandIn, start: Start) -> None:
    """Where nothing answers, one sentence says so."""
    await discord.close()
    async with start(discord) as bot:
        assert await bot.ended() == Exit.UNREACHABLE
        assert "can't be reached" in bot.output
        assert "Traceback" not in bot.output
