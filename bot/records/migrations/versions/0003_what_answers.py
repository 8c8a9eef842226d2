"""Which words of an excerpt answer; the parts of a question, what is missing, and what the confidence rests on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add their columns; older answers have none of it."""
    for name in ("parts", "missing", "grounds"):
        op.add_column("answers", sa.Column(name, sa.JSON))
    for name in ("answer_start", "answer_end"):
        op.add_column("cited", sa.Column(name, sa.Integer))
