"""What is kept for long enough is deleted by one of all processes."""

from __future__ import annotations

import datetime as dt

from bot.bootstrap import make_records, make_service
from bot.client import FootnoteClient
from bot.leaving.clearing import clear_once
from config.settings import Settings
from tests.contracts.test_records import given


async def test_old_answers_are_deleted_where_the_jobs_are(hashing: Settings) -> None:
    """Law: a process without the jobs deletes nothing that is no server's of its own; the one that has them does."""
    records = make_records(hashing)
    await records.open()
    client = FootnoteClient(hashing, make_service(hashing), records, shard_count=1)
    now = dt.datetime.now(dt.UTC)
    answer = given(given=now - dt.timedelta(days=400))
    await records.add_answer(answer)
    client.jobs.mine = False
    await clear_once(client, now)
    assert await records.answer(answer.guild_id, answer.id) is not None
    client.jobs.mine = True
    await clear_once(client, now)
    assert await records.answer(answer.guild_id, answer.id) is None
    await client.service.aclose()
    await records.aclose()
