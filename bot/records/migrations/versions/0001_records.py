"""Answers, their excerpts, messages, votes, changes and facts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "answers",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("given", sa.DateTime(timezone=True), nullable=False),
        sa.Column("guild_id", sa.BigInteger),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("asker_id", sa.BigInteger, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("read_as", sa.Text, nullable=False),
        sa.Column("parent_id", sa.String),
        sa.Column("article_id", sa.String),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String),
        sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("generations", sa.JSON, nullable=False),
        sa.Column("excerpts", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
    )
    op.create_index("ix_answers_given_id", "answers", ["given", "id"])
    op.create_table(
        "cited",
        sa.Column("answer_id", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("corpus_id", sa.BigInteger, nullable=False),
        sa.Column("article_id", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("paragraph", sa.Integer, nullable=False),
        sa.Column("score", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("answer_id", "number", name="pk_cited"),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name="fk_cited_answer_id"),
    )
    op.create_index("ix_cited_corpus_id_article_id", "cited", ["corpus_id", "article_id"])
    op.create_table(
        "messages",
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("answer_id", sa.String, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("given", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name="pk_messages"),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name="fk_messages_answer_id"),
    )
    op.create_index("ix_messages_channel_id_given_message_id", "messages", ["channel_id", "given", "message_id"])
    op.create_table(
        "votes",
        sa.Column("answer_id", sa.String, nullable=False),
        sa.Column("person_id", sa.BigInteger, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("answer_id", "person_id", name="pk_votes"),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name="fk_votes_answer_id"),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corpus_id", sa.BigInteger, nullable=False),
        sa.Column("actor_id", sa.BigInteger),
        sa.Column("guild_id", sa.BigInteger),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
    )
    op.create_index("ix_changes_corpus_id_at_id", "changes", ["corpus_id", "at", "id"])
    op.create_table(
        "facts",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_facts"),
    )
