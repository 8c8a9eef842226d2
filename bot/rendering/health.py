"""How Footnote is in a server: where it lacks permissions, and what is loaded and running."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import discord

from bot.rendering import layout
from bot.rendering.text import masked_link, moment, name, small, units
from corpus.printable import counted
from retrieval.generations.live import Freshness

Missing = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """What runs: `getting_ready` says what is being done where questions can't be answered yet.

    `records` is whether the database can be reached.
    """

    freshness: Freshness
    generations: tuple[str, ...]
    getting_ready: str | None
    model: str
    waiting: int
    shard: int
    shards: int
    latency: float
    invite: str
    records: bool


def render_health(lacking: Mapping[Missing, Sequence[int]], channels: int, health: Health) -> discord.ui.LayoutView:
    """`lacking` holds ids of channels by what is missing there, `channels` counts all that were looked at."""
    facts = "\n".join(_facts(health))
    return layout.message(
        layout.words(_channels(lacking, channels, layout.MOST_UNITS - units(facts))),
        layout.line(),
        layout.words(facts),
        colour=layout.BAD if lacking or not health.records else layout.GOOD,
    )


def _channels(lacking: Mapping[Missing, Sequence[int]], channels: int, room: int) -> str:
    if not lacking:
        return f"**Permissions: {_all(channels)}.**"
    count = sum(map(len, lacking.values()))
    head = f"**Permissions: something is missing in {count:,} of {counted(channels, 'channel')}.**"
    foot = small("Mend it in the channel's or the role's settings, or leave it where I am not meant to answer.")
    groups = sorted(lacking.items(), key=lambda each: (-len(each[1]), each[0]))
    share = (room - units(head) - units(foot)) // len(groups)
    return "\n".join([head, *(_group(what, ids, share) for what, ids in groups), foot])


def _group(what: Missing, ids: Sequence[int], room: int) -> str:
    """What is missing and where, as many channels as have room."""
    head = f"- {', '.join(f'**{each}**' for each in what)}:"
    # Mentions of channels, which show no name to those who can't see the channel.
    places = [f" <#{each}>" for each in ids]
    kept = layout.fitting(places, room - units(head) - len(" +10,000 more\n"))
    more = f" +{len(ids) - kept:,} more" if kept < len(ids) else ""
    return head + "".join(places[:kept]) + more


def _all(channels: int) -> str:
    if channels == 0:
        return "there is no channel to write in"
    return "the one channel is fine" if channels == 1 else f"all {channels:,} channels are fine"


def _facts(health: Health) -> list[str]:
    away = [] if health.records else ["**Database:** can't be reached at the moment; it is tried again by itself"]
    return [
        f"**Articles:** {_loaded(health)}",
        *away,
        f"**Model:** {name(health.model)}",
        f"**Questions waiting:** {health.waiting:,}",
        f"**Discord:** shard {health.shard} ({health.shards:,} in all), gateway latency {_latency(health.latency)}",
        f"**Another server:** {masked_link('invite me', health.invite)}",
    ]


def _loaded(health: Health) -> str:
    if health.getting_ready is not None:
        return health.getting_ready
    if health.freshness.loaded is None:
        return "none loaded"
    generations = ", ".join(f"`{each}`" for each in health.generations)
    return (
        f"{counted(health.freshness.articles, 'article')}, generation {generations}, "
        f"loaded {moment(health.freshness.loaded)}"
    )


def _latency(seconds: float) -> str:
    return f"{1000 * seconds:,.0f} ms" if math.isfinite(seconds) else "not measured yet"
