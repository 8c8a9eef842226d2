"""`footnote corpus push`: what is told of it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.console import main
from config.settings import Settings
from retrieval.build import build
from retrieval.corpora.places import place_of


def test_every_corpus_is_pushed_and_told(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """The shared corpus and a server's, each in a line with what it holds; a second time each says why not, and it is a failure."""
    on_disk = settings.model_copy(update={"database": settings.database.model_copy(update={"url": None})})
    own = place_of(on_disk, 77)
    own.articles.mkdir(parents=True)
    (own.articles / "rules.md").write_text("# Rules\n\nNobody shouts after ten in the evening.\n")
    for place in (place_of(on_disk, 0), own):
        build(on_disk, place, lambda event: None)
    assert main(["corpus", "push"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["the shared corpus", "server 77"]
    assert all("1 article," in line and "serves from the database" in line for line in lines)
    assert main(["corpus", "push"]) == 1
    told = capsys.readouterr().err
    assert told.count("already") == 2
    assert main(["articles", "--json"]) == 0
    assert "BlackBerry" in capsys.readouterr().out


def test_nothing_to_push_and_nowhere_to_push_to_are_told(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence each, that names what is missing."""
    assert main(["corpus", "push"]) == 1
    assert "there is no corpus in" in capsys.readouterr().err
    monkeypatch.delenv("FOOTNOTE_DATABASE__URL")
    assert main(["corpus", "push"]) == 1
    assert "postgresql+asyncpg://user:password@host/database" in capsys.readouterr().err


def test_counts_are_those_of_the_manifest(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """What is told is what was moved."""
    on_disk = settings.model_copy(update={"database": settings.database.model_copy(update={"url": None})})
    done: list[Any] = []
    build(on_disk, place_of(on_disk, 0), done.append)
    counts = done[-1]["counts"]
    assert main(["corpus", "push"]) == 0
    assert f"{counts['sentences']:,} sentences, {counts['passages']:,} passage" in capsys.readouterr().out
