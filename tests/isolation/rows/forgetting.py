"""`/forget` and its buttons, which mean whoever presses them."""

from __future__ import annotations

from tests.isolation.surfaces import WHO, surface
from tests.isolation.world import Spot, record_in


async def _ask(spot: Spot) -> str:
    """The record of an answer that somebody has asked for and voted on."""
    record = record_in(await spot.answer(WHO), "why")
    await spot.press(f"fn:vote:{record}:helpful")
    return record


@surface("/forget", "press keep", "press forget", says="**Forgotten**")
async def forget(here: Spot, there: Spot) -> None:
    """The same person has asked in both, and all of it goes."""
    records = [(spot, await _ask(spot)) for spot in (there, here)]
    await here.slash("forget")
    await here.press("fn:keep", ephemeral=True)
    await here.press("fn:forget", ephemeral=True)
    for spot, record in records:
        await spot.press(f"fn:why:{record}")
    await there.slash("forget")


@surface("forged keep", "forged forget", says="This button is of another version")
async def forget_by_hand(here: Spot, there: Spot) -> None:
    """Below a message that all see, by somebody else than who asked, and with ids that there are none of."""
    await _ask(there)
    for action in ("keep", "forget"):
        await here.press(f"fn:{action}", by="manager")
        await here.press(f"fn:{action}:{there.guild_id}", by="manager")
