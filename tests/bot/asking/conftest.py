"""A server in a simulated Discord where Footnote answers from a few articles."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from simcord import interactions
from simcord.backend import serializers
from simcord.results import ResponseMessage

from bot.bootstrap import make_records
from bot.client import FootnoteClient
from bot.records import GivenAnswer
from config.settings import Settings
from corpus.errors import FootnoteError
from corpus.values import Article
from retrieval.answering.answering import Answering
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.live import LiveCorpora
from retrieval.ranking.confidence import load_model
from retrieval.service import AnswerService
from tests.bot.rendering.markdown import shown_text, walk
from tests.retrieval.samples import ARTICLES, generation_of
from tests.wire.description import problems_of
from tests.wire.records import Request

Shown = discord.Message | ResponseMessage


def components(message: Shown) -> list[dict[str, Any]]:
    """A message's components as they were sent."""
    return [each if isinstance(each, dict) else each.to_dict() for each in message.components]  # type: ignore[misc]


def said(message: Shown | None) -> str:
    """What a message says to its readers."""
    assert message is not None
    return shown_text(components(message))


def buttons(message: Shown | None) -> list[str]:
    """The labels of a message's buttons."""
    assert message is not None
    return [each["label"] for each in walk(components(message)) if each["type"] == 2]


def id_of(message: Shown, action: str) -> str:
    """The id of the first button that does `action`."""
    ids = [each["custom_id"] for each in walk(components(message)) if each["type"] == 2]
    found: str = next(each for each in ids if each.startswith(f"fn:{action}:"))
    return found


@dataclass
class Room:
    """A channel with two people and the bot in it."""

    env: simcord.Env
    client: FootnoteClient
    live: LiveCorpora
    settings: Settings
    folder: Path
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    alice: simcord.MemberActor
    bob: simcord.MemberActor

    async def ask(self, question: str, **options: Any) -> ResponseMessage:
        """What Alice's `/ask` comes to."""
        result = await self.alice.slash(self.channel, "ask", question=question, **options)
        assert result.response is not None
        return result.response

    async def mention(self, text: str, **options: Any) -> discord.Message:
        """What Alice's mention of the bot comes to."""
        await self.alice.send(self.channel, f"{self.me} {text}", **options)
        assert self.channel.last_message is not None
        return self.channel.last_message

    @property
    def me(self) -> str:
        """How the bot is mentioned."""
        assert self.client.user is not None
        return self.client.user.mention

    def replies(self, channel: simcord.ChannelHandle | None = None) -> list[discord.Message]:
        """All that the bot has said in a channel."""
        assert self.client.user is not None
        me = self.client.user.id
        history = (channel or self.channel).history()
        return sorted((each for each in history if each.author.id == me), key=lambda each: each.id)

    async def record_of(self, answer: object) -> GivenAnswer:
        """What is on record of an answer that is shown."""
        given = await self.client.records.answer(self.guild.id, id_of(answer, "why").split(":")[2])  # type: ignore[arg-type]
        assert given is not None
        return given

    def thread_on(self, message: Shown) -> simcord.ChannelHandle:
        """A thread that Alice opens on a message."""
        self.env.backend.create_thread(self.channel.id, "thread", self.alice.id, message_id=message.id)
        return next(each for each in self.channel.threads if each.id == message.id)

    async def restart(self) -> None:
        """End this process and begin another over the same records."""
        await self.client.limits.aclose()
        await self.client.records.aclose()
        records = make_records(self.settings)
        await records.open()
        self.client = FootnoteClient(self.settings, self.client.service, records, shard_count=1)
        self.client.readiness.set()
        await self.env.restart_bot(self.client)

    async def press_twice(self, person: simcord.MemberActor, message: Shown, custom_id: str) -> None:
        """Two presses before either is heard of."""
        backend = self.env.backend
        stored = backend.get_message(message.channel.id, message.id) if isinstance(message, discord.Message) else None
        stored = stored or backend.get_message(message.channel_id, message.id)  # type: ignore[union-attr]
        for _ in range(2):
            record, payload = interactions.base_payload(
                backend,
                type=3,
                channel_id=stored.channel_id,
                guild_id=self.guild.id,
                user_id=person.id,
                data={"custom_id": custom_id, "component_type": 2},
            )
            record.source_message_id = stored.id
            payload["message"] = dict(serializers.message_payload(backend, stored))
            backend.emit("INTERACTION_CREATE", payload)
        await self.env.settle()

    def serve(self, *articles: Article, corpus_id: int = 0) -> None:
        """Let other articles serve from now on."""
        number = len(list(self.folder.iterdir()))
        self.live.put(generation_of(self.folder / f"g{number}", articles, corpus_id=corpus_id))

    def check_requests(self) -> None:
        """Nothing that was sent may ping anyone, every request that has words says so; and all are as Discord describes
        them, where its description is there."""
        for request in self.env.http_requests:
            body: Any = request.json if isinstance(request.json, dict) else {}
            body = body.get("data") if isinstance(body.get("data"), dict) else body
            if body.get("components") and "custom_id" not in body:  # a form has no mentions
                assert body.get("allowed_mentions", {}).get("parse") == [], request
                assert not body.get("content")
            described = Request(request.method, request.path, {}, request.json, {}, 0.0)
            assert problems_of(described) == [], request


MakeRoom = Callable[..., AbstractAsyncContextManager[Room]]


@pytest.fixture
def room(hashing: Settings, tmp_path: Path) -> MakeRoom:
    """Makes a room; `threshold` 0 answers everything, 1 nothing; `settings` are changes of sections by name."""

    @asynccontextmanager
    async def make(
        articles: Sequence[Article] = ARTICLES, threshold: float = 0.0, **settings: dict[str, Any]
    ) -> AsyncIterator[Room]:
        changed = {name: getattr(hashing, name).model_copy(update=each) for name, each in settings.items()}
        used = hashing.model_copy(update=changed)
        live, folder = LiveCorpora(), tmp_path / "generations"
        folder.mkdir()
        service = AnswerService(used, HashingEncoder(), Answering(load_model(), threshold, used.answer.citations), live)
        records = make_records(used)
        await records.open()
        client = FootnoteClient(used, service, records, shard_count=1)
        client.readiness.set()
        try:
            async with simcord.run(client, settle_timeout=20, check_errors=False) as env:
                guild = env.create_guild()
                channel = guild.create_text_channel("ask")
                alice, bob = (guild.add_member(env.create_user(name)) for name in ("alice", "bob"))
                made = Room(env, client, live, used, folder, guild, channel, alice, bob)
                if articles:
                    made.serve(*articles)
                yield made
                made.check_requests()
                for error in env.errors:
                    original = getattr(error, "original", error)
                    if not isinstance(original, FootnoteError):
                        raise original
                client = made.client
        finally:
            await client.limits.aclose()
            await service.aclose()
            await client.records.aclose()

    return make
