"""A stand-in for Discord, and a Footnote with three articles loaded to meet it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from config.settings import Settings, load_settings
from retrieval.corpora.moving import move
from retrieval.corpora.places import in_database
from retrieval.generations.manifest import Manifest
from retrieval.values import SHARED
from tests.wire.process import ROOT, Process, started
from tests.wire.standin import StandIn

Start = Callable[..., AbstractAsyncContextManager[Process]]

ARTICLES = {
    "lighthouse.md": "---\ntitle: The lighthouse of Cape Varn\nurl: https://news.example/varn\npublished: 2021-05-04\n---\n\n"
    "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm. It burned down in 1902.\n\n"
    "A new tower of granite was finished four years later, because ships kept running aground.\n",
    "bakery.md": "---\ntitle: Bakery wins prize\n---\n\nThe bakery in Olde Street won a gold medal for its rye bread on "
    "Monday. “We bake at night,” said Tom Reed, the baker. He sells 400 loaves a day.\n",
    "river.txt": "River runs dry\n\nThe river Aldo ran dry in August. Farmers lost 30 percent of the harvest.\n",
}
# The hashing encoder finds words, not meanings: every question counts as one that the articles answer.
SETTINGS = {"FOOTNOTE_ENCODER__MODEL": "hashing", "FOOTNOTE_ANSWER__THRESHOLD": "0", "FOOTNOTE_LOG__LEVEL": "info"}


@pytest.fixture
async def discord() -> AsyncIterator[StandIn]:
    """Discord with one shard, which fails the test at its end where a rule was broken."""
    async with StandIn() as standin:
        yield standin


@pytest.fixture
def start_sample(tmp_path: Path) -> Start:
    """Starts the sample bot at a stand-in."""

    def start(discord: StandIn, **environment: str) -> AbstractAsyncContextManager[Process]:
        command = ["-m", "tests.wire.sample_bot"]
        return started(command, {**discord.environment, **environment}, discord.waiting, cwd=tmp_path)

    return start


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with three articles and their generation, built once; tests work on copies of it."""
    data = tmp_path_factory.mktemp("library") / "data"
    articles = data / "corpora" / "0" / "articles"
    articles.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (articles / name).write_text(text, "utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOOTNOTE_", "DISCORD_"))}
    environment = {
        **kept,
        **SETTINGS,
        "PYTHONPATH": str(ROOT),
        "FOOTNOTE_DATA_DIR": str(data),
    }  # files, whatever tests have
    command = [sys.executable, "-m", "bot.console", "corpus", "reload"]
    done = subprocess.run(command, env=environment, cwd=data.parent, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return data


@pytest.fixture
def footnote(library: Path, tmp_path: Path) -> Settings:
    """Settings of a data folder, or a database, of this test's own, with the three articles; both stay between starts of the bot."""
    settings = load_settings().model_copy(update={"data_dir": shutil.copytree(library, tmp_path / "data")})
    if in_database(settings):
        assert isinstance(move(settings, SHARED), Manifest)
    return settings


@pytest.fixture
def data(footnote: Settings) -> Path:
    """Its data folder."""
    return footnote.data_dir


@pytest.fixture
def start(footnote: Settings, tmp_path: Path) -> Start:
    """Starts Footnote at a stand-in."""

    def begin(
        discord: StandIn, *, command: tuple[str, ...] = ("-m", "bot"), **environment: str
    ) -> AbstractAsyncContextManager[Process]:
        own = {**discord.environment, **environment_of(footnote), **environment}
        return started(command, own, discord.waiting, cwd=tmp_path)

    return begin


def environment_of(settings: Settings) -> dict[str, str]:
    """What a process of Footnote must have to use the same articles and records."""
    where = {"FOOTNOTE_DATA_DIR": str(settings.data_dir)}
    if in_database(settings):
        where["FOOTNOTE_DATABASE__URL"] = str(settings.database.url)
    return {**SETTINGS, **where}
