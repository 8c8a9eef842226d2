"""The tables that records are kept in. A change here needs a migration beside it; a test holds the two together."""

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
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
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


METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# Columns are called as the fields of the values in bot/records/values.py; ids of Discord need 64 bits.
ANSWERS = Table(
    "answers",
    METADATA,
    Column("id", String, primary_key=True),
    Column("given", UtcTime, nullable=False),
    Column("guild_id", BigInteger),
    Column("channel_id", BigInteger, nullable=False),
    Column("asker_id", BigInteger, nullable=False),
    Column("question", Text, nullable=False),
    Column("read_as", Text, nullable=False),
    Column("parent_id", String),
    Column("article_id", String),
    Column("private", Boolean, nullable=False),
    Column("reason", String),
    Column("confidence", Double, nullable=False),
    Column("generations", JSON, nullable=False),
    Column("excerpts", Integer, nullable=False),
    Column("parts", JSON(none_as_null=True)),
    Column("missing", JSON(none_as_null=True)),
    Column("grounds", JSON(none_as_null=True)),
    Column("focused", Boolean, nullable=False, server_default=false()),
    Column("differing", JSON(none_as_null=True)),
    Index(None, "given", "id"),
    Index(None, "asker_id"),
    Index(None, "guild_id"),
)

CITED = Table(
    "cited",
    METADATA,
    Column("answer_id", ForeignKey("answers.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("corpus_id", BigInteger, nullable=False),
    Column("article_id", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("score", Double, nullable=False),
    Column("answer_start", Integer),
    Column("answer_end", Integer),
    Index(None, "corpus_id", "article_id"),
)

MESSAGES = Table(
    "messages",
    METADATA,
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("answer_id", ForeignKey("answers.id"), nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    # The answer's, so that the newest of a channel is found by the index alone.
    Column("given", UtcTime, nullable=False),
    Index(None, "channel_id", "given", "message_id"),
    # Without it every answer that goes would have all messages looked through.
    Index(None, "answer_id"),
)

VOTES = Table(
    "votes",
    METADATA,
    Column("answer_id", ForeignKey("answers.id"), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("verdict", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index(None, "person_id"),
)

CHANGES = Table(
    "changes",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("corpus_id", BigInteger, nullable=False),
    Column("actor_id", BigInteger),
    Column("guild_id", BigInteger),
    Column("action", String, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("outcome", Text, nullable=False),
    Index(None, "corpus_id", "at", "id"),
)

FACTS = Table(
    "facts",
    METADATA,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

LISTINGS = Table(
    "listings",
    METADATA,
    Column("id", String, primary_key=True),
    Column("made", UtcTime, nullable=False),
    Column("guild_id", BigInteger),
    Column("channel_id", BigInteger, nullable=False),
    Column("kind", String, nullable=False),
    Column("corpus_id", BigInteger),
    Column("article_id", String),
    Column("options", JSON, nullable=False),
    Index(None, "made"),
    Index(None, "corpus_id", "article_id"),
    Index(None, "guild_id"),
)

DEPARTURES = Table(
    "departures",
    METADATA,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
)

PREFERENCES = Table(
    "preferences",
    METADATA,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    # WHOLE_SERVER where they are the server's.
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),
    Column("mentions", Boolean),
    Column("threads", Boolean),
    Column("private", Boolean),
    # The article in focus; the id is empty where all articles are meant.
    Column("corpus_id", BigInteger),
    Column("article_id", String),
    Column("per_person", Integer),
    Column("per_server", Integer),
    Column("log_channel_id", BigInteger),
)
