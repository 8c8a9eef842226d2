"""Corpora, in PostgreSQL alone: elsewhere they are files."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_GUARDED = ("generations", "generation_files", "sentences", "passages", "sources", "builds")
# In a query of its own, so that it is looked up once and not for every row.
_OWN = "(SELECT current_setting('footnote.guild_id')::bigint)"


def upgrade() -> None:
    """Make their tables, and let nobody see rows of a server that their transaction is not bound to."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    from pgvector.sqlalchemy import HALFVEC  # noqa: PLC0415 - nothing else needs it

    _table("corpora", (), sa.Column("serving", sa.BigInteger))
    _table(
        "generations",
        ("generation",),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("dimension", sa.Integer, nullable=False),
    )
    op.execute("CREATE SEQUENCE generation_numbers")
    _table("generation_files", ("generation", "name", "part"), sa.Column("data", sa.LargeBinary, nullable=False))
    for name, places in (
        ("sentences", ("article", "paragraph", "start", "stop")),
        ("passages", ("article", "first", "last")),
    ):
        columns = [sa.Column(each, sa.Integer, nullable=False) for each in places]
        _table(name, ("generation", "row"), *columns, sa.Column("vector", HALFVEC, nullable=False))
    _table(
        "sources",
        ("name",),
        sa.Column("mtime_ns", sa.BigInteger, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    _table("builds", (), sa.Column("finished", sa.DateTime(timezone=True), nullable=False), sa.Column("error", sa.Text))
    for name in _GUARDED:
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        # Its owner too, as whom Footnote may be connected; a superuser sees everything all the same.
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        # The shared corpus is read with one's own, and changed by none but a transaction that is bound to it.
        op.execute(f"CREATE POLICY seen ON {name} FOR SELECT USING (guild_id IN (0, {_OWN}))")
        op.execute(f"CREATE POLICY added ON {name} FOR INSERT WITH CHECK (guild_id = {_OWN})")
        op.execute(f"CREATE POLICY changed ON {name} FOR UPDATE USING (guild_id = {_OWN})")
        op.execute(f"CREATE POLICY removed ON {name} FOR DELETE USING (guild_id = {_OWN})")
    # With a plan for any server the index of one is never used.
    op.execute("ALTER ROLE CURRENT_USER SET plan_cache_mode = force_custom_plan")


_TYPES: dict[str, Any] = {
    "generation": sa.BigInteger,
    "row": sa.Integer,
    "part": sa.Integer,
    "name": sa.Text,
}


def _table(name: str, keys: tuple[str, ...], *columns: sa.Column[Any]) -> None:
    led = [sa.Column("guild_id", sa.BigInteger, nullable=False)]
    led += [sa.Column(each, _TYPES[each], nullable=False) for each in keys]
    op.create_table(name, *led, *columns, sa.PrimaryKeyConstraint("guild_id", *keys, name=f"pk_{name}"))
