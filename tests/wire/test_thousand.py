"""A hundred people and a thousand things done, while Discord and the way to it fail again and again."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from simcord.backend.models import Channel

from tests.wire.asked import Asked, Sent, text_of
from tests.wire.conftest import Start
from tests.wire.faults import Fault
from tests.wire.people import Person
from tests.wire.standin import StandIn

QUESTIONS = (
    "Who built the lighthouse of Cape Varn?",
    "How many loaves does the baker sell?",
    "When did the river Aldo run dry?",
    "What was finished four years later?",
)
SERVERS, PEOPLE, DEEDS, AT_ONCE = 4, 100, 1000, 48
PATIENCE = 60.0


@dataclass
class Crowd:
    """People who do things at random and note what came of them."""

    discord: StandIn
    places: list[tuple[Channel, Person]]
    random: random.Random = field(default_factory=lambda: random.Random(5))
    asked: list[Asked] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)

    async def act(self) -> None:
        """Do one thing and wait for what comes of it."""
        deeds: dict[Callable[[Channel, Person], Awaitable[None]], int] = {
            self.ask: 50,
            self.mention: 15,
            self.write: 10,
            self.ask_about: 10,
            self.complete: 5,
            self.press_and_follow: 10,
        }
        (deed,) = self.random.choices([*deeds], [*deeds.values()])
        await deed(*self.random.choice(self.places))

    async def ask(self, channel: Channel, person: Person) -> None:
        private = self.random.random() < 0.2
        asked = self.discord.slash(person, channel, "ask", question=self.random.choice(QUESTIONS), private=private)
        await self._answered(asked)

    async def ask_about(self, channel: Channel, person: Person) -> None:
        said = self.discord.send(person, channel, self.random.choice(QUESTIONS))
        await self._answered(self.discord.context_menu(person, said.message, "Ask about this"))

    async def mention(self, channel: Channel, person: Person) -> None:
        text = f"{self.discord.bot.mention} {self.random.choice(QUESTIONS)}"
        await self._replied(self.discord.send(person, channel, text))

    async def write(self, channel: Channel, person: Person) -> None:
        await self._replied(self.discord.send(person, self.discord.dm(person), self.random.choice(QUESTIONS)))

    async def complete(self, channel: Channel, person: Person) -> None:
        asked = self.discord.autocomplete(person, channel, "ask", "article", "the")
        self.asked.append(asked)
        assert await asked.choices(PATIENCE)

    async def press_and_follow(self, channel: Channel, person: Person) -> None:
        asked = self.discord.slash(person, channel, "ask", question=self.random.choice(QUESTIONS))
        answer = await self._answered(asked)
        await self._answered(self.discord.click(person, answer, label="Why"))
        form = self.discord.click(person, answer, label="Follow up")
        await form.modal(PATIENCE)
        await self._answered(self.discord.submit_modal(person, form, {"question": "and when?"}))

    async def _answered(self, asked: Asked) -> dict[str, object]:
        self.asked.append(asked)
        return await asked.reply(PATIENCE)

    async def _replied(self, sent: Sent) -> None:
        self.sent.append(sent)
        await sent.reply(PATIENCE)


def trouble(discord: StandIn) -> list[Fault]:
    """Every kind of failure; an acknowledgement meets at most one, as Discord waits three seconds for it and no longer."""
    callback, edit, post = "/interactions/*/callback", "/webhooks/*", "/channels/*/messages"
    met: set[str] = set()
    often = {"times": None, "once": True}
    discord.limit("POST", post, 5, per=1.0)
    return [
        discord.fault("POST", callback, status=502, chance=0.03, met=met, **often),
        discord.fault("POST", callback, status=429, retry_after=0.2, chance=0.03, met=met, **often),
        discord.fault("POST", callback, status=502, before=False, chance=0.02, met=met, **often),
        discord.fault("PATCH", edit, status=502, chance=0.04, **often),
        discord.fault("PATCH", edit, status=429, retry_after=0.3, chance=0.04, **often),
        discord.fault("PATCH", edit, drop=True, before=False, chance=0.03, **often),
        discord.fault("POST", post, status=502, times=8, chance=0.1),
        discord.fault("POST", post, status=502, before=False, times=8, chance=0.1),
        discord.fault("POST", post, drop=True, before=False, times=4, chance=0.1),
        discord.fault("POST", post, status=429, retry_after=0.3, everywhere=True, times=2, chance=0.05),
    ]


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
