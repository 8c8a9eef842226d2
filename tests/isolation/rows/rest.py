"""Help, and how the bot stands."""

from __future__ import annotations

from tests.isolation.surfaces import surface
from tests.isolation.world import Spot


@surface("/help")
async def help_(here: Spot, there: Spot) -> None:
    await here.slash("help")


@surface("/doctor", direct=False)
async def doctor(here: Spot, there: Spot) -> None:
    await here.slash("doctor", by="manager")
