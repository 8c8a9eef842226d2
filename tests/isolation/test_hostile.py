"""Whatever is sent by hand, nothing breaks, nothing leaks, nobody is pinged, and Discord takes every request.

HOSTILE_INPUTS says how many inputs of all kinds are tried in place of a few hundred.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import shutil
import warnings
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from simcord.backend import Backend
from simcord.enums import InteractionType

from corpus.reading import read_bytes
from corpus.values import Article
from retrieval.values import SHARED
from tests.bot.rendering.markdown import walk
from tests.isolation import hostile
from tests.isolation.conftest import loaded
from tests.isolation.surfaces import WHO
from tests.isolation.twins import AMBER
from tests.isolation.watching import failures, leaks, shown_at
from tests.isolation.world import Spot, World, record_in, world
from tests.retrieval.samples import generation_of

T = TypeVar("T")
INPUTS = int(os.environ.get("HOSTILE_INPUTS", "400"))
# What pings where nothing stands before it that takes its meaning away.
_PING = re.compile(r"(?<!\\)(?:\\\\)*(<(?:@[!&]?|\#)\d+>|@everyone|@here)")
_OURS = {"bot", "retrieval", "corpus", "discord"}
_tried = {"inputs": 0}


class Stage:
    """A world that stays for all inputs, and a loop to act on."""

    def __init__(self, data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._runner = asyncio.Runner()
        self._over = asyncio.Event()
        self.folder = folder
        self.world, self._holding = self.run(self._open(data, monkeypatch))
        self.answers: dict[str, str] = {}
        for spot in self.spots:
            self.run(self._prepare(spot))

    @property
    def spots(self) -> list[Spot]:
        return [self.world.of(AMBER), self.world.direct]

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(doing)

    def close(self) -> None:
        self._over.set()

        async def end() -> None:
            await self._holding

        self.run(end())
        self._runner.close()

    async def _open(self, data: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[World, asyncio.Task[None]]:
        opened: asyncio.Queue[World] = asyncio.Queue()

        async def hold() -> None:
            async with world(loaded(data, monkeypatch), monkeypatch) as made:
                opened.put_nowait(made)
                await self._over.wait()

        holding = asyncio.create_task(hold())
        return await opened.get(), holding

    async def _prepare(self, spot: Spot) -> None:
        answer = await spot.answer(WHO if spot.twin else "Who watered the garden of Ansel?")
        self.answers[str(spot.guild_id)] = record_in(answer, "why")


@pytest.fixture(scope="module")
def stage(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        home = tmp_path_factory.mktemp("hostile")
        made = Stage(Path(shutil.copytree(built, home / "data")), home / "generations", monkeypatch)
        yield made
        made.close()


async def _do(stage: Stage, spot: Spot, deed: Any) -> None:
    record = stage.answers[str(spot.guild_id)]
    match deed:
        case hostile.Message(content):
            await spot.say(content, mention=spot.twin is not None)
        case hostile.Command(name, options, focused):
            data = {"id": "1", "name": name, "type": 1, "options": [_option(*each, focused) for each in options]}
            kind = InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE if focused else InteractionType.APPLICATION_COMMAND
            await spot.interact(kind, data)
        case hostile.Press(custom_id, ephemeral):
            await spot.press(custom_id.replace("{}", record), ephemeral=ephemeral)
        case hostile.Form(custom_id, components):
            data = {"custom_id": custom_id.replace("{}", record), "components": components}
            await spot.interact(InteractionType.MODAL_SUBMIT, data)
        case hostile.File(name, text):
            await _load(stage, spot, name, text)


def _option(name: str, kind: int, value: Any, focused: str | None) -> dict[str, Any]:
    option = {"name": name, "type": kind, "value": value}
    return {**option, "focused": True} if name == focused else option


async def _load(stage: Stage, spot: Spot, name: str, text: str) -> None:
    """Let a file serve as the only shared article, look at it in every way, and put the shared ones back."""
    outcomes = read_bytes(text.encode("utf-8", "surrogatepass"), name)
    articles = [each for each in outcomes if isinstance(each, Article)]
    live = stage.world.client.service._live
    before = live.get(SHARED)
    assert before is not None
    folder = stage.folder / str(_tried["inputs"])
    if articles:
        live.put(generation_of(folder, articles[:1], corpus_id=SHARED))
    try:
        await spot.slash("ask", question="what is said about a word or evil")
        for command in ("timeline", "quotes", "articles"):
            await spot.slash(command)
        for article in articles[:1]:
            await spot.slash("article", article=article.id)
        await spot.complete("ask", "article", "a")
    finally:
        live.put(before)
        shutil.rmtree(folder, ignore_errors=True)


def _pings(world: World) -> list[str]:
    """Texts in which somebody could be pinged, if the bot allowed it: another than the bot itself."""
    said = []
    for request in world.requests:
        body: Any = request.json if isinstance(request.json, dict) else {}
        body = body.get("data") if isinstance(body.get("data"), dict) else body
        contents = [each.get("content") or "" for each in walk(body.get("components") or [])]
        said += [each for each in [*contents, body.get("content") or ""] if _others(world.env.backend, each)]
    return said


def _others(backend: Backend, content: str) -> list[str]:
    return [each for each in _PING.findall(content) if each != f"<@{backend.bot_user.id}>"]


class _Errors(logging.Handler):
    """Keeps what is logged as an error: what fails in a completion is told nowhere else."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] in _OURS:  # others complain of what they read, and it is left out
            self.said.append(f"{record.name}: {record.getMessage()} {record.exc_info}")


