"""Buttons and forms that are used late, when somebody else has changed the articles: nothing else is done than was shown."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import pytest

from bot.corpora.builds import Reload
from config.settings import Settings
from corpus.values import Article
from retrieval.corpora.offers import Offers
from retrieval.values import Audience
from tests.bot.corpora.acting import Shown
from tests.bot.corpora.stage import Stage, id_of, on_stage, said
from tests.bot.simulated import read

MILL = ("mill.md", b"---\ndate: 1902-05-04\n---\n# The old mill\n\nThe mill at Sandhavn burned down in April.\n")
ANOTHER = ("mill.md", b"# Another mill\n\nThis one stands yet.\n")
CHANGED = "This article was changed, replaced or removed since it was shown here, so nothing was done"


async def _add(stage: Stage, file: tuple[str, bytes]) -> None:
    shown = await stage.manager.slash(stage.channel, "corpus add", file=file)
    await stage.manager.click(shown.response, label="Add it")


def _own(stage: Stage) -> list[Article]:
    generation = stage.client.service.snapshot(Audience(stage.guild.id)).generation(stage.guild.id)
    return list(generation.articles) if generation else []


def _titles(stage: Stage) -> list[str]:
    return [article.title for article in _own(stage)]


async def test_no_other_article_is_removed_than_was_shown(hashing: Settings) -> None:
    """Law: one that has the id of a removed one by now stays, whichever button is pressed; asked for anew it goes."""
    async with on_stage(hashing) as stage:
        manager, channel = stage.manager, stage.channel
        await _add(stage, MILL)
        late, soon = [await manager.slash(channel, "corpus remove", article="mill") for _ in range(2)]
        await manager.click(soon.response, label="Remove it")
        rest = await manager.slash(channel, "corpus remove", article="mill")
        await _add(stage, ANOTHER)
        for shown, label in ((late, "Remove it"), (rest, "Remove what is left")):
            pressed = await manager.click(shown.response, label=label)
            (told,) = pressed.followups
            assert CHANGED in read(told.components)
            assert _titles(stage) == ["Another mill"]
        anew = await manager.slash(channel, "corpus remove", article="mill")
        await manager.click(anew.response, label="Remove it")
        assert "**Removed** “Another mill”" in said(anew)
        assert _titles(stage) == []


async def test_two_who_correct_at_once_do_not_undo_each_other(hashing: Settings) -> None:
    """Law: who sends the form later hears that the article is another by now; what the first corrected stays."""
    async with on_stage(hashing) as stage:
        await _add(stage, MILL)
        first = await stage.manager.slash(stage.channel, "corpus edit", article="mill")
        second = await stage.operator.slash(stage.channel, "corpus edit", article="mill")
        typed = {"title": "The old mill", "published": "1902-05-04", "author": "", "publisher": ""}
        await stage.manager.submit_modal(first, {**typed, "published": "1911-01-02"})
        told = await stage.operator.submit_modal(second, {**typed, "author": "Ida Holm"})
        assert CHANGED in said(told)
        assert [(each.published, each.author) for each in _own(stage)] == [(dt.date(1911, 1, 2), None)]
        anew = await stage.operator.slash(stage.channel, "corpus edit", article="mill")
        await stage.operator.submit_modal(anew, {**typed, "published": "1911-01-02", "author": "Ida Holm"})
        assert [(each.published, each.author) for each in _own(stage)] == [(dt.date(1911, 1, 2), "Ida Holm")]


async def test_what_is_being_done_is_not_called_cancelled(hashing: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: while the articles are being changed no press says that they stay as they are; what waits goes on waiting."""
    async with on_stage(hashing) as stage:
        go = asyncio.Event()
        await _add(stage, MILL)
        offer = await stage.manager.slash(stage.channel, "corpus add", file=ANOTHER)
        removal = await stage.manager.slash(stage.channel, "corpus remove", article="mill")
        monkeypatch.setattr(stage.client.service.corpora, "reload", lambda *_: go.wait())
        building: Any = Shown(stage.client)
        assert stage.cog.builds.begin(building, Reload(stage.guild.id))
        for shown, action in ((removal, "cancel"), (offer, "discard")):
            assert "is running already" in await stage.forge(stage.manager, shown, id_of(shown, action))
            assert "Cancelled" not in said(shown)
        await stage.cog.builds.aclose()
        await stage.manager.click(removal.response, label="Cancel")
        assert "Cancelled" in said(removal)
        monkeypatch.undo()
        await stage.manager.click(offer.response, label="Add it")
        assert _titles(stage) == ["The old mill", "Another mill"]


async def test_what_was_offered_twice_is_added_once(hashing: Settings) -> None:
    """Law: the second hears that it is here already, and by what name it goes; nothing waits in vain."""
    async with on_stage(hashing) as stage:
        offers = [await stage.manager.slash(stage.channel, "corpus add", file=MILL) for _ in range(2)]
        for shown in offers:
            await stage.manager.click(shown.response, label="Add it")
        told = said(offers[1]).replace("\\", "")
        assert "“The old mill” is here already, as “The old mill”: /corpus remove mill takes that one out" in told
        assert ".jsonl" not in told
        assert _titles(stage) == ["The old mill"]


async def test_files_of_one_name_that_wait_together_are_all_added(hashing: Settings) -> None:
    """Law: that a name was free when they were offered is no reason to refuse the later one."""
    async with on_stage(hashing) as stage:
        offers = [await stage.manager.slash(stage.channel, "corpus add", file=file) for file in (MILL, ANOTHER)]
        for shown in offers:
            await stage.manager.click(shown.response, label="Add it")
        assert [(each.id, each.title) for each in _own(stage)] == [("mill", "The old mill"), ("mill-2", "Another mill")]
        place = stage.client.service.corpora.place(stage.guild.id)
        assert list(Offers(place)._folder.iterdir()) == []
