"""The guards that keep servers apart, each taken away: then a row must fail."""

from __future__ import annotations

import sys
from functools import partial
from types import ModuleType
from typing import Any

import pytest

from bot.asking.answers import Answers
from bot.drawing.cache import PictureCache
from bot.drawing.process import draw
from retrieval.corpora.corpora import Corpora
from retrieval.generations.live import LiveCorpora, Snapshot
from retrieval.service import AnswerService
from tests.isolation.rows import SURFACES
from tests.isolation.surfaces import Surface
from tests.isolation.twins import AMBER, QUILL
from tests.isolation.world import World


def row(name: str) -> Surface:
    """The row of that name."""
    (found,) = [each for each in SURFACES if each.name == name]
    return found


async def act(world: World, name: str) -> None:
    """Do what a row does in Amberlyn."""
    world.begin()
    await row(name).act(world.of(AMBER), world.of(QUILL))


def running(world: World, name: str) -> ModuleType:
    """A file as the client runs it, which loads its features anew."""
    return world.client.extensions.get(name) or sys.modules[name]


def any_answer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every answer can be shown everywhere."""

    async def find(answers: Answers, answer_id: str, *_: object) -> object:
        servers = (None, *await answers._records.guilds())
        found = [await answers._records.answer(each, answer_id) for each in servers]
        return next(each for each in found if each is not None)

    monkeypatch.setattr(Answers, "find", find)


def everything(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question sees every corpus."""
    monkeypatch.setattr(LiveCorpora, "snapshot", lambda live, _: Snapshot(tuple(live._generations.values())))
    monkeypatch.setattr(AnswerService, "_seen", lambda service, audience, _: service._live.snapshot(audience))


def anybody_may(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anybody may change any articles."""
    for each in ("cog", "adding", "removing", "correcting"):
        monkeypatch.setattr(running(world, f"bot.corpora.{each}"), "check_may_change", lambda *_: None)


def any_channel(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Changes can be told in any channel."""
    settings = world.client.get_cog("ServerSettings")
    monkeypatch.setattr(settings, "_check_is_of", lambda *_: None)


def theirs_are_listed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is added, removed and corrected is looked up in Quillmet's articles."""
    for each in ("cog", "source", "removing", "correcting"):
        module = running(world, f"bot.corpora.{each}")
        look_up = partial(module.snapshot_of, world.client, QUILL.guild_id)
        monkeypatch.setattr(module, "snapshot_of", lambda *_, look_up=look_up: look_up())


def stays(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who was left serves on."""
    monkeypatch.setattr(Corpora, "withdraw", lambda *_: None)


def theirs_is_meant(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that names no articles means those of Quillmet."""

    async def meant(*_: object) -> int:
        return QUILL.guild_id

    monkeypatch.setattr(running(world, "bot.corpora.cog"), "corpus_meant", meant)


def any_parent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every answer can be gone on from everywhere."""
    records = world.client.records
    looking = records.answer_in_message

    async def everywhere(_: int | None, message_id: int) -> object:
        found = [await looking(each, message_id) for each in (None, *await records.guilds())]
        return next((each for each in found if each is not None), None)

    monkeypatch.setattr(records, "answer_in_message", everywhere)
    monkeypatch.setattr("bot.asking.answers.is_at_hand", lambda *_: True)


def one_picture(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """All timelines share one picture."""

    async def picture(cache: PictureCache, scene: Any) -> bytes:
        return cache._kept.setdefault(b"", await draw(scene.to_json()))

    monkeypatch.setattr(PictureCache, "picture", picture)
