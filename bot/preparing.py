"""Getting a corpus to serve: its generation is opened, or built where none is there that is fit to."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from bot.corpora.heard import Heard
from bot.readiness import Readiness
from bot.trying import tried
from config.settings import Settings
from corpus.errors import FootnoteError
from corpus.printable import printable
from retrieval.building.progress import Event, Report
from retrieval.corpora.places import servers_with_articles
from retrieval.errors import BuildLocked, DatabaseUnreachable
from retrieval.service import AnswerService
from retrieval.values import SHARED

_log = logging.getLogger(__name__)
_LOOK_EVERY = 0.5
_TRY_EVERY = 3.0


async def serve(
    service: AnswerService,
    corpus_id: int,
    say: Callable[[str], None],
    progress: Callable[[], AbstractContextManager[Report]],
) -> bool:
    """Let the corpus serve, built first where it must be; whether it was.

    `say` gets sentences, and a `progress` the events of a build. Raises FootnoteError where the build fails.
    """
    notices = await service.corpora.open(corpus_id)
    for notice in notices:
        say(notice)
    if service.corpora.serves(corpus_id):
        return False
    say(f"building a generation of {service.corpora.place(corpus_id).articles} …")
    with progress() as report:
        for notice in await _build(service, corpus_id, say, lambda event: _hear_news(event, notices, report)):
            say(notice)
    return True


async def _build(service: AnswerService, corpus_id: int, say: Callable[[str], None], hear: Report) -> tuple[str, ...]:
    waits = False
    while not service.corpora.serves(corpus_id):
        try:
            return await service.corpora.reload(corpus_id, hear)
        except BuildLocked:
            # Another process builds: its generation will do, and where it makes none this one builds.
            if not waits:
                say("another process is building: waiting for it …")
            waits = True
        await asyncio.sleep(_LOOK_EVERY)
        await service.corpora.open(corpus_id)
    return ()


def _hear_news(event: Event, told: Collection[str], report: Report) -> None:
    # A failure is told by the error that it becomes.
    if event.get("text") not in told and event["event"] != "failed":
        report(event)


async def prepare(settings: Settings, service: AnswerService, readiness: Readiness) -> str | None:
    """Open every corpus and load the model; then questions can be answered. Returns what failed, in a sentence.

    Where the shared corpus can't be built questions hear that there are no articles, so that a reload can mend it.
    """
    # An end that comes meanwhile does not wait for a model: what is gathered is cancelled with this.
    ended = await asyncio.gather(_open_all(settings, service, readiness), service.warm(), return_exceptions=True)
    readiness.set()  # whatever failed, questions must not wait for ever
    error = next((each for each in ended if isinstance(each, BaseException)), None)
    if error is None:
        return None
    if isinstance(error, FootnoteError):
        _log.error("the bot can't answer yet: %s; `footnote doctor` says more", error)
        return str(error)
    _log.error("the bot can't answer yet", exc_info=error)
    return f"something went wrong, and was logged ({type(error).__name__})"


async def _open_all(settings: Settings, service: AnswerService, readiness: Readiness) -> None:
    """Open the shared corpus, built first where it must be, and then those of servers that lie here, each as far as it can be."""
    heard = Heard()
    try:
        built = await _serve_shared(service, readiness, heard)
        if not built and await service.corpora.changed(SHARED):
            _log.warning("the articles have changed since they were loaded: /corpus reload takes the changes in")
    finally:
        if heard.left_out:
            _log.warning("%s", heard.left_out)
        if settings.database.shared is None:
            # As many as have room; elsewhere each is fetched when it is needed.
            for corpus_id in await asyncio.to_thread(servers_with_articles, settings):
                await tried(corpus_id, service.corpora.preload)


async def _serve_shared(service: AnswerService, readiness: Readiness, heard: Heard) -> bool:
    """As `serve`; while a database that it lies in is away it is tried again, and whoever asks meanwhile hears that."""
    told = False
    while True:
        try:
            return await serve(service, SHARED, _log_sentence, lambda: nullcontext(partial(_hear, readiness, heard)))
        except DatabaseUnreachable as error:
            if not told:
                _log.error("the articles can't be opened yet, and are tried again: %s", error)
            told = True
        readiness.set()
        await asyncio.sleep(_TRY_EVERY)


def _log_sentence(text: str) -> None:
    _log.warning("%s", printable(text))


def _hear(readiness: Readiness, heard: Heard, event: Event) -> None:
    """Show how far a first build is, and remember what it left out."""
    readiness.hear(event)
    heard.hear(event)


async def follow(settings: Settings, service: AnswerService) -> None:
    """Serve what other processes build, roll back or remove while the bot runs; until cancelled."""
    if settings.database.shared is None:
        await follow_files(settings, service)
        return
    from bot.sharing.news import follow_news  # noqa: PLC0415 - the database's library is not needed elsewhere

    await follow_news(settings.database.shared, service)


async def follow_files(settings: Settings, service: AnswerService, seconds: float = 2.0) -> None:
    """The same of corpora that lie here: they are looked at every few seconds; until cancelled."""
    while True:
        await asyncio.sleep(seconds)
        try:
            others = await asyncio.to_thread(servers_with_articles, settings)
        except OSError as error:
            _log.warning("the corpora can't be listed: %s", error)
            others = []
        for corpus_id in (SHARED, *others):
            await tried(corpus_id, service.corpora.catch_up)
            await tried(corpus_id, service.corpora.preload)
