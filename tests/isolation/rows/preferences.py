"""Settings of servers and channels, an article in focus, and the channel where changes are told."""

from __future__ import annotations

from simcord.backend import serializers

from tests.isolation.surfaces import surface
from tests.isolation.world import Spot, ids_of


@surface("/settings show", "/settings server", "/settings channel", sees=True, direct=False, changes=True)
async def settings(here: Spot, there: Spot) -> None:
    """Both put an article in focus that the other has by the same id, and tell changes in a channel."""
    for spot in (there, here):
        assert spot.twin is not None
        await spot.slash("settings server", by="manager", article="pier", log=spot.channel)
        await spot.slash("settings channel", by="manager", article=spot.twin.own_id)
        await spot.slash("settings server", by="manager", private=True, reset="mentions")
    for spot in (there, here):
        await spot.slash("settings show", by="manager")
        await spot.slash("corpus rollback", by="manager")


def _theirs(command: str) -> None:
    @surface(
        f"/settings {command}",
        name=f"settings {command}, an article of theirs",
        says="There is no article",
        direct=False,
    )
    async def named(here: Spot, there: Spot) -> None:
        assert there.twin is not None
        await here.slash(f"settings {command}", by="manager", article=there.twin.own_id)


for _command in ("server", "channel"):
    _theirs(_command)


def _channel_of_theirs(command: str, option: str) -> None:
    @surface(
        f"/settings {command}",
        name=f"settings {command}, {option} of theirs",
        says="is no channel of this server",
        direct=False,
    )
    async def named(here: Spot, there: Spot) -> None:
        """With an article in focus, whose title would be told there."""
        channel = here.world.env.backend.get_channel(there.channel.id)
        told = {**serializers.channel_payload(here.world.env.backend, channel), "permissions": "0"}
        options = [
            {"name": option, "type": 7, "value": str(channel.id)},
            {"name": "article", "type": 3, "value": "pier"},
        ]
        resolved = {"channels": {str(channel.id): told}}
        await here.forge(f"settings {command}", options, resolved, by="manager")


_channel_of_theirs("server", "log")
_channel_of_theirs("channel", "channel")


@surface("press all", sees=True, direct=False, changes=True)
async def ask_all_where_an_article_is_in_focus(here: Spot, there: Spot) -> None:
    for spot in (there, here):
        await spot.slash("settings server", by="manager", article="pier")
        answer = await spot.answer()
        await spot.press(ids_of(answer, "all")[0])
