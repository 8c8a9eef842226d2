"""A world in which anything is done that hostile.py makes, on a loop of its own."""

from __future__ import annotations

import asyncio
import dataclasses
import itertools
import shutil
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from simcord.enums import InteractionType

from bot.records import Preferences
from config.settings import Settings
from corpus.fetching import Fetcher, Page, article_of
from corpus.reading import read_bytes
from corpus.values import Article
from retrieval.values import SHARED
from tests.isolation import hostile
from tests.isolation.surfaces import WHO
from tests.isolation.twins import AMBER
from tests.isolation.world import Spot, World, ids_of, record_in, world
from tests.retrieval.samples import generation_of

PREFERENCES = [each.name for each in dataclasses.fields(Preferences)]
T = TypeVar("T")


class Stage:
    """A world that stays for all inputs, and a loop to act on."""

    def __init__(self, settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._runner = asyncio.Runner()
        self._over = asyncio.Event()
        self._folders = (folder / str(number) for number in itertools.count())
        self.world, self._holding = self.run(self._open(settings, monkeypatch))
        self.answers: dict[str, str] = {}
        self.world.client.fetch = partial(_fetch, None)  # no test reaches a network
        for spot in self.spots:
            self.run(self._prepare(spot))

    @property
    def spots(self) -> list[Spot]:
        return [self.world.of(AMBER), self.world.direct]

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(doing)

    def close(self) -> None:
        self._over.set()

        async def end() -> None:
            await self._holding

        self.run(end())
        self._runner.close()

    async def _open(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> tuple[World, asyncio.Task[None]]:
        opened: asyncio.Queue[World] = asyncio.Queue()

        async def hold() -> None:
            async with world(settings, monkeypatch) as made:
                opened.put_nowait(made)
                await self._over.wait()

        holding = asyncio.create_task(hold())
        return await opened.get(), holding

    async def _prepare(self, spot: Spot) -> None:
        answer = await spot.answer(WHO if spot.twin else "Who watered the garden of Ansel?")
        self.answers[str(spot.guild_id)] = record_in(answer, "why")

    async def do(self, spot: Spot, deed: Any) -> None:
        """Do one thing, and leave articles and settings as they were but for what was corrected."""
        match deed:
            case hostile.Message(content):
                await spot.say(content, mention=spot.twin is not None)
            case hostile.Command():
                await self._command(spot, deed)
            case hostile.Press(custom_id, ephemeral):
                await spot.press(self._named(custom_id, spot), ephemeral=ephemeral, by=_by(custom_id))
            case hostile.Form(custom_id, components):
                data = {"custom_id": self._named(custom_id, spot), "components": components}
                await spot.interact(InteractionType.MODAL_SUBMIT, data, by=_by(custom_id))
            case hostile.File(name, text):
                await self._load(spot, name, text)
            case hostile.Upload(name, data):
                await _offer(spot, file=(name, data))
            case hostile.Address(url, page):
                spot.world.client.fetch = partial(_fetch, page)
                await _offer(spot, url=url)
            case hostile.Correction(fields):
                await spot.fill(f"fn:edit:{AMBER.guild_id}:pier", by="manager", **fields)
                await spot.slash("article", article="garden")
                await spot.slash("articles")
            case hostile.Checked(content):
                await spot.menu("Check against articles", content)

    def _named(self, custom_id: str, spot: Spot) -> str:
        return custom_id.replace("{}", self.answers[str(spot.guild_id)]).replace("{own}", str(AMBER.guild_id))

    async def _command(self, spot: Spot, deed: hostile.Command) -> None:
        asks = InteractionType.APPLICATION_COMMAND
        kind = InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE if deed.focused else asks
        await spot.interact(kind, deed.data, by=_by(deed.name))
        if spot.guild_id is not None and deed.name.startswith("settings"):
            held = spot.world.client.preferences
            for place in held.of_server(spot.guild_id):
                await held.change(spot.guild_id, place, dict.fromkeys(PREFERENCES))

    async def _load(self, spot: Spot, name: str, text: str) -> None:
        """Let a file serve as the only shared article, look at it in every way, and put the shared ones back."""
        outcomes = read_bytes(text.encode("utf-8", "surrogatepass"), name)
        articles = [each for each in outcomes if isinstance(each, Article)]
        live = self.world.client.service._live
        before = live.get(SHARED)
        assert before is not None
        folder = next(self._folders)
        if articles:
            live.put(generation_of(folder, articles[:1], corpus_id=SHARED))
        try:
            await spot.slash("ask", question="what is said about a word or evil")
            for command in ("timeline", "quotes", "articles"):
                await spot.slash(command)
            for article in articles[:1]:
                await spot.slash("article", article=article.id)
            await spot.complete("ask", "article", "a")
        finally:
            live.put(before)
            shutil.rmtree(folder, ignore_errors=True)


def _by(name: str) -> str:
    return "manager" if hostile.by_manager(name) else "anybody"


async def _offer(spot: Spot, **given: Any) -> None:
    """Have something read, and take back what is offered of it."""
    shown = await spot.slash("corpus add", by="manager", **given)
    if shown.response is not None and (ids := ids_of(shown, "discard")):
        await spot.press(ids[0], by="manager", ephemeral=True)


async def _fetch(page: str | None, url: str) -> Article:
    """What stands at an address: `page`, or what can be had where every name means this machine, which is nothing."""
    if page is not None:
        return await article_of(Page(url, "page.html", page.encode("utf-8", "surrogatepass")))

    async def resolve(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    return await article_of(await Fetcher(100_000, resolve=resolve).fetch(url))
