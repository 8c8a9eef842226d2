"""People who do things at random, and everything that goes wrong meanwhile."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from simcord.backend.models import Channel

from tests.wire.asked import Asked, Sent
from tests.wire.faults import Fault
from tests.wire.people import Person
from tests.wire.standin import StandIn

QUESTIONS = (
    "Who built the lighthouse of Cape Varn?",
    "How many loaves does the baker sell?",
    "When did the river Aldo run dry?",
    "What was finished four years later?",
)
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


def trouble(discord: StandIn, *, lasting: bool = False) -> list[Fault]:
    """Every kind of failure; an acknowledgement meets at most one, as Discord waits three seconds for it and no longer.

    What befalls messages comes a few times in all, or with `lasting` now and then for ever.
    """
    callback, edit, post = "/interactions/*/callback", "/webhooks/*", "/channels/*/messages"
    met: set[str] = set()
    often: dict[str, Any] = {"times": None, "once": True}

    def few(times: int, chance: float) -> dict[str, Any]:
        return {"times": None, "chance": chance / 5} if lasting else {"times": times, "chance": chance}

    discord.limit("POST", post, 5, per=1.0)
    return [
        discord.fault("POST", callback, status=502, chance=0.03, met=met, **often),
        discord.fault("POST", callback, status=429, retry_after=0.2, chance=0.03, met=met, **often),
        discord.fault("POST", callback, status=502, before=False, chance=0.02, met=met, **often),
        discord.fault("PATCH", edit, status=502, chance=0.04, **often),
        discord.fault("PATCH", edit, status=429, retry_after=0.3, chance=0.04, **often),
        discord.fault("PATCH", edit, drop=True, before=False, chance=0.03, **often),
        discord.fault("POST", post, status=502, **few(8, 0.1)),
        discord.fault("POST", post, status=502, before=False, **few(8, 0.1)),
        discord.fault("POST", post, drop=True, before=False, **few(4, 0.1)),
        discord.fault("POST", post, status=429, retry_after=0.3, everywhere=True, **few(2, 0.05)),
    ]
