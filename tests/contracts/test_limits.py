"""Limits, of every backend: in memory by a clock that tests move, in PostgreSQL by a real server's, whose rows they age."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import NullPool, create_engine

from bot.limits import BUCKETS, Bucket, Buckets, MemoryBuckets, RateLimits
from bot.limits.postgres import PostgresBuckets
from bot.limits.tables import LIMITS, METADATA
from bot.sharing.connecting import arguments_of
from config.sections import LimitSettings
from tests.postgres import Server, corpora


class Clock:
    """Time that tests move."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True, slots=True)
class Kept:
    """A backend that keeps buckets, another process's view of the same ones, and how time passes for them."""

    buckets: Buckets
    others: Buckets
    wait: Callable[[float], Awaitable[None]]

    def limits(
        self,
        per_person: int = 3,
        per_server: int = 1000,
        of_server: Callable[[int], LimitSettings] | None = None,
        *,
        other: bool = False,
    ) -> RateLimits:
        most = LimitSettings(per_person=per_person, per_server=per_server)
        return RateLimits(most, self.others if other else self.buckets, of_server)


@pytest.fixture(params=BUCKETS)
async def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Kept]:
    monkeypatch.setattr("bot.limits.postgres._SECONDS", 30.0)  # a busy machine is no database that is away
    if request.param == "memory":
        yield _in_memory()
        return
    server: Server = request.getfixturevalue("server")
    url = corpora(server)
    buckets, others = PostgresBuckets(url), PostgresBuckets(url)

    async def wait(seconds: float) -> None:
        connection = await asyncpg.connect(**arguments_of(url))
        await connection.execute("UPDATE limits SET at = at - make_interval(secs => $1)", seconds)
        await connection.close()

    yield Kept(buckets, others, wait)
    await buckets.aclose()
    await others.aclose()
    server.drop(url)


def _in_memory() -> Kept:
    clock = Clock()
    buckets = MemoryBuckets(clock)

    async def wait(seconds: float) -> None:
        clock.now += seconds

    return Kept(buckets, buckets, wait)


def _wait(refusal: str | None) -> int:
    assert refusal is not None
    found = re.search(r"please ask again in (\d+) seconds?\.$", refusal)
    assert found is not None
    return int(found[1])


async def test_a_person_may_ask_so_often_and_is_told_when_again(kept: Kept) -> None:
    """The limit holds for one person alone, and the refusal names it and the wait."""
    limits = kept.limits()
    assert [await limits.refusal(1, None) for _ in range(3)] == [None] * 3
    refusal = await limits.refusal(1, None)
    assert refusal is not None
    assert "You have asked 3 questions in a minute" in refusal
    assert await limits.refusal(2, None) is None
    await kept.wait(_wait(refusal))
    assert await limits.refusal(1, None) is None
    assert await limits.refusal(1, None) is not None


async def test_a_server_may_ask_so_often_together(kept: Kept) -> None:
    """People share their server's limit; other servers and direct messages have nothing to do with it."""
    limits = kept.limits(per_person=10, per_server=2)
    assert [await limits.refusal(person, 7) for person in (1, 2)] == [None, None]
    refusal = await limits.refusal(3, 7)
    assert refusal is not None
    assert "This server has asked 2 questions in a minute" in refusal
    assert await limits.refusal(3, 8) is None
    assert await limits.refusal(3, None) is None


async def test_a_refused_question_counts_nowhere(kept: Kept) -> None:
    """Asking while refused makes nobody wait longer: not the person, not the server."""
    limits = kept.limits(per_person=1, per_server=2)
    assert await limits.refusal(1, 7) is None
    assert {50 < _wait(await limits.refusal(1, 7)) <= 60 for _ in range(50)} == {True}
    assert await limits.refusal(2, 7) is None
    assert {20 < _wait(await limits.refusal(3, 7)) <= 30 for _ in range(50)} == {True}
    assert await limits.refusal(3, None) is None
    await kept.wait(60)
    assert await limits.refusal(1, 7) is None


