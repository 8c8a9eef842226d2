"""The tables that records are kept in. A change here needs a migration beside it; a test holds the two together.

Every key and index is led by the server (0: direct messages, or what is of no server), so that all of a server lies together
and Citus spreads the tables by it.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    false,
)


class UtcTime(TypeDecorator[dt.datetime]):
    """A moment: only what has a time zone goes in, and UTC comes back, also where the database knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 - the library passes it
        """The moment in UTC, so that rows sort by it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"the time {value} has no time zone")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 - the library passes it
        """The moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Words(TypeDecorator[str]):
    """Text. PostgreSQL holds no NUL, which nobody could read anyway: there a mark stands in its place."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as the database can hold it."""
        if value is None or dialect.name != "postgresql":
            return value
        return value.replace("\0", "\N{REPLACEMENT CHARACTER}")


METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _server() -> Column[int]:
    return Column("guild_id", BigInteger, primary_key=True, autoincrement=False)


def _answer() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["guild_id", "answer_id"], ["answers.guild_id", "answers.id"])


# Columns are called as the fields of the values in bot/records/values.py; ids of Discord need 64 bits.
ANSWERS = Table(
    "answers",
    METADATA,
    _server(),
    Column("id", Words, primary_key=True),
    Column("given", UtcTime, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("asker_id", BigInteger, nullable=False),
    Column("question", Words, nullable=False),
    Column("read_as", Words, nullable=False),
    Column("parent_id", Words),
    Column("article_id", Words),
    Column("private", Boolean, nullable=False),
    Column("reason", Words),
    Column("confidence", Double, nullable=False),
    Column("generations", JSON, nullable=False),
    Column("excerpts", Integer, nullable=False),
    Column("parts", JSON(none_as_null=True)),
    Column("missing", JSON(none_as_null=True)),
    Column("grounds", JSON(none_as_null=True)),
    Column("focused", Boolean, nullable=False, server_default=false()),
    Column("differing", JSON(none_as_null=True)),
    Index(None, "guild_id", "given"),
    Index(None, "guild_id", "asker_id"),
)

CITED = Table(
    "cited",
    METADATA,
    _server(),
    Column("answer_id", Words, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("corpus_id", BigInteger, nullable=False),
    Column("article_id", Words, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("digest", Words, nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("score", Double, nullable=False),
    Column("answer_start", Integer),
    Column("answer_end", Integer),
    _answer(),
    Index(None, "guild_id", "corpus_id", "article_id"),
)

MESSAGES = Table(
    "messages",
    METADATA,
    _server(),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("answer_id", Words, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    # The answer's, so that the newest of a channel is found by the index alone.
    Column("given", UtcTime, nullable=False),
    _answer(),
    Index(None, "guild_id", "channel_id", "given", "message_id"),
    # Without it every answer that goes would have all messages of its server looked through.
    Index(None, "guild_id", "answer_id"),
)

VOTES = Table(
    "votes",
    METADATA,
    _server(),
    Column("answer_id", Words, primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("verdict", Words, nullable=False),
    Column("at", UtcTime, nullable=False),
    _answer(),
    Index(None, "guild_id", "person_id"),
)

# Here the server is the one whose articles were changed, 0 the shared ones, and `from_guild_id` where that was asked for.
CHANGES = Table(
    "changes",
    METADATA,
    _server(),
    # Nanoseconds, so that of one moment the last added is the newest whichever process added it.
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("actor_id", BigInteger),
    Column("from_guild_id", BigInteger),
    Column("action", Words, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("outcome", Words, nullable=False),
    Index(None, "guild_id", "at", "id"),
)

FACTS = Table(
    "facts",
    METADATA,
    _server(),
    Column("name", Words, primary_key=True),
    Column("value", Words, nullable=False),
)

LISTINGS = Table(
    "listings",
    METADATA,
    _server(),
    Column("id", Words, primary_key=True),
    Column("made", UtcTime, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("kind", Words, nullable=False),
    Column("corpus_id", BigInteger),
    Column("article_id", Words),
    Column("options", JSON, nullable=False),
    Index(None, "guild_id", "made"),
    Index(None, "guild_id", "corpus_id", "article_id"),
)

DEPARTURES = Table(
    "departures",
    METADATA,
    _server(),
    Column("at", UtcTime, nullable=False),
)

PREFERENCES = Table(
    "preferences",
    METADATA,
    _server(),
    # WHOLE_SERVER where they are the server's.
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),
    Column("mentions", Boolean),
    Column("threads", Boolean),
    Column("private", Boolean),
    # The article in focus; the id is empty where all articles are meant.
    Column("corpus_id", BigInteger),
    Column("article_id", Words),
    Column("per_person", Integer),
    Column("per_server", Integer),
    Column("log_channel_id", BigInteger),
)
