"""The three articles as a bot has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import Settings, load_settings
from retrieval.build import build
from retrieval.corpora.places import place_of
from retrieval.values import SHARED


@pytest.fixture
def in_place(hashing: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a bot whose shared articles are those of `folder`, read in place."""
    monkeypatch.setenv("FOOTNOTE_CORPUS__PATH", str(folder))
    return load_settings()


@pytest.fixture
def loaded(in_place: Settings) -> Settings:
    """The same, and they are loaded."""
    build(in_place, place_of(in_place, SHARED), lambda event: None)
    return in_place
