"""The tables that corpora are kept in. A change here needs a migration beside those of the records; a test holds the two together.

Every key is led by the server (0: the shared corpus), so that Citus spreads them by it, and what belongs to a generation by its
number after that. Nobody sees rows of a server that the transaction is not bound to (`Database.read`), but those of CORPORA, which
tell no word of an article.
"""

from __future__ import annotations

from typing import Any

from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import BigInteger, Column, DateTime, Integer, LargeBinary, MetaData, Sequence, Table, Text

METADATA = MetaData(naming_convention={"pk": "pk_%(table_name)s"})


def _key(name: str, kind: Any) -> Column[Any]:
    return Column(name, kind, primary_key=True, autoincrement=False)


# Which generation serves. Who waits for news of it listens to NEWS, whose payload is the server.
CORPORA = Table(
    "corpora",
    METADATA,
    _key("guild_id", BigInteger),
    Column("serving", BigInteger),
)
NEWS = "footnote_corpora"

# `id` is that of the manifest, `generation` the number in it; its vectors have `dimension` numbers.
GENERATIONS = Table(
    "generations",
    METADATA,
    _key("guild_id", BigInteger),
    _key("generation", BigInteger),
    Column("id", Text, nullable=False),
    Column("dimension", Integer, nullable=False),
)

# Generations of all corpora are counted together, so that none has the number of one that is gone.
NUMBERS = Sequence("generation_numbers", metadata=METADATA)

# Files of a generation but vectors and tables of sentences and passages, in parts.
FILES = Table(
    "generation_files",
    METADATA,
    _key("guild_id", BigInteger),
    _key("generation", BigInteger),
    _key("name", Text),
    _key("part", Integer),
    Column("data", LargeBinary, nullable=False),
)

# Places as in sentences.npy; the vector is a unit vector of halves.
SENTENCES = Table(
    "sentences",
    METADATA,
    _key("guild_id", BigInteger),
    _key("generation", BigInteger),
    _key("row", Integer),
    Column("article", Integer, nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("vector", HALFVEC, nullable=False),
)

# As in passages.npy: the first and the last sentence of each.
PASSAGES = Table(
    "passages",
    METADATA,
    _key("guild_id", BigInteger),
    _key("generation", BigInteger),
    _key("row", Integer),
    Column("article", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("vector", HALFVEC, nullable=False),
)

# What a server gave: the files that its articles are read from.
SOURCES = Table(
    "sources",
    METADATA,
    _key("guild_id", BigInteger),
    _key("name", Text),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# How the last build ended.
BUILDS = Table(
    "builds",
    METADATA,
    _key("guild_id", BigInteger),
    Column("finished", DateTime(timezone=True), nullable=False),
    Column("error", Text),
)

# Tables whose rows only a transaction bound to their server sees.
GUARDED = (GENERATIONS, FILES, SENTENCES, PASSAGES, SOURCES, BUILDS)
