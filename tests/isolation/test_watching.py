"""What watches for leaks is able to see them: with a wrong audience, or without a guard, the rows of the other tests fail."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import bot
from bot.asking.answers import Answers
from bot.drawing.cache import PictureCache
from bot.drawing.process import draw
from retrieval.live import LiveCorpora, Snapshot
from retrieval.service import AnswerService
from retrieval.values import Audience
from tests.isolation.surfaces import SURFACES, Surface
from tests.isolation.twins import AMBER, QUILL, TWINS, Twin, marks_in
from tests.isolation.watching import check, leaks
from tests.isolation.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

# Which row sees it where a file asks for another server's articles. Where a snapshot is held against the audience, or looked
# through for a corpus that is not in it, nothing is shown: then the row fails for want of what it must show.
LEAKS = {
    "bot.asking.answers": "ask",
    "bot.articles": "complete /quotes speaker",
    "bot.browsing.cog": "articles",
    "bot.diagnosing.cog": "doctor",
    "bot.welcome": "welcome",
}
FAILS = {
    "bot.lookups": "quotes",
    "bot.card.cog": "article",
    "bot.corpora.builds": "/corpus list",
    "bot.quotes.cog": "quotes",
    "bot.timeline.cog": "timeline",
}
NEVER_SHOWN = {
    "bot.corpora.schedule": "ids of the shared articles are compared, and none is told",
    "bot.preview.world": "its one server has no articles of its own",
    "bot.console.session": "everyone, and no server's id comes near it",
}


def _row(name: str) -> Surface:
    (found,) = [each for each in SURFACES if each.name == name]
    return found


async def _act(world: World, row: str) -> None:
    world.begin()
    await _row(row).act(world.of(AMBER), world.of(QUILL))


def _running(world: World, name: str) -> ModuleType:
    """A file as the client runs it, which loads its features anew."""
    return world.client.extensions.get(name) or sys.modules[name]


def _bind_theirs(world: World, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(_running(world, name), "Audience", lambda *_: Audience(QUILL.guild_id))


@pytest.mark.parametrize("module", LEAKS)
async def test_a_wrong_audience_is_seen(one_world: World, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    """Where a file binds another server's audience, what it shows is told as a leak."""
    _bind_theirs(one_world, monkeypatch, module)
    await _act(one_world, LEAKS[module])
    assert leaks(one_world) != []


@pytest.mark.parametrize("module", FAILS)
async def test_a_wrong_audience_is_refused(one_world: World, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    """Where another server's audience shows nothing, the row fails all the same."""
    _bind_theirs(one_world, monkeypatch, module)
    await _act(one_world, FAILS[module])
    assert leaks(one_world) == []
    with pytest.raises(AssertionError):
        check(_row(FAILS[module]), one_world.of(AMBER))


async def test_every_file_that_binds_an_audience_is_tried() -> None:
    """A file that names an audience and is not tried here is told by its name."""
    home = Path(inspect.getfile(bot)).parent
    named = {
        ".".join(file.relative_to(home.parent).with_suffix("").parts)
        for file in home.rglob("*.py")
        if re.search(r"\bAudience\(", file.read_text("utf-8"))
    }
    assert named == {*LEAKS, *FAILS, *NEVER_SHOWN}


def _any_answer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def find(answers: Answers, answer_id: str, *_: object) -> object:
        return await answers._records.answer(answer_id)

    monkeypatch.setattr(Answers, "find", find)


def _everything(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LiveCorpora, "snapshot", lambda live, _: Snapshot(tuple(live._generations.values())))
    monkeypatch.setattr(AnswerService, "_seen", lambda service, audience, _: service._live.snapshot(audience))


def _anybody_may(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_running(world, "bot.corpora.cog"), "check_may_change", lambda *_: None)


def _theirs_is_meant(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def meant(*_: object) -> int:
        return QUILL.guild_id

    monkeypatch.setattr(_running(world, "bot.corpora.cog"), "corpus_meant", meant)


def _any_parent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.asking.answers._is_at_hand", lambda *_: True)


def _one_picture(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def picture(cache: PictureCache, scene: Any) -> bytes:
        return cache._kept.setdefault(b"", await draw(scene.to_json()))

    monkeypatch.setattr(PictureCache, "picture", picture)


@pytest.mark.parametrize(
    ("without", "row"),
    [
        (_any_answer, "forged why"),
        (_any_answer, "forged context"),
        (_any_answer, "form that follows an answer of theirs"),
        (_everything, "ask"),
        (_everything, "complete /ask article"),
        (_everything, "ask about an article of theirs"),
        (_everything, "timeline"),
        (_everything, "forged quotesof"),
        (_anybody_may, "forged build"),
        (_theirs_is_meant, "/corpus list"),
        (_theirs_is_meant, "/corpus status"),
        (_any_parent, "reply to an answer of theirs"),
        (_one_picture, "timeline"),
    ],
    ids=lambda each: getattr(each, "__name__", each),
)
async def test_a_missing_guard_is_seen(
    one_world: World, monkeypatch: pytest.MonkeyPatch, without: Callable[[World, pytest.MonkeyPatch], None], row: str
) -> None:
    """Without any one of the guards a row fails."""
    without(one_world, monkeypatch)
    await _act(one_world, row)
    with pytest.raises(AssertionError):
        check(_row(row), one_world.of(AMBER))


@pytest.mark.parametrize("twin", TWINS, ids=lambda each: each.word)
async def test_marks_are_found_however_they_are_written(twin: Twin) -> None:
    """Escaped, emphasised, in small letters or in an address, a mark is a mark; a longer number is none."""
    word = twin.word
    for text in (
        f"**{word[:3]}**{word[3:]}",
        f"https://x/%{ord(word[0]):02X}{word[1:]}",
        word.upper(),
        f"{word[:4]}\\{word[4:]}",
    ):
        assert marks_in(text, twin) == [word.lower()]
    assert marks_in(f"1{twin.figure} 1{twin.guild_id} 1{twin.day} May 2021", twin) == []