async def test_a_server_may_allow_less(kept: Kept) -> None:
    """What a server allows a person holds there beside what is allowed everywhere; both are counted, and said apart."""
    allowed = {7: LimitSettings(per_person=1, per_server=5), 8: LimitSettings(per_person=3, per_server=5)}
    limits = kept.limits(3, 5, allowed.__getitem__)
    assert await limits.refusal(1, 7) is None
    assert str(await limits.refusal(1, 7)).startswith(
        "You have asked 1 question in a minute, which is as many as one person may in"
    )
    assert [await limits.refusal(1, 8) for _ in range(2)] == [None, None]
    assert "3 questions in a minute, which is as many as one person may:" in str(await limits.refusal(1, 8))
    assert "3 questions in a minute, which is as many as one person may:" in str(await limits.refusal(1, None))
    assert [await limits.refusal(person, 7) for person in (2, 3, 4, 5)] == [None] * 4
    assert "This server has asked 5 questions" in str(await limits.refusal(6, 7))
    allowed[7] = LimitSettings(per_person=1, per_server=2)
    assert "This server has asked 2 questions" in str(await limits.refusal(6, 7))


async def test_one_second_is_singular(kept: Kept) -> None:
    """The wait is rounded up and said as people say it."""
    limits = kept.limits(per_person=60)
    for _ in range(60):
        await limits.refusal(1, None)
    while (refusal := await limits.refusal(1, None)) is None:
        continue  # a slow minute lets another in
    assert refusal.endswith("in 1 second.")


async def test_nothing_is_saved_up(kept: Kept) -> None:
    """After an hour's silence there is one minute's worth and no more."""
    limits = kept.limits()
    assert await limits.refusal(1, None) is None
    await kept.wait(3600)
    assert [await limits.refusal(1, None) is None for _ in range(4)] == [True, True, True, False]


async def test_processes_count_together(kept: Kept) -> None:
    """Law: of very many questions at once, by several processes, as many pass as the limits allow, the first of all included."""
    here, there = kept.limits(per_person=7, per_server=20), kept.limits(per_person=7, per_server=20, other=True)
    begin = time.monotonic()
    asked = (limits.refusal(person, 7) for _ in range(10) for person in (1, 2, 3, 4) for limits in (here, there))
    refusals = await asyncio.gather(*asked)
    assert 20 <= refusals.count(None) <= 20 + (time.monotonic() - begin) * 20 / 60
    assert any("This server has asked 20" in str(each) for each in refusals)
    for person in (1, 2, 3, 4):
        refusals += [await limits.refusal(person, None) for _ in range(4) for limits in (here, there)]
    assert 4 * 7 <= refusals.count(None) <= 4 * 7 + 4 * (time.monotonic() - begin) * 7 / 60
    assert str(await here.refusal(1, None)).startswith("You have asked 7 questions")


async def test_what_is_full_again_is_cleared(kept: Kept) -> None:
    """Law: clearing lets nobody ask more than before."""
    limits = kept.limits(per_person=1)
    assert await limits.refusal(1, 7) is None
    await kept.wait(61)
    assert await limits.refusal(2, 7) is None
    await limits.clear()
    assert await limits.refusal(2, 7) is not None
    assert await limits.refusal(1, 7) is None


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 130), st.lists(st.floats(0, 90), max_size=200))
def test_no_stretch_of_time_takes_more_than_its_share(size: int, pauses: list[float]) -> None:
    """Over any stretch: at most a full bucket and what flows in meanwhile; and who waits as told is answered."""

    async def ask() -> None:
        kept = _in_memory()
        limits, passed = kept.limits(per_person=size), 0.0
        for taken, pause in enumerate(pauses, start=1):
            passed += pause
            await kept.wait(pause)
            refusal = await limits.refusal(1, None)
            if refusal is not None:
                passed += _wait(refusal) + 1e-6
                await kept.wait(_wait(refusal) + 1e-6)
                assert await limits.refusal(1, None) is None
            assert taken <= size + size * passed / 60 + 1e-6

    asyncio.run(ask())


