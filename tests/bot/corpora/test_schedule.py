"""The look at the shared articles now and then."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import simcord

from bot.bootstrap import make_records, make_service
from bot.client import FootnoteClient
from bot.corpora.operators import operator_ids
from bot.corpora.schedule import keep_fresh, look_once
from config.settings import Settings
from retrieval.generations.generations import Generations
from retrieval.values import SHARED, Audience
from tests.backends import on_disk
from tests.bot.simulated import read, simulated


@dataclass
class Stage:
    env: simcord.Env
    client: FootnoteClient
    operators: list[Any]

    def told(self) -> list[list[str]]:
        """What stands in each operator's direct messages."""
        return [
            [read([each.to_dict() for each in message.components]) for message in operator.dm_channel.history()]
            for operator in self.operators
        ]

    async def changes(self) -> list[tuple[int | None, bool]]:
        return [(each.actor_id, each.done) for each in await self.client.records.changes(SHARED, 50)]


@pytest.fixture
def settings(loaded: Settings) -> Settings:
    """The shared articles are those of `folder`, and loaded."""
    return loaded


@asynccontextmanager
async def on_stage(settings: Settings) -> AsyncIterator[Stage]:
    """The articles serve; two people run the bot."""
    async with simulated(settings, loaded=False) as (env, client):
        await client.service.corpora.open(SHARED)
        operators = [env.create_user("olga"), env.create_user("otto")]
        named = settings.discord.model_copy(update={"operators": tuple(each.id for each in operators)})
        client.settings = settings.model_copy(update={"discord": named})
        yield Stage(env, client, operators)


def add(folder: Path) -> None:
    (folder / "new.md").write_text("# The old mill\n\nThe mill at Sandhavn burned down in 1902.\n", "utf-8")


def take_away(folder: Path, way: str) -> Path:
    """As where a disk is not mounted: the folder is empty, or gone; returns where its articles are."""
    aside = folder.rename(folder.with_name("aside"))
    if way == "emptied":
        folder.mkdir()
    return aside


def put_back(folder: Path, aside: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)


def leave(folder: Path, count: int) -> None:
    for file in sorted(folder.iterdir())[count:]:
        file.unlink()


async def test_an_unchanged_folder_is_left_alone(settings: Settings) -> None:
    """Law: where nothing changed nothing is built, recorded or told."""
    async with on_stage(settings) as stage:
        assert await look_once(stage.client, None) is None
        assert await stage.changes() == []
        assert stage.told() == [[], []]


async def test_a_changed_folder_is_loaded_by_nobody(settings: Settings, folder: Path) -> None:
    """Law: what changed serves after one look, and the record names no person."""
    async with on_stage(settings) as stage:
        add(folder)
        assert await look_once(stage.client, None) is None
        assert len(stage.client.service.articles(Audience())) == 4
        assert await stage.changes() == [(None, True)]
        assert stage.told() == [[], []]


async def test_operators_hear_of_a_failure_once(settings: Settings, folder: Path) -> None:
    """Law: every operator is told once, again of another failure, and again of the same after a success."""
    async with on_stage(settings) as stage:
        add(folder)
        golden = folder / "golden.jsonl"
        golden.write_text("nonsense\n", "utf-8")
        told = await look_once(stage.client, None)
        told = await look_once(stage.client, told)
        for each in stage.told():
            (sentence,) = each
            assert "**The scheduled reload of the shared articles failed**: golden.jsonl line 1 is not" in sentence
            assert "What served before goes on serving." in sentence
        golden.write_text("\nnonsense\n", "utf-8")
        told = await look_once(stage.client, told)
        assert [len(each) for each in stage.told()] == [2, 2]
        golden.unlink()
        told = await look_once(stage.client, told)
        assert told is None
        (folder / "new.md").unlink()
        golden.write_text("\nnonsense\n", "utf-8")
        await look_once(stage.client, told)
        assert [len(each) for each in stage.told()] == [3, 3]
        assert await stage.changes() == [(None, False), (None, True), (None, False), (None, False), (None, False)]
        assert len(stage.client.service.articles(Audience())) == 4


@pytest.mark.parametrize("way", ["emptied", "gone"])
async def test_an_emptied_folder_is_not_loaded_by_nobody(settings: Settings, folder: Path, way: str) -> None:
    """Law: a disk that is not mounted takes no article away: operators hear so once, and what served serves on."""
    async with on_stage(settings) as stage:
        aside = take_away(folder, way)
        told = await look_once(stage.client, None)
        assert told is not None
        assert await look_once(stage.client, told) == told
        assert [len(each) for each in stage.told()] == [1, 1]
        assert len(stage.client.service.articles(Audience())) == 3
        assert await stage.changes() == [(None, False), (None, False)]
        if way == "emptied":
            assert "/corpus reload empties it" in stage.told()[0][0]
        put_back(folder, aside)
        add(folder)
        assert await look_once(stage.client, told) is None
        assert len(stage.client.service.articles(Audience())) == 4


