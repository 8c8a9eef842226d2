"""Whatever is sent by hand over the wire, the bot stays well, answers what must be answered, and Discord takes every request.

HOSTILE_INPUTS says how many inputs of all kinds are sent in place of 150; what they do in-process stands in
`tests/isolation/test_hostile.py`.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.isolation import hostile
from tests.isolation.found import FOUND
from tests.isolation.pings import pings_in
from tests.wire.asked import text_of
from tests.wire.conftest import Start
from tests.wire.forging import OOPS, Forger, spot
from tests.wire.standin import StandIn

INPUTS = int(os.environ.get("HOSTILE_INPUTS", "150"))
SEED, AT_ONCE = 7, 6
QUESTION, BUILDER = "Who built the lighthouse of Cape Varn?", "Ida Holm"
# How much of all inputs is of each kind.
SHARES: dict[str, tuple[st.SearchStrategy[Any], float]] = {
    "messages": (hostile.messages, 0.1),
    "questions": (hostile.asked, 0.15),
    "commands": (hostile.commands, 0.2),
    "completions": (hostile.completions, 0.15),
    "presses": (hostile.presses, 0.2),
    "forms": (hostile.forms, 0.1),
    "checks": (hostile.checks, 0.05),
    "uploads": (hostile.uploads, 0.03),
    "addresses": (hostile.addresses, 0.02),
}


def drawn(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """So many things of a kind, the same each time, so that what fails fails again.

    They are some of three times as many, since Hypothesis makes many that are much like the one before.
    """
    found: list[Any] = []

    @seed(SEED)
    @settings(
        max_examples=3 * count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def keep(each: Any) -> None:
        found.append(each)

    keep()
    return random.Random(SEED).sample(found, min(count, len(found)))


async def test_nothing_that_is_sent_over_the_wire_breaks_the_bot(discord: StandIn, start: Start) -> None:
    """All that must be is acknowledged within 3 seconds and answered with a reason; nobody is pinged, and nothing fails unheard."""
    deeds = [each for strategy, share in SHARES.values() for each in drawn(strategy, max(1, round(INPUTS * share)))]
    random.Random(SEED).shuffle(deeds)
    channel, [alice] = discord.place("alice")
    decided, [bob] = discord.place("bob")
    quiet, [carol] = discord.place("carol")
    managers = [
        discord.member(discord.backend.guilds[each.guild_id or 0], name, manage_guild=True)
        for name, each in (("mia", channel), ("max", decided))
    ]
    limits = {f"FOOTNOTE_LIMITS__{each}": "100000" for each in ("PER_PERSON", "PER_SERVER", "PRESSES")}
    async with start(discord, command=("-m", "tests.wire.offline"), FOOTNOTE_LOG__FORMAT="json", **limits) as bot:
        await discord.ready()
        forger = Forger(discord, await spot(discord, decided, bob, managers[1], QUESTION))
        spots = [
            await spot(discord, channel, alice, managers[0], QUESTION),
            await spot(discord, discord.dm(alice), alice, alice, QUESTION),
        ]
        for deed, told in FOUND:
            if not isinstance(deed, hostile.Correction):  # there is nothing here to correct
                await forger.do(spots[0], deed, told)
        left = iter(enumerate(deeds))

        async def keep_acting() -> None:
            for number, deed in left:
                await forger.do(spots[number % 2], deed)

        async with asyncio.TaskGroup() as tasks:
            for _ in range(AT_ONCE):
                tasks.create_task(keep_acting())
        answer = await discord.slash(carol, quiet, "ask", question=QUESTION).reply()
        assert BUILDER in text_of(answer)
        assert bot.code is None
        bot.terminate()
        assert await bot.ended() == 0
    # What is left to itself, as ids of no bot's, is a small part.
    assert forger.answered > 0.75 * len(deeds)
    assert [line for line in bot.lines if _tells_of_failure(line)] == []
    assert [str(each) for each in discord.requests if OOPS in json.dumps(each.json)] == []
    assert pings_in(discord.backend, discord.requests) == []
    assert [f"{each}: {each.answer}" for each in discord.requests.refused()] == []


def _tells_of_failure(line: str) -> bool:
    level = json.loads(line)["level"] if line.startswith("{") else ""
    return level in {"error", "critical"} or "Traceback" in line
