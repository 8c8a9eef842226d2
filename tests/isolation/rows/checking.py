"""Holding a message against the articles. What is shown has no buttons."""

from __future__ import annotations

from tests.isolation.rows.corpora import bring_news
from tests.isolation.surfaces import surface
from tests.isolation.world import Spot, ids_of

MENU = "Check against articles"


@surface(f"menu {MENU}", sees=True, direct=False)
async def check_against_articles(here: Spot, there: Spot) -> None:
    """What both say of themselves, with another figure and day than either has."""
    for text in (
        "The ledger was found in the cellar in 1987. The ledger names 48,700 debtors.",
        "Mayor Ida opened the pier of Ansel on 4 June 2015, because ships kept running aground.",
    ):
        await here.menu(MENU, text)


@surface(f"menu {MENU}")
async def check_what_both_servers_have(here: Spot, there: Spot) -> None:
    """In direct messages nobody has it."""
    await here.menu(
        MENU, "The ledger was found in the cellar in 1987. “We keep the pier number 1993,” said Ida in 1993."
    )


@surface(f"menu {MENU}", says="Not found", direct=False, changes=True)
async def check_what_they_alone_have(here: Spot, there: Spot) -> None:
    bring_news(there)
    offered = await there.slash("corpus reload", by="manager")
    await there.press(ids_of(offered, "build")[0], by="manager")
    for spot in (there, here, here.world.direct):
        await spot.menu(MENU, "The harbour fair of 2019 drew visitors.")
