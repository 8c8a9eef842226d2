"""Answers with their excerpts, messages and votes, on a connection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.errors import UnknownAnswer
from bot.records.putting import put
from bot.records.rows import answer_of, row_of, row_of_answer, server_of
from bot.records.tables import ANSWERS, CITED, MESSAGES, VOTES
from bot.records.values import Cited, GivenAnswer, Verdict, Vote

# An answer as keys name it: the server, and its own id.
Key = tuple[int, str]


async def add_answer(connection: AsyncConnection, answer: GivenAnswer) -> None:
    """Add an answer and its excerpts."""
    await connection.execute(insert(ANSWERS), row_of_answer(answer))
    if answer.cited:
        key = {"guild_id": server_of(answer.guild_id), "answer_id": answer.id}
        await connection.execute(insert(CITED), [{**key, **row_of(each)} for each in answer.cited])


async def find_answer(connection: AsyncConnection, guild_id: int | None, answer_id: str) -> GivenAnswer | None:
    """The answer of that id in a server."""
    return await _first(connection, select(ANSWERS).where(*_is(guild_id, answer_id)))


async def add_message(
    connection: AsyncConnection, guild_id: int | None, answer_id: str, message_id: int, channel_id: int
) -> None:
    """Let an answer stand in a message, in place of any that stood there; raises UnknownAnswer."""
    # Held until the end, lest it be removed meanwhile.
    standing = select(ANSWERS.c.given).where(*_is(guild_id, answer_id)).with_for_update(read=True, key_share=True)
    given = await connection.scalar(standing)
    if given is None:
        raise UnknownAnswer(answer_id)
    row = {"message_id": message_id, "answer_id": answer_id, "channel_id": channel_id, "given": given}
    await put(connection, MESSAGES, {"guild_id": server_of(guild_id), **row})


async def find_in_message(connection: AsyncConnection, guild_id: int | None, message_id: int) -> GivenAnswer | None:
    """The answer that stands in a message of a server."""
    there = (MESSAGES.c.guild_id == server_of(guild_id), MESSAGES.c.message_id == message_id)
    return await _first(connection, select(ANSWERS).join(MESSAGES).where(*there))


async def find_last_in(connection: AsyncConnection, guild_id: int | None, channel_id: int) -> GivenAnswer | None:
    """The newest answer of a channel of a server that all there may see: not private, or made public."""
    there = (MESSAGES.c.guild_id == server_of(guild_id), MESSAGES.c.channel_id == channel_id)
    newest = select(ANSWERS).join(MESSAGES).where(*there, ~ANSWERS.c.private | _is_posted())
    return await _first(connection, newest.order_by(MESSAGES.c.given.desc(), MESSAGES.c.message_id.desc()).limit(1))


def _is_posted() -> ColumnElement[bool]:
    """Whether a message is a private answer's later one, which was posted for all: its first is seen by its asker alone.

    That a private answer was made public is on record before it is posted; a message of it only once it has been.
    """
    seen_by_one = MESSAGES.alias()
    return exists().where(
        seen_by_one.c.guild_id == MESSAGES.c.guild_id,
        seen_by_one.c.answer_id == MESSAGES.c.answer_id,
        seen_by_one.c.message_id < MESSAGES.c.message_id,
    )


async def vote(connection: AsyncConnection, guild_id: int | None, cast: Vote) -> Verdict | None:
    """Count a vote in place of that person's earlier one, which is returned; raises UnknownAnswer."""
    # Held until the end, so that of votes at the same moment each sees the one before, and that the answer is not removed.
    standing = select(ANSWERS.c.id).where(*_is(guild_id, cast.answer_id)).with_for_update(key_share=True)
    if await connection.scalar(standing) is None:
        raise UnknownAnswer(cast.answer_id)
    theirs = (
        VOTES.c.guild_id == server_of(guild_id),
        VOTES.c.answer_id == cast.answer_id,
        VOTES.c.person_id == cast.person_id,
    )
    earlier: Verdict | None = await connection.scalar(select(VOTES.c.verdict).where(*theirs))
    await put(connection, VOTES, {"guild_id": server_of(guild_id), **row_of(cast)})
    return earlier


async def voted_on(connection: AsyncConnection) -> Sequence[Key]:
    """The answers of all servers that were voted on, oldest first."""
    voted = exists().where(VOTES.c.guild_id == ANSWERS.c.guild_id, VOTES.c.answer_id == ANSWERS.c.id)
    in_order = select(ANSWERS.c.guild_id, ANSWERS.c.id).where(voted).order_by(ANSWERS.c.given, ANSWERS.c.id)
    return [(guild_id, answer_id) for guild_id, answer_id in await connection.execute(in_order)]


async def votes_on(connection: AsyncConnection, keys: Sequence[Key]) -> list[tuple[GivenAnswer, Vote]]:
    """The votes on some answers, in their order; of those that are not on record any more there are none."""
    named = select(ANSWERS).where(*_among(ANSWERS.c.guild_id, ANSWERS.c.id, keys))
    answers = {(server_of(each.guild_id), each.id): each for each in await _answers(connection, named)}
    votes = defaultdict(list)
    cast = select(VOTES).where(*_among(VOTES.c.guild_id, VOTES.c.answer_id, keys))
    for row in await _rows(connection, cast.order_by(VOTES.c.at, VOTES.c.person_id)):
        votes[row.pop("guild_id"), row["answer_id"]].append(Vote(**row))
    return [(answers[key], each) for key in keys if key in answers for each in votes[key]]


def _is(guild_id: int | None, answer_id: str) -> tuple[Any, Any]:
    return ANSWERS.c.guild_id == server_of(guild_id), ANSWERS.c.id == answer_id


def _among(server: Any, answer: Any, keys: Sequence[Key]) -> tuple[Any, Any]:
    """Conditions for rows of those answers; where two servers have an answer of one id, perhaps for one more."""
    return server.in_({guild_id for guild_id, _ in keys}), answer.in_([answer_id for _, answer_id in keys])


async def _first(connection: AsyncConnection, query: Select[Any]) -> GivenAnswer | None:
    return next(iter(await _answers(connection, query)), None)


async def _answers(connection: AsyncConnection, query: Select[Any]) -> list[GivenAnswer]:
    """The answers that `query` selects, in its order, with their excerpts."""
    answers = await _rows(connection, query)
    if not answers:
        return []
    keys = [(row["guild_id"], row["id"]) for row in answers]
    excerpts = select(CITED).where(*_among(CITED.c.guild_id, CITED.c.answer_id, keys))
    cited = defaultdict(list)
    for row in await _rows(connection, excerpts.order_by(CITED.c.number)):
        cited[row.pop("guild_id"), row.pop("answer_id")].append(Cited(**row))
    return [answer_of(row, cited[key]) for row, key in zip(answers, keys, strict=True)]


async def _rows(connection: AsyncConnection, query: Select[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in (await connection.execute(query)).mappings()]
