"""Questions that are asked again, or twice at once: worked out once, told to each who asks, and never after the articles changed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from config.settings import Settings
from retrieval.building.assembling import temporary_generation
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.live import LiveCorpora
from retrieval.selectors import Reading
from retrieval.selectors.windows import Window
from retrieval.service import AnswerService
from retrieval.values import Answer, Audience, Outcome, Question
from tests.end_to_end.test_service import EVERYONE, ONE, TWO, Watched, answering, corpus, running

WHEN = Question("When was the tower of Varn built?")


def told(outcome: Outcome) -> str:
    """All that an answer cites."""
    assert isinstance(outcome, Answer)
    return " ".join(citation.excerpt.text for citation in outcome.citations)


async def test_what_is_asked_again_is_not_encoded_again(hashing: Settings) -> None:
    """The same words of the same articles have the same answer; other words, articles or numbers of citations are worked out."""
    encoder = Watched()
    with temporary_generation([ONE, replace(TWO, id="two")], encoder) as generation:
        async with running(hashing, generation, encoder=encoder) as (service, _):
            first = await service.ask(EVERYONE, WHEN)
            assert await service.ask(EVERYONE, Question(f"  {WHEN.text} ")) is first
            assert await service.ask(Audience(7), WHEN) is first, "a server without articles of its own sees the same"
            assert len(encoder.batches) == 1
            only = await service.ask(EVERYONE, WHEN, article_id="one")
            few = await service.ask(EVERYONE, WHEN, citations=1)
            assert len(encoder.batches) == 3
    assert "1902" in told(first)
    assert "1902" not in told(only)
    assert isinstance(few, Answer)
    assert len(few.citations) == 1


async def test_what_is_asked_twice_at_once_is_worked_out_once(hashing: Settings) -> None:
    """Those that wait together, and who comes while it is worked on, are told one outcome; one who leaves takes nobody along."""
    encoder = Watched()
    with temporary_generation([ONE], encoder) as generation:
        async with running(hashing, generation, encoder=encoder) as (service, _):
            encoder.go.clear()
            ahead = asyncio.create_task(service.ask(EVERYONE, Question("What comes first?")))
            assert await asyncio.to_thread(encoder.started.wait, 30)
            asked = [asyncio.create_task(service.ask(EVERYONE, WHEN)) for _ in range(50)]
            other = asyncio.create_task(service.ask(EVERYONE, Question("Who was its engineer?")))
            late = asyncio.create_task(service.ask(EVERYONE, Question("What comes first?")))
            await asyncio.sleep(0)
            asked[0].cancel()
            encoder.go.set()
            first, *outcomes = await asyncio.gather(ahead, other, late, *asked[1:])
            assert encoder.batches == [1, 2]
            assert outcomes[1] is first
            assert all(each is outcomes[2] for each in outcomes[2:])
            assert outcomes[0] is not outcomes[2]


async def test_a_failure_is_heard_by_all_who_ask_the_same_and_not_kept(hashing: Settings) -> None:
    """An error reaches each of them, and who asks again has an answer."""
    encoder = Watched()
    with temporary_generation([ONE], encoder) as generation:
        async with running(hashing, generation, encoder=encoder) as (service, _):
            encoder.error = RuntimeError("no memory")
            outcomes = await asyncio.gather(*(service.ask(EVERYONE, WHEN) for _ in range(5)), return_exceptions=True)
            assert all(isinstance(outcome, RuntimeError) for outcome in outcomes)
            encoder.error = None
            assert "1871" in told(await service.ask(EVERYONE, WHEN))


async def test_no_old_answer_comes_out_after_a_change(hashing: Settings) -> None:
    """What was asked before a reload, a rollback and a removal, or is still being answered then, is not told to who asks after it."""
    encoder = Watched()
    with temporary_generation([ONE], encoder) as old, temporary_generation([TWO], encoder) as new:
        corpus(old, 0, "old"), corpus(new, 0, "new")
        async with running(hashing, old, encoder=encoder) as (service, live):
            assert "1871" in told(await service.ask(EVERYONE, WHEN))
            live.put(new)
            assert "1902" in told(await service.ask(EVERYONE, WHEN))
            live.put(old)
            assert "1871" in told(await service.ask(EVERYONE, WHEN))
            encoder.go.clear()
            encoder.started.clear()
            asked = asyncio.create_task(service.ask(EVERYONE, Question("Who was the engineer of Varn?")))
            assert await asyncio.to_thread(encoder.started.wait, 30)
            live.put(new)
            waits = asyncio.create_task(service.ask(EVERYONE, Question("Who was the engineer of Varn?")))
            await asyncio.sleep(0)
            encoder.go.set()
            assert "Ida Holm" in told(await asked)
            assert "Tom Reed" in told(await waits)
            assert "Tom Reed" in told(await service.ask(EVERYONE, Question("Who was the engineer of Varn?")))
            live.withdraw(0)
            assert not isinstance(await service.ask(EVERYONE, WHEN), Answer)


async def test_twins_are_never_told_each_others_answers(hashing: Settings) -> None:
    """Two servers with the same words for their own articles ask the same, again and again and at once."""
    encoder = HashingEncoder()
    with (
        temporary_generation([ONE], encoder, corpus_id=11) as eleven,
        temporary_generation([TWO], encoder, corpus_id=12) as twelve,
    ):
        corpus(eleven, 11, "a"), corpus(twelve, 12, "a")
        async with running(hashing, eleven, twelve) as (service, _):
            for _ in range(3):
                asked = [(guild, service.ask(Audience(guild), WHEN)) for guild in (11, 12) * 20]
                outcomes = await asyncio.gather(*(each for _, each in asked))
                for (guild, _), outcome in zip(asked, outcomes, strict=True):
                    assert ("1871" in told(outcome), "1902" in told(outcome)) == (guild == 11, guild == 12)


@dataclass
class Slow:
    """A selector that waits for leave to read each question after the first."""

    model: str = "slow"
    digest: str = "slow"
    read_so_far: int = 0
    go: threading.Event = field(default_factory=threading.Event)

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        self.read_so_far += 1
        assert self.read_so_far == 1 or self.go.wait(30)
        return [Reading((0.0,) * len(each.sentences), 0.0, (None,) * len(each.sentences)) for each in windows]


async def test_nobody_waits_for_the_rest_of_a_batch(hashing: Settings) -> None:
    """Of questions that are encoded together the first is told its answer while the second is still being read."""
    encoder, selector = Watched(), Slow()
    with temporary_generation([ONE], encoder) as generation:
        live = LiveCorpora()
        live.put(generation)
        service = AnswerService(hashing, encoder, replace(answering(), selector=selector), live)
        try:
            asked = (WHEN, Question("Who was its engineer?"), Question("Where is it?"))
            first, *rest = [asyncio.create_task(service.ask(EVERYONE, each)) for each in asked]
            assert isinstance(await asyncio.wait_for(first, 30), Answer)
            assert encoder.batches == [3]
            assert not any(each.done() for each in rest)
            selector.go.set()
            assert all(isinstance(each, Answer) for each in await asyncio.gather(*rest))
        finally:
            selector.go.set()
            await service.aclose()