def _try(stage: Stage, spot: Spot, deed: Any) -> None:
    stage.world.begin()
    _tried["inputs"] += 1
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    try:
        stage.run(_do(stage, spot, deed))
    finally:
        logging.getLogger().removeHandler(errors)
    assert errors.said == []
    assert failures(stage.world) == []
    assert leaks(stage.world) == []
    assert _pings(stage.world) == []


# How much of all inputs is of each kind; files are read, built and looked at in six ways each.
SHARES = {
    "messages": (hostile.messages, 0.13),
    "questions": (hostile.asked, 0.2),
    "commands": (hostile.commands, 0.15),
    "completions": (hostile.completions, 0.15),
    "presses": (hostile.presses, 0.22),
    "forms": (hostile.forms, 0.1),
    "files": (hostile.files, 0.05),
}


@pytest.mark.parametrize("kind", SHARES)
def test_nothing_that_is_sent_by_hand_breaks_leaks_or_pings(stage: Stage, kind: str) -> None:
    """No failure without a reason, no mark of a server's articles elsewhere, no mention in force, no request out of rule."""
    strategy, share = SHARES[kind]

    @settings(
        max_examples=max(1, round(INPUTS * share)),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(range(2)), strategy)
    def tried(at: int, deed: Any) -> None:
        _try(stage, stage.spots[at], deed)

    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", ResourceWarning
        )  # generations that are put back are closed when they are collected
        tried()


def test_what_looks_for_pings_is_able_to_find_them() -> None:
    """Mentions in force are told, and escaped ones are none."""
    backend = Backend()
    for content in ("<@5>", "a <@!5>", "<@&5>", "<#5>", "@everyone", "x@here", r"\\<@5>"):
        assert _others(backend, content) != []
    for content in (r"\<@5>", r"\@everyone", "<t:5:R>", f"<@{backend.bot_user.id}>", "a@b"):
        assert _others(backend, content) == []


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        (hostile.Press("fn:build:x", ephemeral=True), "This button names no articles"),
        (hostile.Press("fn:cancel:²", ephemeral=True), "This button names no articles"),
        (hostile.Press("fn:build:" + "9" * 30, ephemeral=True), "This button names no articles"),
        (hostile.Press("fn:why:\ud800", ephemeral=False), "This button is of another version"),
        (hostile.Press("fn:quotes:\ud800:0", ephemeral=False), "This button is of another version"),
        (hostile.Form("fn:ask:\ud800", [{"value": "and when?"}]), "is not on record any more"),
        (hostile.Form("fn:ask:{}:public", None), "the question is empty"),
        (hostile.Form("fn:ask:{}:public", [None, {"value": 5}, {"component": []}]), "the question is empty"),
        (hostile.Command("ask", (("question", 3, "Who?"), ("article", 3, []))), "This command is of another version"),
        (hostile.Command("ask", (("question", 10, []),)), "This command is of another version"),
        (hostile.Command("ask", (("question", 3, "Who?"), ("private", 3, "x"))), "This command is of another version"),
        (hostile.Command("ask", ()), "This command is of another version"),
        (hostile.Command("quotes", (("speaker", 3, "\ud800"),)), "This command is of another version"),
        (hostile.Command("none", ()), "This command is of another version"),
    ],
    ids=repr,
)
def test_what_was_found_once_is_told_in_a_sentence(stage: Stage, deed: Any, told: str) -> None:
    """What no client of Discord's sends is told to whoever sent it, and is no failure."""
    spot = stage.world.of(AMBER)
    _try(stage, spot, deed)
    assert told in shown_at(spot)
