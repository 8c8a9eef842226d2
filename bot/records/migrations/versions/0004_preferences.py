"""What servers and channels prefer, and whether an answer is of an article that was in focus."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table of preferences; no older answer was of an article in focus."""
    op.create_table(
        "preferences",
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("mentions", sa.Boolean),
        sa.Column("threads", sa.Boolean),
        sa.Column("private", sa.Boolean),
        sa.Column("corpus_id", sa.BigInteger),
        sa.Column("article_id", sa.String),
        sa.Column("per_person", sa.Integer),
        sa.Column("per_server", sa.Integer),
        sa.Column("log_channel_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("guild_id", "channel_id", name="pk_preferences"),
    )
    op.add_column("answers", sa.Column("focused", sa.Boolean, nullable=False, server_default=sa.false()))
