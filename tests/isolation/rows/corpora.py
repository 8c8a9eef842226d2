"""Looking at articles, building them, going back, and the schedule."""

from __future__ import annotations

from bot.corpora.schedule import look_once
from retrieval.values import SHARED
from tests.filing import files_of
from tests.isolation.surfaces import surface
from tests.isolation.world import Spot, ids_of


def _about_corpora(command: str) -> None:
    @surface(f"/corpus {command}", name=f"/corpus {command}", sees=command == "list", direct=False, changes=True)
    async def asked(here: Spot, there: Spot) -> None:
        for spot in (here, there):
            bring_news(spot)
        await here.slash(f"corpus {command}", by="manager")
        await here.slash(f"corpus {command}", by="operator", scope="server")
        for by in ("manager", "operator"):
            await here.slash(f"corpus {command}", by=by, scope="shared")


def bring_news(spot: Spot) -> None:
    """Put an article and a file that can't be read into the server's folder."""
    assert spot.twin is not None
    with files_of(spot.world.settings, spot.twin.guild_id) as folder:
        spot.twin.write_news(folder)


for _command in ("reload", "rollback", "list", "status"):
    _about_corpora(_command)


@surface("press build", sees=True, direct=False, changes=True)
async def build(here: Spot, there: Spot) -> None:
    """What is new in both servers is looked at, built, listed and taken back in both."""
    for spot in (there, here):
        bring_news(spot)
        offered = await spot.slash("corpus reload", by="manager")
        await spot.press(ids_of(offered, "build")[0], by="manager")
    for command in ("corpus list", "corpus status", "corpus rollback", "corpus status"):
        for spot in (there, here):
            await spot.slash(command, by="manager")


@surface("forged build", name="forged build", says="These are the articles of another server", direct=False)
async def build_what_is_theirs(here: Spot, there: Spot) -> None:
    await here.press(f"fn:build:{there.guild_id}", by="operator")


@surface("press cancel", "forged cancel", direct=False)
async def cancel_what_is_theirs(here: Spot, there: Spot) -> None:
    for corpus_id in (here.guild_id, there.guild_id):
        await here.press(f"fn:cancel:{corpus_id}", by="manager")


@surface(direct=False, changes=True)
async def scheduled_reload_that_fails(here: Spot, there: Spot) -> None:
    """Who runs the bot hears of it in direct messages, where nothing of a server's may stand."""
    with files_of(here.world.settings, SHARED) as folder:
        for file in folder.iterdir():
            file.unlink()
    await look_once(here.world.client, None)
