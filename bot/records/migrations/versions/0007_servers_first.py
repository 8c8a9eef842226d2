"""The server leads every key and index, so that all of one lies together; 0 stands for direct messages and for what is of none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

# Those that hang on others last, as they are made; they go the other way round.
_TABLES = ("answers", "cited", "messages", "votes", "changes", "facts", "listings")
_INDEXES = {
    "answers": (("given",), ("asker_id",)),
    "cited": (("corpus_id", "article_id"),),
    "messages": (("channel_id", "given", "message_id"), ("answer_id",)),
    "votes": (("person_id",),),
    "changes": (("at", "id"),),
    "listings": (("made",), ("corpus_id", "article_id")),
}
_OLD_INDEXES = {
    "answers": ("given_id", "asker_id", "guild_id"),
    "cited": ("corpus_id_article_id",),
    "messages": ("channel_id_given_message_id", "answer_id"),
    "votes": ("person_id",),
    "changes": ("corpus_id_at_id",),
    "listings": ("made", "corpus_id_article_id", "guild_id"),
}
_OF_THE_ANSWER = "JOIN old_answers ON old_answers.id = old_{0}.answer_id"
_SERVER = "coalesce(old_answers.guild_id, 0)"
# Of which answer a fact is: "answer … was made public".
_PUBLISHED = (
    "CASE WHEN old_facts.name LIKE 'answer % was made public' "
    "THEN substr(old_facts.name, 8, length(old_facts.name) - 23) END"
)
# What a table is filled from: the server, columns called otherwise, and what else is looked at.
_SOURCES: dict[str, tuple[str, dict[str, str], str]] = {
    "answers": (_SERVER, {}, ""),
    **{name: (_SERVER, {}, _OF_THE_ANSWER.format(name)) for name in ("cited", "messages", "votes")},
    "changes": ("old_changes.corpus_id", {"from_guild_id": "guild_id"}, ""),
    "facts": (_SERVER, {}, f"LEFT JOIN old_answers ON old_answers.id = {_PUBLISHED}"),
    "listings": ("coalesce(old_listings.guild_id, 0)", {}, ""),
}


def upgrade() -> None:
    """Make the tables anew beside the old ones, fill them, and let the old ones go."""
    for name in reversed(_TABLES):
        _set_aside(name)
    for name, parts in zip(_TABLES, _columns(), strict=True):
        op.create_table(name, *parts)
        _fill(name)
    for name in reversed(_TABLES):
        op.drop_table(f"old_{name}")
    for name, indexes in _INDEXES.items():
        for columns in indexes:
            led = ("guild_id", *columns)
            op.create_index(f"ix_{name}_{'_'.join(led)}", name, list(led))


def _set_aside(name: str) -> None:
    for index in _OLD_INDEXES.get(name, ()):
        op.drop_index(f"ix_{name}_{index}", name)
    op.rename_table(name, f"old_{name}")
    if op.get_bind().dialect.name == "postgresql":  # where no two keys have one name
        op.execute(f"ALTER TABLE old_{name} DROP CONSTRAINT pk_{name} CASCADE")


def _fill(name: str) -> None:
    server, otherwise, joined = _SOURCES[name]
    new = [each["name"] for each in sa.inspect(op.get_bind()).get_columns(name) if each["name"] != "guild_id"]
    into = ", ".join(f'"{column}"' for column in new)
    taken = ", ".join(f'old_{name}."{otherwise.get(column, column)}"' for column in new)
    op.execute(f"INSERT INTO {name} (guild_id, {into}) SELECT {server}, {taken} FROM old_{name} {joined}")  # noqa: S608 - names of ours


def _columns() -> tuple[tuple[sa.schema.SchemaItem, ...], ...]:
    return (
        (
            *_key("answers", sa.Column("id", sa.String, nullable=False)),
            sa.Column("given", sa.DateTime(timezone=True), nullable=False),
            sa.Column("channel_id", sa.BigInteger, nullable=False),
            sa.Column("asker_id", sa.BigInteger, nullable=False),
            sa.Column("question", sa.String, nullable=False),
            sa.Column("read_as", sa.String, nullable=False),
            sa.Column("parent_id", sa.String),
            sa.Column("article_id", sa.String),
            sa.Column("private", sa.Boolean, nullable=False),
            sa.Column("reason", sa.String),
            sa.Column("confidence", sa.Double, nullable=False),
            sa.Column("generations", sa.JSON, nullable=False),
            sa.Column("excerpts", sa.Integer, nullable=False),
            sa.Column("parts", sa.JSON),
            sa.Column("missing", sa.JSON),
            sa.Column("grounds", sa.JSON),
            sa.Column("focused", sa.Boolean, nullable=False, server_default=sa.false()),
            sa.Column("differing", sa.JSON),
        ),
        (
            *_key("cited", *_answer("cited"), sa.Column("number", sa.Integer, nullable=False)),
            sa.Column("corpus_id", sa.BigInteger, nullable=False),
            sa.Column("article_id", sa.String, nullable=False),
            sa.Column("start", sa.Integer, nullable=False),
            sa.Column("end", sa.Integer, nullable=False),
            sa.Column("digest", sa.String, nullable=False),
            sa.Column("paragraph", sa.Integer, nullable=False),
            sa.Column("score", sa.Double, nullable=False),
            sa.Column("answer_start", sa.Integer),
            sa.Column("answer_end", sa.Integer),
        ),
        (
            *_key("messages", sa.Column("message_id", sa.BigInteger, nullable=False)),
            *_answer("messages"),
            sa.Column("channel_id", sa.BigInteger, nullable=False),
            sa.Column("given", sa.DateTime(timezone=True), nullable=False),
        ),
        (
            *_key("votes", *_answer("votes"), sa.Column("person_id", sa.BigInteger, nullable=False)),
            sa.Column("verdict", sa.String, nullable=False),
            sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        ),
        (
            *_key("changes", sa.Column("id", sa.BigInteger, nullable=False)),
            sa.Column("at", sa.DateTime(timezone=True), nullable=False),
            sa.Column("actor_id", sa.BigInteger),
            sa.Column("from_guild_id", sa.BigInteger),
            sa.Column("action", sa.String, nullable=False),
            sa.Column("done", sa.Boolean, nullable=False),
            sa.Column("outcome", sa.String, nullable=False),
        ),
        (
            *_key("facts", sa.Column("name", sa.String, nullable=False)),
            sa.Column("value", sa.String, nullable=False),
        ),
        (
            *_key("listings", sa.Column("id", sa.String, nullable=False)),
            sa.Column("made", sa.DateTime(timezone=True), nullable=False),
            sa.Column("channel_id", sa.BigInteger, nullable=False),
            sa.Column("kind", sa.String, nullable=False),
            sa.Column("corpus_id", sa.BigInteger),
            sa.Column("article_id", sa.String),
            sa.Column("options", sa.JSON, nullable=False),
        ),
    )


def _key(name: str, *items: sa.schema.SchemaItem) -> tuple[sa.schema.SchemaItem, ...]:
    keys = [item.name for item in items if isinstance(item, sa.Column)]
    server = sa.Column("guild_id", sa.BigInteger, nullable=False)
    return server, *items, sa.PrimaryKeyConstraint("guild_id", *keys, name=f"pk_{name}")


def _answer(name: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("answer_id", sa.String, nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "answer_id"], ["answers.guild_id", "answers.id"], name=f"fk_{name}_guild_id_answer_id"
        ),
    )
