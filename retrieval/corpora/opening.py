"""Opening corpora: when they are needed, one opening of each at a time, and again when another process has let another serve."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from weakref import WeakValueDictionary

from corpus.errors import FootnoteError
from corpus.printable import printable
from retrieval.corpora.places import Place
from retrieval.errors import DatabaseError
from retrieval.generations.live import LiveCorpora, Snapshot
from retrieval.generations.manifest import Recipe
from retrieval.values import SHARED, Audience
from retrieval.waiting import hop

_log = logging.getLogger(__name__)

# Seconds until what could not be read is tried again: a disk or its limits may have failed once.
_PAUSE = 60.0


class Opening:
    """Opens corpora into `live`, in `disk`. To be used on one event loop.

    Every method that opens returns what people should hear.
    """

    def __init__(
        self,
        live: LiveCorpora,
        disk: ThreadPoolExecutor | None,
        place: Callable[[int], Place],
        recipe: Callable[[], Recipe],
    ) -> None:
        self._live = live
        self._disk = disk
        self._place = place
        self._recipe = recipe
        # An opening that began before another must not come to serve after it.
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._under_way: dict[int, asyncio.Task[None]] = {}
        # Corpora of which nothing serves, and until when they are not tried again unless there is news of them.
        self._empty: dict[int, float] = {}
        self._tried: dict[int, str] = {}

    async def at_hand(self, audience: Audience) -> Snapshot:
        """What `audience` sees, once all that there is of it is open; raises DatabaseError where that can't be told.

        What is damaged is logged, and keeps the rest from nothing.
        """
        for corpus_id in audience.corpora:
            # Where very many are asked at once it may have had to go again.
            while not self._settled(corpus_id):
                await self._open_once(corpus_id)
            self._live.use(corpus_id)
        return self._live.snapshot(audience)

    def is_at_hand(self, audience: Audience) -> bool:
        """Whether nothing has to be opened for `audience`."""
        return all(map(self._settled, audience.corpora))

    async def open(self, corpus_id: int) -> tuple[str, ...]:
        """Open a corpus's generation and let it serve.

        Where none is fit to serve, one that was opened before with the same recipe goes on serving.
        """
        async with self._turns.setdefault(corpus_id, asyncio.Lock()):
            if self._live.withdrawn(corpus_id):
                return ()
            notices = await self._open(corpus_id)
            if self._live.get(corpus_id) is None and not self._live.withdrawn(corpus_id):
                self._empty[corpus_id] = monotonic() + _PAUSE if notices else math.inf
            else:
                self._empty.pop(corpus_id, None)
            return notices

    async def _open(self, corpus_id: int) -> tuple[str, ...]:
        place, recipe = self._place(corpus_id), self._recipe()
        opened = await hop(self._disk, lambda: place.generations.open(recipe))
        before = self._live.get(corpus_id)
        if opened.generation is not None and opened.generation.manifest.corpus_id != corpus_id:
            # Copied from another corpus's folder: to serve it would show one server's articles to another.
            named = opened.generation.manifest.corpus_id
            return (
                *opened.notices,
                f"generation {opened.generation.manifest.id} is of corpus {named}: it does not serve",
            )
        if opened.generation is not None:
            self._live.put(opened.generation)
        elif before is not None and before.manifest.recipe != recipe:
            self._live.drop(corpus_id)
        return opened.notices

    async def preload(self, corpus_id: int) -> tuple[str, ...]:
        """Open a corpus that nobody has asked of yet, where no other has to go for it."""
        if self._settled(corpus_id) or self._live.full:
            return ()
        try:
            return await self.open(corpus_id)
        except Exception:
            self._empty[corpus_id] = monotonic() + _PAUSE  # so that it is not tried for ever
            raise

    async def catch_up(self, corpus_id: int) -> tuple[str, ...]:
        """Serve what another process has let serve meanwhile, and nothing of a server's corpus that is gone.

        What is not open, and was not found to be empty, is left for who asks of it.
        """
        generations, generation = self._place(corpus_id).generations, self._live.get(corpus_id)
        if generations.holds_articles:  # in a database, of which this machine has a cache
            await hop(self._disk, generations.tidy)
        if self._live.withdrawn(corpus_id) or not (corpus_id == SHARED or self._settled(corpus_id)):
            return ()
        current = await hop(self._disk, generations.current)
        serving = generation.manifest.id if generation is not None else None
        if current is None and corpus_id != SHARED and not await hop(self._disk, generations.ids):
            self._live.drop(corpus_id)
            self._empty[corpus_id] = math.inf
            return ()
        # One that could not be opened is not tried for ever.
        if current is None or current in (serving, self._tried.get(corpus_id)):
            return ()
        if not generations.holds_articles:  # what a database holds may have failed on the way here
            self._tried[corpus_id] = current
        notices = await self.open(corpus_id)
        opened = self._live.get(corpus_id)
        # One that was withdrawn meanwhile was not tried either.
        if self._live.withdrawn(corpus_id) or (opened is not None and opened.manifest.id == current):
            self._tried.pop(corpus_id, None)
        return notices

    def close(self) -> None:
        """Let nobody wait any more for what is being opened."""
        for task in self._under_way.values():
            task.cancel()

    def forget(self, corpus_id: int) -> None:
        """Try a corpus again when it is asked of, whatever became of it before."""
        self._empty.pop(corpus_id, None)
        self._tried.pop(corpus_id, None)

    def forget_empty(self) -> None:
        """Look again for what was not there, since news of it may have been missed."""
        self._empty.clear()

    def _settled(self, corpus_id: int) -> bool:
        if self._live.withdrawn(corpus_id) or self._live.get(corpus_id) is not None:
            return True
        return monotonic() < self._empty.get(corpus_id, -math.inf)

    async def _open_once(self, corpus_id: int) -> None:
        task = self._under_way.get(corpus_id)
        if task is None:
            task = self._under_way[corpus_id] = asyncio.create_task(self._open_asked(corpus_id))
        # One who does not wait any longer takes it from nobody else.
        await asyncio.shield(task)

    async def _open_asked(self, corpus_id: int) -> None:
        try:
            notices = await self.open(corpus_id)
        except DatabaseError:
            raise
        except (FootnoteError, OSError) as error:
            _log.warning("corpus %s: %s", corpus_id, error)
            self._empty[corpus_id] = monotonic() + _PAUSE
            return
        finally:  # in the step in which it ends, so that nobody finds one that has ended
            del self._under_way[corpus_id]
        for notice in notices:
            _log.warning("corpus %s: %s", corpus_id, printable(notice))
