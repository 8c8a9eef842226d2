"""The look at the shared articles now and then, where FOOTNOTE_RELOAD__EVERY says how often."""

from __future__ import annotations

import asyncio
import logging

from bot.client import FootnoteClient
from bot.corpora.audit import SCHEDULE, note
from bot.corpora.builds import outcome_of
from bot.corpora.heard import Heard
from bot.corpora.operators import tell_operators
from bot.rendering.building import render_schedule_failed
from corpus.errors import FootnoteError
from corpus.printable import printable
from retrieval.errors import BuildLocked
from retrieval.values import SHARED, Audience

_log = logging.getLogger(__name__)


class NothingLeft(FootnoteError):
    """A reload that nobody asked for and that would leave no article."""

    loggable = True


async def keep_fresh(client: FootnoteClient) -> None:
    """Look once in every interval, one of all processes where they share what is built, until cancelled; returns at once where no interval is set."""
    every = client.settings.reload.every
    if every is None:
        return
    told: str | None = None
    while True:
        await asyncio.sleep(every.total_seconds())
        # What each machine builds for itself from its folder no other can build for it.
        if client.jobs.mine or not client.service.corpora.place(SHARED).generations.holds_articles:
            told = await look_once(client, told)


async def look_once(client: FootnoteClient, told: str | None) -> str | None:
    """Reload the shared articles where the folder has changed; raises nothing.

    `told` is the failure that the operators were told of last, and so is what is returned: the very same one is not told
    again until another or a success came between.
    """
    try:
        await _reload_changed(client)
    except BuildLocked:
        return told  # someone is at it
    except FootnoteError as error:
        _log.error("the scheduled reload failed: %s", error)
        return await _tell(client, str(error), told)
    except Exception as error:  # noqa: BLE001 - the next look must come
        _log.exception("the scheduled reload failed")
        return await _tell(client, f"something went wrong, and was logged ({type(error).__name__})", told)
    return None


async def _reload_changed(client: FootnoteClient) -> None:
    heard = Heard()
    async with client.building:
        if not await client.service.corpora.changed(SHARED):
            return
        await _check_not_emptied(client)
        notices = await client.service.corpora.reload(SHARED, heard.hear)
    for text in notices:
        _log.warning("%s", printable(text))
    if heard.left_out:
        _log.warning("%s", heard.left_out)
    await note(client, SCHEDULE, "reload", SHARED, outcome_of(heard), done=True)


async def _check_not_emptied(client: FootnoteClient) -> None:
    """Raise NothingLeft where no article would be left: a folder that is not mounted looks like one that was emptied."""
    serving = {article.id for article in client.service.articles(Audience())}
    heard = Heard()
    await client.service.corpora.preview_reload(SHARED, heard.hear)
    if serving and not heard.added and serving <= set(heard.removed):
        raise NothingLeft(
            "the folder holds no article any more, so nothing was reloaded: where that is meant, /corpus reload empties it"
        )


async def _tell(client: FootnoteClient, failed: str, told: str | None) -> str | None:
    """Remember the failure, and tell the operators unless they know."""
    await note(client, SCHEDULE, "reload", SHARED, failed, done=False)
    if failed == told:
        return told
    try:
        reached = await tell_operators(
            client, render_schedule_failed(failed, serves=client.service.corpora.serves(SHARED))
        )
    except Exception:  # noqa: BLE001 - the next look must come
        _log.exception("the operators could not be told")
        return told
    # Where nobody could be reached the next look tries again.
    return failed if reached else told