@pytest.mark.parametrize("left", [1, 0])
async def test_a_folder_with_other_articles_is_loaded(settings: Settings, folder: Path, left: int) -> None:
    """Law: articles may go, even all of them, as long as any is there."""
    async with on_stage(settings) as stage:
        leave(folder, left)
        add(folder)
        assert await look_once(stage.client, None) is None
        assert len(stage.client.service.articles(Audience())) == left + 1
        assert stage.told() == [[], []]


async def test_files_left_out_are_counted_and_logged(
    settings: Settings, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Law: the record says how many files of the folder are no article, and the log counts them and names none."""
    async with on_stage(settings) as stage:
        add(folder)
        (folder / "twin.md").write_text("---\nid: bakery\n---\n\nThe twin of the bakery sells cake.\n", "utf-8")
        assert await look_once(stage.client, None) is None
        (change,) = await stage.client.records.changes(SHARED, 50)
        assert change.outcome.endswith("4 articles, 1 added, 0 changed, 0 removed, 1 file left out")
        assert "1 file left out" in caplog.text
        assert "twin" not in caplog.text


async def test_a_build_elsewhere_is_no_failure(settings: Settings, folder: Path) -> None:
    """Law: while another process builds there is nothing to tell or record, and what was told is not forgotten."""
    async with on_stage(settings) as stage:
        add(folder)
        with stage.client.service.corpora.place(SHARED).generations.lock():
            assert await look_once(stage.client, "told before") == "told before"
        assert await stage.changes() == []
        assert stage.told() == [[], []]


async def test_an_operator_who_can_not_be_reached_keeps_it_from_nobody(settings: Settings, folder: Path) -> None:
    """Law: the others are told; and where nobody was, the next look tries again."""
    async with on_stage(settings) as stage:
        (folder / "golden.jsonl").write_text("nonsense\n", "utf-8")
        add(folder)
        everybody = len(operator_ids(stage.client))  # the application's owner too
        stage.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=everybody)
        told = await look_once(stage.client, None)
        assert told is None
        one = stage.operators[0].dm_channel.id
        stage.env.inject_error("POST", f"/channels/{one}/messages", status=403, code=50007, times=1)
        told = await look_once(stage.client, told)
        assert sorted(len(each) for each in stage.told()) == [0, 1]
        assert await look_once(stage.client, told) == told
        assert sorted(len(each) for each in stage.told()) == [0, 1]


async def test_what_nobody_foresaw_ends_no_look(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: an error without a sentence is told as one and raised nowhere."""
    async with on_stage(settings) as stage:

        async def broken(corpus_id: int) -> bool:
            raise RuntimeError("no")

        monkeypatch.setattr(stage.client.service.corpora, "changed", broken)
        assert await look_once(stage.client, None) == "something went wrong, and was logged (RuntimeError)"
        assert [len(each) for each in stage.told()] == [1, 1]


async def test_without_an_interval_nobody_looks(settings: Settings) -> None:
    """Law: where no interval is set the loop ends at once."""
    client = FootnoteClient(settings, make_service(settings), make_records(settings), shard_count=1)
    await asyncio.wait_for(keep_fresh(client), 1)


@on_disk
async def test_with_an_interval_it_looks_until_it_is_ended(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: one look an interval, none before the first has passed, each knowing what was told."""
    every = settings.reload.model_copy(update={"every": timedelta(minutes=30)})
    settings = settings.model_copy(update={"reload": every})
    client = FootnoteClient(settings, make_service(settings), make_records(settings), shard_count=1)
    slept: list[float] = []
    looks: list[str | None] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 4:
            raise asyncio.CancelledError

    async def look(client: FootnoteClient, told: str | None) -> str | None:
        looks.append(told)
        return f"failure {len(looks)}"

    with monkeypatch.context() as patched:
        patched.setattr("bot.corpora.schedule.asyncio.sleep", sleep)
        patched.setattr("bot.corpora.schedule.look_once", look)
        with pytest.raises(asyncio.CancelledError):
            await keep_fresh(client)
    assert slept == [1800.0] * 4
    assert looks == [None, "failure 1", "failure 2"]


@pytest.mark.parametrize(("held", "looked"), [(True, [True]), (False, [False, True, False])])
async def test_of_several_processes_one_looks_at_what_they_share(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, *, held: bool, looked: list[bool]
) -> None:
    """Law: a process looks where the jobs are its own, and goes on where they become so; what it builds for itself alone it looks
    at in any case."""
    monkeypatch.setattr(Generations, "holds_articles", held)
    every = settings.reload.model_copy(update={"every": timedelta(minutes=30)})
    settings = settings.model_copy(update={"reload": every})
    client = FootnoteClient(settings, make_service(settings), make_records(settings), shard_count=1)
    mine, looks = iter([False, True, False]), []

    async def sleep(seconds: float) -> None:
        client.jobs.mine = next(mine)

    async def look(client: FootnoteClient, told: str | None) -> str | None:
        looks.append(client.jobs.mine)
        return told

    with monkeypatch.context() as patched:
        patched.setattr("bot.corpora.schedule.asyncio.sleep", sleep)
        patched.setattr("bot.corpora.schedule.look_once", look)
        with pytest.raises(RuntimeError, match="StopIteration"):
            await keep_fresh(client)
    assert looks == looked
