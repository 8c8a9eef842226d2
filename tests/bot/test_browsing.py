"""`/articles`, `/help` and the welcome, in a simulated Discord."""

from __future__ import annotations

from pathlib import Path

import discord
import pytest
from discord import app_commands

from bot.rendering.help import CommandHelp, render_help
from bot.rendering.text import units
from bot.wording import NO_ARTICLES
from config.settings import Settings
from retrieval.values import Audience
from tests.bot.simulated import answer_to, components, labels, made, read, simulated


@pytest.fixture
def settings(in_place: Settings) -> Settings:
    """Settings of a bot that answers from the three articles."""
    return in_place


@pytest.fixture
def many(settings: Settings, folder: Path) -> Settings:
    """The same with 23 articles."""
    for number in range(20):
        (folder / f"n{number:02}.md").write_text(f"---\ntitle: Note {number}\n---\n\nNote {number} says so.\n", "utf-8")
    return settings


async def test_articles_are_listed_to_who_asks_and_turned_in_place(many: Settings) -> None:
    """`/articles` shows ten to the asker alone; Next and Previous change that message and make no other."""
    async with simulated(many) as (env, _):
        guild = env.create_guild()
        channel, alice = guild.create_text_channel("talk"), guild.add_member(env.create_user("alice"))
        listed = answer_to(await alice.slash(channel, "articles"))
        assert listed.ephemeral
        assert "**23 articles**" in read(listed.components)
        seen = read(listed.components)
        for page in (2, 3):
            await alice.click(listed, label="Next")
            assert f"page {page} of 3" in read(listed.components)
            seen += read(listed.components)
        assert "Bakery wins prize" in seen
        assert all(f"Note {number}\n" in seen for number in range(20))
        assert labels(listed.components) == ["Previous"]
        await alice.click(listed, label="Previous")
        assert "page 2 of 3" in read(listed.components)
        assert channel.history() == []


async def test_a_page_turns_after_a_restart_with_fewer_articles(many: Settings, folder: Path) -> None:
    """The button knows all it needs: another process turns the page, to the last one that there is by then."""
    async with simulated(many) as (env, client):
        guild = env.create_guild()
        channel, alice = guild.create_text_channel("talk"), guild.add_member(env.create_user("alice"))
        listed = answer_to(await alice.slash(channel, "articles"))
        await alice.click(listed, label="Next")
        for number in range(10):
            (folder / f"n{number:02}.md").unlink()
        await client.service.corpora.reload(0, lambda event: None)
        again = type(client)(many, client.service, client.records, shard_count=1)
        again.readiness.set()
        await env.restart_bot(again)
        await alice.click(listed, label="Next")
        assert "page 2 of 2" in read(listed.components)


async def test_without_articles_one_hears_how_one_is_added(settings: Settings) -> None:
    """`/articles` over nothing says how an article comes in."""
    async with simulated(settings, loaded=False) as (env, _):
        guild = env.create_guild()
        channel, alice = guild.create_text_channel("talk"), guild.add_member(env.create_user("alice"))
        assert NO_ARTICLES in read(answer_to(await alice.slash(channel, "articles")).components)


async def test_until_it_is_ready_the_list_says_so(settings: Settings) -> None:
    """While articles are being loaded, nobody is told that there are none."""
    async with simulated(settings, loaded=False) as (env, client):
        client.readiness = type(client.readiness)()
        guild = env.create_guild()
        channel, alice = guild.create_text_channel("talk"), guild.add_member(env.create_user("alice"))
        assert "getting ready" in read(answer_to(await alice.slash(channel, "articles")).components)


async def test_direct_messages_list_the_shared_articles(settings: Settings) -> None:
    """`/articles` and `/help` work without a server."""
    async with simulated(settings) as (env, _):
        bob = env.create_user("bob")
        assert "**3 articles**" in read(answer_to(await bob.slash("articles")).components)
        assert "direct message" in read(answer_to(await bob.slash("help")).components)


async def test_help_names_every_command_there_is(settings: Settings) -> None:
    """`/help` lists what the tree holds, and fits."""
    async with simulated(settings) as (env, client):
        guild = env.create_guild()
        channel, alice = guild.create_text_channel("talk"), guild.add_member(env.create_user("alice"))
        shown = answer_to(await alice.slash(channel, "help"))
        assert shown.ephemeral
        text = read(shown.components)
        assert units(text) <= 4000
        for command in client.tree.get_commands(type=discord.AppCommandType.chat_input):
            assert f"`/{command.name}`" in text
            if isinstance(command, app_commands.Group):
                assert all(f"`{each.name}`" in text for each in command.commands)
        for menu in client.tree.get_commands(type=discord.AppCommandType.message):
            assert f"**{menu.name}**" in text


async def test_help_fits_with_as_many_commands_as_discord_takes() -> None:
    """A hundred commands with the longest descriptions are cut, and counted."""
    listed = [CommandHelp(f"command{number}", "*" * 100) for number in range(100)]
    tree = made(render_help("<@1>", listed, ["Ask about this"]))
    assert units(read(tree)) <= 4000
    assert " more" in read(tree)
    assert len(list(components(tree))) <= 40


async def test_a_new_server_is_welcomed_once_in_the_first_channel_that_takes_it(settings: Settings) -> None:
    """The welcome stands where the bot may write, once, also where the join is told again; after leaving, anew."""
    async with simulated(settings) as (env, client):
        guild = env.create_guild()
        assert client.user is not None
        closed = guild.create_text_channel(
            "rules", overwrites={client.user: discord.PermissionOverwrite(send_messages=False)}
        )
        hidden = guild.create_text_channel(
            "staff", overwrites={client.user: discord.PermissionOverwrite(view_channel=False)}
        )
        channel = guild.create_text_channel("talk")
        guild.create_text_channel("more")
        await client.service.at_hand(Audience(guild.id))  # nothing is settled by simcord that waits for the disk
        await env.settle()
        joined = client.get_guild(guild.id)
        for _ in range(2):
            client.dispatch("guild_join", joined)
            await env.settle()
        [message] = channel.history()
        text = read(dict(each.to_dict()) for each in message.components)
        assert "`/help`" in text
        assert "3 articles loaded" in text
        assert closed.history() == hidden.history() == []
        client.dispatch("guild_remove", joined)
        client.dispatch("guild_join", joined)
        await env.settle()
        assert len(channel.history()) == 2


async def test_the_channel_of_system_messages_comes_first(settings: Settings) -> None:
    """Where the server has one and the bot may write there, that is where it says hello."""
    async with simulated(settings) as (env, client):
        guild = env.create_guild()
        first, system = guild.create_text_channel("first"), guild.create_text_channel("system")
        await client.service.at_hand(Audience(guild.id))
        await env.settle()
        joined = client.get_guild(guild.id)
        assert joined is not None
        joined._system_channel_id = system.id
        client.dispatch("guild_join", joined)
        await env.settle()
        assert len(system.history()) == 1
        assert first.history() == []


async def test_a_refused_welcome_is_no_failure(settings: Settings) -> None:
    """Where there is nowhere to write, or Discord says no after all, nothing is posted and nothing breaks."""
    async with simulated(settings) as (env, client):
        empty, guild = env.create_guild("empty"), env.create_guild("refusing")
        channel = guild.create_text_channel("talk")
        await env.settle()
        env.inject_error("POST", "/channels/*/messages", status=403, code=50013, message="Missing Permissions")
        for each in (empty, guild):
            client.dispatch("guild_join", client.get_guild(each.id))
            await env.settle()
        assert channel.history() == []
