"""How much was asked of late, in PostgreSQL alone, where several processes count together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make its table. It is not logged: what a crash forgets would have been so in a minute."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.create_table(
        "limits",
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("person_id", sa.BigInteger, nullable=False),
        sa.Column("level", sa.Double, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "person_id", name="pk_limits"),
        prefixes=["UNLOGGED"],
    )
