"""A tiny model, and settings that name it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from config.settings import Settings, load_settings
from tests.retrieval.encoders.tiny import save_tiny_model

Set = Callable[..., Settings]


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny model that has a prompt for questions and one for passages."""
    prompts = {"query": "query: ", "document": "passage: "}
    return save_tiny_model(tmp_path_factory.mktemp("models") / "tiny", prompts=prompts)


@pytest.fixture
def set_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Set:
    """Settings of a model whose export lies in a folder of this test's own, for child processes too."""

    def settings(model: Path, **more: str) -> Settings:
        monkeypatch.setenv("FOOTNOTE_ENCODER__EXPORTS", str(tmp_path / "encoders"))
        monkeypatch.setenv("FOOTNOTE_ENCODER__MODEL", str(model))
        for name, value in more.items():
            monkeypatch.setenv(f"FOOTNOTE_ENCODER__{name.upper()}", value)
        return load_settings()

    return settings
