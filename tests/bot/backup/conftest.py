"""A data folder with shared articles, a server's own, and records."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.console import main
from bot.records import load_records
from config.settings import Settings, load_settings
from retrieval.build import build
from retrieval.corpora.places import place_of
from tests.contracts.test_records import given, vote
from tests.wire.conftest import ARTICLES

SERVER = 77
OWN = "---\ntitle: House rules\n---\n\nThe server has three rules. Be kind to one another.\n"

Footnote = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of two corpora, built once; tests work on copies of it."""
    data = tmp_path_factory.mktemp("built") / "data"
    for name, text in ARTICLES.items():
        _write(data / "corpora" / "0" / "articles" / "kept" / name, text)
    _write(data / "corpora" / str(SERVER) / "articles" / "rules.md", OWN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOOTNOTE_DATA_DIR", str(data))
        patch.setenv("FOOTNOTE_ENCODER__MODEL", "hashing")
        # A test process that grew nicer would end up behind everything else.
        patch.setattr(os, "nice", lambda by: by)
        for corpus_id in (0, SERVER):
            build(load_settings(None), place_of(load_settings(None), corpus_id), lambda event: None)
    return data


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


@pytest.fixture
def data(built: Path, hashing: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of the settings."""
    monkeypatch.setenv("FOOTNOTE_ANSWER__THRESHOLD", "0")
    return Path(shutil.copytree(built, hashing.data_dir))


@pytest.fixture
async def voted(data: Path) -> str:
    """Records with an answer that was voted on; its id."""
    records = load_records(load_settings())
    await records.open()
    await records.add_answer(answer := given())
    await records.vote(answer.guild_id, vote(answer))
    await records.aclose()
    return answer.id


@pytest.fixture
def footnote(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Footnote:
    """Run a command over the data folder, or another; returns (exit code, standard output, standard error)."""

    def run(*words: str, at: Path = data) -> tuple[int, str, str]:
        monkeypatch.setenv("FOOTNOTE_DATA_DIR", str(at))
        code = main(words)
        monkeypatch.setenv("FOOTNOTE_DATA_DIR", str(data))
        return (code, *capsys.readouterr())

    return run


def held(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by their paths."""
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def listed(folder: Path) -> list[str]:
    """The names of what stands in a folder."""
    return [each.name for each in folder.iterdir()]
