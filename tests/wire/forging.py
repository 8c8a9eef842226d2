"""Does over the wire what `tests/isolation/hostile.py` makes: what no client of Discord's sends, and what people may send."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass, field
from typing import Any

from simcord.backend.models import Channel
from simcord.enums import InteractionType

from bot.asking.presses import FOLLOW
from bot.corpora.correcting import EDIT
from bot.presses import Press
from corpus.printable import encodable
from tests.isolation import hostile
from tests.wire.asked import Asked, Sent, buttons_of, text_of
from tests.wire.people import Person
from tests.wire.standin import StandIn

OOPS = "Something went wrong"
PATIENCE = 60.0
# What hostile.py calls the articles that there are.
_ARTICLES = {"pier": "lighthouse", "garden": "bakery"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody acts, and the id of an answer that was given there."""

    channel: Channel
    anybody: Person
    manager: Person
    answer: str


@dataclass
class Forger:
    """Does one thing after another and holds each against the laws that can be told at once.

    What concerns a server's settings is done in one of its own, so that every message elsewhere must be answered.
    """

    discord: StandIn
    spots: list[Spot] = field(default_factory=list)
    decided: Spot | None = None
    answered: int = 0  # how many had to be answered, and were
    slowest: float = 0.0  # the most seconds until an acknowledgement

    async def spot(self, channel: Channel, anybody: Person, manager: Person, question: str) -> Spot:
        """A place in which an answer was given."""
        answer = await self.discord.slash(manager, channel, "ask", question=question).reply(PATIENCE)
        why = next(each["custom_id"] for each in buttons_of(answer) if each["custom_id"].startswith("fn:why:"))
        return Spot(channel, anybody, manager, why.split(":")[2])

    async def do(self, spot: Spot, deed: Any) -> None:
        """Do one thing, and wait for what must come of it."""
        match deed:
            case hostile.Message(content):
                where = spot.channel
                words = content if where.guild_id is None else f"{self.discord.bot.mention} {content}"
                await self._replied(self.discord.send(spot.anybody, where, words), deed)
            case hostile.Command():
                await self._command(spot, deed)
            case hostile.Press(custom_id, ephemeral):
                named = _named(custom_id, spot)
                asked = self._press(spot, named, ephemeral=ephemeral)
                await self._came(asked, deed, must=_is_press(named))
            case hostile.Form(custom_id, components):
                data = {"custom_id": _named(custom_id, spot), "components": components}
                asked = self.discord.interact(InteractionType.MODAL_SUBMIT, _who(spot, custom_id), spot.channel, data)
                await self._came(asked, deed, must=data["custom_id"].startswith((FOLLOW, EDIT)))
            case hostile.Checked(content):
                said = self.discord.backend.create_message(spot.channel.id, spot.anybody.id, content, broadcast=False)
                asked = self.discord.context_menu(spot.anybody, said, "Check against articles")
                await self._came(asked, deed, must=True)

    async def _command(self, spot: Spot, deed: hostile.Command) -> None:
        decides = deed.name.startswith("settings")
        spot = self.decided if decides and self.decided else spot
        options = tuple(
            (name, kind, _ARTICLES.get(value, value) if isinstance(value, str) else value)
            for name, kind, value in deed.options
        )
        data = dataclasses.replace(deed, options=options).data
        asks = InteractionType.APPLICATION_COMMAND
        kind = InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE if deed.focused else asks
        asked = self.discord.interact(kind, _who(spot, deed.name), spot.channel, data)
        await self._came(asked, deed, must=deed.focused is None or _is_completion(deed))
        if decides and deed.focused is None:
            reset = self.discord.slash(spot.manager, spot.channel, "settings server", reset="everything")
            await self._came(reset, deed, must=True)

    def _press(self, spot: Spot, custom_id: str, *, ephemeral: bool) -> Asked:
        """Press a button of that id, whether the bot ever showed it here or not."""
        button = {"type": 2, "style": 2, "label": "Here", "custom_id": "one"}
        message = self.discord.backend.create_message(
            spot.channel.id,
            self.discord.bot.id,
            components=[{"type": 1, "components": [button]}],
            flags=1 << 15 | 64 * ephemeral,
            broadcast=False,
        )
        message.components[0]["components"][0]["custom_id"] = custom_id
        data = {"custom_id": custom_id, "component_type": 2}
        who = _who(spot, custom_id)
        return self.discord.interact(InteractionType.MESSAGE_COMPONENT, who, spot.channel, data, source=message.id)

    async def _came(self, asked: Asked, deed: Any, *, must: bool) -> None:
        if not must:
            return
        try:
            seconds = await asked.acknowledged()
            await asked.answered(PATIENCE)
        except AssertionError as error:
            raise AssertionError(f"{deed!r}: {error}") from None
        assert seconds < 3, f"{deed!r} was acknowledged after {seconds:.1f} s"
        self.slowest = max(self.slowest, seconds)
        said = json.dumps([request.json for request in asked.requests])
        assert OOPS not in said, f"{deed!r}: {said}"
        self.answered += 1

    async def _replied(self, sent: Sent, deed: Any) -> None:
        try:
            said = text_of(await sent.reply(PATIENCE))
        except AssertionError as error:
            raise AssertionError(f"{deed!r}: {error}") from None
        assert OOPS not in said, f"{deed!r}: {said}"
        self.answered += 1


def _named(custom_id: str, spot: Spot) -> str:
    return custom_id.replace("{}", spot.answer).replace("{own}", str(spot.channel.guild_id or 0))


def _who(spot: Spot, name: str) -> Person:
    return spot.manager if hostile.by_manager(name) else spot.anybody


def _is_press(custom_id: str) -> bool:
    """Whether it could be a button of Footnote's; another bot's id is nobody's, and Discord tells so by itself."""
    return re.fullmatch(Press.__discord_ui_compiled_template__, custom_id) is not None


def _is_completion(deed: hostile.Command) -> bool:
    """Whether a client could send it; of others nobody hears that nothing completes them."""
    return all(name == deed.focused and isinstance(typed, str) and encodable(typed) for name, _, typed in deed.options)
