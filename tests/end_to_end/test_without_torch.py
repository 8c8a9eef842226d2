"""What serves and what builds gets by without torch and spaCy once the model has been exported."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.console import main
from config.settings import Settings, load_settings
from retrieval.encoders import load_encoder

LARGE = {"torch", "transformers", "sentence_transformers", "spacy", "onnx"}
_TOLD = f"; print(sorted({LARGE} & set(sys.modules)), file=sys.stderr); sys.exit(code)"
CONSOLE = f"import sys; from bot.console import main; code = main(sys.argv[1:]){_TOLD}"
BUILDER = f"import sys; from retrieval.build import main; code = main(sys.argv[1:]){_TOLD}"


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, data_dir: Path, folder: Path) -> Settings:
    """Settings with the default model, exported, and three small articles that serve."""
    monkeypatch.setenv("FOOTNOTE_DATA_DIR", str(data_dir))
    monkeypatch.setenv("FOOTNOTE_CORPUS__PATH", str(folder))
    assert main(["corpus", "reload"]) == 0
    settings = load_settings()
    assert load_encoder(settings).runtime == "onnxruntime"
    return settings


def run(code: str, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *words], input=typed, capture_output=True, text=True, check=False
    )


def test_asking_loads_none_of_it(settings: Settings) -> None:
    """`footnote ask` and the chat answer without the libraries that train and parse, which take half a gigabyte."""
    asked = run(CONSOLE, "ask", "Who built the lighthouse of Cape Varn?", "--json")
    assert asked.returncode == 0, asked.stderr
    assert "Ida Holm" in json.loads(asked.stdout)["answer"]
    assert asked.stderr.splitlines()[-1] == "[]"
    chatted = run(CONSOLE, "chat", typed="Who built the lighthouse of Cape Varn?\n")
    assert chatted.returncode == 0, chatted.stderr
    assert "Ida Holm" in chatted.stdout
    assert chatted.stderr.splitlines()[-1] == "[]"


def test_building_loads_no_torch(settings: Settings, folder: Path) -> None:
    """The builder encodes what is new without torch, and its first event of a model that is exported is none."""
    (folder / "new.txt").write_text("A new article about the harbour of Varn.\n", "utf-8")
    built = run(BUILDER)
    assert built.returncode == 0, built.stderr
    *events, loaded = built.stderr.splitlines()
    assert json.loads(events[-1])["event"] == "done"
    assert not any(json.loads(each)["event"] == "doing" for each in events)
    assert set(ast.literal_eval(loaded)) <= {"spacy"}
