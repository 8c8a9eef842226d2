"""Both servers and somebody's direct messages in one simulated Discord, and what people do there, forged by hand or not."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import simcord
from simcord import interactions
from simcord.backend import serializers
from simcord.backend.models import Message
from simcord.enums import InteractionType
from simcord.results import InteractionResult

from bot.client import FootnoteClient
from bot.drawing import draw_timeline
from bot.drawing.describing import describe
from config.settings import Settings
from retrieval.facts.values import TimelinePage
from tests.bot.simulated import MANAGES, components, simulated
from tests.isolation.questioning import open_all
from tests.isolation.twins import TWINS, Twin


@dataclass
class World:
    """`scenes` has, by the digest of each picture that was drawn, the words in it, `uploaded` what people sent as files.

    `begin` forgets what was sent before.
    """

    env: simcord.Env
    client: FootnoteClient
    settings: Settings
    scenes: dict[str, str] = field(default_factory=dict)
    spots: list[Spot] = field(default_factory=list)
    uploaded: set[bytes] = field(default_factory=set)
    _before: tuple[int, int, int] = (0, 0, 0)

    def begin(self) -> None:
        """Look only at what is sent from now on."""
        self._before = len(self.env.http_requests), len(self.env.backend.cdn._blobs), len(self.env.errors)

    @property
    def requests(self) -> list[Any]:
        return self.env.http_requests[self._before[0] :]

    @property
    def attached(self) -> list[tuple[str, bytes]]:
        """What the bot attached."""
        blobs = list(self.env.backend.cdn._blobs.items())[self._before[1] :]
        return [(url, blob) for url, blob in blobs if blob not in self.uploaded]

    @property
    def errors(self) -> list[BaseException]:
        return self.env.errors[self._before[2] :]

    @property
    def direct(self) -> Spot:
        return next(each for each in self.spots if each.twin is None)

    def of(self, twin: Twin) -> Spot:
        return next(each for each in self.spots if each.twin == twin)


@dataclass
class Spot:
    """A server's channel, or somebody's direct messages, and who acts there: anybody, who manages the server, who runs the bot."""

    world: World
    twin: Twin | None
    channel: Any
    anybody: Any
    manager: Any
    operator: Any

    @property
    def guild_id(self) -> int | None:
        return None if self.twin is None else self.twin.guild_id

    @property
    def own(self) -> str:
        """What only articles hold that may be seen here: as a pattern."""
        return "garden of Ansel|Tom Reed" if self.twin is None else self.twin.word

    async def slash(self, command: str, /, by: str = "anybody", **options: Any) -> InteractionResult:
        person = getattr(self, by)
        given = {name.rstrip("_"): value for name, value in options.items()}
        self.world.uploaded.update(value[1] for value in given.values() if isinstance(value, tuple))
        if self.twin is None:
            result = await person.slash(command, **given)
        else:
            result = await person.slash(self.channel, command, **given)
        assert isinstance(result, InteractionResult)
        return result

    async def complete(
        self, command: str, option: str, typed: str, *, by: str = "anybody", **filled: Any
    ) -> list[dict[str, Any]]:
        """What completes half a word."""
        place = [] if self.twin is None else [self.channel]
        choices: list[dict[str, Any]] = await getattr(self, by).autocomplete(*place, command, option, typed, **filled)
        return choices

    async def say(
        self, text: str, *, after: int | None = None, mention: bool = True, thread: int | None = None
    ) -> None:
        """Write to the bot, after the message of that id, which may be anybody's."""
        backend, env = self.world.env.backend, self.world.env
        channel_id = thread or self.channel.id
        words = f"{self.me} {text}" if mention else text
        message = backend.prepare_message(channel_id, self.anybody.id, words)
        if after is not None:
            message.reference = {"type": 0, "channel_id": str(channel_id), "message_id": str(after)}
        backend.commit_message(message)
        await env.settle()

    async def press(self, custom_id: str, *, by: str = "anybody", ephemeral: bool = False) -> InteractionResult:
        """Press a button of that id, whether the bot ever showed it here or not."""
        message = self.world.env.backend.create_message(
            self.channel.id, self.me_id, components=_row("one"), flags=1 << 15 | 64 * ephemeral, broadcast=False
        )
        message.components[0]["components"][0]["custom_id"] = custom_id
        data = {"custom_id": custom_id, "component_type": 2}
        return await self.interact(InteractionType.MESSAGE_COMPONENT, data, message=message, by=by)

    async def fill(self, custom_id: str, *, by: str = "anybody", **typed: str) -> InteractionResult:
        """Send a form of that id, whether the bot ever opened it here or not."""
        fields = [{"type": 4, "custom_id": name, "value": value} for name, value in typed.items()]
        data = {"custom_id": custom_id, "components": [{"type": 18, "component": field} for field in fields]}
        return await self.interact(InteractionType.MODAL_SUBMIT, data, by=by)

    async def forge(
        self,
        command: str,
        options: list[dict[str, Any]],
        resolved: dict[str, Any] | None = None,
        *,
        by: str = "anybody",
    ) -> InteractionResult:
        """A command with options that no client of Discord's would send; `resolved` is what the ids in them stand for."""
        root, *inner = command.split(" ")
        for name in reversed(inner):
            options = [{"name": name, "type": 1, "options": options}]
        data = {"id": "1", "name": root, "type": 1, "options": options, "resolved": resolved or {}}
        return await self.interact(InteractionType.APPLICATION_COMMAND, data, by=by)

    async def menu(self, name: str, text: str) -> InteractionResult:
        """Use a message command on a message of somebody's."""
        backend = self.world.env.backend
        message = backend.create_message(self.channel.id, self.anybody.id, text, broadcast=False)
        told = dict(serializers.message_payload(backend, message))
        data = {"id": "1", "name": name, "type": 3, "target_id": str(message.id)}
        data["resolved"] = {"messages": {str(message.id): told}}
        return await self.interact(InteractionType.APPLICATION_COMMAND, data)

    async def lose(self) -> None:
        """Let the bot be removed from the server, which goes on without it."""
        await self._tell("GUILD_DELETE", {"id": str(self.guild_id)})

    async def regain(self, **how: bool) -> None:
        """Let the bot be in the server again; with `unavailable` false as if it had always been."""
        backend = self.world.env.backend
        told = serializers.guild_create_payload(backend, backend.get_guild(self.guild_id or 0))
        await self._tell("GUILD_CREATE", {**{key: each for key, each in told.items() if key != "unavailable"}, **how})

    async def _tell(self, event: str, data: dict[str, Any]) -> None:
        self.world.env.backend.emit(event, data)
        await self.world.env.settle()

    async def interact(
        self, kind: InteractionType, data: dict[str, Any], *, message: Message | None = None, by: str = "anybody"
    ) -> InteractionResult:
        """Any interaction at all, as Discord would tell of it."""
        env = self.world.env
        record, payload = interactions.base_payload(
            env.backend,
            type=kind,
            channel_id=self.channel.id,
            guild_id=self.guild_id,
            user_id=getattr(self, by).id,
            data=data,
        )
        if message is not None:
            record.source_message_id = message.id
            payload["message"] = dict(serializers.message_payload(env.backend, message))
        env.backend.emit("INTERACTION_CREATE", payload)
        await env.settle()
        return InteractionResult(env, record)

    async def answer(self, question: str = "Who opened the pier of Ansel?", **options: Any) -> InteractionResult:
        """An answer that was given here."""
        return await self.slash("ask", question=question, **options)

    @property
    def me_id(self) -> int:
        return self.world.env.backend.bot_user.id

    @property
    def me(self) -> str:
        return f"<@{self.me_id}>"


