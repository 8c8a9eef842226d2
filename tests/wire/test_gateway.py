"""Whatever becomes of the connection, everything is answered and nothing twice."""

from __future__ import annotations

from tests.wire.asked import Asked, text_of
from tests.wire.conftest import Start
from tests.wire.standin import StandIn

QUESTION = "Who built the lighthouse of Cape Varn?"
BUILDER = "Ida Holm"
IMPATIENT = ("-m", "tests.wire.impatient")


async def answered_once(*asked: Asked) -> None:
    for each in asked:
        assert BUILDER in text_of(await each.reply())
        assert len(each.callbacks) == len(each.messages) == 1


async def test_what_a_cut_connection_missed_is_answered_once(discord: StandIn, start: Start) -> None:
    """After a cut the session is resumed, and events that come a second time change nothing."""
    channel, [alice] = discord.place("alice")
    gateway = discord.gateway
    async with start(discord):
        await discord.ready()
        before = [discord.slash(alice, channel, "ask", question=QUESTION) for _ in range(5)]
        mention = discord.send(alice, channel, f"{discord.bot.mention} {QUESTION}")
        await answered_once(*before)
        await mention.reply()
        gateway.again = 1000
        gateway.drop()
        missed = [discord.slash(alice, channel, "ask", question=QUESTION) for _ in range(5)]
        missed_mention = discord.send(alice, channel, f"{discord.bot.mention} {QUESTION}")
        await answered_once(*missed)
        await missed_mention.reply()
        # Another question after all that was told again: whatever that caused has happened by now.
        await answered_once(discord.slash(alice, channel, "ask", question=QUESTION), *before, *missed)
        assert len(mention.replies) == len(missed_mention.replies) == 1
        assert (len(gateway.identified), gateway.resumed) == (1, [0])


async def test_it_reconnects_when_it_is_told_to(discord: StandIn, start: Start) -> None:
    """RECONNECT and a session that is invalid for now are resumed; one invalid for good is begun anew."""
    channel, [alice] = discord.place("alice")
    gateway = discord.gateway
    async with start(discord, command=IMPATIENT):
        await discord.ready()
        gateway.reconnect()
        await discord.waiting.until("gateway", lambda: len(gateway.resumed) == 1, "resumed after RECONNECT")
        await answered_once(discord.slash(alice, channel, "ask", question=QUESTION))
        gateway.invalidate(resumable=True)
        await discord.waiting.until("gateway", lambda: len(gateway.resumed) == 2, "resumed after INVALID SESSION")
        await answered_once(discord.slash(alice, channel, "ask", question=QUESTION))
        gateway.invalidate(resumable=False)
        await discord.waiting.until("gateway", lambda: len(gateway.identified) == 2, "identified anew")
        await answered_once(discord.slash(alice, channel, "ask", question=QUESTION))


async def test_a_gateway_that_fell_silent_is_left(discord: StandIn, start: Start) -> None:
    """Without a word for too long the connection counts as dead, and the session is resumed on another."""
    channel, [alice] = discord.place("alice")
    discord.gateway.heartbeat = 0.3
    async with start(discord, command=IMPATIENT, IMPATIENT_AFTER="1"):
        await discord.ready()
        discord.gateway.silence()
        await answered_once(discord.slash(alice, channel, "ask", question=QUESTION))
        assert (len(discord.gateway.identified), discord.gateway.resumed) == (1, [0])


async def test_each_shard_answers_for_its_servers(start: Start) -> None:
    """With two shards every server and the direct messages are answered, also after one was cut."""
    async with StandIn(shards=2) as discord:
        channels = [discord.channel(discord.guild(f"Shard {shard}", shard=shard)) for shard in range(2)]
        alice = discord.user("alice")
        for channel in channels:
            discord.member(discord.backend.guilds[channel.guild_id or 0], alice)
        channels.append(discord.dm(alice))
        async with start(discord, command=IMPATIENT):
            await discord.ready()
            assert sorted(discord.gateway.identified) == [0, 1]
            await answered_once(*(discord.slash(alice, channel, "ask", question=QUESTION) for channel in channels))
            discord.gateway.drop(1)
            await answered_once(*(discord.slash(alice, channel, "ask", question=QUESTION) for channel in channels))
            assert discord.gateway.resumed == [1]


async def test_an_outage_of_discord_is_outlasted(discord: StandIn, start: Start) -> None:
    """When Discord can't be reached for a while the bot stays, and answers when it is back."""
    channel, [alice] = discord.place("alice")
    async with start(discord, command=IMPATIENT) as bot:
        await discord.ready()
        await answered_once(discord.slash(alice, channel, "ask", question=QUESTION))
        await discord.close()
        await bot.said("Attempting a reconnect")
        await discord.open()
        await discord.ready()
        await answered_once(discord.slash(alice, channel, "ask", question=QUESTION))
        assert bot.code is None
