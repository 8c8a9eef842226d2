"""The one service: audience first, one snapshot a question, nothing lost."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import Settings
from corpus.values import Article
from retrieval.answering.answering import Answering
from retrieval.building.assembling import temporary_generation
from retrieval.building.process import run_builder
from retrieval.building.progress import Event
from retrieval.corpora.places import place_of
from retrieval.encoders import Vectors
from retrieval.encoders.hashing import HashingEncoder
from retrieval.errors import BuildError, BuildLocked, BusyError, ClosedError, GenerationError, UnknownArticle
from retrieval.generations.generation import Generation
from retrieval.generations.live import LiveCorpora
from retrieval.ranking.confidence import load_model
from retrieval.service import AnswerService
from retrieval.suggesting import suggest
from retrieval.values import Answer, Audience, NoAnswer, Outcome, Question
from tests.retrieval.samples import write

EVERYONE = Audience()


class Watched(HashingEncoder):
    """Counts the calls, can hold them up and can fail."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[int] = []
        self.go = threading.Event()
        self.go.set()
        self.started = threading.Event()
        self.error: Exception | None = None

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self.batches.append(len(texts))
        self.started.set()
        assert self.go.wait(30)
        if self.error:
            raise self.error
        return super().encode_queries(texts)


def answering() -> Answering:
    """Everything counts as an answer: these tests are of the service, not of the confidence."""
    return Answering(load_model(), 0.0, 5)


@asynccontextmanager
async def running(
    settings: Settings, *generations: Generation, encoder: HashingEncoder | None = None
) -> AsyncIterator[tuple[AnswerService, LiveCorpora]]:
    live = LiveCorpora()
    for generation in generations:
        live.put(generation)
    service = AnswerService(settings, encoder or HashingEncoder(), answering(), live)
    try:
        yield service, live
    finally:
        await service.aclose()


def corpus(generation: Generation, corpus_id: int, name: str) -> Generation:
    """`generation` as if it were of another corpus and name."""
    generation.manifest = replace(generation.manifest, corpus_id=corpus_id, id=name)
    return generation


ONE = Article(id="one", title="Varn", body="The tower of Varn was built in 1871. Ida Holm was its engineer.")
TWO = Article(id="one", title="Varn", body="The tower of Varn was built in 1902. Tom Reed was its engineer.")


async def test_nothing_open_is_an_empty_corpus(hashing: Settings) -> None:
    """With no generation the answer is an honest no."""
    async with running(hashing) as (service, _):
        outcome = await service.ask(EVERYONE, Question("When was the tower built?"))
        assert isinstance(outcome, NoAnswer)
        assert (outcome.reason, outcome.nearest, outcome.generations) == ("empty_corpus", (), ())


