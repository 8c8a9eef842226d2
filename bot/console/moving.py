"""`footnote corpus push`: articles and generations of this machine into the database."""

from __future__ import annotations

import argparse
import asyncio

from bot.console.telling import tell
from bot.console.terminal import out
from config.settings import Settings
from corpus.printable import counted
from retrieval.corpora.places import in_database
from retrieval.values import SHARED


async def push(settings: Settings, options: argparse.Namespace) -> int:
    """Copy every corpus of this machine that the database has not; what is here stays."""
    if not in_database(settings):
        tell(
            "there is no database to push to: set FOOTNOTE_DATABASE__URL to postgresql+asyncpg://user:password@host/database"
        )
        return 1
    from retrieval.corpora.moving import corpora_on_disk, move  # noqa: PLC0415 - only this needs it

    there = await asyncio.to_thread(corpora_on_disk, settings)
    if not there:
        tell(f"there is no corpus in {str(settings.data_dir)!r} to push")
        return 1
    failed = False
    for corpus_id in there:
        name = "the shared corpus" if corpus_id == SHARED else f"server {corpus_id}"
        moved = await asyncio.to_thread(move, settings, corpus_id)
        if isinstance(moved, str):
            tell(f"{name}: {moved}")
            failed = True
            continue
        counts = ", ".join(counted(moved.counts[f"{each}s"], each) for each in ("article", "sentence", "passage"))
        out().print(
            f"{name}: generation {moved.id} serves from the database: {counts}, all as they are here", markup=False
        )
    return int(failed)
