"""Both servers and direct messages on the wire, where the bot is a process: everybody asks at once, with whoever's ids."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simcord.backend.models import Channel

from tests.isolation.questioning import Deed, deeds
from tests.isolation.twins import TWINS, Twin
from tests.isolation.watching import OOPS, leaks_in
from tests.wire.asked import buttons_of, text_of
from tests.wire.people import Person
from tests.wire.process import started
from tests.wire.standin import StandIn

_AT_ONCE = 24
_PATIENCE = 120.0


@dataclass
class Wired:
    """What was done, how often a server saw its own articles, and what went elsewhere."""

    done: Counter[str] = field(default_factory=Counter)
    seen: int = 0
    leaks: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


class Everybody:
    """Asks as `deeds` say, in any way; now and then with the id of a button that was shown elsewhere."""

    def __init__(self, discord: StandIn) -> None:
        self._discord = discord
        self._chance = random.Random(9)
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._answers: dict[int, dict[str, Any]] = {}
        self.tally = Wired()
        people = [discord.user(f"person {number}") for number in range(8)]
        self._places: dict[Twin | None, list[tuple[Channel, Person]]] = {
            None: [(discord.dm(each), each) for each in people]
        }
        for twin in TWINS:
            guild = discord.backend.create_guild("Server", id=twin.guild_id)
            channels = [discord.channel(guild, f"channel {number}") for number in range(2)]
            for person in people:
                discord.member(guild, person)
            self._places[twin] = [*itertools.product(channels, people)]

    async def warm(self) -> None:
        """Return once the bot answers."""
        channel, person = self._places[None][0]
        asked = self._discord.slash(person, channel, "ask", question="Who watered the garden of Ansel?")
        await asked.shows("Tom Reed", _PATIENCE)

    async def ask(self, count: int) -> None:
        await asyncio.gather(*(self._one(deed) for deed in deeds(count, foreign=False)))

    async def _one(self, deed: Deed) -> None:
        channel, person = self._chance.choice(self._places[deed.twin])
        kind = self._chance.choice(["ask", "ask", "mention", "complete", "forge", "quotes", "article"])
        async with self._room:
            shown = await self._did(kind, deed, channel, person)
        self.tally.done[kind] += 1
        self.tally.seen += deed.twin is not None and deed.twin.word in shown

    async def _did(self, kind: str, deed: Deed, channel: Channel, person: Person) -> str:
        discord = self._discord
        options = {} if deed.article_id is None else {"article": deed.article_id}
        if kind == "mention":
            return text_of(await discord.send(person, channel, f"{discord.bot.mention} {deed.text}").reply(_PATIENCE))
        if kind == "complete":
            typed = self._chance.choice(["", "pier", "ansel", "ida"])
            asked = discord.autocomplete(person, channel, "quotes", self._chance.choice(["speaker", "article"]), typed)
            return str(await asked.choices(_PATIENCE))
        if kind in {"quotes", "article"}:
            given = options if kind == "quotes" else {"article": deed.article_id or "pier"}
            return text_of(await discord.slash(person, channel, kind, **given).reply(_PATIENCE))
        elsewhere = [each for at, each in self._answers.items() if at != channel.id]
        answer = await discord.slash(person, channel, "ask", question=deed.text, **options).reply(_PATIENCE)
        ids = [each["custom_id"] for each in buttons_of(answer) if each.get("custom_id")]
        if ids:
            self._answers[channel.id] = answer
        if kind == "forge" and ids and elsewhere:
            buttons = buttons_of(self._chance.choice(elsewhere))
            forged = self._chance.choice([each["custom_id"] for each in buttons if "follow" not in each["custom_id"]])
            await discord.forge(person, answer, forged).reply(_PATIENCE)
        return text_of(answer)


async def ask_on_the_wire(count: int, data: Path, home: Path, environment: Mapping[str, str]) -> Wired:
    """Start the bot over the articles in `data` and let everybody ask; every request of it is looked through."""
    async with StandIn() as discord:
        everybody = Everybody(discord)
        own = {**discord.environment, **environment, "FOOTNOTE_DATA_DIR": str(data)}
        async with started(["-m", "bot"], own, discord.waiting, cwd=home):
            await discord.ready(seconds=_PATIENCE)
            await everybody.warm()
            await everybody.ask(count)
        tally = everybody.tally
        tally.leaks = leaks_in(discord.backend, discord.requests)
        tally.failures = [str(each) for each in discord.requests if OOPS in str(each.json)]
        return tally
