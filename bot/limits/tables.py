"""The table that limits are counted in, for PostgreSQL. A change here needs a migration beside those of the records."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, Double, MetaData, Table

METADATA = MetaData(naming_convention={"pk": "pk_%(table_name)s"})

# How full a bucket was at a moment: of a person (server 0: everywhere), or of a server (person 0).
LIMITS = Table(
    "limits",
    METADATA,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("level", Double, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    prefixes=["UNLOGGED"],
)
