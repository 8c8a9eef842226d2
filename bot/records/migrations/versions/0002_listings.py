"""Listings: what was asked of the articles where the outcome has pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make their table and its indexes."""
    op.create_table(
        "listings",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("guild_id", sa.BigInteger),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("corpus_id", sa.BigInteger),
        sa.Column("article_id", sa.String),
        sa.Column("options", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_listings"),
    )
    op.create_index("ix_listings_made", "listings", ["made"])
    op.create_index("ix_listings_corpus_id_article_id", "listings", ["corpus_id", "article_id"])
