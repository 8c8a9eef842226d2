"""Corpora are opened when somebody asks of them, and those used last stay open."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from config.settings import Settings
from corpus.values import Article
from retrieval.answering.answering import Answering
from retrieval.checking import Finding, Statement, check_statement
from retrieval.corpora.places import place_of
from retrieval.corpora.shelf import discard
from retrieval.encoders.hashing import HashingEncoder
from retrieval.errors import ClosedError, DamagedError, DatabaseUnreachable, GenerationError
from retrieval.generations.generation import Generation
from retrieval.generations.generations import Generations, Opened
from retrieval.generations.live import LiveCorpora, Snapshot
from retrieval.generations.manifest import Recipe
from retrieval.service import AnswerService
from retrieval.values import SHARED, Answer, Audience, Outcome, Question
from tests.retrieval.samples import answering, write

MOST = 2
ONE, TWO, THREE, FOUR = Audience(1), Audience(2), Audience(3), Audience(4)


def article(corpus_id: int, edition: str = "first") -> Article:
    return Article(id="own", title="Varn", body=f"The {edition} tower of Varn in server {corpus_id} was built in 1871.")


def publish(service: AnswerService, corpus_id: int, edition: str = "first") -> None:
    """Let a generation of one article serve on disk, as another process would."""
    generations = service.corpora.place(corpus_id).generations
    with generations.lock(), generations.building() as made:
        number = generations.next_number()
        manifest = write(
            made, [article(corpus_id, edition)], corpus_id=corpus_id, made=service.corpora.recipe(), number=number
        )
        generations.activate(made, manifest, None)


@pytest.fixture
async def service(hashing: Settings) -> AsyncIterator[AnswerService]:
    """A service that holds two servers' corpora open; on disk are the shared one and three servers'."""
    made = AnswerService(hashing, HashingEncoder(), answering(), LiveCorpora(MOST))
    for corpus_id in (SHARED, 1, 2, 3):
        publish(made, corpus_id)
    yield made
    await made.aclose()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders' names of all openings, in order."""
    names: list[str] = []
    opening = Generations.open

    def count(generations: Generations, recipe: Recipe) -> Opened:
        names.append(generations.folder.parent.name)
        return opening(generations, recipe)

    monkeypatch.setattr(Generations, "open", count)
    return names


@contextmanager
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Event, threading.Event]]:
    """Openings wait for the second event, and the first says that one does."""
    begun, go = threading.Event(), threading.Event()
    opening = Generations.open

    def wait(generations: Generations, recipe: Recipe) -> Opened:
        begun.set()
        assert go.wait(30)
        return opening(generations, recipe)

    with monkeypatch.context() as patch:
        patch.setattr(Generations, "open", wait)
        yield begun, go
        go.set()


def bodies(snapshot: Snapshot) -> list[str]:
    return [each.body for each in snapshot.articles]


async def test_a_corpus_is_opened_when_it_is_first_asked_of(service: AnswerService, opened: list[str]) -> None:
    """Law: who asks sees the shared corpus and their server's, each opened once however many ask at the same time."""
    seen = await asyncio.gather(*(service.at_hand(ONE) for _ in range(50)))
    assert {tuple(bodies(each)) for each in seen} == {(article(SHARED).body, article(1).body)}
    assert sorted(opened) == ["0", "1"]
    assert bodies(await service.at_hand(Audience())) == [article(SHARED).body]
    assert service.is_at_hand(ONE)
    assert not service.is_at_hand(TWO)


async def test_those_used_last_stay_open(service: AnswerService, opened: list[str]) -> None:
    """Law: of servers' corpora so many are open, the one that was used longest ago goes first, and the shared one never does."""
    for audience in (ONE, TWO, ONE, THREE):
        await service.at_hand(audience)
    assert [service.corpora.serves(each) for each in (SHARED, 1, 2, 3)] == [True, True, False, True]
    assert opened == ["0", "1", "2", "3"]
    assert bodies(await service.at_hand(TWO))[1] == article(2).body
    assert [service.corpora.serves(each) for each in (SHARED, 1, 2, 3)] == [True, False, True, True]


