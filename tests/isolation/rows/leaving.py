"""Coming into a server, being removed from it, coming back, and what becomes of it meanwhile."""

from __future__ import annotations

import datetime as dt

from bot.leaving.clearing import clear_once
from tests.isolation.surfaces import WHO, surface
from tests.isolation.world import Spot, record_in

_DUE = dt.timedelta(days=8)


@surface("Leaving.on_guild_remove", "Leaving.on_guild_join", sees=True, direct=False, changes=True)
async def leave_and_come_back(here: Spot, there: Spot) -> None:
    """Each in turn, while the other asks."""
    for gone, left in ((there, here), (here, there)):
        await gone.lose()
        await left.answer()
        await left.slash("articles")
        assert not here.world.client.service.corpora.serves(gone.guild_id or 0)
        await gone.regain()
        await gone.answer()


@surface("Leaving.on_guild_available", sees=True, direct=False, changes=True)
async def be_there_again_unseen(here: Spot, there: Spot) -> None:
    for spot in (there, here):
        await spot.lose()
        await spot.regain(unavailable=False)
        await spot.answer()


@surface("Leaving.on_interaction", sees=True, direct=False, changes=True)
async def ask_where_the_bot_is_no_member(here: Spot, there: Spot) -> None:
    """The first that is asked takes the server back; that of the other is not."""
    record = record_in(await here.answer(), "why")
    for spot in (there, here):
        await spot.lose()
    for _ in range(2):
        await here.answer()
    await here.press(f"fn:context:{record}:1:0.0")
    assert not here.world.client.service.corpora.serves(there.guild_id or 0)


@surface(
    "Leaving.on_shard_ready",
    "Leaving.on_shard_resumed",
    "Leaving.on_shard_disconnect",
    sees=True,
    direct=False,
    changes=True,
)
async def be_deleted(here: Spot, there: Spot) -> None:
    """What was left for long enough goes once all servers are seen, that server alone; who comes back finds nothing."""
    client = here.world.client
    home = client.service.corpora.place(there.guild_id or 0).articles.parent
    await there.answer(WHO)
    await there.lose()
    for event, kept in (("shard_disconnect", True), ("shard_ready", False), ("shard_resumed", False)):
        client.dispatch(event, 0)
        await here.world.env.settle()
        await clear_once(client, dt.datetime.now(dt.UTC) + _DUE)
        assert home.exists() is kept
    await there.regain()
    for spot in (here, there):
        await spot.answer()
        await spot.slash("corpus status", by="manager")


@surface("Welcome.on_guild_join", "Welcome.on_guild_remove", direct=False)
async def welcome(here: Spot, there: Spot) -> None:
    client = here.world.client
    for spot in (here, there):
        guild = client.get_guild(spot.guild_id or 0)
        assert guild is not None
        client.dispatch("guild_remove", guild)
        client.dispatch("guild_join", guild)
    await here.world.env.settle()
