"""What every backend of records must forget: a person, a server, what is old."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
import tempfile
from dataclasses import replace

import pytest
from hypothesis import given as holds
from hypothesis import settings as how
from hypothesis import strategies as st

from bot.records import Records
from bot.records.removing import _NAMING, AT_ONCE
from bot.records.sqlite import records_at
from bot.records.tables import CITED, DEPARTURES, MESSAGES, METADATA, VOTES
from bot.records.values import FORGOTTEN, LISTING_LIFE, WHOLE_SERVER, Change, OnRecord, published
from config.settings import Settings
from tests.contracts.conftest import in_file, name_of
from tests.contracts.test_records import NOON, SNOWFLAKE, given, listing, reopened, vote, votes_of
from tests.postgres import Server

ALICE, BOB, HARBOUR, MARKET = 11, 12, 2**62 + 1, 2**62 + 2
CHANGE = Change(NOON, HARBOUR, ALICE, HARBOUR, "reload", True, "nothing had changed")


async def test_a_forgotten_person_leaves_nothing_behind(records: Records) -> None:
    """Law: questions of every place go, with all that hangs on them, and every vote of theirs; the count was true."""
    theirs = [given(1, asker_id=ALICE), given(2, asker_id=ALICE, guild_id=None, channel_id=5), given(3, asker_id=ALICE)]
    others = given(4, asker_id=BOB, parent_id=theirs[0].id)
    for number, answer in enumerate([*theirs, others]):
        await records.add_answer(answer)
        await records.add_message(answer.guild_id, answer.id, 100 + number, 7)
        await records.vote(answer.guild_id, vote(answer, BOB))
        await records.set_fact(published(answer.id), "yes", answer.guild_id)
    for answer in (theirs[0], others):
        await records.vote(answer.guild_id, vote(answer, ALICE))
    assert await records.on_record(ALICE) == await records.remove_person(ALICE) == OnRecord(3, 2)
    assert [await records.answer(each.guild_id, each.id) for each in theirs] == [None] * 3
    standing = [await records.answer_in_message(each.guild_id, 100 + n) for n, each in enumerate((*theirs, others))]
    assert standing == [None] * 3 + [others]
    assert [await records.fact(published(each.id), each.guild_id) for each in (*theirs, others)] == [None] * 3 + ["yes"]
    assert await votes_of(records) == [(others, vote(others, BOB))]
    assert await records.last_answer_in(SNOWFLAKE, 7) == others
    assert await records.on_record(ALICE) == await records.remove_person(ALICE) == OnRecord()
    assert not OnRecord()
    assert await records.on_record(BOB) == OnRecord(1, 1)


async def test_of_what_a_forgotten_person_changed_the_name_goes(records: Records) -> None:
    """Law: that the articles were changed, when and how stays on record, and who did is not taken for the console."""
    console, other = replace(CHANGE, actor_id=None), replace(CHANGE, actor_id=BOB)
    for change in (CHANGE, console, other):
        await records.add_change(change)
    assert await records.on_record(ALICE) == await records.remove_person(ALICE) == OnRecord(changes=1)
    assert await records.on_record(FORGOTTEN) == OnRecord(changes=1)
    assert await records.changes(HARBOUR, 9) == (other, console, replace(CHANGE, actor_id=FORGOTTEN))


async def test_listings_of_the_direct_messages_go_with_the_person(records: Records) -> None:
    """Law: where only one person writes a listing is theirs; those of servers name nobody and stay."""
    await records.add_answer(given(asker_id=ALICE, guild_id=None, channel_id=5))
    await records.add_answer(given(asker_id=ALICE, channel_id=6))
    direct, server = listing(guild_id=None, channel_id=5), listing(channel_id=6)
    elsewhere = listing(guild_id=None, channel_id=8)
    for each in (direct, server, elsewhere):
        await records.add_listing(each)
    await records.remove_person(ALICE)
    assert [await records.listing(each.guild_id, each.id) for each in (direct, server, elsewhere)] == [
        None,
        server,
        elsewhere,
    ]


async def test_a_left_server_leaves_nothing_behind(
    records: Records, kept: Settings, request: pytest.FixtureRequest
) -> None:
    """Law: nothing of it is on record any more, wherever it was named; other servers and direct messages are as before."""
    gone = [given(number, guild_id=HARBOUR, channel_id=5) for number in range(3)]
    stays = [given(4, guild_id=MARKET), given(5, guild_id=None)]
    for number, answer in enumerate([*gone, *stays]):
        generations = ("0:000001-a", f"{answer.guild_id}:000002-b")
        await records.add_answer(replace(answer, generations=generations))
        await records.add_message(answer.guild_id, answer.id, number, 5)
        await records.vote(answer.guild_id, vote(answer, ALICE))
    await records.add_listing(listing(guild_id=HARBOUR))
    await records.add_listing(listing(guild_id=HARBOUR, corpus_id=HARBOUR))
    await records.add_listing(kept_listing := listing(guild_id=MARKET))
    shared = replace(CHANGE, corpus_id=0)
    for change in (CHANGE, shared, replace(CHANGE, corpus_id=MARKET, guild_id=MARKET)):
        await records.add_change(change)
    for guild_id in (HARBOUR, MARKET):
        await records.change_preferences(guild_id, WHOLE_SERVER, {"private": True})
        await records.change_preferences(guild_id, 5, {"mentions": False})
        await records.add_departure(guild_id, NOON)
    await records.remove_guild(HARBOUR)
    assert [await records.answer(each.guild_id, each.id) for each in gone] == [None] * 3
    assert await records.listing(kept_listing.guild_id, kept_listing.id) == kept_listing
    assert await records.changes(HARBOUR, 9) == ()
    assert await records.changes(0, 9) == (replace(shared, guild_id=None),)
    assert len(await records.changes(MARKET, 9)) == 1
    assert [answer.id for answer, _ in await votes_of(records)] == [each.id for each in stays]
    assert await records.departures() == {MARKET: NOON}
    assert set(await records.preferences()) == {MARKET}
    await records.remove_guild(HARBOUR)
    await records.aclose()
    assert str(MARKET) in dump(kept, request)
    assert str(HARBOUR) not in dump(kept, request)


def dump(kept: Settings, request: pytest.FixtureRequest) -> str:
    """All that a database holds."""
    url = str(kept.database.url)
    if not in_file(kept):
        server: Server = request.getfixturevalue("server")
        return "\n".join(server.sql(f"TABLE {table}", name_of(url)) for table in METADATA.tables)
    with sqlite3.connect(url.partition(":///")[2]) as connection:
        text = "\n".join(connection.iterdump())
    connection.close()
    return text


def test_every_column_that_names_a_server_is_looked_after() -> None:
    """Law: who adds a table that names servers is told to let its rows go with them."""
    naming = {column for table in METADATA.sorted_tables for column in table.c if column.name.endswith("guild_id")}
    # Excerpts, messages and votes go with their answers, and a departure is no trace of a server.
    with_others = {table.c.guild_id for table in (CITED, MESSAGES, VOTES, DEPARTURES)}
    assert naming - with_others == set(_NAMING)


async def test_servers_on_record_are_all_that_are_named(records: Records) -> None:
    """Law: whatever is on record of a server names it; the shared articles and direct messages are none."""
    assert await records.guilds() == frozenset()
    await records.add_answer(given(guild_id=None))
    await records.add_answer(given(guild_id=1))
    await records.add_listing(listing(guild_id=2, corpus_id=0))
    await records.set_fact("a", "b")
    await records.set_fact("a", "b", 3)
    await records.add_change(replace(CHANGE, corpus_id=0, guild_id=4))
    await records.add_change(replace(CHANGE, corpus_id=5, guild_id=None))
    await records.add_departure(6, NOON)
    assert await records.guilds() == {1, 2, 3, 4, 5}


async def test_departures_survive_and_the_last_one_counts(records: Records, kept: Settings) -> None:
    """Law: when a server was left is known after a new start, to the microsecond, until it is said to be back."""
    later = NOON + dt.timedelta(microseconds=1)
    await records.add_departure(SNOWFLAKE, NOON)
    await records.add_departure(SNOWFLAKE, later)
    await records.add_departure(HARBOUR, NOON.astimezone(dt.timezone(dt.timedelta(hours=9))))
    records = await reopened(records, kept)
    assert await records.departures() == {SNOWFLAKE: later, HARBOUR: NOON}
    for _ in range(2):
        await records.remove_departure(SNOWFLAKE)
    assert await records.departures() == {HARBOUR: NOON}
    await records.aclose()


@holds(ages=st.lists(st.integers(-3, 3), max_size=8), zone=st.integers(-12, 14))
@how(max_examples=15, deadline=None)
def test_what_is_older_than_the_moment_goes_and_nothing_else(ages: list[int], zone: int) -> None:
    """Law: an answer given before the moment goes, one of the very moment stays, in whatever zone it is told."""

    async def left() -> list[int]:
        with tempfile.TemporaryDirectory() as folder:
            records = records_at(f"sqlite+aiosqlite:///{folder}/records.sqlite3")
            await records.open()
            answers = {age: given(given=NOON + dt.timedelta(microseconds=age)) for age in set(ages)}
            for answer in answers.values():
                await records.add_answer(answer)
                await records.vote(answer.guild_id, vote(answer))
            before = NOON.astimezone(dt.timezone(dt.timedelta(hours=zone)))
            assert await records.remove_answers(before) == len([age for age in set(ages) if age < 0])
            found = [
                age for age, answer in answers.items() if await records.answer(answer.guild_id, answer.id) is not None
            ]
            assert len(await votes_of(records)) == len(found)
            await records.aclose()
            return sorted(found)

    assert asyncio.run(left()) == sorted(age for age in set(ages) if age >= 0)


async def test_listings_go_when_they_have_had_their_life(records: Records) -> None:
    """Law: also where nobody asks for another; one of just that age stays."""
    made = [listing(made=NOON - LISTING_LIFE), listing(made=NOON)]
    for each in made:
        await records.add_listing(each)
    assert await records.remove_listings(NOON) == 0
    assert await records.remove_listings(NOON + dt.timedelta(microseconds=1)) == 1
    assert [await records.listing(each.guild_id, each.id) for each in made] == [None, made[1]]


async def test_more_than_goes_at_once_goes_all(records: Records) -> None:
    """Law: however much there is of a person, all of it goes and is counted."""
    other = given(asker_id=BOB)
    await records.add_answer(other)
    answers = [given(number, asker_id=ALICE, cited=(), excerpts=0) for number in range(AT_ONCE + 1)]
    await asyncio.gather(*(records.add_answer(answer) for answer in answers))
    await asyncio.gather(*(records.vote(answer.guild_id, vote(answer, ALICE)) for answer in answers))
    await records.vote(other.guild_id, vote(other, ALICE))
    assert await records.remove_person(ALICE) == OnRecord(AT_ONCE + 1, AT_ONCE + 2)
    assert await records.answer(other.guild_id, other.id) == other
    assert await votes_of(records) == []


async def test_who_writes_meanwhile_does_not_wait_for_all_of_it(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: between two small steps others get their turn; and who breaks it off can have the rest removed later."""
    monkeypatch.setattr("bot.records.removing.AT_ONCE", 2)
    for number in range(40):
        await records.add_answer(given(number, guild_id=HARBOUR))
    await asyncio.gather(*(records.guilds() for _ in range(2)))  # so that a second connection is open
    removing = asyncio.create_task(records.remove_guild(HARBOUR))
    await asyncio.sleep(0)  # it has begun
    await records.add_answer(given(guild_id=MARKET, cited=(), excerpts=0))
    assert not removing.done()
    removing.cancel()
    await asyncio.gather(removing, return_exceptions=True)
    assert await records.guilds() == {HARBOUR, MARKET}
    await records.remove_guild(HARBOUR)
    assert await records.guilds() == {MARKET}
