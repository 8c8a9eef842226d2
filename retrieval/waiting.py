"""Questions and statements that wait to be answered: one bounded queue, a batch at a time, in two threads.

Those that wait together are encoded together, while those before them are answered, and each is told its answer as soon as that
is there. Each is bound to its snapshot before it waits, and answered from that one alone; what was asked before of the same
snapshot is not worked out again.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any, Generic, TypeVar

from config.sections import ServiceSettings
from retrieval.answering.answering import Answering, encode_together, texts_of
from retrieval.checking import Finding, Statement, check_statement, sought
from retrieval.encoders import Encoder, Vectors
from retrieval.errors import BusyError, ClosedError
from retrieval.generations.live import Snapshot
from retrieval.remembered import Remembered, Request
from retrieval.spelling import spelt
from retrieval.values import Outcome, Question, Quoted

T = TypeVar("T")

CLOSED = "Footnote is shutting down: ask again in a moment"


async def hop(executor: ThreadPoolExecutor | None, work: Callable[[], T]) -> T:
    """Run `work` in `executor`, or here where there is none."""
    if executor is None:
        return work()
    return await asyncio.get_running_loop().run_in_executor(executor, work)


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting(Generic[T]):
    """A question or statement on its way: what of it is to be encoded, told in a thread, and what is made of the vectors.

    Two of one `request` have the same outcome; a statement has none.
    """

    texts: Callable[[], tuple[str, ...]]
    finish: Callable[[Vectors], T]
    future: asyncio.Future[T]
    request: Request | None


# Those that are answered as one, since they ask the same; more may join them until they are told.
_Alike = list[_Waiting[Any]]


class QuestionQueue:
    """Answers questions in the order that they come in. Make it on the loop it is used on; end it by aclose."""

    def __init__(
        self,
        settings: ServiceSettings,
        encoder: Encoder,
        answering: Answering,
        encoding: ThreadPoolExecutor | None,
        executor: ThreadPoolExecutor | None,
        remembered: Remembered,
    ) -> None:
        self._settings = settings
        self._encoder = encoder
        self._answering = answering
        self._encoding, self._executor = encoding, executor
        self._remembered = remembered
        self._waiting: deque[_Waiting[Any]] = deque()
        self._under_way: dict[Request, _Alike] = {}
        self._worker: asyncio.Task[None] | None = None
        self._finishing: asyncio.Task[None] | None = None
        # `_left` once aclose waits no longer: then the threads are gone too.
        self._closed = self._left = False

    def __len__(self) -> int:
        return len(self._waiting)

    async def answer(
        self,
        question: Question,
        snapshot: Snapshot,
        article_id: str | None,
        citations: int | None,
        quoted: tuple[Quoted, ...],
    ) -> Outcome:
        """The answer to `question` from `snapshot`, or from one article of it, without what was `quoted` before.

        Raises UnknownArticle, BusyError where the queue is full, ClosedError after aclose.
        """
        answering = replace(self._answering, citations=citations or self._answering.citations)
        request = Request(snapshot, article_id, question.text, answering.citations, answering.threshold, quoted)
        if not self._closed and (known := self._remembered.get(request)) is not None:
            return known
        scopes, labels = snapshot.scopes(article_id), snapshot.labels
        read = cache(partial(spelt, question, scopes, self._encoder))
        return await self._wait(
            lambda: texts_of(read()),
            lambda vectors: answering.answer(read(), vectors, scopes, labels, quoted),
            request,
        )

    async def check(self, statement: Statement, snapshot: Snapshot, article_id: str | None) -> Finding:
        """What `snapshot`, or one article of it, says of `statement`. Raises as `answer` does."""
        scopes, weights = snapshot.scopes(article_id), self._answering.model.ranker
        return await self._wait(
            lambda: (sought(statement),), lambda vectors: check_statement(statement, vectors[0], scopes, weights)
        )

    async def _wait(
        self, texts: Callable[[], tuple[str, ...]], finish: Callable[[Vectors], T], request: Request | None = None
    ) -> T:
        """What `finish` makes of the vectors of `texts`, when its turn has come."""
        if self._closed:
            raise ClosedError(CLOSED)
        if len(self._waiting) >= self._settings.queue:
            raise BusyError(f"{len(self._waiting):,} questions are waiting already: try again in a moment")
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(texts, finish, future, request))
        if _ended(self._worker):
            self._worker = asyncio.create_task(self._work())
        return await future

    async def aclose(self, seconds: float | None = None) -> None:
        """Take no more questions and answer those that wait; after `seconds` those that wait still hear ClosedError."""
        self._closed = True
        await asyncio.wait([asyncio.create_task(self._idle())], timeout=seconds)
        self._left = True
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.future.done():
                waiting.future.set_exception(ClosedError(CLOSED))

    async def _idle(self) -> None:
        """Return once nothing is encoded or answered."""
        while under_way := [each for each in (self._worker, self._finishing) if each is not None and not each.done()]:
            await asyncio.wait(under_way)

    async def _work(self) -> None:
        """Encode what waits, a batch at a time, until nothing does, and have each batch answered meanwhile."""
        while self._waiting:
            if not (batch := self._next()):
                continue
            vectors = await self._do(batch, self._encoding, partial(_encode, self._encoder, batch))
            if vectors is None:
                continue
            # One batch ahead and no more: who comes meanwhile is encoded with all that waits.
            if self._finishing is not None:
                await self._finishing
            self._finishing = asyncio.create_task(self._finish(batch, vectors))

    async def _finish(self, batch: Sequence[_Alike], vectors: Sequence[Vectors]) -> None:
        """Answer those of a batch that was encoded."""
        loop = asyncio.get_running_loop()

        def tell(alike: _Alike, outcome: Any) -> None:
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(self._settle, alike, outcome)

        await self._do(batch, self._executor, partial(_answer, batch, vectors, tell))

    async def _do(
        self, batch: Sequence[_Alike], executor: ThreadPoolExecutor | None, work: Callable[[], T]
    ) -> T | None:
        """Do `work` in a thread; where it fails as a whole everybody in `batch` is told, and None returned."""
        try:
            return await hop(executor, work)
        except asyncio.CancelledError:
            if not self._closed:
                raise
            failure: Exception = ClosedError(CLOSED)  # aclose did not wait for the thread
        except Exception as error:  # noqa: BLE001 - whatever it was, every asker must hear of it
            failure = ClosedError(CLOSED) if self._left else error
        for alike in batch:
            self._settle(alike, failure)
        return None

    def _next(self) -> list[_Alike]:
        """Those whose turn it is, those who ask the same together.

        Who can be told what was found meanwhile is told, and who asks what is under way joins those who did before.
        """
        batch: dict[object, _Alike] = {}
        while self._waiting and len(batch) < self._settings.batch:
            waiting = self._waiting.popleft()
            if waiting.future.done():  # its asker may be gone
                continue
            request = waiting.request
            if request is not None and (known := self._remembered.get(request)) is not None:
                waiting.future.set_result(known)
            elif request is not None and request in self._under_way:
                self._under_way[request].append(waiting)
            else:
                batch.setdefault(request or waiting, []).append(waiting)
        self._under_way.update((alike[0].request, alike) for alike in batch.values() if alike[0].request is not None)
        return list(batch.values())

    def _settle(self, alike: _Alike, outcome: Any) -> None:
        """Tell those who ask the same their outcome, or what went wrong, and keep the outcome of a question."""
        request = alike[0].request
        if request is not None:
            self._under_way.pop(request, None)
            if not isinstance(outcome, Exception):
                self._remembered.put(request, outcome)
        for waiting in alike:
            if waiting.future.done():
                continue
            if isinstance(outcome, Exception):
                waiting.future.set_exception(outcome)
            else:
                waiting.future.set_result(outcome)


def _ended(task: asyncio.Task[None] | None) -> bool:
    return task is None or task.done()


def _encode(encoder: Encoder, batch: Sequence[_Alike]) -> list[Vectors]:
    return encode_together(encoder, [alike[0].texts() for alike in batch])


def _answer(batch: Sequence[_Alike], vectors: Sequence[Vectors], tell: Callable[[_Alike, Any], None]) -> None:
    for alike, mine in zip(batch, vectors, strict=True):
        try:
            tell(alike, alike[0].finish(mine))
        except Exception as error:  # noqa: BLE001 - one bad question must not take the batch with it
            tell(alike, error)
