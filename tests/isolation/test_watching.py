"""What watches for leaks is able to see them: with a wrong audience, or without a guard, the rows of the other tests fail."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import bot
from retrieval.values import Audience
from tests.isolation.guards import (
    act,
    any_answer,
    any_parent,
    anybody_may,
    everything,
    one_picture,
    row,
    running,
    theirs_are_listed,
    theirs_is_meant,
)
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
    "bot.checking.cog": "check against articles",
    "bot.corpora.builds": "/corpus list",
    "bot.quotes.cog": "quotes",
    "bot.timeline.cog": "timeline",
}
NEVER_SHOWN = {
    "bot.corpora.schedule": "ids of the shared articles are compared, and none is told",
    "bot.preview.world": "its one server has no articles of its own",
    "bot.console.session": "everyone, and no server's id comes near it",
}


def _bind_theirs(world: World, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(running(world, name), "Audience", lambda *_: Audience(QUILL.guild_id))


@pytest.mark.parametrize("module", LEAKS)
async def test_a_wrong_audience_is_seen(one_world: World, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    """Where a file binds another server's audience, what it shows is told as a leak."""
    _bind_theirs(one_world, monkeypatch, module)
    await act(one_world, LEAKS[module])
    assert leaks(one_world) != []


@pytest.mark.parametrize("module", FAILS)
async def test_a_wrong_audience_is_refused(one_world: World, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    """Where another server's audience shows nothing, the row fails all the same."""
    _bind_theirs(one_world, monkeypatch, module)
    await act(one_world, FAILS[module])
    assert leaks(one_world) == []
    with pytest.raises(AssertionError):
        check(row(FAILS[module]), one_world.of(AMBER))


async def test_every_file_that_binds_an_audience_is_tried() -> None:
    """A file that names an audience and is not tried here is told by its name."""
    home = Path(inspect.getfile(bot)).parent
    named = {
        ".".join(file.relative_to(home.parent).with_suffix("").parts)
        for file in home.rglob("*.py")
        if re.search(r"\bAudience\(", file.read_text("utf-8"))
    }
    assert named == {*LEAKS, *FAILS, *NEVER_SHOWN}


@pytest.mark.parametrize(
    ("without", "name"),
    [
        (any_answer, "forged why"),
        (any_answer, "forged context"),
        (any_answer, "forged all"),
        (any_answer, "form that follows an answer of theirs"),
        (everything, "ask"),
        (everything, "complete /ask article"),
        (everything, "ask about an article of theirs"),
        (everything, "timeline"),
        (everything, "forged quotesof"),
        (anybody_may, "forged build"),
        (theirs_is_meant, "/corpus list"),
        (theirs_is_meant, "/corpus status"),
        (theirs_are_listed, "complete /corpus remove article"),
        (theirs_are_listed, "complete /corpus edit article"),
        (theirs_are_listed, "remove theirs"),
        (theirs_are_listed, "edit theirs"),
        (any_parent, "reply to an answer of theirs"),
        (one_picture, "timeline"),
    ],
    ids=lambda each: getattr(each, "__name__", each),
)
async def test_a_missing_guard_is_seen(
    one_world: World, monkeypatch: pytest.MonkeyPatch, without: Callable[[World, pytest.MonkeyPatch], None], name: str
) -> None:
    """Without any one of the guards a row fails."""
    without(one_world, monkeypatch)
    await act(one_world, name)
    with pytest.raises(AssertionError):
        check(row(name), one_world.of(AMBER))


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
