"""With the database gone the bot stays, and says so wherever it is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import make_records, make_service
from bot.client import FootnoteClient
from bot.failures import failure
from bot.health.pulse import Pulse
from config.sections import DatabaseSettings
from config.settings import Settings
from retrieval import changing
from retrieval.errors import DatabaseError, DatabaseUnreachable
from retrieval.generations.generations import Generations, Opened
from retrieval.generations.manifest import Recipe
from tests.bot.simulated import answer_to, read, simulated

AGAIN = "please try again in a moment"


def away(generations: Generations, recipe: Recipe) -> Opened:
    raise DatabaseUnreachable("the database of the articles can't be reached at the moment (OperationalError)")


async def test_who_asks_hears_to_try_again(hashing: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: whatever is asked of articles that can't be had is answered by one sentence, and once they can by them."""
    async with simulated(hashing) as (env, client):
        guild = env.create_guild()
        channel, owner = guild.create_text_channel("talk"), guild.add_member(guild.owner)
        assert client.user is not None
        with monkeypatch.context() as patch:
            patch.setattr(Generations, "open", away)
            for command in ("timeline", "quotes", "article", "articles"):
                assert AGAIN in read(answer_to(await owner.slash(channel, command)).components)
            assert AGAIN in read(answer_to(await owner.slash(channel, "ask", question="Why did it leave?")).components)
            await owner.send(channel, f"{client.user.mention} Why did it leave?")
            said = max(channel.history(), key=lambda each: each.id)
            components: list[Any] = [each.to_dict() for each in said.components]
            assert AGAIN in read(components)
        assert AGAIN not in read(answer_to(await owner.slash(channel, "ask", question="Why did it leave?")).components)
        assert all(isinstance(getattr(each, "original", each), DatabaseUnreachable) for each in env.errors)


async def test_doctor_and_health_say_it(hashing: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: `/doctor` shows what is known without the database and that it is away, and health gives it as the reason."""
    async with simulated(hashing) as (env, client):
        guild = env.create_guild()
        channel, owner = guild.create_text_channel("talk"), guild.add_member(guild.owner)
        assert "**Database:**" not in read(answer_to(await owner.slash(channel, "doctor")).components)
        database = DatabaseSettings(url="postgresql+asyncpg://footnote@127.0.0.1/footnote")
        client.settings = client.settings.model_copy(update={"database": database})
        await client.records.aclose()
        monkeypatch.setattr(Generations, "open", away)
        monkeypatch.setattr(Pulse, "_connected", lambda _: 1)
        monkeypatch.setattr(client.service, "_warm", True)
        shown = read(answer_to(await owner.slash(channel, "doctor")).components)
        assert "**Database:** can't be reached at the moment" in shown
        assert "1 article, generation `0:" in shown
        health = await Pulse(client).take()
        assert str(health.reason).startswith("the database can't be reached")


async def test_servers_articles_that_nobody_has_asked_of_are_articles(
    in_database: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: a bot whose servers alone have articles is well before anybody asks, and one without any is not; of several processes
    each counts its own shards."""
    records, service = make_records(in_database), make_service(in_database)
    await records.open()
    try:
        client = FootnoteClient(in_database, service, records, shard_count=16)
        client.shard_ids = [0, 1]  # as settings have it, where a process has some of them
        client.readiness.set()
        monkeypatch.setattr(Pulse, "_connected", lambda _: 2)
        monkeypatch.setattr(service, "_warm", True)
        assert (await Pulse(client).take()).reason == "no articles are loaded"
        note = tmp_path / "river.md"
        note.write_text("The river Aldo ran dry in 1904.", "utf-8")
        builder = make_service(in_database)  # another process, as this one has opened nothing
        await changing.add(builder, 7, note, lambda event: None)
        await builder.aclose()
        health = await Pulse(client).take()
        assert (health.reason, health.articles, health.shards) == (None, 0, 2)
    finally:
        await service.aclose()
        await records.aclose()


def test_what_failed_is_told_without_what_it_was() -> None:
    """A database that is away and one that refuses are told apart, and neither in its own words."""
    assert AGAIN in failure(DatabaseUnreachable("secret"))
    assert "those who run this bot" in failure(DatabaseError("secret"))
