"""Buckets in PostgreSQL, which all processes of a bot share: a row each, by the database's clock."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import asyncpg

from bot.limits.buckets import MINUTE, Bucket, BucketsAway
from bot.sharing.connecting import FAILURES, TO_CLOSE, arguments_of

T = TypeVar("T")

_CONNECTIONS = 4
# The first of it is what a question waits for at most before it is acknowledged.
_SECONDS, _TO_CLEAR = 0.4, 30.0
# Rows are locked in one order, so that no two questions wait for each other, and what is read of them is of after that. Where a row
# is missing nothing is taken, and there are fewer rows than were asked for.
_TAKE = f"""
WITH asked AS (
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::float8[]) WITH ORDINALITY AS each (guild_id, person_id, size, number)
), held AS (
    SELECT guild_id, person_id, level, at FROM limits JOIN asked USING (guild_id, person_id)
    ORDER BY guild_id, person_id FOR UPDATE OF limits
), filled AS (
    SELECT guild_id, person_id, size, number, moment,
        least(size, level + greatest(0, extract(epoch FROM moment - at)) * size / {MINUTE}) AS level
    FROM (SELECT *, clock_timestamp() AS moment FROM held) AS held JOIN asked USING (guild_id, person_id)
), taken AS (
    UPDATE limits SET level = filled.level - 1, at = filled.moment FROM filled
    WHERE limits.guild_id = filled.guild_id AND limits.person_id = filled.person_id
        AND (SELECT count(*) FROM filled WHERE filled.level >= 1) = cardinality($1::bigint[])
)
SELECT greatest(0, (1 - level) * {MINUTE} / size)::float8 AS wait FROM filled ORDER BY number
"""  # noqa: S608 - a number of ours
_FILL = """
INSERT INTO limits (guild_id, person_id, level, at)
SELECT *, clock_timestamp() FROM unnest($1::bigint[], $2::bigint[], $3::float8[])
ON CONFLICT DO NOTHING
"""
_CLEAR = f"DELETE FROM limits WHERE at < clock_timestamp() - interval '{MINUTE:.0f} seconds'"  # noqa: S608 - a number of ours


class PostgresBuckets:
    """Keeps how full each was when it was last taken from. Connects when it is first asked."""

    def __init__(self, url: str) -> None:
        self._arguments = arguments_of(url)
        self._pool: asyncpg.Pool[asyncpg.Record] | None = None
        self._opening = asyncio.Lock()
        # The event loop's time when something was last answered.
        self._answered = -math.inf

    async def take(self, asked: Sequence[Bucket]) -> Sequence[float]:
        """Seconds until each of `asked` holds a question. Where all of them do, one is taken from each; else none is."""
        columns = (
            [each.guild_id for each in asked],
            [each.person_id for each in asked],
            [float(each.size) for each in asked],
        )

        async def rows() -> Sequence[float]:
            pool = await self._opened()
            while len(found := await pool.fetch(_TAKE, *columns)) < len(asked):
                await pool.execute(_FILL, *columns)
            return [row["wait"] for row in found]

        return await self._within(_SECONDS, rows())

    async def clear(self) -> None:
        """Delete the rows of who has not asked for a minute: they are full again."""

        async def delete() -> None:
            await (await self._opened()).execute(_CLEAR)

        await self._within(_TO_CLEAR, delete())

    async def aclose(self) -> None:
        """Close the connections, with a word where the database still listens."""
        if self._pool is not None:
            with suppress(*FAILURES):
                await asyncio.wait_for(self._pool.close(), TO_CLOSE)
        self._drop()

    def _drop(self) -> None:
        if self._pool is not None:
            self._pool.terminate()
            self._pool = None

    async def _within(self, seconds: float, work: Coroutine[Any, Any, T]) -> T:
        """What `work` returns; where it does not in time it is left, and where nothing else was answered meanwhile, its connections too."""
        task, loop = asyncio.create_task(work), asyncio.get_running_loop()
        try:
            await asyncio.wait({task}, timeout=seconds)
            if task.done():
                self._answered = loop.time()
                return task.result()
        except FAILURES as error:
            raise BucketsAway(f"it does not take them ({type(error).__name__})") from error
        finally:
            task.cancel()
        if loop.time() - self._answered >= seconds:
            # What was cancelled would wait for a server that says nothing, were its connection not gone.
            self._drop()
            raise BucketsAway("it does not answer")
        raise BucketsAway("too many wait for it")

    async def _opened(self) -> asyncpg.Pool[asyncpg.Record]:
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(min_size=0, max_size=_CONNECTIONS, **self._arguments)
        return self._pool
