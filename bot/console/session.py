"""A service with the shared corpus open, for the length of a command."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext

from bot.bootstrap import make_service
from bot.console.telling import tell
from bot.preparing import serve
from config.settings import Settings
from retrieval.building.progress import Event, Report, bar, reporter, sentence
from retrieval.service import AnswerService
from retrieval.values import SHARED, Audience

EVERYONE = Audience()


@asynccontextmanager
async def opened_service(settings: Settings, *, warm: bool = False) -> AsyncIterator[AnswerService]:
    """A service whose shared corpus is open, built first where nothing fit to serve is there; with `warm`, its model too."""
    service = make_service(settings)
    try:
        warming = asyncio.create_task(service.warm()) if warm else None
        try:
            built = await serve(service, SHARED, tell, quiet_progress)
            if not built and await service.corpora.changed(SHARED):
                tell("the articles have changed since they were loaded: `footnote corpus reload` takes the changes in")
        finally:
            if warming is not None:
                await warming
        yield service
    finally:
        await service.aclose()


def quiet_progress() -> AbstractContextManager[Report]:
    """A bar and sentences on a terminal, only sentences elsewhere: for builds that were not asked for."""
    if sys.stderr.isatty():
        from rich.console import Console  # noqa: PLC0415 - seldom is there a build

        return bar(Console(stderr=True))
    return nullcontext(_say)


def progress() -> AbstractContextManager[Report]:
    """A bar on a terminal, JSON lines elsewhere: for builds that were asked for."""
    return reporter(sys.stderr)


def _say(event: Event) -> None:
    if event["event"] != "failed" and (text := sentence(event)):
        tell(text)
