"""The bot as a process is removed from servers, comes back, and forgets."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from config.settings import Settings
from retrieval.corpora.places import Place, has_articles, place_of
from tests.filing import files_of
from tests.wire.asked import text_of
from tests.wire.conftest import Start, environment_of
from tests.wire.process import ROOT
from tests.wire.standin import StandIn

QUESTION = "Who built the lighthouse of Cape Varn?"
BUILDER = "Ida Holm"
HIDDEN = "Where is the treasure of Varn hidden?"
PLACE = "under the third oak"
AT_ONCE = {"FOOTNOTE_RETENTION__LEFT_SERVER": "0s"}


def own_article(footnote: Settings, guild_id: int) -> Place:
    """Where a server's own article is."""
    with files_of(footnote, guild_id) as folder:
        (folder / "treasure.txt").write_text(
            "The treasure\n\nThe treasure of Varn is hidden under the third oak.\n", "utf-8"
        )
    return place_of(footnote, guild_id)


async def test_a_server_that_is_left_is_deleted_after_a_new_start(
    discord: StandIn, start: Start, footnote: Settings
) -> None:
    """Its articles and records survive kill -9 until the delay is over; a question of elsewhere stays on record."""
    guild = discord.guild()
    channel, elsewhere = discord.channel(guild), discord.channel(discord.guild("Market"))
    alice = discord.member(guild, "alice", manage_guild=True)
    discord.member(discord.backend.guilds[elsewhere.guild_id or 0], alice)
    place = own_article(footnote, guild.id)
    async with start(discord) as bot:
        await discord.ready()
        preview = await discord.slash(alice, channel, "corpus reload").shows("would add 1", 30)
        await discord.click(alice, preview, label="Build it").shows("Loaded this server's articles", 30)
        assert PLACE in text_of(await discord.slash(alice, channel, "ask", question=HIDDEN).reply())
        kept = await discord.slash(alice, elsewhere, "ask", question=QUESTION).reply()
        discord.leave(guild)
        await bot.said(f"server {guild.id} was left: all of it is deleted 7d later")
        await bot.kill()
    async with start(discord) as bot:
        await discord.ready()
        await discord.slash(alice, elsewhere, "ask", question=QUESTION).shows(BUILDER)
        assert has_articles(place)
        await bot.kill()
    async with start(discord, **AT_ONCE) as bot:
        await bot.said(f"all of server {guild.id}, which was left, is deleted")
        assert not has_articles(place)
        assert not place.articles.parent.exists()
        assert "Why this answer" in text_of(await discord.click(alice, kept, label="Why").reply())
        assert "2 questions and 0 votes" in text_of(await discord.slash(alice, elsewhere, "forget").reply())


async def test_who_comes_back_is_answered_from_its_articles(discord: StandIn, start: Start, footnote: Settings) -> None:
    """A leaving while the bot runs and a return while it does not: nothing is deleted, though the delay is over."""
    guild = discord.guild()
    channel = discord.channel(guild)
    alice = discord.member(guild, "alice", manage_guild=True)
    place = own_article(footnote, guild.id)
    async with start(discord) as bot:
        await discord.ready()
        preview = await discord.slash(alice, channel, "corpus reload").shows("would add 1", 30)
        await discord.click(alice, preview, label="Build it").shows("Loaded this server's articles", 30)
        answer = await discord.slash(alice, channel, "ask", question=HIDDEN).shows(PLACE)
        discord.leave(guild)
        await bot.said(f"server {guild.id} was left")
        await bot.kill()
    discord.join(guild)
    async with start(discord, **AT_ONCE) as bot:
        await bot.said(f"the bot is in server {guild.id} again")
        assert has_articles(place)
        assert PLACE in text_of(await discord.slash(alice, channel, "ask", question=HIDDEN).reply())
        assert "Why this answer" in text_of(await discord.click(alice, answer, label="Why").reply())


async def test_in_an_outage_nobody_has_left(discord: StandIn, start: Start, footnote: Settings) -> None:
    """A server that is unavailable when the bot starts, and one that is missing, are kept until Discord tells of all."""
    out, seen = discord.guild("Out"), discord.guild("Seen")
    channel = discord.channel(seen)
    alice = discord.member(seen, "alice")
    places = [own_article(footnote, guild_id) for guild_id in (out.id, 5 << 22)]
    discord.outage(out)
    async with start(discord, **AT_ONCE) as bot:
        await discord.ready()
        for _ in range(3):
            await discord.slash(alice, channel, "ask", question=QUESTION).shows(BUILDER)
        assert "was left" not in bot.output
        await bot.kill()
    discord.recover(out)
    async with start(discord, **AT_ONCE) as bot:
        await bot.said(f"server {5 << 22} was left")
        assert f"server {out.id} was left" not in bot.output
        assert all(has_articles(place) for place in places)


async def test_who_is_forgotten_is_forgotten_after_kill(discord: StandIn, start: Start, footnote: Settings) -> None:
    """The preview's button works in the next process; buttons of what went say so, and the votes are not exported."""
    channel, [alice, bob] = discord.place("alice", "bob")
    async with start(discord) as bot:
        await discord.ready()
        answer = await discord.slash(alice, channel, "ask", question=QUESTION).reply()
        await discord.click(bob, answer, label="Helpful").reply()
        asked = discord.slash(alice, channel, "forget")
        assert await asked.acknowledged() < 1
        shown = await asked.shows("1 question and 0 votes")
        await bot.kill()
    assert QUESTION in exported(footnote)
    async with start(discord) as bot:
        await discord.waiting.until("gateway", lambda: len(discord.gateway.identified) == 2, "identified anew")
        await discord.forge(bob, answer, "fn:forget").shows("0 questions and 1 vote of yours.")
        await discord.click(alice, shown, label="Forget all of it").shows("1 question and 0 votes of yours.")
        assert "not on record any more" in text_of(await discord.click(bob, answer, label="Why").reply())
        bot.interrupt()
        assert await bot.ended() == 0
    assert exported(footnote) == ""


def exported(footnote: Settings) -> str:
    """The questions of what `feedback export` makes of the votes; there are none where it finds no vote."""
    home = footnote.data_dir.parent
    folder = home / "export"
    command = [sys.executable, "-m", "bot.console", "feedback", "export", str(folder)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOOTNOTE_", "DISCORD_"))}
    environment = {**kept, **environment_of(footnote), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, cwd=home, check=False, capture_output=True, text=True)
    questions = folder / "questions.jsonl"
    text = questions.read_text("utf-8") if questions.exists() else ""
    shutil.rmtree(folder, ignore_errors=True)
    assert text or done.returncode == 1, done.stderr
    return text