async def test_who_asked_before_it_went_is_answered(service: AnswerService) -> None:
    """Law: a snapshot goes on answering after its corpus was closed for others."""
    snapshot = await service.at_hand(ONE)
    for audience in (TWO, THREE):
        await service.at_hand(audience)
    assert not service.corpora.serves(1)
    outcome = await service.ask(
        ONE, Question("Which tower of Varn is in server 1?"), article_id="own", snapshot=snapshot
    )
    assert isinstance(outcome, Answer)
    assert outcome.citations[0].excerpt.text == article(1).body


async def test_more_than_there_is_room_for_are_all_answered(service: AnswerService) -> None:
    """Law: where more servers ask at once than corpora may be open everybody sees their own."""
    audiences = [ONE, TWO, THREE] * 20
    seen = await asyncio.gather(*map(service.at_hand, audiences))
    for audience, snapshot in zip(audiences, seen, strict=True):
        assert bodies(snapshot) == [article(SHARED).body, article(audience.guild or 0).body]


async def test_who_has_nothing_is_remembered_until_there_is_news(service: AnswerService, opened: list[str]) -> None:
    """Law: a server without articles is looked for once, and again when it is told of, or when news may have been missed."""
    for _ in range(3):
        assert bodies(await service.at_hand(FOUR)) == [article(SHARED).body]
    assert opened == ["0", "4"]
    publish(service, 4)
    assert len(bodies(await service.at_hand(FOUR))) == 1
    await service.corpora.catch_up(4)
    assert len(bodies(await service.at_hand(FOUR))) == 2
    for each in (5, 5):
        await service.at_hand(Audience(each))
    publish(service, 5)
    assert set(service.corpora.look_again()) == {SHARED, 4}
    assert len(bodies(await service.at_hand(Audience(5)))) == 2


async def test_news_of_what_nobody_asked_of_opens_nothing(service: AnswerService, opened: list[str]) -> None:
    """Law: a corpus that is not open is left alone by news, and one that is open serves the new generation."""
    await service.corpora.catch_up(1)
    assert opened == []
    before = await service.at_hand(ONE)
    publish(service, 1, "second")
    assert (await service.at_hand(ONE)) == before
    await service.corpora.catch_up(1)
    assert bodies(await service.at_hand(ONE))[1] == article(1, "second").body
    assert bodies(before)[1] == article(1).body


async def test_a_corpus_that_is_gone_serves_no_more(service: AnswerService) -> None:
    """Law: where another process deleted a server's corpus news of it drops it; the shared one is kept in any case."""
    await service.at_hand(ONE)
    discard(service.corpora.place(1))
    await service.corpora.catch_up(1)
    assert bodies(await service.at_hand(ONE)) == [article(SHARED).body]
    publish(service, 1)
    await service.corpora.catch_up(1)
    assert service.corpora.serves(1)
    shared = service.corpora.place(SHARED).generations.folder
    shared.rename(shared.with_name("away"))
    await service.corpora.catch_up(SHARED)
    assert service.corpora.serves(SHARED)


