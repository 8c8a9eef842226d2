"""Several processes of one bot, each with some of its shards, and the database that they share."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from simcord.backend.models import Channel

from config.settings import Settings, load_settings
from corpus.values import Article
from retrieval.corpora.moving import move
from retrieval.generations.generations import Generations
from retrieval.generations.manifest import Recipe
from retrieval.values import SHARED
from tests.backends import IN_DATABASE
from tests.postgres import Server, corpora, running_server
from tests.retrieval.samples import write
from tests.wire.asked import text_of
from tests.wire.conftest import Start
from tests.wire.health import free_port, healthz
from tests.wire.people import Person
from tests.wire.standin import StandIn

QUESTION = "Who built the lighthouse of Cape Varn?"
BUILDER = "Ida Holm"
AGAIN = "try again in a moment"
IMPATIENT = ("-m", "tests.wire.impatient")
PATIENT = ("-m", "tests.wire.patient")
TREASURE = "The treasure of Varn is hidden under the third oak."


def shard(number: int) -> dict[str, str]:
    return {"FOOTNOTE_DISCORD__SHARD_IDS": str(number), "FOOTNOTE_DISCORD__SHARD_COUNT": "2"}


def places(discord: StandIn) -> tuple[Person, list[Channel]]:
    """Somebody, and a channel of a server of each shard that they are in."""
    channels = [discord.channel(discord.guild(f"Shard {number}", shard=number)) for number in range(2)]
    alice = discord.user("alice")
    for channel in channels:
        discord.member(discord.backend.guilds[channel.guild_id or 0], alice)
    return alice, channels


async def test_each_process_answers_for_its_shards(start: Start) -> None:
    """Each server, and the direct messages, are answered once, by the process that has their shard, also after the other ended."""
    async with StandIn(shards=2) as discord:
        alice, channels = places(discord)
        channels.append(discord.dm(alice))
        async with start(discord, command=IMPATIENT, **shard(0)) as first:
            await first.said("Footnote is on Discord")
            async with start(discord, command=IMPATIENT, **shard(1)):
                await discord.ready()
                assert sorted(discord.gateway.identified) == [0, 1]
                asked = [discord.slash(alice, channel, "ask", question=QUESTION) for channel in channels]
                for each in asked:
                    assert BUILDER in text_of(await each.reply(30))
                await first.kill()
                again = discord.slash(alice, channels[1], "ask", question=QUESTION)
                assert BUILDER in text_of(await again.reply(30))
                assert all(len(each.callbacks) == len(each.messages) == 1 for each in (*asked, again))


@pytest.fixture
def pushed(data: Path, url: str, hashing: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of the database that the shared articles were moved to."""
    monkeypatch.setenv("FOOTNOTE_DATA_DIR", str(data))
    monkeypatch.setenv("FOOTNOTE_DATABASE__URL", url)
    settings = load_settings()
    if not IN_DATABASE:  # else they are there
        assert not isinstance(move(settings, SHARED), str)
    return settings


async def test_processes_on_one_database_are_one_bot(start: Start, pushed: Settings, tmp_path: Path) -> None:
    """They connect one after the other though they start together, count what a person asks of both, and hear at once of articles
    that somebody else lets serve.
    """
    on = {"FOOTNOTE_DATABASE__URL": str(pushed.database.url), "FOOTNOTE_LIMITS__PER_PERSON": "5"}
    async with StandIn(shards=2) as discord:
        alice, channels = places(discord)
        bob = discord.member(discord.backend.guilds[channels[1].guild_id or 0], "bob")
        async with (
            start(discord, command=PATIENT, FOOTNOTE_DATA_DIR=str(tmp_path / "one"), **on, **shard(0)),
            start(discord, command=PATIENT, FOOTNOTE_DATA_DIR=str(tmp_path / "other"), **on, **shard(1)),
        ):
            await discord.ready(seconds=60)
            first, second = discord.gateway.identified_at
            assert second - first > 5
            asked = [discord.slash(alice, each, "ask", question=QUESTION) for each in channels for _ in range(3)]
            replies = [text_of(await each.reply(60)) for each in asked]
            assert sum(BUILDER in each for each in replies) == 5
            assert sum("You have asked 5 questions in a minute" in each for each in replies) == 1
            hidden = discord.slash(bob, channels[1], "ask", question="Where is the treasure of Varn hidden?")
            assert TREASURE not in text_of(await hidden.reply(30))
            await asyncio.to_thread(publish, pushed, channels[1].guild_id or 0)
            listed = ""
            async with asyncio.timeout(30):
                while "The treasure" not in listed:
                    listed = text_of(await discord.slash(bob, channels[1], "articles").reply(30))


