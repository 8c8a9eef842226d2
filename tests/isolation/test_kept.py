"""What is kept, written and exported holds nothing of a server's articles that leads elsewhere."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from bot.console import main
from retrieval.values import SHARED
from tests.isolation.conftest import MakeWorld
from tests.isolation.surfaces import WHO
from tests.isolation.twins import TWINS, marks_in
from tests.isolation.watching import failures, leaks
from tests.isolation.world import Spot, World, record_in
from tests.stored import rows, stored

LINES = [
    ["ask", WHO],
    ["ask", WHO, "--json"],
    ["articles"],
    ["article", "pier"],
    ["article", TWINS[0].own_id],
    ["timeline"],
    ["quotes"],
    ["card"],
    ["card", "--article", "pier"],
    ["corpus", "list"],
    ["corpus", "status"],
    ["doctor"],
]


async def _use(spot: Spot) -> None:
    """Everything that leaves a record, without a mark in what is asked."""
    for question in (WHO, "Who watered the garden of Ansel?"):
        answer = await spot.answer(question)
        await spot.press(f"fn:vote:{record_in(answer, 'why')}:helpful")
    await spot.slash("timeline")
    await spot.slash("quotes", speaker="Ida")
    await spot.slash("corpus rollback", by="manager")


async def _use_all(world: World) -> None:
    for twin in TWINS:
        await _use(world.of(twin))
    assert leaks(world) == []
    assert failures(world) == []


async def test_records_hold_no_word_of_an_article(make_world: MakeWorld) -> None:
    """Records hold questions and places; each answer cites the shared articles and those of the server where it was given."""
    async with make_world() as world:
        await _use_all(world)
        held = (await stored(world.settings)).decode("latin-1")
        assert not [twin.word for twin in TWINS if twin.word.casefold() in held.casefold()]
        cited = await rows(world.settings, "SELECT guild_id, corpus_id FROM cited")
        assert set(cited) == {(twin.guild_id, corpus) for twin in TWINS for corpus in (SHARED, twin.guild_id)}


async def test_the_log_holds_no_word_of_an_article(make_world: MakeWorld, caplog: pytest.LogCaptureFixture) -> None:
    """Who runs the bot reads its log: nothing that a server's articles say stands there."""
    with caplog.at_level(logging.INFO):
        async with make_world() as world:
            await _use_all(world)
    assert not [twin.word for twin in TWINS if twin.word in caplog.text]


async def test_an_export_leaves_the_articles_of_servers_out(
    make_world: MakeWorld, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Votes on answers that cite a server's own articles stay there; those on the shared ones are written."""
    async with make_world() as world:
        await _use_all(world)
        assert await asyncio.to_thread(main, ["feedback", "export", str(tmp_path / "out")]) == 0
    written = "".join(each.read_text("utf-8") for each in (tmp_path / "out").iterdir())
    told = capsys.readouterr()
    assert "The garden of Ansel" in written
    assert "they cite a server's own articles, which stay there" in told.err
    assert [mark for twin in TWINS for mark in marks_in(written + told.out + told.err, twin)] == []


@pytest.mark.parametrize("line", LINES, ids=" ".join)
async def test_the_console_sees_the_shared_articles_alone(
    make_world: MakeWorld, line: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Law 3: on the console no mark of any server's articles is written, whatever is asked for by name."""
    async with make_world():
        await asyncio.to_thread(main, line)
    told = capsys.readouterr()
    assert told.out + told.err
    assert [mark for twin in TWINS for mark in marks_in(told.out + told.err, twin)] == []
