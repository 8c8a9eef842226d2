"""Models of the hub: fetched once and whole."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from huggingface_hub import constants

from retrieval.errors import EncoderError
from retrieval.hub import find_model
from tests.retrieval.encoders.tiny import save_in_parts, save_tiny_model

MODEL, COMMIT = "someone/tiny", "a" * 40


class Hub:
    """The hub's cache on this machine, and what there is of MODEL on the hub itself: a folder."""

    def __init__(self, cache: Path, folder: Path) -> None:
        self.folder = folder
        self.home = cache / "models--someone--tiny"
        self.snapshot = self.home / "snapshots" / COMMIT

    def files(self) -> list[str]:
        """The names of all files that the hub has."""
        return sorted(each.relative_to(self.folder).as_posix() for each in self.folder.rglob("*") if each.is_file())

    def fetch(self, *missing: str, listed: bool = False) -> None:
        """Leave what a fetch leaves that broke off before `missing` came; `listed`: with the list of what there is."""
        (self.home / "refs").mkdir(parents=True)
        (self.home / "refs" / "main").write_text(COMMIT, "utf-8")
        for name in self.files():
            if name not in missing:
                (self.snapshot / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(self.folder / name, self.snapshot / name)
        if listed:
            (self.home / "trees").mkdir()
            files = {name: {"size": 1, "blob_id": "b" * 40} for name in self.files()}
            (self.home / "trees" / f"{COMMIT}.json").write_text(
                json.dumps({"format_version": 1, "files": files}), "utf-8"
            )


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hub:
    """A hub out of reach that has a tiny model, of which nothing was fetched."""
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    return Hub(tmp_path / "cache", save_tiny_model(tmp_path / "model"))


@pytest.fixture
def online(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The hub within reach; yields the paths that were asked for."""
    asked: list[str] = []

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            path = self.path.partition("?")[0]
            if path.startswith(f"/api/models/{MODEL}/tree/"):
                self._send(json.dumps([_entry(hub.folder, name) for name in hub.files()]).encode())
            elif path.startswith(f"/api/models/{MODEL}"):
                siblings = [{"rfilename": name} for name in hub.files()]
                self._send(json.dumps({"id": MODEL, "sha": COMMIT, "siblings": siblings}).encode())
            else:
                self._send((hub.folder / path.removeprefix(f"/{MODEL}/resolve/{COMMIT}/")).read_bytes())

        def do_HEAD(self) -> None:
            self.do_GET()

        def _send(self, data: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("ETag", f'"{sha256(data).hexdigest()}"')
            self.send_header("X-Repo-Commit", COMMIT)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
        address = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setattr(constants, "ENDPOINT", address)
        monkeypatch.setattr(
            constants, "HUGGINGFACE_CO_URL_TEMPLATE", address + "/{repo_id}/resolve/{revision}/{filename}"
        )
        try:
            yield asked
        finally:
            server.shutdown()
            thread.join()


def _entry(folder: Path, name: str) -> dict[str, Any]:
    data = (folder / name).read_bytes()
    return {"type": "file", "path": name, "size": len(data), "oid": sha256(data).hexdigest()[:40]}


def find() -> Path:
    return find_model(MODEL, EncoderError, "set MODEL to another")


def refusal() -> str:
    with pytest.raises(EncoderError) as caught:
        find()
    return str(caught.value)


def test_model_that_was_fetched_whole_is_used_without_the_hub(hub: Hub, online: list[str]) -> None:
    """Law: nothing is asked of the hub where all is here."""
    hub.fetch()
    assert find() == hub.snapshot
    assert online == []


@pytest.mark.parametrize("missing", ["model.safetensors", "1_Pooling/config.json"])
def test_fetch_that_broke_off_is_ended(hub: Hub, online: list[str], missing: str) -> None:
    """Law: a model of which something is missing is fetched again where that can be, and then it is whole."""
    hub.fetch(missing)
    assert find() == hub.snapshot
    assert (hub.snapshot / missing).read_bytes() == (hub.folder / missing).read_bytes()
    assert any(missing in path for path in online)


@pytest.mark.parametrize("missing", ["model.safetensors", "1_Pooling/config.json"])
def test_model_in_part_is_told_with_what_is_missing(hub: Hub, missing: str) -> None:
    """Law: where the hub is out of reach, the model is not taken for whole; one sentence says what is missing, and where."""
    hub.fetch(missing)
    named = {"model.safetensors": "*.safetensors"}.get(missing, "1_Pooling/")
    assert refusal() == (
        f"the model 'someone/tiny' lacks {named} in {str(hub.snapshot)!r}, "
        "which can't be fetched from the model hub: set MODEL to another"
    )


def test_part_of_the_weights_that_is_missing_is_named(hub: Hub, tmp_path: Path) -> None:
    """Law: of weights in several files those are named that their index names and that are not here, the first of many."""
    hub.folder = save_in_parts(tmp_path / "in-parts")
    parts = [name for name in hub.files() if name.endswith(".safetensors")]
    hub.fetch(*parts[:2])
    assert f" lacks {parts[0]}, {parts[1]} in " in refusal()
    shutil.rmtree(hub.home)
    hub.fetch(*parts[:-1])
    assert f" lacks {parts[0]}, {parts[1]}, {parts[2]} and {len(parts) - 4} more in " in refusal()


def test_what_the_hub_lists_is_told_as_missing_by_name(hub: Hub) -> None:
    """Law: where the hub's list of files was fetched, whatever of it is not here is missing."""
    hub.fetch("tokenizer.json", listed=True)
    text = refusal()
    assert text.startswith(
        f"the model 'someone/tiny' lacks tokenizer.json in {str(hub.snapshot)!r}, which can't be fetched"
    )
    assert text.endswith("): set MODEL to another")
    assert "offline" in text


def test_hub_that_has_no_weights_we_read_is_told(hub: Hub, online: list[str]) -> None:
    """Law: a model without safetensors weights is no model for us, though all that is asked for was fetched."""
    (hub.folder / "model.safetensors").rename(hub.folder / "pytorch_model.bin")
    assert "lacks *.safetensors in" in refusal()
    assert not any("pytorch_model.bin" in path for path in online)


def test_nothing_fetched_is_told_with_the_choices(hub: Hub) -> None:
    """Law: a model of which nothing is here, and that can't be fetched, is neither a folder nor to be had."""
    assert refusal().startswith("the model 'someone/tiny' is neither a folder nor to be had from the model hub (")
    assert not hub.snapshot.exists()
