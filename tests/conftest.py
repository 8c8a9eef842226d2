"""What every test may ask for."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config.settings import Settings, load_settings
from tests.backends import IN_DATABASE
from tests.postgres import Server, own_database_of, running_server
from tests.processes import Started

ROOT = Path(__file__).parents[1]
_EXPORTS = "FOOTNOTE_ENCODER__EXPORTS"


@pytest.fixture(scope="session", autouse=True)
def exports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is exported of a model lies in one folder for all tests, made by the first that needs it."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv(_EXPORTS, str(tmp_path_factory.getbasetemp() / "encoders"))
        yield


@pytest.fixture(autouse=True)
def clean_environment(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of whoever runs the tests reaches them, and no .env does: each runs in a folder of its own.

    With BACKEND=postgres in the environment each has its records and articles in a database of its own.
    """
    for name in list(os.environ):
        if (name.upper().startswith("FOOTNOTE_") and name != _EXPORTS) or name == "DISCORD_TOKEN":
            monkeypatch.delenv(name)
    if IN_DATABASE:
        monkeypatch.setenv("FOOTNOTE_DATABASE__URL", request.getfixturevalue("own_database"))
    place = tmp_path / "cwd"
    place.mkdir()
    monkeypatch.chdir(place)


@pytest.fixture
def on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records and corpora lie in files, whatever the other tests have."""
    monkeypatch.delenv("FOOTNOTE_DATABASE__URL", raising=False)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """The processes that are started on the event loop of a test."""
    seen = Started()
    real = asyncio.create_subprocess_exec

    async def start(*command: Any, **options: Any) -> asyncio.subprocess.Process:
        seen.processes.append(await real(*command, **options))
        seen.first.set()
        return seen.processes[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", start)
    return seen


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Where Footnote keeps what changes."""
    return tmp_path / "data"


@pytest.fixture
def hashing(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> Settings:
    """Settings with the hashing encoder and a data folder of this test's own, also for child processes."""
    monkeypatch.setenv("FOOTNOTE_DATA_DIR", str(data_dir))
    monkeypatch.setenv("FOOTNOTE_ENCODER__MODEL", "hashing")
    return load_settings()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server that runs for all tests that read and write; those that harm one have their own."""
    with running_server() as running:
        yield running


@pytest.fixture
def own_database(server: Server) -> Iterator[str]:
    """The URL of a PostgreSQL database of this test's own, with every table, none of them with a row."""
    with own_database_of(server) as made:
        yield made


@pytest.fixture
def url(own_database: str) -> str:
    """The URL of that database."""
    return own_database


@pytest.fixture
def in_database(hashing: Settings, url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of records and corpora in that database, also for child processes, with a data folder of this test's own."""
    monkeypatch.setenv("FOOTNOTE_DATABASE__URL", url)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return load_settings()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three small articles."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "lighthouse.md").write_text(
        "---\ntitle: The lighthouse of Cape Varn\nurl: https://news.example/varn\npublished: 2021-05-04\n---\n\n"
        "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm. It burned down in 1902.\n\n"
        "A new tower of granite was finished four years later, because ships kept running aground.\n",
        "utf-8",
    )
    (articles / "bakery.md").write_text(
        "---\ntitle: Bakery wins prize\n---\n\nThe bakery in Olde Street won a gold medal for its rye bread on Monday. "
        "“We bake at night,” said Tom Reed, the baker. He sells 400 loaves a day.\n",
        "utf-8",
    )
    (articles / "river.txt").write_text(
        "River runs dry\n\nThe river Aldo ran dry in August. Farmers lost 30 percent of the harvest.\n", "utf-8"
    )
    return articles
