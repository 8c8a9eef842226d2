"""`/doctor` in a simulated Discord, and what it says as a message."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from bot.permissions import NEEDED, invite_link
from bot.rendering.health import Health, Missing, render_health
from bot.rendering.text import units
from config.settings import Settings
from retrieval.generations.live import Freshness
from tests.bot.simulated import answer_to, components, made, read, simulated

HEALTH = Health(
    freshness=Freshness(3, None, dt.datetime(2026, 3, 1, tzinfo=dt.UTC)),
    generations=("0:000001-abc",),
    getting_ready=None,
    model="all-MiniLM-L6-v2",
    waiting=4,
    shard=1,
    shards=2,
    latency=0.0451,
    invite=invite_link(77),
    records=True,
)


def text_of(lacking: Mapping[Missing, Sequence[int]], channels: int, health: Health = HEALTH) -> str:
    return read(made(render_health(lacking, channels, health)))


def test_the_invite_asks_for_four_permissions_and_two_scopes() -> None:
    """The link brings the bot and its commands, with what it needs and nothing else."""
    asked = parse_qs(urlsplit(invite_link(77)).query)
    assert asked == {"client_id": ["77"], "scope": ["bot applications.commands"], "permissions": [str(NEEDED.value)]}
    assert {flag for flag, has in NEEDED if has} == {
        "read_messages", "send_messages", "send_messages_in_threads", "read_message_history",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("channels", "said"),
    [(0, "there is no channel to write in"), (1, "the one channel is fine"), (12, "all 12 channels are fine")],
)
async def test_all_fine_is_one_line(channels: int, said: str) -> None:
    """Where nothing is missing no channel is named."""
    text = text_of({}, channels)
    assert said in text
    assert "<#" not in text


async def test_facts_stand_one_a_line() -> None:
    """Articles, generation and when, model, questions waiting, shard and latency, invite."""
    text = text_of({}, 1)
    assert "3 articles, generation `0:000001-abc`, loaded <t:1772323200:R>" in text
    assert "**Questions waiting:** 4\n**Discord:** shard 1 (2 in all), gateway latency 45 ms" in text
    assert f"[invite me]({invite_link(77)})" in text


@pytest.mark.parametrize("latency", [float("nan"), float("inf")])
async def test_a_latency_that_is_not_known_yet_is_no_number(latency: float) -> None:
    """Before the first heartbeat there is none."""
    health = Health(Freshness(0, None, None), (), "It is loading.", "hashing", 0, 0, 1, latency, invite_link(77), True)
    assert "not measured yet" in text_of({}, 1, health)
    assert "**Articles:** It is loading." in text_of({}, 1, health)


async def test_many_channels_are_grouped_and_cut() -> None:
    """Each group is named with its channels, as many as have room, and the others are counted."""
    lacking = {
        ("View Channels",): range(10**18, 10**18 + 400),
        ("Send Messages",): [5],
        ("Send Messages", "Read Message History"): range(2 * 10**18, 2 * 10**18 + 90),
    }
    tree = made(render_health(lacking, 500, HEALTH))
    text = read(tree)
    assert units(text) <= 4000
    assert len(list(components(tree))) <= 40
    assert "something is missing in 491 of 500 channels" in text
    assert "- **Send Messages**: <#5>\n" in text
    counted = {
        found[1]: found[2].count("<#") + int(found[3] or 0)
        for found in re.finditer(r"(?m)^- (.*?):((?: <#\d+>)*)(?: \+([\d,]+) more)?$", text)
    }
    assert counted == {
        "**View Channels**": 400,
        "**Send Messages**": 1,
        "**Send Messages**, **Read Message History**": 90,
    }


async def test_a_server_hears_what_is_missing_where(hashing: Settings) -> None:
    """`/doctor` names, to the asker alone, each channel with what is missing there; one that it can't see lacks that."""
    async with simulated(hashing) as (env, client):
        assert client.user is not None
        guild = env.create_guild()
        channel, owner = guild.create_text_channel("talk"), guild.add_member(guild.owner)
        denied = {
            "staff": ["view_channel", "send_messages"],
            "old": ["send_messages_in_threads", "read_message_history"],
        }
        made = {
            name: guild.create_text_channel(
                name, overwrites={client.user: discord.PermissionOverwrite(**dict.fromkeys(flags, False))}
            )
            for name, flags in denied.items()
        }
        guild.create_category("words")
        shown = answer_to(await owner.slash(channel, "doctor"))
        assert shown.ephemeral
        text = read(shown.components)
        assert "something is missing in 2 of 3 channels" in text
        assert f"- **View Channels**: <#{made['staff'].id}>" in text
        assert f"- **Send Messages in Threads**, **Read Message History**: <#{made['old'].id}>" in text
        assert f"<#{channel.id}>" not in text
        assert "1 article, generation `0:" in text


async def test_forums_and_voice_are_asked_for_what_is_used_there(hashing: Settings) -> None:
    """Nobody writes in a forum itself, and voice has no threads: neither is missing there."""
    async with simulated(hashing) as (env, _):
        guild = env.create_guild()
        owner = guild.add_member(guild.owner)
        channel = guild.create_text_channel("talk")
        forum, voice, stage = (
            guild.create_forum_channel("forum"),
            guild.create_voice_channel("voice"),
            guild.create_stage_channel("stage"),
        )
        assert len({forum.id, voice.id, stage.id}) == 3
        assert "all 4 channels are fine" in read(answer_to(await owner.slash(channel, "doctor")).components)


async def test_only_those_who_manage_the_server_are_told(hashing: Settings) -> None:
    """Others don't see `/doctor`, and where a server gave it to everyone they are refused all the same."""
    async with simulated(hashing) as (env, client):
        guild = env.create_guild()
        channel, alice = guild.create_text_channel("talk"), guild.add_member(env.create_user("alice"))
        assert "doctor" not in alice.available_commands(channel)
        command = next(each for each in await client.tree.fetch_commands() if each.name == "doctor")
        guild.set_command_permissions(command, {alice: True})
        shown = answer_to(await alice.slash(channel, "doctor"))
        assert shown.ephemeral
        assert "Manage Server" in read(shown.components)
        assert "Permissions" not in read(shown.components)


async def test_direct_messages_hear_that_it_looks_at_servers(hashing: Settings) -> None:
    """There is nothing to look at outside a server."""
    async with simulated(hashing, loaded=False) as (env, _):
        assert "use it in one" in read(answer_to(await env.create_user("bob").slash("doctor")).components)
