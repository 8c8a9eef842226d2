"""The stand-in behaves as Discord does, seen by a small bot on unmodified network code."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from tests.wire import description
from tests.wire.asked import buttons_of, text_of
from tests.wire.conftest import Start
from tests.wire.interacting import NotShown
from tests.wire.records import Request
from tests.wire.standin import StandIn


async def test_what_people_do_reaches_the_bot_and_comes_back(discord: StandIn, start_sample: Start) -> None:
    """Commands, completion, clicks, forms, menus and mentions are answered, each once."""
    guild = discord.guild()
    channel = discord.channel(guild)
    alice = discord.member(guild, "alice")
    async with start_sample(discord):
        await discord.ready()
        asked = discord.slash(alice, channel, "ask", question="why?")
        assert await asked.acknowledged() < 3
        shown = await asked.reply()
        assert text_of(shown) == "You asked why?"
        assert [
            choice["value"] for choice in await discord.autocomplete(alice, channel, "ask", "question", "wh").choices()
        ] == ["wh?"]
        pressed = await discord.click(alice, shown, label="Pressed 0").reply()
        assert (pressed["id"], buttons_of(pressed)[0]["label"]) == (shown["id"], "Pressed 1")
        opened = discord.click(alice, pressed, custom_id="form")
        assert (await opened.modal())["title"] == "A form"
        sent = discord.submit_modal(alice, opened, {"words": "two words"})
        assert text_of(await sent.reply()) == "You wrote two words"
        assert discord.stored(sent.shown()).is_ephemeral
        said = discord.send(alice, channel, "hello")
        assert text_of(await discord.context_menu(alice, said.message, "About this").reply()) == "It says hello"
        mention = discord.send(alice, channel, f"{discord.bot.mention} hi")
        assert text_of(await mention.reply()).endswith("characters")
        assert len(mention.replies) == len(asked.messages) == 1
        assert said.replies == []
        with pytest.raises(NotShown):
            discord.click(alice, shown, label="Elsewhere")


async def test_direct_messages_and_bots_brought_along(discord: StandIn, start_sample: Start) -> None:
    """A command works in direct messages and where only the person has the bot."""
    elsewhere = discord.guild("Elsewhere", with_bot=False)
    there = discord.channel(elsewhere)
    alice = discord.member(elsewhere, "alice")
    group = discord.group(alice, discord.user("bob"))
    async with start_sample(discord) as bot:
        await discord.ready()
        for channel in (discord.dm(alice), there, group):
            assert text_of(await discord.slash(alice, channel, "ask", question="why?").reply()) == "You asked why?"
        with pytest.raises(NotShown):
            discord.context_menu(alice, discord.send(alice, there, "x").message, "About this")
        await bot.said("^ready")
        discord.guild("New")
        await bot.said("joined New")


async def test_a_dropped_connection_is_resumed(discord: StandIn, start_sample: Start) -> None:
    """After a cut, a reconnect and an invalid session the bot is sent what it missed."""
    guild = discord.guild()
    channel = discord.channel(guild)
    alice = discord.member(guild, "alice")
    async with start_sample(discord):
        await discord.ready()
        gateway = discord.gateway
        gateway.drop()
        missed = discord.slash(alice, channel, "ask", question="cut?")
        assert text_of(await missed.reply()) == "You asked cut?"
        gateway.again = 3
        gateway.reconnect()
        assert text_of(await discord.slash(alice, channel, "ask", question="again?").reply()) == "You asked again?"
        gateway.invalidate(resumable=True)
        await discord.waiting.until("gateway", lambda: len(gateway.resumed) == 3, "three resumed")
        assert len(gateway.identified) == 1
        gateway.invalidate(resumable=False)
        await discord.waiting.until("gateway", lambda: len(gateway.identified) == 2, "identified anew")
        assert text_of(await discord.slash(alice, channel, "ask", question="anew?").reply()) == "You asked anew?"


async def test_a_zombie_is_noticed(discord: StandIn, start_sample: Start) -> None:
    """A gateway that falls silent is left, and the session resumed elsewhere."""
    guild = discord.guild()
    channel = discord.channel(guild)
    alice = discord.member(guild, "alice")
    discord.gateway.heartbeat = 0.2
    async with start_sample(discord, SAMPLE_HEARTBEAT="1"):
        await discord.ready()
        discord.gateway.silence()
        asked = discord.slash(alice, channel, "ask", question="there?")
        assert text_of(await asked.reply()) == "You asked there?"
        assert discord.gateway.resumed == [0]
        await discord.waiting.until("gateway", lambda: discord.gateway.heartbeats > 3, "heartbeats")


async def test_two_shards_get_what_is_theirs(start_sample: Start) -> None:
    """Each of two shards answers for its own servers."""
    async with StandIn(shards=2) as discord:
        guilds = [discord.guild(f"Shard {shard}", shard=shard) for shard in range(2)]
        people = [discord.member(guild, "alice") for guild in guilds]
        channels = [discord.channel(guild) for guild in guilds]
        async with start_sample(discord):
            await discord.ready()
            assert sorted(discord.gateway.identified) == [0, 1]
            discord.gateway.drop(1)
            for alice, channel in zip(people, channels, strict=True):
                assert text_of(await discord.slash(alice, channel, "ask", question="who?").reply()) == "You asked who?"
            assert discord.gateway.resumed == [1]


async def test_faults_are_met_and_survived(discord: StandIn, start_sample: Start) -> None:
    """Limits, bad gateways and lost responses hit the requests that they are meant for."""
    guild = discord.guild()
    channel = discord.channel(guild)
    alice = discord.member(guild, "alice")
    async with start_sample(discord):
        await discord.ready()
        fault = discord.fault("POST", "/interactions/*/callback", status=429, retry_after=0.05)
        discord.fault("PATCH", "/webhooks/*", status=502)
        asked = discord.slash(alice, channel, "ask", question="why?")
        assert text_of(await asked.reply()) == "You asked why?"
        assert fault.hits == 1
        assert [request.status for request in asked.callbacks] == [429, 200]
        # The message was made, its response lost: the same nonce brings the same message.
        discord.fault("POST", "/channels/*/messages", status=502, before=False)
        mention = discord.send(alice, channel, f"{discord.bot.mention} hi")
        await discord.asked_for("POST", "/channels/*/messages", 2)
        assert len(mention.replies) == 1
        discord.limit("POST", "/channels/*/messages", 1, per=0.3)
        both = [discord.send(alice, channel, f"{discord.bot.mention} {n}") for n in range(2)]
        await asyncio.gather(*(one.reply() for one in both))
        discord.fault("POST", "/channels/*/messages", status=429, retry_after=0.05, everywhere=True)
        await discord.send(alice, channel, f"{discord.bot.mention} hi").reply()


async def test_a_late_acknowledgement_counts_as_none(discord: StandIn, start_sample: Start) -> None:
    """After three seconds an interaction is unknown."""
    guild = discord.guild()
    channel = discord.channel(guild)
    alice = discord.member(guild, "alice")
    async with start_sample(discord) as bot:
        await discord.ready()
        held = asyncio.Event()
        fault = discord.fault("POST", "/interactions/*/callback", held=held)
        asked = discord.slash(alice, channel, "ask", question="why?")
        await fault.arrived.wait()
        discord.clock.advance(3)
        held.set()
        await bot.said("error code: 10062")
        assert not asked.record.responded


async def test_refused_at_the_door(discord: StandIn, start_sample: Start) -> None:
    """A wrong token gets 401, an intent that is not approved 4014, and neither is tried again and again."""
    wrong = {"DISCORD_TOKEN": "MTE.wrong"}
    async with start_sample(discord, **wrong) as bot:
        assert await bot.ended() == 1
        assert "Improper token" in bot.output
    assert [request.status for request in discord.requests] == [401]
    async with start_sample(discord, SAMPLE_MEMBERS="1") as bot:
        assert await bot.ended() == 1
        assert "PrivilegedIntentsRequired" in bot.output


async def test_members_are_sent_in_chunks(discord: StandIn, start_sample: Start) -> None:
    """A bot with the intent for members gets them when it asks."""
    discord.gateway.approved.members = True
    guild = discord.guild()
    for number in range(5):
        discord.member(guild, f"member {number}")
    async with start_sample(discord, SAMPLE_MEMBERS="1") as bot:
        # Beside the five there are the bot and the owner.
        assert await bot.said("^ready with") == "ready with 7 members"


async def test_it_can_be_unreachable_and_cut_a_request(discord: StandIn, start_sample: Start) -> None:
    """After an outage all is there as before, at the same port."""
    headers = {"Authorization": f"Bot {discord.token}"}
    url = f"{discord.environment['FOOTNOTE_DISCORD__API_BASE']}/users/@me"
    discord.fault("GET", "/users/@me", drop=True, times=2)  # aiohttp tries once more by itself
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientError):
            await session.get(url, headers=headers)
        await discord.close()
        with pytest.raises(aiohttp.ClientError):
            await session.get(url, headers=headers)
        await discord.open()
        async with session.get(url, headers=headers) as response:
            assert (await response.json())["id"] == str(discord.bot.id)
    assert [request.status for request in discord.requests] == [None, None, 200]


async def test_a_broken_rule_and_a_missing_route_fail_the_test() -> None:
    """The stand-in lets no test pass whose requests Discord would refuse."""
    async with StandIn() as discord, aiohttp.ClientSession() as session:
        discord.strict = False
        headers = {"Authorization": f"Bot {discord.token}"}
        base = discord.environment["FOOTNOTE_DISCORD__API_BASE"]
        async with session.get(f"{base}/no/such/thing", headers=headers) as response:
            assert response.status == 400
        channel = discord.channel(discord.guild())
        body = {"content": "x" * 2001, "allowed_mentions": {"parse": []}}
        async with session.post(f"{base}/channels/{channel.id}/messages", headers=headers, json=body) as response:
            assert response.status == 400
        problems = "\n".join(discord.problems())
        assert "does not implement 'GET /no/such/thing'" in problems
        assert "content has 2001 characters" in problems


def test_the_description_is_looked_at() -> None:
    """A request of no known route and one with a wrong body are found by Discord's own description."""
    if description.checker() is None:
        pytest.skip("DISCORD_OPENAPI names no description")
    wrong = Request("POST", "/channels/1/messages", {}, {"flags": "many"}, {}, 0.0)
    assert description.problems_of(wrong)
    assert description.problems_of(Request("GET", "/no/such/thing", {}, None, {}, 0.0))
    assert not description.problems_of(Request("POST", "/channels/1/messages", {}, {"content": "x"}, {}, 0.0))
