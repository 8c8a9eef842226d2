"""What is kept for long enough is deleted by one of all processes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from bot.bootstrap import make_records, make_service
from bot.client import FootnoteClient
from bot.leaving.clearing import clear_once
from config.settings import Settings
from retrieval.corpora.offers import LIFE, Offers
from retrieval.values import SHARED
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


async def test_offers_to_articles_read_in_place_are_deleted_beside_a_database(
    in_database: Settings, tmp_path: Path
) -> None:
    """Law: what was offered is gone after a day also where the shared articles, and so the offers, are no part of the cache."""
    in_place = in_database.model_copy(
        update={"corpus": in_database.corpus.model_copy(update={"path": tmp_path / "articles"})}
    )
    records = make_records(in_place)
    await records.open()
    client = FootnoteClient(in_place, make_service(in_place), records, shard_count=1)
    offers = Offers(client.service.corpora.place(SHARED))
    made = offers.make("a", b"x")
    client.jobs.mine = False
    await clear_once(client, dt.datetime.now(dt.UTC))
    assert offers.file(made).exists()
    await clear_once(client, dt.datetime.now(dt.UTC) + dt.timedelta(seconds=LIFE + 60))
    assert list(in_place.data_dir.rglob("offered/*")) == []
    await client.service.aclose()
    await records.aclose()
