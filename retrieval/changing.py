"""Changes of a corpus from the files to what serves: an article added, removed, corrected; done whole or not at all."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from pathlib import Path
from typing import TypeVar

from corpus.corrections import Correction
from corpus.values import Article
from retrieval.building.progress import Event
from retrieval.corpora.shelf import added, put_right, removed
from retrieval.errors import BuildError, UnknownArticle
from retrieval.service import AnswerService
from retrieval.values import SHARED, Audience

T = TypeVar("T")
Hear = Callable[[Event], None]


async def add(service: AnswerService, corpus_id: int, file: Path, hear: Hear) -> tuple[Article, ...]:
    """Copy `file` into a corpus and let its articles, which are returned, serve; `hear` gets the builder's events.

    Raises CorpusError where it can't be read or something of that name or id is there, BuildError.
    """
    async with _apart(added(service.corpora.place(corpus_id), file, service.corpora.max_bytes)) as articles:
        await service.corpora.build(corpus_id, hear)
    return articles


async def correct(
    service: AnswerService, corpus_id: int, article_id: str, correction: Correction, hear: Hear
) -> Article:
    """Let `correction` hold for an article, which is returned, in what serves.

    Raises UnknownArticle, UnreadableError where the correction is none that can be, BuildError.
    """
    async with _apart(
        put_right(service.corpora.place(corpus_id), article_id, correction, service.corpora.max_bytes)
    ) as article:
        await service.corpora.build(corpus_id, hear)
    return article


async def remove(service: AnswerService, corpus_id: int, article_id: str, hear: Hear) -> str:
    """Take an article out of a corpus and of every generation; returns the names of the files that held it.

    Raises UnknownArticle where neither a file nor a generation holds it, BuildError, and StillOnDisk where it serves no more but
    a generation that holds it can't be deleted.
    """
    place = service.corpora.place(corpus_id)
    try:
        async with _apart(removed(place, article_id, service.corpora.max_bytes)) as names:
            await _build_without(service, corpus_id, article_id, hear)
    except UnknownArticle:
        # Its file may be gone already; then what was built from it must go too.
        if not await asyncio.to_thread(place.generations.hold, article_id):
            raise
        async with _apart(place.generations.undisturbed()):
            await _build_without(service, corpus_id, article_id, hear)
            await asyncio.to_thread(place.generations.purge_others)
        return "whose file was gone already"
    return names


async def _build_without(service: AnswerService, corpus_id: int, article_id: str, hear: Hear) -> None:
    """Build anew without the article, whose files are gone; raises BuildError."""
    await service.corpora.build(corpus_id, hear)
    # Others that were asked of meanwhile may have taken its place.
    await service.at_hand(Audience(None if corpus_id == SHARED else corpus_id))
    if service.corpora.holds(corpus_id, article_id):
        raise BuildError(f"{article_id!r} is still there after its file went: nothing was removed")


@asynccontextmanager
async def _apart(change: AbstractContextManager[T]) -> AsyncIterator[T]:
    """The same `with`, whose beginning and end, which read and write files, run beside the event loop."""
    value = await asyncio.to_thread(change.__enter__)
    try:
        yield value
    except BaseException:
        await asyncio.to_thread(change.__exit__, *sys.exc_info())
        raise
    await asyncio.to_thread(change.__exit__, None, None, None)
