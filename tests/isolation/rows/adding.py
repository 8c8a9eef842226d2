"""Adding an article: a file, a page, and the two buttons below what was read."""

from __future__ import annotations

from corpus.fetching import Page, article_of
from corpus.values import Article
from tests.isolation.surfaces import surface
from tests.isolation.world import Spot, ids_of

PAGE = """<html><head><title>The {word} fair</title></head><body><article><h1>The {word} fair</h1>
<p>The {word} fair of 2019 drew {figure} visitors to Ansel, and nobody was hurt in the crowd that night.</p></article></body></html>"""
OURS = "These are the articles of another server"


async def offered(spot: Spot) -> tuple[str, str]:
    """The ids of the two buttons below the server's own article, which is offered and not yet added."""
    assert spot.twin is not None
    shown = await spot.slash("corpus add", by="manager", file=spot.twin.planting)
    buttons = (*ids_of(shown, "add"), *ids_of(shown, "discard"))
    assert len(buttons) == 2, "it was not offered"
    return buttons


async def add(spot: Spot) -> None:
    """Add that article."""
    button, _ = await offered(spot)
    await spot.press(button, by="manager", ephemeral=True)
    assert spot.world.client.service.corpora.holds(spot.guild_id or 0, "planting")


@surface("/corpus add", "press add", sees=True, direct=False, changes=True)
async def add_a_file(here: Spot, there: Spot) -> None:
    """Both add one of the same address: what the other has is not "here already"."""
    for spot in (there, here):
        await add(spot)
    for command in ("corpus list", "corpus status", "articles"):
        for spot in (there, here):
            await spot.slash(command, by="manager")


@surface("/corpus add", says="is here already, as “The", sees=True, direct=False, changes=True)
async def add_a_file_again(here: Spot, there: Spot) -> None:
    assert here.twin is not None
    for spot in (there, here):
        await add(spot)
    await here.slash("corpus add", by="manager", file=here.twin.planting)


@surface("/corpus add", sees=True, direct=False, changes=True)
async def add_a_page(here: Spot, there: Spot) -> None:
    """The same address, which shows each server something else."""
    for spot in (there, here):
        _publish(spot)
        shown = await spot.slash("corpus add", by="manager", url="https://fair.example/fair")
        await spot.press(ids_of(shown, "add")[0], by="manager", ephemeral=True)
        await spot.slash("corpus list", by="manager")


def _publish(spot: Spot) -> None:
    assert spot.twin is not None
    html = PAGE.format(word=spot.twin.word, figure=spot.twin.figure).encode()

    async def fetch(url: str) -> Article:
        return await article_of(Page(url, "fair.html", html))

    spot.world.client.fetch = fetch


@surface("press discard", says="Cancelled", sees=True, direct=False)
async def discard(here: Spot, there: Spot) -> None:
    for spot in (there, here):
        _, button = await offered(spot)
        await spot.press(button, by="manager", ephemeral=True)


def _forged(action: str) -> None:
    @surface(f"forged {action}", name=f"forged {action}", says=OURS, direct=False)
    async def theirs(here: Spot, there: Spot) -> None:
        """By somebody who may change the articles of both, but there alone those of theirs."""
        button = next(each for each in await offered(there) if f":{action}:" in each)
        await here.press(button, by="operator", ephemeral=True)
        _still_offered(there, button)

    @surface(
        f"forged {action}",
        name=f"forged {action}, as if it were here",
        says="does not wait to be added any more" if action == "add" else "Cancelled",
        direct=False,
    )
    async def as_own(here: Spot, there: Spot) -> None:
        button = next(each for each in await offered(there) if f":{action}:" in each)
        await here.press(button.replace(str(there.guild_id), str(here.guild_id)), by="operator", ephemeral=True)
        _still_offered(there, button)


def _still_offered(spot: Spot, button: str) -> None:
    service = spot.world.client.service
    waiting = service.corpora.place(spot.guild_id or 0).generations.folder.with_name("offered")
    assert (waiting / button.rsplit(":", maxsplit=1)[-1]).is_dir()
    assert not service.corpora.holds(spot.guild_id or 0, "planting")


for _action in ("add", "discard"):
    _forged(_action)
