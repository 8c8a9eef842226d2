"""A service with the shared corpus open, for the length of a command."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Collection
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext, suppress

from rich.console import Console

from bot.bootstrap import make_service
from bot.console.terminal import tell
from config.settings import Settings
from retrieval.errors import BuildLocked
from retrieval.progress import Event, Report, bar, reporter, sentence
from retrieval.service import AnswerService
from retrieval.values import SHARED, Audience

EVERYONE = Audience()
_LOOK_EVERY = 0.5


@asynccontextmanager
async def opened_service(settings: Settings, *, warm: bool = False) -> AsyncIterator[AnswerService]:
    """A service whose shared corpus is open, built first where nothing fit to serve is there; with `warm`, its model too."""
    service = make_service(settings)
    try:
        warming = asyncio.create_task(service.warm()) if warm else None
        try:
            notices = await service.open(SHARED)
            for notice in notices:
                tell(notice)
            if not service.snapshot(EVERYONE).generations:
                await _build_first(service, told=notices)
            elif await service.changed(SHARED):
                tell("the articles have changed since they were loaded: `footnote corpus reload` takes the changes in")
        finally:
            if warming is not None:
                await warming
        yield service
    finally:
        await service.aclose()


async def _build_first(service: AnswerService, told: Collection[str]) -> None:
    tell(f"building a generation of {service.place(SHARED).articles} …")
    with quiet_progress() as report:

        def hear(event: Event) -> None:
            # A failure is told by the error that it becomes.
            if event.get("text") not in told and event["event"] != "failed":
                report(event)

        try:
            for notice in await service.reload(SHARED, hear):
                tell(notice)
        except BuildLocked:
            await _wait_for_the_other(service)


async def _wait_for_the_other(service: AnswerService) -> None:
    """Another process builds: its generation will do, and where it makes none this one builds."""
    tell("another process is building: waiting for it …")
    while not service.snapshot(EVERYONE).generations:
        await asyncio.sleep(_LOOK_EVERY)
        await service.open(SHARED)
        if not service.snapshot(EVERYONE).generations:
            with suppress(BuildLocked):
                await service.reload(SHARED, _say)


def quiet_progress() -> AbstractContextManager[Report]:
    """A bar and sentences on a terminal, only sentences elsewhere: for builds that were not asked for."""
    if sys.stderr.isatty():
        return bar(Console(stderr=True))
    return nullcontext(_say)


def progress() -> AbstractContextManager[Report]:
    """A bar on a terminal, JSON lines elsewhere: for builds that were asked for."""
    return reporter(sys.stderr)


def _say(event: Event) -> None:
    if event["event"] != "failed" and (text := sentence(event)):
        tell(text)
