"""Timelines, quotations and cards from the service: one snapshot each, and no server another's."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import Settings
from retrieval.errors import BusyError, ClosedError, UnknownArticle
from retrieval.facts.values import TimelineQuery
from retrieval.generations.generation import Generation
from retrieval.values import Audience
from tests.end_to_end.test_service import EVERYONE, running
from tests.retrieval.samples import generation_of
from tests.retrieval.stated import ARTICLES, BRIDGE, BRIDGE_FACTS, FACTS, FELL, TOWER, TOWER_FACTS


@pytest.fixture
def shared(tmp_path: Path) -> Generation:
    """The three articles, for everybody."""
    return generation_of(tmp_path / "shared", ARTICLES, facts=FACTS)


async def test_all_three_are_answered(hashing: Settings, shared: Generation) -> None:
    """Events, quotations and the card of what serves, in pages, and half a name completed."""
    async with running(hashing, shared) as (service, _):
        page = await service.timeline(EVERYONE, TimelineQuery("tower"), start=0, count=1)
        assert [each.event.clause.of(each.article.body) for each in page.events] == [FELL]
        assert page.total == 2
        said = await service.quotes(EVERYONE, speaker="Holm", start=1)
        assert (said.total, len(said.quotes)) == (2, 1)
        assert (await service.card(EVERYONE, "tower")).card == TOWER_FACTS.card
        assert await service.speakers(EVERYONE, "ho") == ("Ida Holm",)
        for asked in (service.timeline(EVERYONE, TimelineQuery("no")), service.quotes(EVERYONE, article_id="no")):
            with pytest.raises(UnknownArticle):
                await asked
        with pytest.raises(UnknownArticle):
            await service.card(EVERYONE, "no")


async def test_a_snapshot_is_seen_to_its_end(hashing: Settings, shared: Generation, tmp_path: Path) -> None:
    """What serves meanwhile does not get into it; one of another audience is refused."""
    own = generation_of(tmp_path / "own", [BRIDGE], facts=[BRIDGE_FACTS], corpus_id=11)
    async with running(hashing, shared, own) as (service, live):
        snapshot = service.snapshot(Audience(11))
        live.put(generation_of(tmp_path / "new", [TOWER], facts=[TOWER_FACTS], corpus_id=11))
        page = await service.timeline(Audience(11), TimelineQuery(), snapshot=snapshot)
        assert [each.corpus_id for each in page.events] == [0, 11, 0, 0]
        assert (await service.timeline(Audience(11), TimelineQuery())).total == 5
        for other in (EVERYONE, Audience(12)):
            with pytest.raises(ValueError, match="of another audience"):
                await service.timeline(other, TimelineQuery(), snapshot=snapshot)
            with pytest.raises(ValueError, match="of another audience"):
                await service.quotes(other, snapshot=snapshot)
            with pytest.raises(ValueError, match="of another audience"):
                await service.card(other, "bridge", snapshot=snapshot)


async def test_no_server_sees_anothers(hashing: Settings, shared: Generation, tmp_path: Path) -> None:
    """Law 3, with twins: the same article id in two servers gives each its own events, words and card."""
    other = replace(TOWER_FACTS, quotes=(replace(TOWER_FACTS.quotes[1], name="Ada Holm"),))
    twins = {
        11: generation_of(tmp_path / "11", [TOWER], facts=[TOWER_FACTS], corpus_id=11),
        12: generation_of(tmp_path / "12", [TOWER], facts=[other], corpus_id=12),
    }
    async with running(hashing, shared, *twins.values()) as (service, live):
        assert await service.speakers(Audience(11), "holm") == ("Ida Holm",)
        assert await service.speakers(Audience(12), "ada") == ("Ada Holm",)
        assert await service.speakers(EVERYONE, "ada") == ()
        assert (await service.quotes(Audience(11), speaker="Ada")).total == 0
        assert (await service.quotes(Audience(12), speaker="Ada")).total == 1
        assert (await service.card(Audience(12), "tower")).corpus_id == 12
        assert (await service.card(EVERYONE, "tower")).corpus_id == 0
        live.drop(12)
        assert (await service.card(Audience(12), "tower")).corpus_id == 0


async def test_a_closed_service_says_so(hashing: Settings, shared: Generation) -> None:
    """Who asks at the end hears that it is one."""
    async with running(hashing, shared) as (service, _):
        await service.aclose()
        for asked in (
            service.timeline(EVERYONE, TimelineQuery()),
            service.quotes(EVERYONE),
            service.card(EVERYONE, "tower"),
        ):
            with pytest.raises(ClosedError):
                await asked


async def test_reading_is_bounded_and_heard_of_at_the_end(hashing: Settings, shared: Generation) -> None:
    """More than the queue holds is busy at once, and what still waits when it closes hears that it does."""
    go, started = threading.Event(), threading.Event()

    def hold() -> None:
        started.set()
        assert go.wait(30)

    section = hashing.service.model_copy(update={"queue": 2})
    async with running(hashing.model_copy(update={"service": section}), shared) as (service, _):
        held = asyncio.create_task(service.read(hold))
        waiting = asyncio.create_task(service.timeline(EVERYONE, TimelineQuery()))
        await asyncio.to_thread(started.wait, 30)
        with pytest.raises(BusyError, match="2 requests are waiting"):
            await service.quotes(EVERYONE)
        await service.aclose(0.01)
        with pytest.raises(ClosedError):
            await waiting
        go.set()
        await held
