"""The one async service that every front end asks. Audience first, always.

Questions wait in one bounded queue; those that wait together are encoded together, in one thread of the service's own, and
answered in another, so that the event loop is not blocked. Each is bound to its snapshot when it is asked and answered from that one alone.
What opens, builds and withdraws the corpora is `AnswerService.corpora`.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from config.settings import Settings
from corpus.values import Article
from retrieval.answering.answering import Answering
from retrieval.checking import Check, Finding, Statement, read_message
from retrieval.corpora.corpora import Corpora
from retrieval.encoders import Encoder
from retrieval.errors import BusyError, ClosedError, GenerationError
from retrieval.facts.cards import card_of
from retrieval.facts.quotations import quotations, suggest_speakers
from retrieval.facts.timelines import timeline
from retrieval.facts.values import ArticleCard, QuotePage, TimelinePage, TimelineQuery
from retrieval.generations.live import LiveCorpora, Loaded, Snapshot
from retrieval.remembered import Remembered
from retrieval.values import Answer, Audience, Outcome, Question, Quoted
from retrieval.waiting import CLOSED, QuestionQueue, hop

if TYPE_CHECKING:
    from retrieval.writing.writer import Writer

T = TypeVar("T")

# A large corpus must not keep the others' first questions waiting.
_OPENED_AT_ONCE = 4


class AnswerService:
    """Answers questions over the live generations. Make it on the loop it is used on; end it by aclose."""

    def __init__(
        self,
        settings: Settings,
        encoder: Encoder,
        answering: Answering,
        live: LiveCorpora,
        writer: Writer | None = None,
    ) -> None:
        self._settings = settings
        self._encoder = encoder
        self._answering = answering
        self._live = live
        self._writer = writer
        # With no worker everything runs inline, which blocks the loop: for tests.
        threaded = bool(settings.service.workers)
        self._encoding = ThreadPoolExecutor(1, "footnote-encoding") if threaded else None
        self._executor = ThreadPoolExecutor(1, "footnote-questions") if threaded else None
        # Opening a generation hashes all its files: not in the way of questions.
        self._disk = ThreadPoolExecutor(_OPENED_AT_ONCE, "footnote-disk") if threaded else None
        self.corpora = Corpora(settings, encoder, live, self._disk)
        # Neither a batch of questions nor a generation being opened is waited for by who wants a timeline.
        self._reading = ThreadPoolExecutor(1, "footnote-facts") if threaded else None
        self._questions = QuestionQueue(
            settings.service, encoder, answering, self._encoding, self._executor, Remembered(live)
        )
        self._being_read = 0
        self._closed = False
        self._warm = False

    async def warm(self) -> None:
        """Load the models before the first question does; raises EncoderError, SelectorError where one can't be."""
        await hop(self._encoding, lambda: self._answering.warm(self._encoder))
        self._warm = True

    async def at_hand(self, audience: Audience) -> Snapshot:
        """What `audience` sees now, once what there is of it is open; await it before anything is asked of a server's articles.

        Raises DatabaseError where it can't be told what there is, ClosedError after aclose.
        """
        if self._closed:
            raise ClosedError(CLOSED)
        try:
            return await self.corpora.opening.at_hand(audience)
        except asyncio.CancelledError:
            if not self._closed:
                raise
            raise ClosedError(CLOSED) from None  # aclose did not wait for the thread

    def is_at_hand(self, audience: Audience) -> bool:
        """Whether that is open, so that `snapshot` tells all."""
        return self.corpora.opening.is_at_hand(audience)

    async def ask(
        self,
        audience: Audience,
        question: Question,
        *,
        article_id: str | None = None,
        citations: int | None = None,
        snapshot: Snapshot | None = None,
        quoted: tuple[Quoted, ...] = (),
        composing: bool = True,
    ) -> Outcome:
        """The answer to `question` from what `audience` may see, or from one article of it.

        What was `quoted` before is not cited again, so that more is found or nothing. `snapshot` is one that `audience` was given
        before, for whoever says more of it than the answer.
        Where a writer is set up, an Answer has what it composed, unless `composing` is False, for who asks more before one is chosen.
        Raises UnknownArticle, BusyError where the queue is full, ClosedError after aclose.
        """
        outcome = await self._answer(audience, question, article_id, citations, snapshot, quoted)
        return await self.composed(outcome) if composing else outcome

    async def composed(self, outcome: Outcome) -> Outcome:
        """An Answer with what a writer composes of it, if one is set up and that holds; it delays no longer than its timeout."""
        if self._writer is None or not isinstance(outcome, Answer):
            return outcome
        composed = await self._writer.compose(outcome)
        return replace(outcome, composed=composed) if composed else outcome

    async def sure(
        self, audience: Audience, question: Question, *, article_id: str | None = None, snapshot: Snapshot | None = None
    ) -> float:
        """How sure it is that what `audience` may see answers `question`; raises as `ask` does, and has nothing composed."""
        return (await self._answer(audience, question, article_id, None, snapshot)).confidence

    async def _answer(
        self,
        audience: Audience,
        question: Question,
        article_id: str | None,
        citations: int | None,
        snapshot: Snapshot | None,
        quoted: tuple[Quoted, ...] = (),
    ) -> Outcome:
        outcome = await self._of_newest(
            audience,
            self._seen(audience, snapshot),
            lambda seen: self._questions.answer(question, seen, article_id, citations, quoted),
        )
        self._warm = True
        return outcome

    async def check(
        self,
        audience: Audience,
        text: str,
        day: dt.date | None,
        *,
        article_id: str | None = None,
        snapshot: Snapshot | None = None,
    ) -> Check:
        """What `audience` may see, or one article of it, says of each sentence of a message of `day`, from one snapshot.

        Raises UnknownArticle, BusyError where too much waits, ClosedError after aclose.
        """
        first = self._seen(audience, snapshot)
        first.rows(article_id)
        statements, left = await self.read(lambda: read_message(text, day))

        async def check(seen: Snapshot) -> Check:
            checks = [asyncio.ensure_future(self._check(each, seen, article_id)) for each in statements]
            try:
                return Check(tuple(await asyncio.gather(*checks)), left, seen.labels)
            finally:  # where one fails nobody reads the others
                for each in checks:
                    each.cancel()

        return await self._of_newest(audience, first, check)

    async def _check(self, statement: Statement, seen: Snapshot, article_id: str | None) -> Finding:
        if statement.unchecked is not None:
            return Finding(statement, "not_checked", reason=statement.unchecked)
        return await self._questions.check(statement, seen, article_id)

    async def timeline(
        self,
        audience: Audience,
        query: TimelineQuery,
        *,
        start: int = 0,
        count: int | None = None,
        places: int | None = None,
        snapshot: Snapshot | None = None,
    ) -> TimelinePage:
        """Events that `audience` may see, from number `start` on, at most `count`, each cited at most at `places`.

        Raises UnknownArticle, BusyError, ClosedError.
        """
        seen = self._seen(audience, snapshot)
        return await self.read(lambda: timeline(seen, query, start, count, places))

    async def quotes(
        self,
        audience: Audience,
        *,
        speaker: str | None = None,
        article_id: str | None = None,
        start: int = 0,
        count: int | None = None,
        snapshot: Snapshot | None = None,
    ) -> QuotePage:
        """Quotations that `audience` may see, of somebody or of everybody; raises UnknownArticle, ClosedError."""
        seen = self._seen(audience, snapshot)
        return await self.read(lambda: quotations(seen, speaker, article_id, start, count))

    async def card(self, audience: Audience, article_id: str, *, snapshot: Snapshot | None = None) -> ArticleCard:
        """The card of an article that `audience` may see; raises UnknownArticle, ClosedError."""
        seen = self._seen(audience, snapshot)
        return await self.read(lambda: card_of(seen, article_id))

    async def read(self, work: Callable[[], T]) -> T:
        """Do `work`, which reads facts from the disk, where it does not hold up the event loop.

        Raises BusyError where too much of it waits already, ClosedError after aclose.
        """
        if self._closed:
            raise ClosedError(CLOSED)
        if self._being_read >= self._settings.service.queue:
            raise BusyError(f"{self._being_read:,} requests are waiting already: try again in a moment")
        self._being_read += 1
        try:
            return await hop(self._reading, work)
        except asyncio.CancelledError:
            if not self._closed:
                raise
            raise ClosedError(CLOSED) from None  # aclose did not wait for the thread
        finally:
            self._being_read -= 1

    async def speakers(
        self, audience: Audience, typed: str, *, article_id: str | None = None, limit: int = 25
    ) -> tuple[str, ...]:
        """Names of those quoted that someone who has typed so much may mean; raises UnknownArticle, BusyError, ClosedError."""
        seen = self._seen(audience, None)
        return await self.read(lambda: suggest_speakers(seen, typed, article_id, limit))

    def articles(self, audience: Audience) -> tuple[Article, ...]:
        """The articles that `audience` may see."""
        return self._live.snapshot(audience).articles

    def article(self, audience: Audience, article_id: str) -> Article:
        """One of them; raises UnknownArticle."""
        return self._live.snapshot(audience).article(article_id)

    @property
    def threshold(self) -> float:
        """The least confidence of an answer."""
        return self._answering.threshold

    def snapshot(self, audience: Audience) -> Snapshot:
        """What a question of `audience` would see now."""
        return self._live.snapshot(audience)

    @property
    def is_warm(self) -> bool:
        """Whether the models are loaded."""
        return self._warm

    def loaded(self) -> Loaded:
        """How much serves, of all corpora together."""
        return self._live.loaded()

    def queued(self) -> int:
        """How many questions wait."""
        return len(self._questions)

    async def aclose(self, seconds: float | None = None) -> None:
        """Take no more questions, answer those that wait, and let go of the threads.

        After `seconds` those that wait still hear ClosedError, and a thread that is busy is left to itself.
        """
        self._closed = True
        if self._writer is not None:
            await self._writer.aclose()
        await self._questions.aclose(seconds)
        self.corpora.opening.close()
        for executor in filter(None, (self._encoding, self._executor, self._disk, self._reading)):
            # Waiting for a thread would hold up the loop, and with it those who still have something to say.
            await asyncio.to_thread(executor.shutdown, wait=seconds is None, cancel_futures=True)

    async def _of_newest(self, audience: Audience, seen: Snapshot, ask: Callable[[Snapshot], Awaitable[T]]) -> T:
        """What is asked of `seen`; where a generation of it went away meanwhile it is asked once more of what serves now."""
        try:
            return await ask(seen)
        except GenerationError:
            for corpus_id in audience.corpora:
                await self.corpora.catch_up(corpus_id)
            newest = self._live.snapshot(audience)
            if newest == seen:
                raise
            return await ask(newest)

    def _seen(self, audience: Audience, snapshot: Snapshot | None) -> Snapshot:
        """What `audience` sees now, or saw when it was given `snapshot`; raises ValueError where that is another's."""
        if self._closed:
            raise ClosedError(CLOSED)
        if snapshot is None:
            return self._live.snapshot(audience)
        if any(each.manifest.corpus_id not in audience.corpora for each in snapshot.generations):
            raise ValueError("the snapshot is of another audience")
        return snapshot
