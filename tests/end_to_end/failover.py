"""A primary and its standby, questions and votes a hundred times a second, and a promotion in the midst of it."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.bootstrap import make_records, make_service
from bot.records import GivenAnswer, Records, RecordsError, Vote
from bot.records.values import new_id
from config.settings import Settings
from corpus.errors import FootnoteError
from retrieval.corpora.places import place_of
from retrieval.service import AnswerService
from retrieval.values import Answer, Audience, Outcome, Question
from tests.end_to_end.editions import GUILD, edition
from tests.postgres import Server, corpora, new_server, programs
from tests.retrieval.samples import activate

# What is acknowledged is on both.
_BOTH = ("synchronous_commit=on", "synchronous_standby_names=*")


@dataclass
class Pair:
    """The two servers, and the URL that names both."""

    primary: Server
    standby: Server
    url: str


@dataclass
class Passed:
    """What came of it: outcomes by kind, seconds from the promotion to the first answer and vote, and which votes were acknowledged."""

    outcomes: Counter[str] = field(default_factory=Counter)
    cited: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    recovered: float = 0.0
    acknowledged: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)

    @property
    def others(self) -> int:
        """How many heard neither an answer nor to try again."""
        return sum(
            count for kind, count in self.outcomes.items() if kind not in ("answered", "try again", "vote refused")
        )


@contextmanager
def pair() -> Iterator[Pair]:
    """A primary that waits for its standby with all that it acknowledges; the database has every table."""
    with programs() as (home, bin_folder):
        primary, standby = new_server(home, bin_folder), new_server(home, bin_folder)
        primary.initialise()
        primary.sql("CREATE EXTENSION vector", "template1")
        name = corpora(primary).rpartition("/")[2]
        standby.copy_of(primary)
        standby.start()
        primary.stop()
        primary.start(*_BOTH)
        try:
            hosts = "&".join(f"host=127.0.0.1:{each.port}" for each in (primary, standby))
            yield Pair(
                primary, standby, f"postgresql+asyncpg://footnote@/{name}?{hosts}&target_session_attrs=read-write"
            )
        finally:
            primary.stop()
            standby.stop()


async def ask_through_a_failover(
    servers: Pair, settings: Settings, *, before: float, after: float, a_second: int = 100
) -> Passed:
    """Ask and vote so many seconds before the primary is killed and its standby promoted, and so many after that."""
    service, records = make_service(settings), make_records(settings)
    generations = place_of(settings, GUILD).generations
    activate(generations, edition(1, 40, 10), made=service.corpora.recipe(), corpus_id=GUILD)
    passed = Passed()
    try:
        await records.open()
        await service.at_hand(Audience(GUILD))
        asking: list[asyncio.Task[None]] = []
        ready: list[float] = []
        began = time.monotonic()

        async def fail_over() -> None:
            await asyncio.sleep(before)
            await asyncio.to_thread(servers.primary.kill)
            await asyncio.to_thread(servers.standby.promote)
            ready.append(time.monotonic())

        failing = asyncio.create_task(fail_over())
        while not ready or time.monotonic() < ready[0] + after:
            number = len(asking)
            asking.append(asyncio.create_task(_ask(service, records, number, passed, ready)))
            await asyncio.sleep(max(0.0, began + len(asking) / a_second - time.monotonic()))
        await failing
        await asyncio.gather(*asking)
        passed.kept = {vote.answer_id async for _, vote in records.votes()}
    finally:
        await service.aclose()
        await records.aclose()
    await _compare(settings, passed)
    return passed


async def _compare(settings: Settings, passed: Passed) -> None:
    """Hold every answer against that of a service which never saw anything fail."""
    service = make_service(settings)
    await service.at_hand(Audience(GUILD))
    for number, cited in passed.cited.items():
        if _cited(await service.ask(Audience(GUILD), _question(number))) != cited:
            passed.wrong.append(f"{number}: {cited}")
    await service.aclose()


async def _ask(service: AnswerService, records: Records, number: int, passed: Passed, ready: list[float]) -> None:
    try:
        outcome = await service.ask(Audience(GUILD), _question(number))
    except FootnoteError as error:
        passed.outcomes["try again" if "try again in a moment" in str(error) else str(error)] += 1
        return
    except Exception as error:  # noqa: BLE001 - whatever it was, it is what the test is about
        passed.wrong.append(repr(error))
        return
    passed.outcomes["answered"] += 1
    passed.cited[number] = _cited(outcome)
    answer = _given(outcome)
    try:
        await records.add_answer(answer)
        await records.vote(GUILD, Vote(answer.id, number + 1, "helpful", answer.given))
    except RecordsError:
        passed.outcomes["vote refused"] += 1
        return
    passed.acknowledged.add(answer.id)
    if ready and not passed.recovered:
        passed.recovered = time.monotonic() - ready[0]


def _question(number: int) -> Question:
    return Question(f"How many ships did keeper {number} of Varn count before the storm?")


def _cited(outcome: Outcome) -> list[tuple[str, int]]:
    shown = outcome.citations if isinstance(outcome, Answer) else ()
    return [(each.excerpt.article_id, each.excerpt.span.start) for each in shown]


def _given(outcome: Outcome) -> GivenAnswer:
    return GivenAnswer(
        id=new_id(),
        given=dt.datetime.now(dt.UTC),
        guild_id=GUILD,
        channel_id=1,
        asker_id=1,
        question=outcome.question.text,
        read_as=outcome.question.text,
        parent_id=None,
        article_id=None,
        private=False,
        reason=None,
        confidence=outcome.confidence,
        generations=outcome.generations,
        excerpts=0,
        cited=(),
    )
