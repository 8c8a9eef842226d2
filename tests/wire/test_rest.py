"""Whatever becomes of requests, what was asked is answered once, and what can't be is let go."""

from __future__ import annotations

import asyncio

from tests.wire.asked import text_of
from tests.wire.conftest import Start
from tests.wire.standin import StandIn

QUESTION = "Who built the lighthouse of Cape Varn?"
BUILDER = "Ida Holm"


async def test_rate_limits_are_waited_out(discord: StandIn, start: Start) -> None:
    """A limit on the acknowledgement, on a bucket, and on everything delays answers and loses none."""
    channel, [alice] = discord.place("alice")
    async with start(discord):
        await discord.ready()
        discord.fault("POST", "/interactions/*/callback", status=429, retry_after=0.1)
        discord.fault("PATCH", "/webhooks/*", status=429, retry_after=0.1)
        asked = discord.slash(alice, channel, "ask", question=QUESTION)
        assert BUILDER in text_of(await asked.reply())
        assert [request.status for request in asked.requests] == [429, 200, 429, 200]
        discord.limit("POST", "/channels/*/messages", 2, per=0.5)
        mentions = [discord.send(alice, channel, f"{discord.bot.mention} {QUESTION}") for _ in range(5)]
        await asyncio.gather(*(mention.reply() for mention in mentions))
        discord.fault("POST", "/channels/*/messages", status=429, retry_after=0.2, everywhere=True)
        both = [discord.send(alice, channel, f"{discord.bot.mention} {QUESTION}") for _ in range(2)]
        await asyncio.gather(*(mention.reply() for mention in both))
        assert [len(mention.replies) for mention in [*mentions, *both]] == [1] * 7


async def test_bad_gateways_are_tried_again(discord: StandIn, start: Start) -> None:
    """A storm of 502 over every kind of request delays answers and loses none."""
    channel, [alice] = discord.place("alice")
    async with start(discord):
        await discord.ready()
        storm = [
            discord.fault("POST", "/interactions/*/callback", status=502, times=None, once=True),
            discord.fault("PATCH", "/webhooks/*", status=502, times=None, once=True),
            discord.fault("POST", "/channels/*/messages", status=502),
        ]
        asked = [discord.slash(alice, channel, "ask", question=QUESTION) for _ in range(10)]
        mention = discord.send(alice, channel, f"{discord.bot.mention} {QUESTION}")
        for each in asked:
            assert BUILDER in text_of(await each.reply())
            assert len(each.messages) == 1
        await mention.reply()
        assert len(mention.replies) == 1
        assert [fault.hits for fault in storm] == [10, 10, 1]


async def test_a_lost_response_is_no_second_answer(discord: StandIn, start: Start) -> None:
    """What took effect though its response was lost or cut off is not done again."""
    channel, [alice] = discord.place("alice")
    async with start(discord):
        await discord.ready()
        for lost in ({"status": 502}, {"drop": True}):
            posts = len(discord.requests.of("POST", "/channels/*/messages"))
            discord.fault("POST", "/interactions/*/callback", before=False, **lost)
            discord.fault("PATCH", "/webhooks/*", before=False, **lost)
            discord.fault("POST", "/channels/*/messages", before=False, **lost)
            asked = discord.slash(alice, channel, "ask", question=QUESTION)
            assert BUILDER in text_of(await asked.reply())
            mention = discord.send(alice, channel, f"{discord.bot.mention} {QUESTION}")
            await discord.asked_for("POST", "/channels/*/messages", posts + 2)
            assert BUILDER in text_of(await mention.reply())
            await discord.slash(alice, channel, "ask", question=QUESTION).reply()
            assert len(asked.messages) == len(mention.replies) == 1


async def test_a_late_acknowledgement_is_let_go(discord: StandIn, start: Start) -> None:
    """Where Discord has given an interaction up, it is dropped with a line in the log, and the next is answered."""
    channel, [alice] = discord.place("alice")
    async with start(discord) as bot:
        await discord.ready()
        held = asyncio.Event()
        fault = discord.fault("POST", "/interactions/*/callback", held=held)
        late = discord.slash(alice, channel, "ask", question=QUESTION)
        await fault.arrived.wait()
        discord.clock.advance(3)
        held.set()
        await bot.said("could not be acknowledged in time")
        assert BUILDER in text_of(await discord.slash(alice, channel, "ask", question=QUESTION).reply())
        assert [request.status for request in late.requests] == [404]


async def test_where_it_may_not_write_it_goes_on(discord: StandIn, start: Start) -> None:
    """A mention in a channel where the bot may not write is let go; commands are answered there all the same."""
    guild = discord.guild()
    channel = discord.channel(guild, deny="send_messages")
    alice = discord.member(guild, "alice")
    async with start(discord) as bot:
        await discord.ready()
        discord.send(alice, channel, f"{discord.bot.mention} {QUESTION}")
        await discord.asked_for("POST", "/channels/*/messages")
        assert BUILDER in text_of(await discord.slash(alice, channel, "ask", question=QUESTION).reply())
        assert bot.code is None
