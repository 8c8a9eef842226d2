"""`footnote migrate`."""

from __future__ import annotations

import argparse

from bot.bootstrap import make_records
from bot.console.terminal import out
from bot.records.migrating import present
from config.settings import Settings
from corpus.printable import printable


async def migrate(settings: Settings, options: argparse.Namespace) -> int:
    """Bring the tables of the database to the form that this version has, as every start does that may."""
    records = make_records(settings)
    try:
        before = await records.open()
        database = await records.describe()
    finally:
        await records.aclose()
    match before:
        case None:
            done = f"made its tables, schema {present()}"
        case _ if before == present():
            done = f"is up to date already, schema {before}"
        case _:
            done = f"brought from schema {before} to {present()}"
    out().print(printable(f"{database}: {done}"), markup=False)
    return 0
