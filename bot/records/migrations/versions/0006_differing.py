"""What articles differ in, by the numbers of an answer's excerpts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column; older answers say of nothing that it differs."""
    op.add_column("answers", sa.Column("differing", sa.JSON))
