"""The articles of both servers, built once; where tests have a database it holds them."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
import pytest_asyncio

from config.settings import Settings, load_settings
from retrieval.corpora.moving import corpora_on_disk, move
from retrieval.corpora.places import in_database
from retrieval.generations.manifest import Manifest
from retrieval.values import SHARED
from tests.backends import IN_DATABASE
from tests.isolation.questioning import OPEN, build_all
from tests.isolation.twins import TWINS
from tests.isolation.world import World, world
from tests.postgres import own_database_of

_URL = "FOOTNOTE_DATABASE__URL"
MakeWorld = Callable[..., AbstractAsyncContextManager[World]]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder that tests work on copies of; of files, whatever they have."""
    data = tmp_path_factory.mktemp("twins") / "data"
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.delenv(_URL, raising=False)
        build_all(loaded(data, monkeypatch))
    return data


@pytest.fixture
def make_world(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeWorld:
    """Makes the two servers and the direct messages over a data folder of this test's own, with these settings beside."""

    def make(**environment: str) -> AbstractAsyncContextManager[World]:
        return world(settled(built, tmp_path / "data", monkeypatch, **environment), monkeypatch)

    return make


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_world(
    built: Path, tmp_path_factory: pytest.TempPathFactory, kept_database: str | None
) -> AsyncIterator[World]:
    """The two servers and the direct messages for all tests of a file, which change no articles."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        settings = settled(built, tmp_path_factory.mktemp("world") / "data", monkeypatch, kept_database)
        worlds: list[World] = []
        opened, over = asyncio.Event(), asyncio.Event()

        async def hold() -> None:  # what is simulated must end in the very task that it began in
            try:
                async with world(settings, monkeypatch) as made:
                    worlds.append(made)
                    opened.set()
                    await over.wait()
            finally:
                opened.set()

        holding = asyncio.create_task(hold())
        await opened.wait()
        if not worlds:
            await holding  # raises why
        yield worlds[0]
        over.set()
        await holding


@pytest.fixture(scope="module")
def kept_database(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """The URL of a database of this file's own; None where tests have none."""
    if not IN_DATABASE:
        yield None
        return
    with own_database_of(request.getfixturevalue("server")) as made:
        yield made


def settled(
    built: Path, data: Path, monkeypatch: pytest.MonkeyPatch, url: str | None = None, **environment: str
) -> Settings:
    """Settings of a data folder of its own, `data`, with every corpus; they lie in the database where settings or `url` name one."""
    if url is not None:
        monkeypatch.setenv(_URL, url)
    settings = loaded(Path(shutil.copytree(built, data)), monkeypatch, **environment)
    if in_database(settings):
        assert corpora_on_disk(settings) == [SHARED, *sorted(twin.guild_id for twin in TWINS)]
        assert all(isinstance(move(settings, each), Manifest) for each in corpora_on_disk(settings))
    return settings


def loaded(data: Path, monkeypatch: pytest.MonkeyPatch, **more: str) -> Settings:
    """Settings under which everything is answered, without a model; for the builder's process too."""
    for name, value in {**OPEN, **more, "FOOTNOTE_DATA_DIR": str(data)}.items():
        monkeypatch.setenv(name, value)
    return load_settings(env_file=None)
