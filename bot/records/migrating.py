"""From whatever schema a database has to the present one."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection


def is_behind(connection: Connection) -> bool:
    """Whether the database has an older schema, or none; raises CommandError where it has one that is not known here."""
    scripts = ScriptDirectory.from_config(_config())
    found = set(MigrationContext.configure(connection).get_current_heads())
    known = {step.revision for step in scripts.walk_revisions()}
    if newer := found - known:
        raise CommandError(f"a newer Footnote wrote them (schema {', '.join(sorted(newer))}): use that one")
    return found != set(scripts.get_heads())


def upgrade(connection: Connection) -> None:
    """Take every step that is missing, in the transaction of `connection`."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    # Written as a parser of ini files reads it: "%" begins an interpolation there.
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    return config
