"""The look every few minutes at what has been kept for long enough."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging

from bot.client import FootnoteClient
from corpus.errors import FootnoteError
from corpus.printable import counted
from retrieval.corpora.offers import drop_old
from retrieval.corpora.places import ON_DISK, corpora_folder, tidy_caches, tidy_database
from retrieval.corpora.shelf import sweep

_log = logging.getLogger(__name__)
_EVERY = 600.0


async def keep_clear(client: FootnoteClient) -> None:
    """Look once the client has connected, and then every few minutes, until cancelled."""
    await client.logged_in.wait()
    await client.wait_until_ready()
    while True:
        await clear_once(client, dt.datetime.now(dt.UTC))
        await asyncio.sleep(_EVERY)


async def clear_once(client: FootnoteClient, now: dt.datetime) -> None:
    """Delete answers, listings, offers and left servers that are old enough at `now`; what fails is logged and waits for the next look.

    What is no server's own is deleted by one of all processes.
    """
    once = (_clear_answers, _clear_listings, _clear_limits, _clear_database) if client.jobs.mine else ()
    for clear in (*once, _clear_servers, _clear_folders):
        try:
            await clear(client, now)
        except (FootnoteError, OSError) as error:
            _log.error("what is old could not be deleted: %s", error)
        except Exception:  # noqa: BLE001 - the next look must come
            _log.exception("what is old could not be deleted")


async def _clear_answers(client: FootnoteClient, now: dt.datetime) -> None:
    kept = client.settings.retention.answers
    if kept != "forever" and (gone := await client.records.remove_answers(now - kept)):
        _log.info("%s of more than %s ago deleted", counted(gone, "answer"), counted(kept.days, "day"))


async def _clear_listings(client: FootnoteClient, now: dt.datetime) -> None:
    await client.records.remove_listings(now)


async def _clear_limits(client: FootnoteClient, now: dt.datetime) -> None:
    await client.limits.clear()


async def _clear_database(client: FootnoteClient, now: dt.datetime) -> None:
    await asyncio.to_thread(tidy_database, client.settings)


async def _clear_servers(client: FootnoteClient, now: dt.datetime) -> None:
    await client.departures.look(now)


async def _clear_folders(client: FootnoteClient, now: dt.datetime) -> None:
    corpora = corpora_folder(client.settings)
    await asyncio.to_thread(sweep, corpora)
    await asyncio.to_thread(tidy_caches, client.settings)
    # Beside a database the shared articles may be read in place.
    for folder in {corpora, client.settings.data_dir / ON_DISK}:
        await asyncio.to_thread(drop_old, folder, now.timestamp())
