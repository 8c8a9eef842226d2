"""From a request to an answer that is recorded and shown, and from a record back to what it showed."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial

from bot.asking.requests import Request, article_asked, is_at_hand, last_articles
from bot.asking.rereading import reread
from bot.delivery import Reply
from bot.errors import NotShown
from bot.readiness import Readiness
from bot.records import Records, RecordsError, UnknownAnswer
from bot.records.values import Cited, GivenAnswer, new_id, words_digest
from bot.rendering.answers import AT_ONCE, render_answer
from bot.rendering.layout import notice
from bot.rendering.shown import Look, Lost, Shown
from bot.wording import lost_in_words
from corpus.printable import encodable
from retrieval.context import Context, context_of
from retrieval.conversation.conversation import ask_after, means_article
from retrieval.conversation.follow_ups import leans
from retrieval.conversation.further import asks_further
from retrieval.conversation.pronouns import Answered
from retrieval.errors import UnknownArticle
from retrieval.generations.live import Snapshot
from retrieval.service import AnswerService
from retrieval.values import Answer, Audience, Citation, NoAnswer, Outcome, Question, Quoted, cited_in

_log = logging.getLogger(__name__)

# Longer than this without an answer, and people should hear why.
_SOON = 1.5
_TO_RECORD = 2.0
# Answers that went before and are looked at for what was shown, where more and more is asked for.
_MOST_BEFORE = 10
_TOO_LONG = "That takes longer than an answer can be waited for here: ask again later."
_ELSEWHERE = "This answer was given in another place: there is nothing of it to show here."
NOT_ON_RECORD = "This answer is not on record any more: ask again."


class Gone(NotShown):
    """An answer none of whose articles says any more what was quoted."""


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


class Answers:
    """Gives answers and shows them again."""

    def __init__(
        self, service: AnswerService, records: Records, readiness: Readiness, today: Callable[[], dt.date] = _today
    ) -> None:
        self._service = service
        self._records = records
        self._readiness = readiness
        self._today = today
        self._being_shown: set[asyncio.Future[None]] = set()

    async def give(self, request: Request, reply: Reply) -> None:
        """Answer `request` and show it in `reply`; raises FootnoteError where it can't be asked."""
        if not await self._readiness.wait(_SOON):
            await reply.show(notice(f"{self._readiness.sentence} Your answer will stand here when it is done."))
            if not await self._readiness.wait(reply.patience):
                await reply.show(notice(f"{self._readiness.sentence} {_TOO_LONG}"))
                return
        audience = Audience(request.guild_id)
        snapshot = await self._service.at_hand(audience)
        parent = request.parent if request.parent and is_at_hand(request.parent, request) else None
        asked = request.question if request.again is None else Question(request.again.read_as)
        before = None if parent is None else Question(parent.read_as)
        answered = None if parent is None else await self._answered(parent, snapshot)
        # What stands on its own is bound to nothing that was said before.
        article_id, focused = article_asked(request, parent if leans(asked) else None, snapshot)
        further = parent if asks_further(request.question.text) else None
        quoted = () if further is None else await self._quoted(further, snapshot)
        ask = partial(
            self._service.ask, audience, article_id=article_id, snapshot=snapshot, quoted=quoted, composing=False
        )
        sure = partial(self._service.sure, audience, article_id=article_id, snapshot=snapshot)
        try:
            outcome = await ask_after(ask, sure, asked, before, self._service.threshold, answered)
            last = last_articles(request, parent, snapshot) if article_id is None else ()
            if last and await means_article(
                partial(sure, article_id=last[0]), asked, outcome, last, self._service.threshold, snapshot.scopes
            ):
                outcome, article_id = await ask(asked, article_id=last[0]), last[0]
        except UnknownArticle:
            raise NotShown("The article that was asked about is not there any more: ask again without it.") from None
        outcome = await self._service.composed(outcome)
        answer = _given(request, parent, article_id, outcome, focused=focused)
        recorded = await self._recorded(self._records.add_answer(answer))
        shown = Shown(
            answer,
            cited_in(outcome),
            snapshot.freshness,
            self._today(),
            private=request.private,
            echo=request.echo,
            buttons=recorded,
            composed=outcome.composed if isinstance(outcome, Answer) else (),
        )
        with self._showing():
            message = await reply.show(render_answer(shown))
            if message is not None and recorded:
                await self._recorded(
                    self._records.add_message(answer.guild_id, answer.id, message.id, message.channel.id)
                )

    async def settled(self) -> bool:
        """Wait, a moment at most, until it is on record where the answers stand that are being shown now; whether any was."""
        showing = set(self._being_shown)
        if showing:
            await asyncio.wait(showing, timeout=_TO_RECORD)
        return bool(showing)

    @contextmanager
    def _showing(self) -> Iterator[None]:
        over = asyncio.get_running_loop().create_future()
        self._being_shown.add(over)
        try:
            yield
        finally:
            self._being_shown.discard(over)
            over.set_result(None)

    async def find(self, answer_id: str, guild_id: int | None, channel_id: int | None) -> GivenAnswer:
        """The answer of that id. Raises NotShown where it was given elsewhere or is not known."""
        answer = await self._records.answer(guild_id, answer_id) if encodable(answer_id) else None
        if answer is None:
            raise NotShown(NOT_ON_RECORD)
        if answer.channel_id != channel_id:
            raise NotShown(_ELSEWHERE)
        return answer

    async def shown(self, answer: GivenAnswer, look: Look, *, private: bool, echo: bool = True) -> Shown:
        """`answer` as it can be shown now; `private` is whether it could be made public.

        Raises NotShown where Footnote is not ready, Gone where none of what it quoted is there any more.
        """
        if not await self._readiness.wait(_SOON):
            raise NotShown(self._readiness.sentence)
        snapshot = await self._service.at_hand(Audience(answer.guild_id))
        found = await self._service.read(lambda: [reread(cited, snapshot, answer.given) for cited in answer.cited])
        citations = tuple(each for each in found if isinstance(each, Citation))
        lost = tuple(each for each in found if isinstance(each, Lost))
        gone = answer.excerpts - len(citations)
        if not citations and answer.excerpts:
            raise Gone(lost_in_words(gone - len(lost), [each.days for each in lost]))
        return Shown(
            answer,
            citations,
            snapshot.freshness,
            self._today(),
            gone=gone,
            lost=lost,
            private=private,
            echo=echo,
            look=look,
            contexts={
                each.number: context
                for each in citations
                if each.number in look.expanded and (context := _context(each, snapshot)) is not None
            },
        )

    async def _answered(self, parent: GivenAnswer, snapshot: Snapshot) -> Answered | None:
        """What the answer before named, read from its article again; None where it was a no or its words are gone."""
        first = next((each for each in parent.cited if each.number == 1), None)
        if first is None or not parent.answered:
            return None
        found = await self._service.read(partial(reread, first, snapshot, parent.given))
        return Answered.by(found if isinstance(found, Citation) else None)

    async def _quoted(self, parent: GivenAnswer, snapshot: Snapshot) -> tuple[Quoted, ...]:
        """What `parent` and those before it that it asked more of showed at first, where it stands now."""
        quoted: list[Quoted] = []
        each: GivenAnswer | None = parent
        for _ in range(_MOST_BEFORE):
            if each is None:
                break
            found = await self._service.read(partial(_shown_of, each, snapshot))
            quoted += [Quoted.by(citation) for citation in found if isinstance(citation, Citation)]
            if each.parent_id is None or not each.further:
                break
            try:
                each = await self._records.answer(each.guild_id, each.parent_id)
            except RecordsError as error:  # better twice the same than nothing
                _log.error("what was shown before can't be looked up: %s", error)
                break
        return tuple(quoted)

    async def _recorded(self, writing: Awaitable[None]) -> bool:
        """Whether something could be remembered; without that an answer is shown all the same, only without buttons."""
        try:
            await asyncio.wait_for(writing, _TO_RECORD)
        except UnknownAnswer:
            return False  # who asked had it forgotten while it was being shown
        except RecordsError as error:
            _log.error("an answer could not be recorded: %s", error)
            return False
        except TimeoutError:
            _log.error("an answer could not be recorded within %.0f s", _TO_RECORD)
            self._records.troubles.suspect()
            return False
        return True


