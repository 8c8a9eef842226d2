"""What goes on beside the crowd: the gateway fails, articles are swapped, builders are killed."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from dataclasses import dataclass, field

from simcord.backend.models import Channel

from benchmarks.soak.editions import Editions, editions_in
from benchmarks.soak.lives import Lives
from tests.wire.asked import text_of
from tests.wire.people import Person
from tests.wire.standin import StandIn

_PATIENCE = 180.0
# The first start loads models twice, in the bot and in its builder, on a machine that may have other things to do.
_TO_START = 600.0


@dataclass
class Weather:
    """`up` is set while the bot runs; `done` counts what happened."""

    discord: StandIn
    lives: Lives
    editions: Editions
    channel: Channel
    owner: Person
    up: asyncio.Event = field(default_factory=asyncio.Event)
    done: Counter[str] = field(default_factory=Counter)

    async def begin(self) -> None:
        """Start the bot, and return once it answers."""
        await self.lives.begin()
        asked = self.discord.slash(self.owner, self.channel, "ask", question="Who built the lighthouse of Cape Varn?")
        await asked.shows("edition ", _TO_START)
        self.up.set()

    async def kill(self) -> None:
        """SIGKILL to the bot."""
        self.up.clear()
        await self.lives.kill()
        self.done["bot killed"] += 1

    async def break_gateway(self, every: float) -> None:
        """Drop connections and have them resumed, for ever; some events come twice then."""
        gateway = self.discord.gateway
        gateway.again = 20
        kinds = {
            "connection dropped": gateway.drop,
            "told to reconnect": gateway.reconnect,
            "session invalid for now": lambda: gateway.invalidate(resumable=True),
        }
        for kind in itertools.cycle(kinds):
            await asyncio.sleep(every)
            await self.up.wait()
            kinds[kind]()
            self.done[kind] += 1

    async def swap_articles(self, every: float) -> None:
        """Reload another edition, for ever; of three builders one is killed, of three reloads one is taken back."""
        for number in itertools.count():
            await asyncio.sleep(every)
            await self._reload(kill=number % 3 == 1)
            if number % 3 == 2:
                await self._go_back()

    async def _reload(self, *, kill: bool) -> None:
        edition = self.editions.begin()
        asked = self.discord.slash(self.owner, self.channel, "corpus reload", scope="shared")
        offered = await asked.shows("would", _PATIENCE)
        pressed = self.discord.click(self.owner, offered, label="Build it")
        if kill:
            await self.lives.kill_builder()
            await pressed.shows("signal 9", _PATIENCE)
            self.done["builder killed"] += 1
            return
        await pressed.shows("Loaded the shared articles", _PATIENCE)
        self.editions.loaded(edition)
        self.done["reloaded"] += 1

    async def _go_back(self) -> None:
        before = self.editions.going_back()
        asked = self.discord.slash(self.owner, self.channel, "corpus rollback", scope="shared")
        assert not editions_in(text_of(await asked.shows("serves again", _PATIENCE)))
        self.editions.loaded(before)
        self.done["taken back"] += 1
