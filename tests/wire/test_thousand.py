"""A hundred people and a thousand things done, while Discord and the way to it fail again and again."""

from __future__ import annotations

import asyncio
import itertools

from tests.wire.asked import text_of
from tests.wire.conftest import Start
from tests.wire.crowd import Crowd, trouble
from tests.wire.standin import StandIn

SERVERS, PEOPLE, DEEDS, AT_ONCE = 4, 100, 1000, 48


async def test_a_thousand_things_done_in_bad_weather(discord: StandIn, start: Start) -> None:
    """None is lost, none is done twice, and no request breaks a rule of Discord's."""
    guilds = [discord.guild(f"Server {number}") for number in range(SERVERS)]
    channels = [discord.channel(guild, f"channel {number}") for guild in guilds for number in range(3)]
    people = [discord.user(f"person {number}") for number in range(PEOPLE)]
    for guild, person in itertools.product(guilds, people):
        discord.member(guild, person)
    crowd = Crowd(discord, [*itertools.product(channels, people)])
    left = iter(range(DEEDS))
    gateway = discord.gateway
    gateway.again = 20
    weather = {
        150: gateway.drop,
        300: gateway.reconnect,
        450: gateway.drop,
        600: lambda: gateway.invalidate(resumable=True),
    }
    weather |= {750: gateway.drop, 900: gateway.reconnect}

    async def keep_acting() -> None:
        for number in left:
            if number in weather:
                weather[number]()
            await crowd.act()

    async with start(discord, FOOTNOTE_LIMITS__PER_PERSON="1000", FOOTNOTE_LIMITS__PER_SERVER="10000") as bot:
        await discord.ready()
        await crowd.ask(channels[0], people[0])
        faults = trouble(discord)
        await asyncio.gather(*(keep_acting() for _ in range(AT_ONCE)))
        assert bot.code is None
        bot.terminate()
        assert await bot.ended() == 0
    assert all(fault.hits for fault in faults)
    assert (len(gateway.identified), len(gateway.resumed)) == (1, len(weather))
    for asked in crowd.asked:
        assert len([one for one in asked.callbacks if one.done]) == 1, asked
        assert len(asked.messages) == (asked.record.modal is None and asked.record.autocomplete_choices is None), asked
    for sent in crowd.sent:
        assert len(sent.replies) == 1 or sent.message.channel_id in discord.backend.dm_channels.values()
    # In direct messages as many answers as questions, whichever came first.
    for channel_id in discord.backend.dm_channels.values():
        messages = [*discord.backend.messages[channel_id].values()]
        ours = [message for message in messages if message.author_id == discord.bot.id]
        assert len(ours) * 2 == len(messages), [text_of(message) for message in messages]
    refused = {request.answer["code"] for request in discord.requests.refused()}
    assert refused <= {40060}, "only an acknowledgement whose response was lost is sent again"
