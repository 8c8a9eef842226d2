"""A crowd that notes what it is still waiting for when the bot is killed, and which editions its answers are of."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from simcord.backend.models import Channel

from benchmarks.soak.editions import Editions, editions_in
from tests.wire.asked import Asked, Sent, text_of
from tests.wire.crowd import PATIENCE, Crowd
from tests.wire.people import Person


@dataclass(kw_only=True)
class People(Crowd):
    """`cut` are the deeds that were in flight when the bot was killed: Discord does not tell of them again."""

    editions: Editions
    waiting: set[Asked | Sent] = field(default_factory=set)
    cut: set[Asked | Sent] = field(default_factory=set)
    unanswered: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    _acting: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def count(self) -> int:
        """How many commands, presses, forms, completions and messages there were."""
        return len(self.asked) + len(self.sent)

    @property
    def acting(self) -> int:
        """How many do something at the moment."""
        return len(self._acting)

    def begin(self) -> None:
        """Let somebody do something."""
        task = asyncio.create_task(self._one())
        self._acting.add(task)
        task.add_done_callback(self._acting.discard)

    async def idle(self) -> None:
        """Return once nobody waits for anything."""
        await asyncio.gather(*self._acting)

    async def cut_off(self) -> None:
        """The bot was killed: what was waited for will not come."""
        self.cut |= self.waiting
        self.waiting.clear()
        acting = [*self._acting]
        for task in acting:
            task.cancel()
        await asyncio.gather(*acting, return_exceptions=True)

    async def complete(self, channel: Channel, person: Person) -> None:
        """Half a title, which may be cut off too."""
        asked = self.discord.autocomplete(person, channel, "ask", "article", "the")
        self.asked.append(asked)
        self.waiting.add(asked)
        assert await asked.choices(PATIENCE), "nothing completes “the”"
        self.waiting.discard(asked)

    async def _one(self) -> None:
        try:
            await self.act()
        except AssertionError as error:
            self.unanswered.append(str(error).splitlines()[0])

    async def _answered(self, asked: Asked) -> dict[str, object]:
        since = self.editions.now
        self.waiting.add(asked)
        reply = await super()._answered(asked)
        self.waiting.discard(asked)
        self._look(text_of(reply), since)
        return reply

    async def _replied(self, sent: Sent) -> None:
        since = self.editions.now
        self.waiting.add(sent)
        await super()._replied(sent)
        self.waiting.discard(sent)
        self._look(text_of(sent.replies[0]), since)

    def _look(self, text: str, since: int) -> None:
        shown = editions_in(text)
        self.done["with an edition" if shown else "without"] += 1
        if not shown <= self.editions.since(since):
            self.stale.append(f"{shown} of {sorted(self.editions.since(since))}: {text}")
