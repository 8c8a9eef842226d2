"""A server with people of several rights, and articles on the disk, for everything about `/corpus`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import simcord
from simcord import interactions
from simcord.backend import serializers

from bot.client import FootnoteClient
from bot.corpora.cog import Corpora
from bot.records import Change
from config.settings import Settings
from corpus.errors import FootnoteError
from retrieval.values import SHARED
from tests.bot.simulated import MANAGES, components, labels, read, simulated


@dataclass
class Stage:
    """A server with one who may manage it, one who may not, and one who runs the bot and may manage it too."""

    env: simcord.Env
    client: FootnoteClient
    guild: Any
    channel: Any
    manager: Any
    member: Any
    operator: Any
    operator_user: Any

    async def changes(self, corpus_id: int = SHARED) -> list[tuple[int | None, int | None, str, bool]]:
        """The audit, newest first, without times and outcomes."""
        found = await self.client.records.changes(corpus_id, 50)
        return [(each.actor_id, each.guild_id, each.action, each.done) for each in found]

    async def last_change(self, corpus_id: int = SHARED) -> Change:
        return (await self.client.records.changes(corpus_id, 1))[0]

    @property
    def cog(self) -> Corpora:
        cog = self.client.get_cog("Corpora")
        assert cog is not None
        return cog  # type: ignore[return-value]

    async def forge(self, person: Any, shown: Any, custom_id: str) -> str:
        """What someone hears who presses a button of that id on a message, whether it has one or not."""
        backend = self.env.backend
        stored = backend.get_message(shown.response.channel_id, shown.response.id)
        record, payload = interactions.base_payload(
            backend,
            type=3,
            channel_id=stored.channel_id,
            guild_id=self.guild.id,
            user_id=person.id,
            data={"custom_id": custom_id, "component_type": 2},
        )
        record.source_message_id = stored.id
        button = {"type": 2, "id": 2, "style": 2, "label": "x", "custom_id": custom_id}
        payload["message"] = {
            **serializers.message_payload(backend, stored),
            "components": [{"type": 1, "id": 1, "components": [button]}],
        }
        before = len(self.env.http_requests)
        backend.emit("INTERACTION_CREATE", payload)
        await self.env.settle()
        bodies: list[Any] = [each.json or {} for each in self.env.http_requests[before:]]
        told = [body.get("data") or body for body in bodies]
        return "\n".join(read(body["components"]) for body in told if body.get("components"))

    def serving(self, corpus_id: int = SHARED) -> str | None:
        return self.client.service.corpora.place(corpus_id).generations.current()


@asynccontextmanager
async def on_stage(settings: Settings) -> AsyncIterator[Stage]:
    async with simulated(settings, loaded=False) as (env, client):
        await client.service.corpora.open(SHARED)
        guild = env.create_guild()
        channel = guild.create_text_channel("articles")
        role = guild.create_role("managers", permissions=MANAGES)
        operator = env.create_user("olga")
        named = settings.discord.model_copy(update={"operators": (operator.id,)})
        client.settings = settings.model_copy(update={"discord": named})
        yield Stage(
            env,
            client,
            guild,
            channel,
            guild.add_member(env.create_user("mia"), roles=[role]),
            guild.add_member(env.create_user("ned")),
            guild.add_member(operator, roles=[role]),
            operator,
        )
        # Sentences for people end a command as errors; anything else that was raised fails the test.
        assert all(isinstance(getattr(each, "original", None), FootnoteError) for each in env.errors), env.errors
        with suppress(ExceptionGroup):
            env.raise_errors()


def own_articles(stage: Stage) -> Path:
    """The server's own articles: a folder with one."""
    articles = stage.client.service.corpora.place(stage.guild.id).articles
    articles.mkdir(parents=True)
    (articles / "rules.md").write_text(
        "# House rules\n\nThe server has three rules. Be kind to one another.\n", "utf-8"
    )
    return articles


def add(folder: Path, name: str = "new.md") -> None:
    (folder / name).write_text("# The old mill\n\nThe mill at Sandhavn burned down in 1902. It was rebuilt.\n", "utf-8")


def said(result: Any) -> str:
    return read(result.response.components)


def offered(result: Any) -> list[str]:
    return labels(result.response.components)


async def hand_out(stage: Stage, member: Any) -> None:
    """As a server's settings allow: give the command to someone who may not manage the server."""
    (command,) = [each for each in await stage.client.tree.fetch_commands() if each.name == "corpus"]
    stage.guild.set_command_permissions(command, {member: True})


def id_of(result: Any, action: str) -> str:
    """The id of the first button of a message that does `action`."""
    ids = [each["custom_id"] for each in components(result.response.components) if "custom_id" in each]
    found: str = next(each for each in ids if each.startswith(f"fn:{action}:"))
    return found