async def test_presses_and_completions_are_counted_apart_from_questions() -> None:
    """Each by person, in this process alone; what is refused does not count, and who waits as told may go on."""
    clock = Clock()
    limits = RateLimits(LimitSettings(per_person=1, presses=2), MemoryBuckets(clock), clock=clock)
    assert await limits.refusal(1, None) is None
    assert [await limits.press_refusal(1) for _ in range(2)] == [None] * 2
    told = "You have pressed buttons and used commands 2 times in a minute, which is as often as one person may: please try again in 30 seconds."
    assert {await limits.press_refusal(1) for _ in range(50)} == {told}
    assert await limits.press_refusal(2) is None
    assert [await limits.completes(1) for _ in range(4)] == [True, True, False, False]
    assert await limits.completes(2)
    clock.now += 30
    assert await limits.press_refusal(1) is None
    assert await limits.completes(1)
    assert await limits.refusal(1, None) is not None


async def test_many_people_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of those who asked longest ago nothing is kept, and those who asked last are still counted."""
    monkeypatch.setattr("bot.limits.memory._MOST", 10)
    buckets = MemoryBuckets(Clock())
    for person in range(1000):
        assert await buckets.take([Bucket(0, person, 1)]) == [0]
    assert len(buckets._levels) == 10
    assert await buckets.take([Bucket(0, 999, 1)]) == [60]


async def test_without_the_database_each_process_counts_alone(
    server: Server, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: with the database gone nobody is refused for it and nobody may ask without end; it is said once, and once that it is back."""
    monkeypatch.setattr("bot.limits.postgres._SECONDS", 30.0)  # who may not log in is told so at once
    url, clock = corpora(server), Clock()
    buckets = PostgresBuckets(url)
    limits = RateLimits(LimitSettings(per_person=2, per_server=9), buckets, clock=clock)
    assert await limits.refusal(1, 7) is None
    server.sql("ALTER ROLE footnote NOLOGIN")
    server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'footnote'")
    try:
        assert [await limits.refusal(1, 7) is None for _ in range(4)] == [True, True, False, False]
        clock.now += 6
        assert "You have asked 2 questions" in str(await limits.refusal(1, 7))
    finally:
        server.sql("ALTER ROLE footnote LOGIN")
    clock.now += 6
    assert [await limits.refusal(1, 7) is None for _ in range(3)] == [True, False, False]
    await limits.aclose()
    assert caplog.text.count("counted by this process alone") == 1
    assert caplog.text.count("in the database again") == 1


async def test_a_database_that_says_nothing_is_waited_for_once(server: Server) -> None:
    """Law: where rows are held by somebody else a question is let through after a moment, and the next ones at once."""
    url, clock = corpora(server), Clock()
    limits = RateLimits(LimitSettings(per_person=5, per_server=9), PostgresBuckets(url), clock=clock)
    assert await limits.refusal(1, 7) is None
    holder = await asyncpg.connect(**arguments_of(url))
    async with holder.transaction():
        await holder.execute("LOCK TABLE limits")
        begin = asyncio.get_running_loop().time()
        assert await limits.refusal(1, 7) is None
        for _ in range(3):
            assert await limits.refusal(1, 7) is None
        assert asyncio.get_running_loop().time() - begin < 2
    await holder.close()
    clock.now += 6
    assert await limits.refusal(1, 7) is None
    await limits.aclose()


def test_the_migrations_make_the_table_that_is_declared(server: Server) -> None:
    """Law: the server leads its key, its columns are as declared, and it is not written twice."""
    url = corpora(server)
    engine = create_engine(url.replace("+asyncpg", "+psycopg"), poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or name == LIMITS.name, "compare_type": True},
        )
        assert compare_metadata(context, METADATA) == []
    name = url.rpartition("/")[2]
    assert server.sql("SELECT relpersistence FROM pg_class WHERE relname = 'limits'", name) == "u"
    assert [each.name for each in LIMITS.primary_key] == ["guild_id", "person_id"]
    server.drop(url)