def publish(settings: Settings, guild_id: int) -> None:
    """Let a server's own article serve from the database, as any process may."""
    home = settings.data_dir / "corpora" / str(guild_id)
    (home / "articles").mkdir(parents=True)
    (home / "articles" / "treasure.txt").write_text(f"The treasure\n\n{TREASURE}\n", "utf-8")
    generations = Generations(home / "generations")
    shared = Generations(settings.data_dir / "corpora" / "0" / "generations")
    recipe: Recipe = shared.manifest(str(shared.current())).recipe
    article = Article(id="treasure", title="The treasure", body=TREASURE)
    with generations.lock(), generations.building() as made:
        generations.activate(made, write(made, [article], corpus_id=guild_id, made=recipe), None)
    assert not isinstance(move(settings, guild_id), str)


@pytest.fixture
def mortal(data: Path, hashing: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Server, dict[str, str]]]:
    """A server that may be killed, with the shared articles, and the settings of who uses it."""
    with running_server() as server:
        monkeypatch.setenv("FOOTNOTE_DATA_DIR", str(data))
        monkeypatch.setenv("FOOTNOTE_DATABASE__URL", corpora(server))
        settings = load_settings()
        assert not isinstance(move(settings, SHARED), str)
        yield server, {"FOOTNOTE_DATABASE__URL": str(settings.database.url)}


async def test_a_database_that_dies_is_outlasted(
    discord: StandIn, start: Start, mortal: tuple[Server, dict[str, str]], tmp_path: Path
) -> None:
    """With the database killed the bot stays on Discord, acknowledges at once, and says to try again; health says why, and once the
    database is back questions are answered, with nobody doing anything.
    """
    (server, on), port = mortal, free_port()
    channel, [alice] = discord.place("alice")
    cache = {"FOOTNOTE_DATA_DIR": str(tmp_path / "one"), "FOOTNOTE_HEALTH__PORT": str(port)}
    async with start(discord, **on, **cache) as bot:
        await discord.ready(seconds=60)
        await discord.slash(alice, channel, "ask", question=QUESTION).shows(BUILDER, 60)
        await asyncio.to_thread(server.kill)
        for number in range(3):
            asked = discord.slash(alice, channel, "ask", question=f"{QUESTION} {number}")
            assert await asked.acknowledged() < 2
            await asked.shows(AGAIN, 60)
        status, told = await healthz(port)
        assert (status, told["discord"]["connected"]) == (503, 1)
        assert told["reason"].startswith("the database can't be reached")
        await asyncio.to_thread(server.start)
        await answered(discord, alice, channel)
        assert (await healthz(port))[0] == 200
        assert bot.code is None
        assert "Traceback" not in bot.output
        assert discord.gateway.identified == [0]


async def test_a_database_that_is_not_there_yet_is_waited_for(
    discord: StandIn, start: Start, mortal: tuple[Server, dict[str, str]], tmp_path: Path
) -> None:
    """A bot that starts without its database is on Discord and says to try again, and answers once it is there."""
    server, on = mortal
    await asyncio.to_thread(server.kill)
    channel, [alice] = discord.place("alice")
    async with start(discord, FOOTNOTE_DATA_DIR=str(tmp_path / "one"), **on) as bot:
        await discord.ready(seconds=60)
        await discord.slash(alice, channel, "ask", question=QUESTION).shows(AGAIN, 60)
        await asyncio.to_thread(server.start)
        await answered(discord, alice, channel)
        assert "Traceback" not in bot.output


async def answered(discord: StandIn, person: Person, channel: Channel) -> None:
    """Return once the question is answered, asked again and again."""
    async with asyncio.timeout(90):
        while BUILDER not in text_of(await discord.slash(person, channel, "ask", question=QUESTION).reply(60)):
            continue
