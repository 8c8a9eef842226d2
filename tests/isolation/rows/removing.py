"""Removing and correcting an article, with the button and the form."""

from __future__ import annotations

from corpus.values import Article
from retrieval.values import Audience
from tests.isolation.rows.adding import OURS
from tests.isolation.surfaces import surface
from tests.isolation.world import Spot, ids_of, record_in


@surface("/corpus remove", "press remove", sees=True, direct=False, changes=True)
async def remove(here: Spot, there: Spot) -> None:
    """What both have, by its id, goes here alone, and nothing of theirs takes its place."""
    record = record_in(await here.answer(article="pier"), "why")
    shown = await here.slash("corpus remove", by="manager", article="pier")
    await here.press(ids_of(shown, "remove")[0], by="manager", ephemeral=True)
    await here.press(f"fn:why:{record}")
    for spot in (here, there):
        await spot.answer()
        await spot.slash("corpus list", by="manager")
    service = here.world.client.service
    assert not service.corpora.holds(here.guild_id or 0, "pier")
    assert service.corpora.holds(there.guild_id or 0, "pier")


@surface("/corpus edit", "Corpora.on_interaction", says="**Corrected**", sees=True, direct=False, changes=True)
async def edit(here: Spot, there: Spot) -> None:
    """What both have, by its id, is corrected in both, each in its own words."""
    for spot in (there, here):
        assert spot.twin is not None
        await spot.slash("corpus edit", by="manager", article="pier")
        title = f"The {spot.twin.word} pier, corrected"
        await spot.fill(f"fn:edit:{spot.guild_id}:pier", by="manager", title=title, published="2021-06-09")
    for spot in (there, here):
        await spot.slash("article", article="pier")
        await spot.slash("corpus status", by="manager")


def _theirs(command: str) -> None:
    @surface(f"/corpus {command}", name=f"{command} theirs", says="There is no article", direct=False)
    async def named(here: Spot, there: Spot) -> None:
        assert there.twin is not None
        await here.slash(f"corpus {command}", by="operator", article=there.twin.own_id, scope="server")
        await here.slash(f"corpus {command}", by="operator", article=there.twin.own_id, scope="shared")


for _command in ("remove", "edit"):
    _theirs(_command)


@surface("forged remove", says=OURS, direct=False)
async def forged_remove(here: Spot, there: Spot) -> None:
    """By somebody who may remove it there."""
    await here.press(f"fn:remove:{there.guild_id}:pier", by="operator", ephemeral=True)
    assert here.world.client.service.corpora.holds(there.guild_id or 0, "pier")


@surface("forged remove", says="was not removed", direct=False)
async def forged_remove_as_if_it_were_here(here: Spot, there: Spot) -> None:
    assert there.twin is not None
    await here.press(f"fn:remove:{here.guild_id}:{there.twin.own_id}", by="operator", ephemeral=True)
    assert here.world.client.service.corpora.holds(there.guild_id or 0, there.twin.own_id)


@surface("Corpora.on_interaction", says=OURS, direct=False)
async def forged_edit(here: Spot, there: Spot) -> None:
    """By somebody who may correct it there."""
    await here.fill(
        f"fn:edit:{there.guild_id}:pier", by="operator", title="Ours", author="", publisher="", published=""
    )
    await there.slash("article", article="pier")
    assert "Ours" not in {article.title for article in _articles(there)}


@surface("Corpora.on_interaction", says="was not corrected", direct=False)
async def forged_edit_as_if_it_were_here(here: Spot, there: Spot) -> None:
    assert there.twin is not None
    await here.fill(f"fn:edit:{here.guild_id}:{there.twin.own_id}", by="operator", title="Ours")
    assert "Ours" not in {article.title for article in _articles(there)}


def _articles(spot: Spot) -> tuple[Article, ...]:
    return spot.world.client.service.articles(Audience(spot.guild_id))
