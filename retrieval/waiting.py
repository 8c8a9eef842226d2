"""Questions and statements that wait to be answered: one bounded queue, a batch at a time, in one thread.

Those that wait together are encoded together. Each is bound to its snapshot before it waits, and answered from that one alone.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, TypeVar

from config.sections import ServiceSettings
from retrieval.answering import Answering, encode_together, texts_of
from retrieval.checking import Finding, Statement, check_statement, sought
from retrieval.encoders import Encoder, Vectors
from retrieval.errors import BusyError, ClosedError
from retrieval.live import Snapshot
from retrieval.values import Outcome, Question

T = TypeVar("T")

CLOSED = "Footnote is shutting down: ask again in a moment"


async def hop(executor: ThreadPoolExecutor | None, work: Callable[[], T]) -> T:
    """Run `work` in `executor`, or here where there is none."""
    if executor is None:
        return work()
    return await asyncio.get_running_loop().run_in_executor(executor, work)


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting(Generic[T]):
    """A question or statement on its way: what of it is to be encoded, and what is made of the vectors."""

    texts: tuple[str, ...]
    finish: Callable[[Vectors], T]
    future: asyncio.Future[T]


class QuestionQueue:
    """Answers questions in the order that they come in. Make it on the loop it is used on; end it by aclose."""

    def __init__(
        self, settings: ServiceSettings, encoder: Encoder, answering: Answering, executor: ThreadPoolExecutor | None
    ) -> None:
        self._settings = settings
        self._encoder = encoder
        self._answering = answering
        self._executor = executor
        self._waiting: deque[_Waiting[Any]] = deque()
        self._worker: asyncio.Task[None] | None = None
        self._closed = False

    def __len__(self) -> int:
        return len(self._waiting)

    async def answer(
        self, question: Question, snapshot: Snapshot, article_id: str | None, citations: int | None
    ) -> Outcome:
        """The answer to `question` from `snapshot`, or from one article of it.

        Raises UnknownArticle, BusyError where the queue is full, ClosedError after aclose.
        """
        answering = replace(self._answering, citations=citations or self._answering.citations)
        scopes, labels = snapshot.scopes(article_id), snapshot.labels
        return await self._wait(texts_of(question), lambda vectors: answering.answer(question, vectors, scopes, labels))

    async def check(self, statement: Statement, snapshot: Snapshot, article_id: str | None) -> Finding:
        """What `snapshot`, or one article of it, says of `statement`. Raises as `answer` does."""
        scopes, weights = snapshot.scopes(article_id), self._answering.model.ranker
        return await self._wait(
            (sought(statement),), lambda vectors: check_statement(statement, vectors[0], scopes, weights)
        )

    async def _wait(self, texts: tuple[str, ...], finish: Callable[[Vectors], T]) -> T:
        """What `finish` makes of the vectors of `texts`, when its turn has come."""
        if self._closed:
            raise ClosedError(CLOSED)
        if len(self._waiting) >= self._settings.queue:
            raise BusyError(f"{len(self._waiting):,} questions are waiting already: try again in a moment")
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(texts, finish, future))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work())
        return await future

    async def aclose(self, seconds: float | None = None) -> None:
        """Take no more questions and answer those that wait; after `seconds` those that wait still hear ClosedError."""
        self._closed = True
        if self._worker is not None and not self._worker.done():
            await asyncio.wait([self._worker], timeout=seconds)
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.future.done():
                waiting.future.set_exception(ClosedError(CLOSED))

    async def _work(self) -> None:
        """Answer what waits, a batch at a time, until nothing does."""
        while self._waiting:
            batch: list[_Waiting[Any]] = []
            while self._waiting and len(batch) < self._settings.batch:
                waiting = self._waiting.popleft()
                if not waiting.future.done():  # its asker may be gone
                    batch.append(waiting)
            if not batch:
                continue
            try:
                outcomes = await hop(self._executor, partial(self._answer, batch))
            except asyncio.CancelledError:
                if not self._closed:
                    raise
                outcomes = [ClosedError(CLOSED)] * len(batch)  # aclose did not wait for the thread
            except Exception as error:  # noqa: BLE001 - whatever it was, every asker must hear of it
                outcomes = [error] * len(batch)
            for waiting, outcome in zip(batch, outcomes, strict=True):
                if waiting.future.done():
                    continue
                if isinstance(outcome, Exception):
                    waiting.future.set_exception(outcome)
                else:
                    waiting.future.set_result(outcome)

    def _answer(self, batch: Sequence[_Waiting[Any]]) -> list[Any]:
        vectors = encode_together(self._encoder, [waiting.texts for waiting in batch])
        outcomes: list[Any] = []
        for waiting, mine in zip(batch, vectors, strict=True):
            try:
                outcomes.append(waiting.finish(mine))
            except Exception as error:  # noqa: BLE001 - one bad question must not take the batch with it
                outcomes.append(error)
        return outcomes
