"""Servers that were left, and indexes by whom and where, so that all of a person or a server can go."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make their table and the indexes."""
    op.create_table(
        "departures",
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_departures"),
    )
    op.create_index("ix_answers_asker_id", "answers", ["asker_id"])
    op.create_index("ix_answers_guild_id", "answers", ["guild_id"])
    op.create_index("ix_messages_answer_id", "messages", ["answer_id"])
    op.create_index("ix_votes_person_id", "votes", ["person_id"])
    op.create_index("ix_listings_guild_id", "listings", ["guild_id"])
