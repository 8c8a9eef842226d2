"""Records of every backend: on real files, and in a real server's databases."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.records import RECORDS, Records, load_records
from config.sections import DatabaseSettings
from config.settings import Settings, load_settings
from tests.postgres import Server

POSTGRES = "postgresql+asyncpg"


@pytest.fixture(autouse=True)
async def threads_ended() -> AsyncIterator[None]:
    """A connection that could not be made has a thread that ends by itself, but a moment later: not on a closed loop."""
    yield
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, 5)


def settings_for(url: str) -> Settings:
    """Settings of records at `url`."""
    return load_settings().model_copy(update={"database": DatabaseSettings(url=url)})


def name_of(url: str) -> str:
    """What every sentence about records at `url` names: the file, or the database."""
    return url.rpartition("/")[2]


def in_file(settings: Settings) -> bool:
    """Whether the records are a file of SQLite."""
    return str(settings.database.url).startswith("sqlite")


@pytest.fixture(params=RECORDS)
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of records that nobody has opened yet: in a folder that is not there, or a database without tables."""
    if request.param == POSTGRES:
        server: Server = request.getfixturevalue("server")
        url = server.database()
        yield settings_for(url)
        server.drop(url)
    else:
        yield settings_for(f"{request.param}:///{tmp_path}/not/there yet/é/records.sqlite3")


@pytest.fixture(params=RECORDS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of records, which have no rows yet."""
    if request.param == POSTGRES:
        yield settings_for(request.getfixturevalue("url"))
    else:
        yield settings_for(f"{request.param}:///{tmp_path}/not/there yet/é/records.sqlite3")


@pytest.fixture
async def records(kept: Settings) -> AsyncIterator[Records]:
    """Records that are open."""
    opened = load_records(kept)
    await opened.open()
    yield opened
    await opened.aclose()