def _given(
    request: Request, parent: GivenAnswer | None, article_id: str | None, outcome: Outcome, *, focused: bool
) -> GivenAnswer:
    citations = cited_in(outcome)
    # That the answer before is lost stays on record: by it the reading is taken back when an article is removed.
    follows = parent.id if parent else None if request.again is None else request.again.parent_id
    return GivenAnswer(
        id=new_id(),
        given=dt.datetime.now(dt.UTC),
        guild_id=request.guild_id,
        channel_id=request.channel_id,
        asker_id=request.person_id,
        question=request.question.text,
        read_as=outcome.question.text,
        parent_id=follows,
        article_id=article_id,
        private=request.private,
        reason=None if isinstance(outcome, Answer) else outcome.reason,
        confidence=outcome.confidence,
        generations=outcome.generations,
        excerpts=len(citations),
        cited=tuple(map(_cited, citations)),
        parts=outcome.parts if isinstance(outcome, Answer) else (),
        differing=outcome.differing if isinstance(outcome, Answer) else (),
        missing=outcome.missing if isinstance(outcome, NoAnswer) else None,
        grounds=outcome.grounds,
        focused=focused,
    )


def _cited(citation: Citation) -> Cited:
    excerpt, words = citation.excerpt, citation.answer
    return Cited(
        citation.number,
        citation.corpus_id,
        excerpt.article_id,
        excerpt.span.start,
        excerpt.span.end,
        words_digest(excerpt.text),
        citation.paragraph,
        citation.score,
        None if words is None else words.start,
        None if words is None else words.end,
    )


def _shown_of(answer: GivenAnswer, snapshot: Snapshot) -> list[Citation | Lost | None]:
    """What `answer` showed before anybody pressed for the next excerpts."""
    return [reread(cited, snapshot, answer.given) for cited in answer.cited if cited.number <= AT_ONCE]


def _context(citation: Citation, snapshot: Snapshot) -> Context | None:
    generation = snapshot.generation(citation.corpus_id)
    assert generation is not None
    return context_of(generation, citation.excerpt.article_id, citation.excerpt.span)
