"""The server leads every key and every query, so that all of one lies together and Citus spreads the tables as they are."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import event

from bot.records import Records
from bot.records.database import DatabaseRecords
from bot.records.tables import METADATA
from bot.records.values import FORGOTTEN, WHOLE_SERVER, Change, Focus, published
from tests.contracts.test_records import NOON, SNOWFLAKE, follow_up, given, listing, vote

HERE, THERE, ALICE = 21, 22, 11
ANSWER = given(1, id="here", guild_id=HERE, asker_id=ALICE)
# What is of all servers by its nature. What they change they still change server by server.
CROSSING = {
    "votes": "exported by those who run the bot",
    "preferences": "held in memory from the start",
    "remove_article": "a shared one is quoted anywhere",
    "on_record": "a person may ask in many servers",
    "remove_person": "the same",
    "remove_answers": "what is old is so everywhere",
    "remove_listings": "the same",
    "guilds": "which there are",
    "departures": "which were left",
}
ASKED: dict[str, Callable[[Records], Awaitable[object] | AsyncIterator[object]]] = {
    "add_answer": lambda records: records.add_answer(given(guild_id=HERE)),
    "answer": lambda records: records.answer(HERE, "here"),
    "add_message": lambda records: records.add_message(HERE, "here", 8, 5),
    "answer_in_message": lambda records: records.answer_in_message(HERE, 7),
    "last_answer_in": lambda records: records.last_answer_in(HERE, 5),
    "vote": lambda records: records.vote(HERE, vote(ANSWER)),
    "votes": lambda records: records.votes(),
    "add_change": lambda records: records.add_change(Change(NOON, HERE, ALICE, HERE, "add", True, "")),
    "changes": lambda records: records.changes(HERE, 9),
    "add_listing": lambda records: records.add_listing(listing(guild_id=HERE)),
    "listing": lambda records: records.listing(HERE, "listed"),
    "preferences": lambda records: records.preferences(),
    "change_preferences": lambda records: records.change_preferences(HERE, WHOLE_SERVER, {"private": True}),
    "fact": lambda records: records.fact("a", HERE),
    "set_fact": lambda records: records.set_fact("a", "b", HERE),
    "on_record": lambda records: records.on_record(ALICE),
    "add_departure": lambda records: records.add_departure(HERE, NOON),
    "remove_departure": lambda records: records.remove_departure(HERE),
    "guilds": lambda records: records.guilds(),
    "departures": lambda records: records.departures(),
    "remove_article": lambda records: records.remove_article(0, "lighthouse"),
    "remove_person": lambda records: records.remove_person(ALICE),
    "remove_guild": lambda records: records.remove_guild(THERE),
    "remove_listings": lambda records: records.remove_listings(NOON.replace(year=2027)),
    "remove_answers": lambda records: records.remove_answers(NOON.replace(year=2027)),
}
ONLY_THE_DATABASE = {"exists", "open", "describe", "check", "probe", "copy_to", "put_back", "aclose"}


def test_the_server_leads_every_key_and_index() -> None:
    """Law: whatever is looked up by a key or an index is looked up in a server; what hangs on an answer hangs on one of that."""
    for table in METADATA.sorted_tables:
        assert next(iter(table.primary_key)).name == "guild_id", table
        assert not table.c.guild_id.nullable
        for index in table.indexes:
            assert index.columns[0].name == "guild_id", index.name
        for constraint in table.foreign_key_constraints:
            assert next(each.target_fullname for each in constraint.elements) == f"{constraint.referred_table}.guild_id"


@pytest.fixture
async def filled(records: DatabaseRecords) -> DatabaseRecords:
    """Records with something of everything, in two servers, of one of which something is removed."""
    for guild_id in (HERE, THERE):
        answer = given(1, id="here", guild_id=guild_id, asker_id=ALICE)
        await records.add_answer(answer)
        await records.add_answer(follow_up(answer, guild_id=guild_id))
        await records.add_message(guild_id, "here", 7, 5)
        await records.vote(guild_id, vote(answer))
        await records.vote(guild_id, vote(answer, ALICE))
        await records.set_fact(published("here"), "yes", guild_id)
        await records.add_listing(listing(id="listed", guild_id=guild_id, corpus_id=0))
        await records.add_change(Change(NOON, guild_id, ALICE, guild_id, "add", True, ""))
        await records.change_preferences(guild_id, 5, {"focus": Focus(0, "lighthouse"), "private": True})
        await records.add_departure(guild_id, NOON)
    return records


async def test_every_query_names_its_server(filled: DatabaseRecords) -> None:
    """Law: but for what is of all of them, each statement names the server, and nothing is changed in several by one."""
    assert set(ASKED) | ONLY_THE_DATABASE == {name for name in vars(Records) if not name.startswith("_")}
    seen: list[str] = []

    def see(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(" ".join(statement.split()))

    database = filled._connections.database
    for engine in (database.reader, database.writer):
        event.listen(engine.sync_engine, "before_cursor_execute", see)
    for name, ask in ASKED.items():
        seen.clear()
        asked = ask(filled)
        if isinstance(asked, AsyncIterator):
            assert [each async for each in asked]
        else:
            await asked
        assert seen, name
        for statement in seen:
            read = statement.startswith("SELECT")
            assert _names_a_server(statement) or (read and name in CROSSING), f"{name}: {statement}"


def _names_a_server(statement: str) -> bool:
    if statement in ("BEGIN", "BEGIN IMMEDIATE") or statement.startswith("SELECT set_config"):
        return True  # they are about no table
    if statement.startswith("INSERT"):
        return re.search(r"^INSERT INTO \w+ \([^)]*\bguild_id\b", statement) is not None
    return re.search(r"guild_id (=|IN) ", _condition(statement)) is not None


def _condition(statement: str) -> str:
    """What a statement asks for, without that two tables are joined by the server."""
    asked = statement.partition(" WHERE ")[2]
    return re.sub(r"\w+\.guild_id = \w+\.guild_id", "", asked)


async def test_what_another_server_has_is_not_found(records: Records) -> None:
    """Law: two servers may have answers, messages, listings and facts of the same ids, and each sees its own, or nothing."""
    answers = {server: given(1, id="same", guild_id=server) for server in (HERE, THERE, None)}
    for server, answer in answers.items():
        await records.add_answer(answer)
        await records.add_message(server, "same", 7, 5)
        await records.add_listing(listing(id="same", guild_id=server, options=(("of", str(server)),)))
        await records.set_fact("same", str(server), server)
        await records.vote(server, vote(answer, verdict="not_stated" if server == HERE else "helpful"))
    for server, answer in answers.items():
        assert await records.answer(server, "same") == answer
        assert await records.answer_in_message(server, 7) == await records.last_answer_in(server, 5) == answer
        assert await records.fact("same", server) == str(server)
        found = await records.listing(server, "same")
        assert found is not None
        assert found.options == (("of", str(server)),)
    assert [await records.answer(SNOWFLAKE, "same"), await records.listing(SNOWFLAKE, "same")] == [None, None]
    assert [await records.answer_in_message(SNOWFLAKE, 7), await records.last_answer_in(SNOWFLAKE, 5)] == [None, None]
    votes = [(answer.guild_id, each.verdict) async for answer, each in records.votes()]
    assert sorted(votes, key=str) == [(HERE, "not_stated"), (THERE, "helpful"), (None, "helpful")]
    await records.remove_guild(HERE)
    assert [await records.answer(server, "same") for server in answers] == [None, answers[THERE], answers[None]]
    assert await records.fact("same", THERE) == str(THERE)


async def test_changes_are_of_the_server_whose_articles_they_changed(records: Records) -> None:
    """Law: from where the shared articles were changed is told, and goes with that server and with the person."""
    shared = Change(NOON, 0, ALICE, HERE, "add", True, "")
    await records.add_change(shared)
    assert await records.changes(HERE, 9) == ()
    assert await records.guilds() == {HERE}
    await records.remove_guild(HERE)
    await records.remove_person(ALICE)
    assert await records.changes(0, 9) == (Change(NOON, 0, FORGOTTEN, None, "add", True, ""),)