async def test_what_is_withdrawn_meanwhile_does_not_serve(
    service: AnswerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: a server that is left while its corpus is being opened is not shown, and is opened again once it is back."""
    with held_up(monkeypatch) as (begun, go):
        asked = asyncio.create_task(service.at_hand(ONE))
        assert await asyncio.to_thread(begun.wait, 30)
        service.corpora.withdraw(1)
        go.set()
        assert bodies(await asked) == [article(SHARED).body]
    assert bodies(await service.at_hand(ONE)) == [article(SHARED).body]
    await service.corpora.readmit(1)
    assert len(bodies(await service.at_hand(ONE))) == 2


async def test_who_waits_no_longer_takes_it_from_nobody(
    service: AnswerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: when the first who asked gives up, the others still get what is being opened."""
    with held_up(monkeypatch) as (begun, go):
        first, second = (asyncio.create_task(service.at_hand(ONE)) for _ in range(2))
        assert await asyncio.to_thread(begun.wait, 30)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        go.set()
        assert len(bodies(await second)) == 2
    assert first.cancelled()


@pytest.mark.usefixtures("on_disk")
async def test_what_is_damaged_keeps_nobody_from_the_rest(
    service: AnswerService, opened: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Law: a corpus that can't be opened is logged and not tried with every question; the shared one answers."""
    (vectors,) = service.corpora.place(1).generations.folder.glob("0*/sentences.vectors")
    vectors.write_bytes(vectors.read_bytes()[:-1])
    for _ in range(3):
        assert bodies(await service.at_hand(ONE)) == [article(SHARED).body]
    assert opened == ["0", "1"]
    assert "corpus 1: generation " in caplog.text
    publish(service, 1, "second")
    await service.corpora.catch_up(1)
    assert bodies(await service.at_hand(ONE))[1] == article(1, "second").body


@pytest.mark.usefixtures("on_disk")
@pytest.mark.parametrize("raised", [False, True])
async def test_what_could_not_be_read_is_tried_again(
    service: AnswerService, opened: list[str], monkeypatch: pytest.MonkeyPatch, *, raised: bool
) -> None:
    """Law: a disk that failed keeps a server's articles away for a minute and not until the next build; a server that has none
    is not looked for any more."""
    now = 1000.0
    monkeypatch.setattr("retrieval.corpora.opening.monotonic", lambda: now)
    with monkeypatch.context() as patch:
        if raised:
            patch.setattr(Generations, "current", _unreadable)
        else:
            patch.setattr("retrieval.generations.generations.open_generation", _damaged)
        await service.at_hand(ONE)
        await service.at_hand(FOUR)
    now += 59
    await service.at_hand(ONE)
    assert not service.corpora.serves(1)
    now += 2
    assert bodies(await service.at_hand(ONE)) == [article(SHARED).body, article(1).body]
    tried = len(opened)
    await service.at_hand(FOUR)
    now += 1e6
    await service.at_hand(FOUR)
    assert len(opened) <= tried + 1


def _damaged(folder: Path) -> Generation:
    raise DamagedError(f"{folder.name} can't be read")


def _unreadable(generations: Generations) -> str | None:
    raise OSError(5, "Input/output error", str(generations.folder))


async def test_without_the_database_who_asks_hears_so(service: AnswerService, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: where it can't be told what there is nobody is answered from a part of it, and the next one who asks tries again."""

    def away(generations: Generations, recipe: Recipe) -> Opened:
        raise DatabaseUnreachable("the database can't be reached")

    await service.at_hand(Audience())
    with monkeypatch.context() as patch:
        patch.setattr(Generations, "open", away)
        for _ in range(2):
            with pytest.raises(DatabaseUnreachable):
                await service.at_hand(ONE)
        assert len(bodies(await service.at_hand(Audience()))) == 1
    assert len(bodies(await service.at_hand(ONE))) == 2


@pytest.mark.parametrize("held", [True, False])
async def test_news_that_could_not_be_had_is_asked_for_again(
    service: AnswerService, monkeypatch: pytest.MonkeyPatch, *, held: bool
) -> None:
    """Law: where the database was away while a new generation was to be opened, the next look opens it; a damaged file on disk
    is not tried for ever."""

    def away(generations: Generations, recipe: Recipe) -> Opened:
        raise DatabaseUnreachable("the database can't be reached")

    await service.at_hand(ONE)
    monkeypatch.setattr(type(service.corpora.place(1).generations), "holds_articles", held)
    publish(service, 1, "second")
    with monkeypatch.context() as patch:
        patch.setattr(Generations, "open", away)
        with pytest.raises(DatabaseUnreachable):
            await service.corpora.catch_up(1)
    await service.corpora.catch_up(1)
    assert bodies(await service.at_hand(ONE))[1] == article(1, "second" if held else "first").body


async def test_what_was_built_is_no_failure_where_it_can_not_be_opened(
    service: AnswerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: a reload that the builder has done says that it serves as soon as it can be read, and so does a rollback."""
    publish(service, 1, "second")

    async def built(*_: object, **__: object) -> None:
        publish(service, 1, "third")

    def away(*_: object) -> Opened:
        raise DatabaseUnreachable("the database can't be reached")

    monkeypatch.setattr("retrieval.corpora.corpora.run_builder", built)
    monkeypatch.setattr(Generations, "open", away)
    (notice,) = await service.corpora.reload(1, lambda event: None)
    assert notice == "it is built, and serves here as soon as it can be read: the database can't be reached"


async def test_after_the_end_nothing_is_opened(service: AnswerService, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: who waits when the service ends hears so, and so does who comes then."""
    with held_up(monkeypatch) as (begun, go):
        asked = [asyncio.create_task(service.at_hand(Audience(each))) for each in range(1, 12)]
        assert await asyncio.to_thread(begun.wait, 30)
        closing = asyncio.create_task(service.aclose(0))
        outcomes = await asyncio.gather(*asked[5:], return_exceptions=True)
        go.set()
        await closing
        await asyncio.gather(*asked, return_exceptions=True)
    assert {type(each) for each in outcomes} == {ClosedError}
    with pytest.raises(ClosedError):
        await service.at_hand(ONE)


async def test_as_many_are_opened_beforehand_as_have_room(service: AnswerService, opened: list[str]) -> None:
    """Law: what is opened before anybody asks takes nobody's place."""
    for corpus_id in (1, 2, 3):
        await service.corpora.preload(corpus_id)
    assert opened == ["1", "2"]
    assert [service.corpora.serves(each) for each in (1, 2, 3)] == [True, True, False]


async def test_what_went_away_under_a_question_is_asked_of_the_newest(
    service: AnswerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: where the store has a generation no more, the question is asked once again of what serves now; not for ever."""
    snapshot = await service.at_hand(ONE)
    publish(service, 1, "second")
    answer = Answering.answer
    gone = set(snapshot.labels) - {snapshot.labels[0]}
    asked: list[tuple[str, ...]] = []

    def fails_for_what_is_gone(answering: Answering, *rest: Any) -> Outcome:
        asked.append(rest[3])
        if gone & set(rest[3]):
            raise GenerationError("its rows are gone")
        return answer(answering, *rest)

    monkeypatch.setattr(Answering, "answer", fails_for_what_is_gone)
    question = Question("Which tower of Varn is in server 1?")
    outcome = await service.ask(ONE, question, snapshot=snapshot)
    assert isinstance(outcome, Answer)
    assert outcome.generations != snapshot.labels
    assert len(asked) == 2
    gone |= set(outcome.generations)
    with pytest.raises(GenerationError):
        await service.ask(ONE, replace(question, text="Which second tower is in server 1?"))
    assert len(asked) == 3


async def test_a_check_is_of_the_newest_as_a_whole(service: AnswerService, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: where a generation goes away under one of several statements all of them are checked again, with one snapshot."""
    before = await service.at_hand(ONE)
    publish(service, 1, "second")
    failed: list[Statement] = []

    def fails_once(statement: Statement, *rest: Any) -> Finding:
        if len(failed) < 1 and "second" in statement.text:
            failed.append(statement)
            raise GenerationError("its rows are gone")
        return check_statement(statement, *rest)

    monkeypatch.setattr("retrieval.waiting.check_statement", fails_once)
    text = "The first tower of Varn was built in 1871. The second tower of Varn was built in 1871."
    check = await service.check(ONE, text, None, snapshot=before)
    assert len(failed) == 1
    assert check.generations == (await service.at_hand(ONE)).labels != before.labels
    assert len(check.findings) == 2


def test_each_corpus_lies_in_a_place_of_its_own(hashing: Settings) -> None:
    """What these tests take for a corpus's name is its folder's."""
    assert place_of(hashing, 1).generations.folder.parent.name == "1"