def _row(custom_id: str) -> list[dict[str, Any]]:
    return [{"type": 1, "components": [{"type": 2, "style": 2, "label": "Here", "custom_id": custom_id}]}]


def ids_of(result: InteractionResult, action: str) -> list[str]:
    """The ids of the buttons that do `action` in the message that somebody got."""
    assert result.response is not None
    ids = [each.get("custom_id", "") for each in components(result.response.components)]
    return [each for each in ids if each.startswith(f"fn:{action}:")]


def record_in(result: InteractionResult, action: str) -> str:
    """The record that its buttons name."""
    return ids_of(result, action)[0].split(":")[2]


@asynccontextmanager
async def world(settings: Settings, monkeypatch: Any) -> AsyncIterator[World]:
    """Everything, with all generations that are on disk."""
    async with simulated(settings, loaded=False) as (env, client):
        made = World(env, client, settings)
        await open_all(client.service)
        anybody, manager, operator = (env.create_user(name) for name in ("nan", "mia", "olga"))
        named = settings.discord.model_copy(update={"operators": (operator.id,)})
        client.settings = settings.model_copy(update={"discord": named})
        for twin in TWINS:
            # Names of servers and channels are not articles: Discord shows them to whom it may.
            guild = env.create_guild("Server", id=twin.guild_id)
            role = guild.create_role("managers", permissions=MANAGES)
            people = [
                guild.add_member(each, roles=[] if each is anybody else [role]) for each in (anybody, manager, operator)
            ]
            made.spots.append(Spot(made, twin, guild.create_text_channel("ask"), *people))
        made.spots.append(Spot(made, None, anybody.dm_channel, anybody, anybody, anybody))

        async def watched(page: TimelinePage, **how: Any) -> bytes:
            png = await draw_timeline(page, **how)
            made.scenes[hashlib.sha256(png).hexdigest()] = describe(page, dark=True).to_json().decode()
            return png

        monkeypatch.setattr("bot.timeline.pictures.draw_timeline", watched)
        yield made