async def test_a_thousand_at_once_across_swaps_are_each_answered_from_one_snapshot(hashing: Settings) -> None:
    """None is lost, and every answer's words are those of the one generation that it names."""
    encoder = Watched()
    with temporary_generation([ONE], encoder) as old, temporary_generation([TWO], encoder) as new:
        corpus(old, 0, "old"), corpus(new, 0, "new")
        async with running(hashing, old, encoder=encoder) as (service, live):
            encoder.go.clear()
            asked = []
            for number in range(1000):
                if number % 100 == 50:
                    live.put(new if (number // 100) % 2 == 0 else old)
                asked.append(asyncio.create_task(service.ask(EVERYONE, Question(f"When was tower {number} built?"))))
                if number % 250 == 0:
                    await asyncio.sleep(0)
            await asyncio.sleep(0)
            encoder.go.set()
            outcomes: list[Outcome] = await asyncio.gather(*asked)
    bodies: dict[tuple[str, ...], str] = {("0:old",): ONE.body, ("0:new",): TWO.body}
    assert len(outcomes) == 1000
    assert {outcome.generations for outcome in outcomes} == set(bodies)
    for number, outcome in enumerate(outcomes):
        assert outcome.question.text == f"When was tower {number} built?"
        assert isinstance(outcome, Answer)
        for citation in outcome.citations:
            assert citation.excerpt.span.of(bodies[outcome.generations]) == citation.excerpt.text


async def test_what_waits_together_is_encoded_together(hashing: Settings) -> None:
    """A hundred waiting questions take a handful of encoder calls, none above the batch size."""
    encoder = Watched()
    with temporary_generation([ONE], encoder) as generation:
        async with running(hashing, generation, encoder=encoder) as (service, _):
            await asyncio.gather(*(service.ask(EVERYONE, Question(f"What of {n}?")) for n in range(100)))
    assert sum(encoder.batches) == 100
    assert len(encoder.batches) <= 5
    assert max(encoder.batches) <= hashing.service.batch


async def test_a_full_queue_is_busy_and_recovers(hashing: Settings) -> None:
    """Above the queue's bound a question is refused in words; those that wait are answered, and later ones too."""
    encoder = Watched()
    small = hashing.model_copy(update={"service": hashing.service.model_copy(update={"queue": 3})})
    with temporary_generation([ONE], encoder) as generation:
        async with running(small, generation, encoder=encoder) as (service, _):
            encoder.go.clear()
            first = asyncio.create_task(service.ask(EVERYONE, Question("first")))
            assert await asyncio.to_thread(encoder.started.wait, 30)
            waiting = [asyncio.create_task(service.ask(EVERYONE, Question(f"next {n}"))) for n in range(3)]
            await asyncio.sleep(0)
            assert service.queued() == 3
            with pytest.raises(BusyError, match="3 questions are waiting"):
                await service.ask(EVERYONE, Question("one too many"))
            encoder.go.set()
            assert len(await asyncio.gather(first, *waiting)) == 4
            assert isinstance(await service.ask(EVERYONE, Question("again")), Answer)


async def test_the_loop_runs_while_a_question_is_worked_on(hashing: Settings) -> None:
    """An encoder that takes its time does not hold up the event loop."""
    encoder = Watched()
    with temporary_generation([ONE], encoder) as generation:
        async with running(hashing, generation, encoder=encoder) as (service, _):
            encoder.go.clear()
            asked = asyncio.create_task(service.ask(EVERYONE, Question("When?")))
            assert await asyncio.to_thread(encoder.started.wait, 30)
            assert not asked.done()
            encoder.go.set()
            assert isinstance(await asked, Answer)


async def test_an_asker_who_leaves_takes_nobody_along(hashing: Settings) -> None:
    """A cancelled question is skipped and the others are answered."""
    encoder = Watched()
    with temporary_generation([ONE], encoder) as generation:
        async with running(hashing, generation, encoder=encoder) as (service, _):
            encoder.go.clear()
            asked = [asyncio.create_task(service.ask(EVERYONE, Question(f"What of {n}?"))) for n in range(10)]
            assert await asyncio.to_thread(encoder.started.wait, 30)
            for task in asked[::2]:
                task.cancel()
            encoder.go.set()
            outcomes = await asyncio.gather(*asked, return_exceptions=True)
            later = await service.ask(EVERYONE, Question("And later?"))
    assert [isinstance(outcome, Answer) for outcome in outcomes] == [False, True] * 5
    assert isinstance(later, Answer)


async def test_an_encoder_that_fails_is_heard_by_every_asker(hashing: Settings) -> None:
    """An error reaches all of its batch, and the service goes on."""
    encoder = Watched()
    with temporary_generation([ONE], encoder) as generation:
        async with running(hashing, generation, encoder=encoder) as (service, _):
            encoder.error = RuntimeError("no memory")
            outcomes = await asyncio.gather(
                *(service.ask(EVERYONE, Question(f"What of {n}?")) for n in range(5)), return_exceptions=True
            )
            assert all(isinstance(outcome, RuntimeError) for outcome in outcomes)
            encoder.error = None
            assert isinstance(await service.ask(EVERYONE, Question("And now?")), Answer)


async def test_closing_answers_what_waits_and_refuses_the_rest(hashing: Settings) -> None:
    """aclose drains; a question after it is refused in words."""
    encoder = Watched()
    with temporary_generation([ONE], encoder) as generation:
        async with running(hashing, generation, encoder=encoder) as (service, _):
            encoder.go.clear()
            asked = [asyncio.create_task(service.ask(EVERYONE, Question(f"What of {n}?"))) for n in range(50)]
            await asyncio.sleep(0)
            closing = asyncio.create_task(service.aclose())
            await asyncio.sleep(0)
            encoder.go.set()
            await closing
            assert all(isinstance(outcome, Answer) for outcome in await asyncio.gather(*asked))
            with pytest.raises(ClosedError):
                await service.ask(EVERYONE, Question("Too late?"))


async def test_twin_servers_never_see_each_other(hashing: Settings) -> None:
    """Near-identical private articles of two servers: each server's questions see its own and the shared, nothing else."""
    encoder = HashingEncoder()
    shared = Article(id="shared", title="Varn", body="The tower of Varn stands on a rock.")
    with (
        temporary_generation([shared], encoder) as everyone,
        temporary_generation([ONE], encoder) as eleven,
        temporary_generation([TWO], encoder) as twelve,
    ):
        corpus(everyone, 0, "s"), corpus(eleven, 11, "a"), corpus(twelve, 12, "b")
        async with running(hashing, everyone, eleven, twelve) as (service, _):
            question = Question("When was the tower of Varn built, and who was its engineer?")
            seen = {}
            for audience in (Audience(), Audience(11), Audience(12), Audience(13)):
                outcome = await service.ask(audience, question)
                assert isinstance(outcome, Answer)
                seen[audience.guild] = {(c.corpus_id, c.excerpt.text) for c in outcome.citations}
                assert {c.corpus_id for c in outcome.citations} <= set(audience.corpora)
                assert {article.body for article in service.articles(audience)} == {
                    shared.body,
                    *({ONE.body} if audience.guild == 11 else {TWO.body} if audience.guild == 12 else ()),
                }
            assert any("1871" in text for _, text in seen[11])
            assert not any("1871" in text for guild in (None, 12, 13) for _, text in seen[guild])
            assert not any("1902" in text for guild in (None, 11, 13) for _, text in seen[guild])
            with pytest.raises(UnknownArticle):
                await service.ask(Audience(), question, article_id="one")
            own = await service.ask(Audience(12), question, article_id="one")
            assert isinstance(own, Answer)
            assert own.citations[0].corpus_id == 12
            with pytest.raises(UnknownArticle):
                service.article(Audience(13), "one")
            assert service.article(Audience(11), "one").body == ONE.body


async def test_inline_mode_answers_without_a_thread(hashing: Settings) -> None:
    """With no worker the service runs on the loop itself."""
    inline = hashing.model_copy(update={"service": hashing.service.model_copy(update={"workers": 0})})
    with temporary_generation([ONE], HashingEncoder()) as generation:
        async with running(inline, generation) as (service, _):
            await service.warm()
            assert isinstance(await service.ask(EVERYONE, Question("When?"), citations=1), Answer)


@pytest.fixture
def in_place(hashing: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The three articles, read in place."""
    return hashing.model_copy(update={"corpus": hashing.corpus.model_copy(update={"path": folder})})


async def test_a_reload_is_seen_from_the_next_question_on(in_place: Settings, folder: Path) -> None:
    """Reload builds in a process of its own, tells of it, and lets the new articles serve; rollback takes it back."""
    events: list[Event] = []
    async with running(in_place) as (service, _):
        assert await service.corpora.changed(0)
        await service.corpora.reload(0, events.append)
        assert not await service.corpora.changed(0)
        assert len(service.articles(EVERYONE)) == 3
        with pytest.raises(GenerationError, match="no intact generation before"):
            await service.corpora.rollback(0)
        (folder / "new.txt").write_text("The harbour of Varn was dredged in June.\n", "utf-8")
        assert await service.corpora.changed(0)
        previewed: list[Event] = []
        await service.corpora.preview_reload(0, previewed.append)
        assert [event["added"] for event in previewed if event["event"] == "diff"] == [["new"]]
        assert len(service.articles(EVERYONE)) == 3
        await service.corpora.reload(0, events.append)
        assert len(service.articles(EVERYONE)) == 4
        before, now = await service.corpora.rollback(0)
        assert before > now
        assert len(service.articles(EVERYONE)) == 3
    assert [event["event"] for event in events].count("done") == 2


async def test_nothing_is_rolled_back_while_a_change_is_under_way(in_place: Settings, folder: Path) -> None:
    """What is being removed must not come back by a rollback in the middle of it; afterwards it goes on as ever."""
    async with running(in_place) as (service, _):
        await service.corpora.reload(0, lambda event: None)
        (folder / "new.txt").write_text("Something new.\n", "utf-8")
        await service.corpora.reload(0, lambda event: None)
        now = service.snapshot(EVERYONE).labels
        with service.corpora.place(0).generations.undisturbed(), pytest.raises(BuildLocked):
            await service.corpora.rollback(0)
        assert service.snapshot(EVERYONE).labels == now
        await service.corpora.rollback(0)
        assert service.snapshot(EVERYONE).labels != now


async def test_what_another_is_changing_is_not_read_half_done(in_place: Settings, folder: Path) -> None:
    """While a file is being put in or taken out nobody reloads; afterwards it goes on as ever."""
    async with running(in_place) as (service, _):
        await service.corpora.reload(0, lambda event: None)
        (folder / "new.txt").write_text("Something new.\n", "utf-8")
        place = service.corpora.place(0)
        with place.generations.undisturbed(), pytest.raises(BuildLocked):
            await service.corpora.reload(0, lambda event: None)
        assert len(service.articles(EVERYONE)) == 3
        await service.corpora.reload(0, lambda event: None)
        assert len(service.articles(EVERYONE)) == 4


async def test_a_failed_reload_leaves_what_served(in_place: Settings, folder: Path) -> None:
    """When a build fails the service says why and goes on with the old generation."""
    async with running(in_place) as (service, _):
        await service.corpora.reload(0, lambda event: None)
        before = service.snapshot(EVERYONE).labels
        (folder / "golden.jsonl").write_text("not json\n", "utf-8")
        (folder / "new.txt").write_text("Something new.\n", "utf-8")
        with pytest.raises(BuildError, match=r"golden\.jsonl line 1"):
            await service.corpora.reload(0, lambda event: None)
        assert service.snapshot(EVERYONE).labels == before


async def test_a_builder_ends_with_its_caller(in_place: Settings) -> None:
    """Where who runs it is cancelled, the builder is gone, and its lock with it."""

    def kill(event: Event) -> None:
        if event["event"] == "reading":
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await run_builder(in_place, 0, kill)
    await run_builder(in_place, 0, lambda event: None)


async def test_a_builder_that_hangs_is_ended(in_place: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that says nothing any more is killed, so that those that wait for it build."""
    monkeypatch.setattr("retrieval.building.process._SILENT", 5.0)

    def stop(event: Event) -> None:
        if event["event"] == "reading":
            monkeypatch.setattr("retrieval.building.process._SILENT", 0.2)
            for task in Path("/proc/self/task").iterdir():
                for child in (task / "children").read_text("ascii").split():
                    if b"retrieval.build" in Path(f"/proc/{child}/cmdline").read_bytes():
                        os.kill(int(child), signal.SIGSTOP)

    with pytest.raises(BuildError, match=r"said nothing for .* and was ended"):
        await run_builder(in_place, 0, stop)
    monkeypatch.undo()
    await run_builder(in_place, 0, lambda event: None)


async def test_a_servers_build_that_goes_on_for_ever_is_ended(
    hashing: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much it says: all servers' changes wait for it. The shared articles may take as long as they need."""
    for corpus_id in (0, 7):
        articles = place_of(hashing, corpus_id).articles
        articles.mkdir(parents=True, exist_ok=True)
        (articles / "new.txt").write_text("Something new.\n", "utf-8")
    monkeypatch.setattr("retrieval.building.process._LONGEST", 0.0)
    with pytest.raises(BuildError, match=r"took more than .* and was ended"):
        await run_builder(hashing, 7, lambda event: None)
    await run_builder(hashing, 0, lambda event: None)
    monkeypatch.undo()
    await run_builder(hashing, 7, lambda event: None)


async def test_at_the_end_of_its_time_closing_tells_those_that_wait(hashing: Settings) -> None:
    """aclose with a bound waits no longer than that: what is queued hears so, and what is encoded once it is."""
    encoder = Watched()
    small = hashing.model_copy(update={"service": hashing.service.model_copy(update={"batch": 2})})
    with temporary_generation([ONE], encoder) as generation:
        async with running(small, generation, encoder=encoder) as (service, _):
            encoder.go.clear()
            asked = [asyncio.create_task(service.ask(EVERYONE, Question(f"What of {n}?"))) for n in range(6)]
            assert await asyncio.to_thread(encoder.started.wait, 30)
            await service.aclose(0.01)
            done, _ = await asyncio.wait(asked[2:], timeout=30)
            waiting = [task for task in asked if task in done]
            assert len(waiting) == 4
            for task in waiting:
                with pytest.raises(ClosedError, match="ask again in a moment"):
                    await task
            with pytest.raises(ClosedError):
                await service.ask(EVERYONE, Question("Too late?"))
            encoder.go.set()
            for task in set(asked) - done:
                with pytest.raises(ClosedError, match="ask again in a moment"):
                    await task
            await service.aclose(0.01)


async def test_closing_in_time_answers_what_waits(hashing: Settings) -> None:
    """A bound that is not reached changes nothing."""
    with temporary_generation([ONE], HashingEncoder()) as generation:
        async with running(hashing, generation) as (service, _):
            asked = [asyncio.create_task(service.ask(EVERYONE, Question(f"What of {n}?"))) for n in range(50)]
            await asyncio.sleep(0)
            await service.aclose(30)
            assert all(isinstance(outcome, Answer) for outcome in await asyncio.gather(*asked))


async def test_it_says_what_serves_and_what_is_meant(hashing: Settings) -> None:
    """Whether a corpus serves, the threshold of an answer, and the articles of an audience that half a title may mean."""
    encoder = HashingEncoder()
    shared = Article(id="shared", title="Varn stands", body="The tower of Varn stands on a rock.")
    with temporary_generation([shared], encoder) as everyone, temporary_generation([ONE], encoder) as eleven:
        corpus(everyone, 0, "s"), corpus(eleven, 11, "a")
        async with running(hashing, everyone, eleven) as (service, live):
            assert (service.corpora.serves(0), service.corpora.serves(11), service.corpora.serves(12)) == (
                True,
                True,
                False,
            )
            assert service.threshold == 0.0
            assert [each.id for each in suggest(service.snapshot(Audience(11)), "varn", 25)] == ["one", "shared"]
            assert [each.id for each in suggest(service.snapshot(Audience(12)), "varn", 25)] == ["shared"]
            assert [each.id for each in suggest(service.snapshot(Audience(11)), "varn", 1)] == ["one"]
            live.drop(11)
            assert not service.corpora.serves(11)


async def test_what_another_process_lets_serve_is_caught_up_with(in_place: Settings, folder: Path) -> None:
    """A generation that was built elsewhere serves once it is looked for, and is opened once."""
    async with running(in_place) as (service, _):
        assert await service.corpora.catch_up(0) == ()
        assert not service.corpora.serves(0)
        await run_builder(in_place, 0, lambda event: None)
        await service.corpora.catch_up(0)
        assert len(service.articles(EVERYONE)) == 3
        before = service.snapshot(EVERYONE).generations
        await service.corpora.catch_up(0)
        assert service.snapshot(EVERYONE).generations == before


@pytest.mark.parametrize("moment", ["before", "meanwhile"])
async def test_who_is_back_is_tried_though_nothing_could_be_opened(
    in_place: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Law: what was looked for of a withdrawn corpus, or failed at its return, is opened as soon as it can be."""
    await run_builder(in_place, 0, lambda event: None)
    async with running(in_place) as (service, _):
        opening = service.corpora.opening.open

        async def withdrawn_first(corpus_id: int) -> tuple[str, ...]:
            service.corpora.withdraw(corpus_id)
            return await opening(corpus_id)

        async def fails(corpus_id: int) -> tuple[str, ...]:
            raise OSError(5, "Input/output error")

        if moment == "before":
            service.corpora.withdraw(0)
            await service.corpora.catch_up(0)
        else:
            with monkeypatch.context() as patch:
                patch.setattr(service.corpora.opening, "open", withdrawn_first)
                await service.corpora.catch_up(0)
        assert not service.corpora.serves(0)
        with monkeypatch.context() as patch:
            patch.setattr(service.corpora.opening, "open", fails)
            with pytest.raises(OSError, match="Input/output"):
                await service.corpora.readmit(0)
        await service.corpora.catch_up(0)
        assert service.corpora.serves(0)


async def test_a_return_has_everything_tried_again(in_place: Settings, folder: Path) -> None:
    """Law: what could not be opened before a corpus was withdrawn is tried again when it is back, and once more after that."""
    await run_builder(in_place, 0, lambda event: None)
    async with running(in_place) as (service, _):
        generations = service.corpora.place(0).generations
        manifest = generations.folder / str(generations.current()) / "manifest.json"
        kept = manifest.read_bytes()
        manifest.write_bytes(b"{}")
        await service.corpora.catch_up(0)
        service.corpora.withdraw(0)
        await service.corpora.readmit(0)
        manifest.write_bytes(kept)
        await service.corpora.catch_up(0)
        assert service.corpora.serves(0)


async def test_a_generation_that_was_copied_serves_no_other_corpus(hashing: Settings) -> None:
    """Law 3: one that was made for another server, and lies in this one's folder, serves neither."""
    async with running(hashing) as (service, _):
        own = service.corpora.place(12).generations
        with own.lock(), own.building() as made:
            own.activate(made, write(made, [ONE], corpus_id=11, made=service.corpora.recipe()), None)
        await service.corpora.open(12)
        assert not service.corpora.serves(11)
        assert not service.corpora.serves(12)


async def test_a_question_sees_the_snapshot_it_was_given(hashing: Settings) -> None:
    """What serves meanwhile does not get into it; and a snapshot of another audience is refused before anything is asked."""
    encoder = HashingEncoder()
    with temporary_generation([ONE], encoder) as eleven, temporary_generation([TWO], encoder) as new:
        corpus(eleven, 11, "old"), corpus(new, 11, "new")
        async with running(hashing, eleven) as (service, live):
            snapshot = service.snapshot(Audience(11))
            live.put(new)
            outcome = await service.ask(Audience(11), Question("When was the tower built?"), snapshot=snapshot)
            assert isinstance(outcome, Answer)
            assert outcome.generations == ("11:old",)
            assert "1871" in outcome.text
            for other in (Audience(), Audience(12)):
                with pytest.raises(ValueError, match="of another audience"):
                    await service.ask(other, Question("When was the tower built?"), snapshot=snapshot)
            assert service.queued() == 0
            # What everyone may see anybody may be asked of.
            empty = service.snapshot(Audience())
            assert isinstance(await service.ask(Audience(12), Question("When?"), snapshot=empty), NoAnswer)


async def test_closing_while_the_thread_is_busy_leaves_nobody_waiting(hashing: Settings) -> None:
    """Where the thread does something else and the time is over, all hear so: those in its queue and those before it."""
    encoder = Watched()
    small = hashing.model_copy(update={"service": hashing.service.model_copy(update={"batch": 2})})
    with temporary_generation([ONE], encoder) as generation:
        async with running(small, generation, encoder=encoder) as (service, _):
            encoder.go.clear()
            warming = asyncio.create_task(service.warm())
            assert await asyncio.to_thread(encoder.started.wait, 30)
            asked = [asyncio.create_task(service.ask(EVERYONE, Question(f"What of {n}?"))) for n in range(5)]
            for _ in range(3):  # the questions are queued, the first two taken, and the thread asked to answer them
                await asyncio.sleep(0)
            assert service.queued() == 3
            await service.aclose(0.01)
            heard = await asyncio.wait_for(asyncio.gather(*asked, return_exceptions=True), 30)
            assert [type(each) for each in heard] == [ClosedError] * 5
            encoder.go.set()
            await warming
            assert encoder.batches == [1]
