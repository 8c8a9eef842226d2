"""Run by Alembic: takes the steps that the database of the connection it is given has not seen yet."""

from __future__ import annotations

from alembic import context

from bot.records.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite changes a table by copying it, and takes all steps or none.
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
