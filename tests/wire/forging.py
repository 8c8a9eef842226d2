"""Does over the wire what `tests/isolation/hostile.py` makes: what no client of Discord's sends, and what people may send."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass
from typing import Any

from simcord.backend.models import Channel
from simcord.enums import InteractionType
from simcord.interactions import store_interaction_attachment

from bot.asking.presses import FOLLOW
from bot.corpora.correcting import EDIT
from bot.presses import Press
from corpus.printable import encodable
from tests.isolation import hostile
from tests.wire.asked import Asked, buttons_of, text_of
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


async def spot(discord: StandIn, channel: Channel, anybody: Person, manager: Person, question: str) -> Spot:
    """A place in which an answer was given."""
    answer = await discord.slash(manager, channel, "ask", question=question).reply(PATIENCE)
    why = next(each["custom_id"] for each in buttons_of(answer) if each["custom_id"].startswith("fn:why:"))
    return Spot(channel, anybody, manager, why.split(":")[2])


class Forger:
    """Does one thing after another and holds each against the laws that can be told at once.

    What concerns a server's settings is done at `decided`, so that every message elsewhere must be answered.
    """

    def __init__(self, discord: StandIn, decided: Spot) -> None:
        self.discord = discord
        self.decided = decided
        self.answered = 0  # how many had to be answered, and were

    async def do(self, spot: Spot, deed: Any, told: str = "") -> None:
        """Do one thing and wait until all came of it that must, which is to hold `told`."""
        if isinstance(deed, hostile.Message):
            await self._replied(spot, deed)
            return
        if isinstance(deed, hostile.Address):
            deed = hostile.Command("corpus add", (("url", 3, deed.url),))
        if isinstance(deed, hostile.Command) and deed.name.startswith("settings"):
            spot = self.decided
        asked, must = self._asked(spot, deed)
        if must:
            await self._came(asked, deed, told)
        await self._take_back(spot, asked, deed)

    def _asked(self, spot: Spot, deed: Any) -> tuple[Asked, bool]:
        """What is done, and whether it must be answered."""
        match deed:
            case hostile.Command():
                asks = InteractionType.APPLICATION_COMMAND
                kind = InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE if deed.focused else asks
                must = deed.focused is None or _is_completion(deed)
                return self._interact(kind, spot, deed.name, _of_ours(deed).data), must
            case hostile.Press(custom_id, ephemeral):
                named = _named(custom_id, spot)
                return self._press(spot, named, ephemeral=ephemeral), _is_press(named)
            case hostile.Form(custom_id, components):
                data = {"custom_id": _named(custom_id, spot), "components": components}
                must = data["custom_id"].startswith((FOLLOW, EDIT))
                return self._interact(InteractionType.MODAL_SUBMIT, spot, custom_id, data), must
            case hostile.Checked(content):
                said = self.discord.backend.create_message(spot.channel.id, spot.anybody.id, content, broadcast=False)
                return self.discord.context_menu(spot.anybody, said, "Check against articles"), True
            case hostile.Upload(name, content):
                return self._upload(spot, name, content), True
        raise AssertionError(f"nobody knows how to do {deed!r}")

    async def _take_back(self, spot: Spot, asked: Asked, deed: Any) -> None:
        """Leave settings as they were, and nothing on offer."""
        if spot is self.decided:
            await self._came(
                self.discord.slash(spot.manager, spot.channel, "settings server", reset="everything"), deed
            )
        if isinstance(deed, hostile.Upload):
            for button in buttons_of(asked.shown()):
                if button.get("custom_id", "").startswith("fn:discard:"):
                    await self._came(self._press(spot, button["custom_id"], ephemeral=True), deed)

    def _upload(self, spot: Spot, name: str, content: bytes) -> Asked:
        resolved: dict[str, Any] = {}
        file_id = store_interaction_attachment(self.discord.backend, spot.channel.id, name, content, resolved)
        data = hostile.Command("corpus add", (("file", 11, file_id),)).data | {"resolved": resolved}
        return self._interact(InteractionType.APPLICATION_COMMAND, spot, "corpus add", data)

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
        return self._interact(InteractionType.MESSAGE_COMPONENT, spot, custom_id, data, source=message.id)

    def _interact(self, kind: InteractionType, spot: Spot, name: str, data: dict[str, Any], **how: Any) -> Asked:
        person = spot.manager if hostile.by_manager(name) else spot.anybody
        return self.discord.interact(kind, person, spot.channel, data, **how)

    async def _came(self, asked: Asked, deed: Any, told: str = "") -> None:
        try:
            seconds = await asked.acknowledged()
            await asked.answered(PATIENCE)
            key = ("interaction", asked.record.id)
            await self.discord.waiting.until(key, lambda: told in _said(asked), repr(told), PATIENCE)
        except AssertionError as error:
            raise AssertionError(f"{deed!r}: {error}") from None
        assert seconds < 3, f"{deed!r} was acknowledged after {seconds:.1f} s"
        assert OOPS not in _said(asked), f"{deed!r}: {_said(asked)}"
        self.answered += 1

    async def _replied(self, spot: Spot, deed: hostile.Message) -> None:
        mention = "" if spot.channel.guild_id is None else f"{self.discord.bot.mention} "
        sent = self.discord.send(spot.anybody, spot.channel, mention + deed.content)
        said = text_of(await sent.reply(PATIENCE))
        assert OOPS not in said, f"{deed!r}: {said}"
        self.answered += 1


def _said(asked: Asked) -> str:
    """All that the bot said of it, without what takes marks their meaning."""
    return json.dumps([request.json for request in asked.requests], ensure_ascii=False).replace("\\", "")


def _of_ours(deed: hostile.Command) -> hostile.Command:
    """The same of the articles that there are."""
    options = (
        (name, kind, _ARTICLES.get(value, value) if isinstance(value, str) else value)
        for name, kind, value in deed.options
    )
    return dataclasses.replace(deed, options=tuple(options))


def _named(custom_id: str, spot: Spot) -> str:
    return custom_id.replace("{}", spot.answer).replace("{own}", str(spot.channel.guild_id or 0))


def _is_press(custom_id: str) -> bool:
    """Whether it could be a button of Footnote's; another bot's id is nobody's, and Discord tells so by itself."""
    return re.fullmatch(Press.__discord_ui_compiled_template__, custom_id) is not None


def _is_completion(deed: hostile.Command) -> bool:
    """Whether a client could send it; of others nobody hears that nothing completes them."""
    return all(name == deed.focused and isinstance(typed, str) and encodable(typed) for name, _, typed in deed.options)
