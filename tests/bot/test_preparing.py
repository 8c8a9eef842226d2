"""Getting articles to serve, with real builder processes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from pathlib import Path

import pytest

from bot.bootstrap import make_service
from bot.preparing import follow_files, prepare, serve
from bot.readiness import Readiness
from config.settings import Settings
from retrieval.building.process import run_builder
from retrieval.building.progress import Event, Report
from retrieval.corpora.places import place_of
from retrieval.encoders import Vectors
from retrieval.errors import BuildError, DatabaseUnreachable, GenerationError
from retrieval.generations.generations import Generations, Opened
from retrieval.generations.manifest import Recipe
from retrieval.service import AnswerService
from retrieval.values import SHARED, Audience, NoAnswer, Question
from tests.retrieval.samples import ARTICLES, activate, write

EVERYONE = Audience()


@pytest.fixture
async def service(in_place: Settings) -> AsyncIterator[AnswerService]:
    made = make_service(in_place)
    yield made
    await made.aclose()


class Heard(Readiness):
    """Remembers all sentences that people could hear."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences: list[str] = []

    def hear(self, event: Event) -> None:
        super().hear(event)
        self.sentences.append(self.sentence)


async def test_articles_are_built_the_first_time_and_opened_afterwards(
    in_place: Settings, service: AnswerService, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The first start builds and tells how far it is; the next opens, and says where the folder has changed since."""
    readiness = Heard()
    assert await prepare(in_place, service, readiness) is None
    assert readiness
    assert len(service.articles(EVERYONE)) == 3
    assert readiness.sentences[-1].endswith("100 % done.")
    (folder / "new.txt").write_text("The harbour of Varn was dredged in June.\n", "utf-8")
    caplog.clear()
    again, heard = make_service(in_place), Heard()
    try:
        assert await prepare(in_place, again, heard) is None
        assert len(again.articles(EVERYONE)) == 3
        assert heard.sentences == []
        assert "/corpus reload takes the changes in" in caplog.text
    finally:
        await again.aclose()


@pytest.mark.usefixtures("on_disk")
async def test_articles_that_can_not_be_built_leave_a_bot_that_says_so(
    in_place: Settings, service: AnswerService, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The reason is returned and logged, servers' own articles serve, and the rest hears that there are none."""
    (folder / "golden.jsonl").write_text("not json\n", "utf-8")
    own = place_of(in_place, 5).generations
    with own.lock(), own.building() as made:
        own.activate(made, write(made, ARTICLES, corpus_id=5, made=service.corpora.recipe()), None)
    (in_place.data_dir / "corpora" / "not a server").mkdir()
    readiness = Readiness()
    failed = await prepare(in_place, service, readiness)
    assert failed is not None
    assert "golden.jsonl line 1" in failed
    assert "the bot can't answer yet" in caplog.text
    assert readiness
    outcome = await service.ask(EVERYONE, Question("Why?"))
    assert isinstance(outcome, NoAnswer)
    assert outcome.reason == "empty_corpus"
    assert service.corpora.serves(5)
    (folder / "golden.jsonl").unlink()
    await service.corpora.reload(SHARED, lambda event: None)
    assert len(service.articles(EVERYONE)) == 3


async def test_another_process_that_builds_is_waited_for(
    in_place: Settings, service: AnswerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it lets serve is served; nothing is built twice."""
    monkeypatch.setattr("bot.preparing._LOOK_EVERY", 0.01)
    generations = place_of(in_place, SHARED).generations
    said: list[str] = []
    with ExitStack() as other:
        other.enter_context(generations.lock())

        def say(text: str) -> None:
            said.append(text)
            if text.startswith("another process is building"):
                other.close()
                activate(generations, ARTICLES, made=service.corpora.recipe())

        assert await serve(service, SHARED, say, lambda: nullcontext(lambda event: None))
    assert said[-1] == "another process is building: waiting for it …"
    assert service.corpora.serves(SHARED)
    assert len(generations.ids()) == 1


async def test_where_the_other_process_makes_nothing_this_one_builds(
    in_place: Settings, service: AnswerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lock that is let go without a generation is no reason to wait on."""
    monkeypatch.setattr("bot.preparing._LOOK_EVERY", 0.01)
    with ExitStack() as other:
        other.enter_context(place_of(in_place, SHARED).generations.lock())
        await serve(service, SHARED, lambda text: other.close() if "another" in text else None, _quiet)
    assert len(service.articles(EVERYONE)) == 3


def _quiet() -> AbstractContextManager[Report]:
    return nullcontext(lambda event: None)


async def test_a_build_that_fails_is_an_error_told_once(
    in_place: Settings, service: AnswerService, folder: Path
) -> None:
    """The sentence comes with the error, not among the events too."""
    (folder / "golden.jsonl").write_text("not json\n", "utf-8")
    events: list[Event] = []
    with pytest.raises(BuildError, match="golden"):
        await serve(service, SHARED, lambda text: None, lambda: nullcontext(events.append))
    assert all(event["event"] != "failed" for event in events)


async def test_a_stray_folder_is_no_server(in_place: Settings, service: AnswerService) -> None:
    """Whatever lies among the corpora, the start goes on."""
    (in_place.data_dir / "corpora" / "²").mkdir(parents=True)
    assert await prepare(in_place, service, Readiness()) is None


async def test_whatever_fails_questions_do_not_wait_for_ever(
    in_place: Settings, service: AnswerService, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A model that breaks in a way of its own is a failure like any other."""

    def fails(texts: Sequence[str]) -> Vectors:
        raise MemoryError("no memory for the model")

    monkeypatch.setattr(service._encoder, "encode_queries", fails)
    readiness = Readiness()
    with caplog.at_level(logging.ERROR), suppress(MemoryError):
        await prepare(in_place, service, readiness)
    assert readiness


def _own(settings: Settings, service: AnswerService, corpus_id: int) -> None:
    own = place_of(settings, corpus_id).generations
    with own.lock(), own.building() as made:
        own.activate(made, write(made, ARTICLES, corpus_id=corpus_id, made=service.corpora.recipe()), None)


@pytest.mark.usefixtures("on_disk")
async def test_a_damaged_corpus_keeps_no_other_from_serving(
    in_place: Settings, service: AnswerService, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever became of one server's folder, the shared articles and the other servers' serve, and the log names it."""
    for corpus_id in (5, 6, 7):
        _own(in_place, service, corpus_id)
    (vectors,) = place_of(in_place, 5).generations.folder.glob("0*/sentences.vectors")
    vectors.write_bytes(vectors.read_bytes()[:-1])
    assert await prepare(in_place, service, Readiness()) is None
    assert [service.corpora.serves(each) for each in (SHARED, 5, 6, 7)] == [True, False, True, True]
    assert "corpus 5: generation " in caplog.text
    assert "sentences.vectors" in caplog.text
    assert "corpus 6" not in caplog.text


@pytest.mark.usefixtures("on_disk")
@pytest.mark.parametrize(
    "error", [ZeroDivisionError("no sentence"), OSError(5, "Input/output error"), GenerationError("no generation")]
)
async def test_a_corpus_that_fails_in_a_way_of_its_own_keeps_no_other_from_serving(
    in_place: Settings,
    service: AnswerService,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    """An error that nobody foresaw is one corpus's alone."""
    for corpus_id in (5, 6):
        _own(in_place, service, corpus_id)
    opening = service.corpora.preload

    async def fails_for_one(corpus_id: int) -> tuple[str, ...]:
        if corpus_id == 5:
            raise error
        return await opening(corpus_id)

    monkeypatch.setattr(service.corpora, "preload", fails_for_one)
    readiness = Readiness()
    assert await prepare(in_place, service, readiness) is None
    assert readiness
    assert [service.corpora.serves(each) for each in (SHARED, 5, 6)] == [True, False, True]
    assert "corpus 5" in caplog.text
    assert str(error) in caplog.text


async def test_corpora_that_can_not_be_listed_end_no_following(
    in_place: Settings, service: AnswerService, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The shared articles are followed all the same, and the servers' again once they can be listed."""
    _own(in_place, service, 6)
    await run_builder(in_place, SHARED, lambda event: None)
    loop, looked = asyncio.get_running_loop(), asyncio.Event()
    listed: list[bool] = []

    def list_others(settings: Settings) -> list[int]:
        listed.append(service.corpora.serves(SHARED))
        if len(listed) == 1:
            raise OSError(5, "Input/output error")
        if len(listed) == 3:
            loop.call_soon_threadsafe(looked.set)
        return [6]

    monkeypatch.setattr("bot.preparing.servers_with_articles", list_others)
    following = asyncio.create_task(follow_files(in_place, service, 0.001))
    await asyncio.wait_for(looked.wait(), 30)
    assert listed == [False, True, True]
    assert service.corpora.serves(6)
    assert caplog.text.count("the corpora can't be listed: [Errno 5] Input/output error") == 1
    assert not following.done()
    following.cancel()
    with pytest.raises(asyncio.CancelledError):
        await following


async def test_what_the_first_build_leaves_out_is_logged(
    in_place: Settings, service: AnswerService, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A file that is no article keeps the others from nothing, and is counted in the log, which does not name it."""
    (folder / "twin.md").write_text("---\nid: bakery\n---\n\nThe twin of the bakery sells cake.\n", "utf-8")
    assert await prepare(in_place, service, Readiness()) is None
    assert len(service.articles(EVERYONE)) == 3
    assert "1 file left out" in caplog.text
    assert "twin" not in caplog.text


async def test_a_database_that_is_away_at_the_start_is_tried_again(
    in_place: Settings, service: AnswerService, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Meanwhile nobody waits: who asks hears that it is away; once it is back the articles serve, built first where they must be."""
    monkeypatch.setattr("bot.preparing._TRY_EVERY", 0.01)
    opening, readiness = Generations.open, Readiness()
    heard: list[bool] = []

    def away_at_first(generations: Generations, recipe: Recipe) -> Opened:
        heard.append(bool(readiness))
        if len(heard) < 3:
            raise DatabaseUnreachable("the database can't be reached")
        return opening(generations, recipe)

    monkeypatch.setattr(Generations, "open", away_at_first)
    assert await prepare(in_place, service, readiness) is None
    assert heard[:3] == [False, True, True]
    assert len(service.articles(EVERYONE)) == 3
    assert caplog.text.count("the articles can't be opened yet") == 1
