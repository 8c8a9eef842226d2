"""A data folder with the articles of both servers, built once."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
import pytest_asyncio

from config.settings import Settings, load_settings
from tests.isolation.questioning import build_all
from tests.isolation.world import World, world

MakeWorld = Callable[..., AbstractAsyncContextManager[World]]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder that tests work on copies of."""
    data = tmp_path_factory.mktemp("twins") / "data"
    with pytest.MonkeyPatch.context() as monkeypatch:
        build_all(loaded(data, monkeypatch))
    return data


@pytest.fixture
def make_world(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeWorld:
    """Makes the two servers and the direct messages over a data folder of this test's own, with these settings beside."""

    def make(**environment: str) -> AbstractAsyncContextManager[World]:
        data = Path(shutil.copytree(built, tmp_path / "data"))
        return world(loaded(data, monkeypatch, **environment), monkeypatch)

    return make


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_world(built: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """The two servers and the direct messages for all tests of a file, which change no articles."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        data = Path(shutil.copytree(built, tmp_path_factory.mktemp("world") / "data"))
        worlds: list[World] = []
        opened, over = asyncio.Event(), asyncio.Event()

        async def hold() -> None:  # what is simulated must end in the very task that it began in
            try:
                async with world(loaded(data, monkeypatch), monkeypatch) as made:
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


def loaded(data: Path, monkeypatch: pytest.MonkeyPatch, **more: str) -> Settings:
    """Settings under which everything is answered, without a model; for the builder's process too."""
    for name, value in {**ENVIRONMENT, **more, "FOOTNOTE_DATA_DIR": str(data)}.items():
        monkeypatch.setenv(name, value)
    return load_settings(env_file=None)


ENVIRONMENT = {
    "FOOTNOTE_ENCODER__MODEL": "hashing",
    "FOOTNOTE_SELECTOR__MODEL": "none",
    "FOOTNOTE_ANSWER__THRESHOLD": "0",
    "FOOTNOTE_LIMITS__PER_PERSON": "100000",
    "FOOTNOTE_LIMITS__PER_SERVER": "100000",
}
