"""Records on real files, of every backend."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.records import RECORDS, Records, load_records
from config.sections import DatabaseSettings
from config.settings import Settings, load_settings


@pytest.fixture(autouse=True)
async def threads_ended() -> AsyncIterator[None]:
    """A connection that could not be made has a thread that ends by itself, but a moment later: not on a closed loop."""
    yield
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, 5)


@pytest.fixture(params=RECORDS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of records in a folder that is not there yet."""
    url = f"{request.param}:///{tmp_path}/not/there yet/é/records.sqlite3"
    return load_settings().model_copy(update={"database": DatabaseSettings(url=url)})


@pytest.fixture
async def records(kept: Settings) -> AsyncIterator[Records]:
    """Records that are open."""
    opened = load_records(kept)
    await opened.open()
    yield opened
    await opened.aclose()
