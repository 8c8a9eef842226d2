"""From whatever schema a database has to the present one.

A database that has it already, as at nearly every start, is told without Alembic, which takes half a second and 12 MB.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, inspect, select, table

from bot.records.errors import SchemaError

if TYPE_CHECKING:
    from alembic.config import Config

# Each step's file is named after the schema that it makes: `0001_records.py`, and so on.
_MIGRATIONS = Path(__file__).with_name("migrations")
# Where Alembic keeps which schema a database has.
_VERSION = table("alembic_version", column("version_num"))


def schema_of(connection: Connection) -> str | None:
    """The schema that the database has, None where it has none; raises SchemaError for one that is not known here."""
    found = set(connection.scalars(select(_VERSION))) if inspect(connection).has_table(_VERSION.name) else set()
    if newer := found.difference(schemas()):
        raise SchemaError(f"a newer Footnote wrote them (schema {', '.join(sorted(newer))}): use that one")
    return max(found, default=None)


def present() -> str:
    """The schema of this version."""
    return schemas()[-1]


def schemas() -> tuple[str, ...]:
    """Every schema that there was, the present one last."""
    return tuple(sorted(file.name.partition("_")[0] for file in _MIGRATIONS.glob("versions/[0-9]*.py")))


def upgrade(connection: Connection) -> None:
    """Take every step that is missing, in the transaction of `connection`; raises SchemaError where that can't be done."""
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.util import CommandError  # noqa: PLC0415

    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise SchemaError(str(error)) from error


def _config() -> Config:
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    # Written as a parser of ini files reads it: "%" begins an interpolation there.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config
