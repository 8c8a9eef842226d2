"""Several processes of one bot, each with some of its shards."""

from __future__ import annotations

from tests.wire.asked import text_of
from tests.wire.conftest import Start
from tests.wire.standin import StandIn

QUESTION = "Who built the lighthouse of Cape Varn?"
BUILDER = "Ida Holm"
IMPATIENT = ("-m", "tests.wire.impatient")


def shard(number: int) -> dict[str, str]:
    return {"FOOTNOTE_DISCORD__SHARD_IDS": str(number), "FOOTNOTE_DISCORD__SHARD_COUNT": "2"}


async def test_each_process_answers_for_its_shards(start: Start) -> None:
    """Each server, and the direct messages, are answered once, by the process that has their shard, also after the other ended."""
    async with StandIn(shards=2) as discord:
        channels = [discord.channel(discord.guild(f"Shard {number}", shard=number)) for number in range(2)]
        alice = discord.user("alice")
        for channel in channels:
            discord.member(discord.backend.guilds[channel.guild_id or 0], alice)
        channels.append(discord.dm(alice))
        async with start(discord, command=IMPATIENT, **shard(0)) as first:
            await first.said("Footnote is on Discord")
            async with start(discord, command=IMPATIENT, **shard(1)):
                await discord.ready()
                assert sorted(discord.gateway.identified) == [0, 1]
                asked = [discord.slash(alice, channel, "ask", question=QUESTION) for channel in channels]
                for each in asked:
                    assert BUILDER in text_of(await each.reply(30))
                await first.kill()
                again = discord.slash(alice, channels[1], "ask", question=QUESTION)
                assert BUILDER in text_of(await again.reply(30))
                assert all(len(each.callbacks) == len(each.messages) == 1 for each in (*asked, again))
