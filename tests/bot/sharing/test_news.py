"""What another process lets serve is heard of and served. On disk here: what the news is of does not matter to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from bot.sharing.news import follow_news
from config.settings import Settings
from corpus.values import Article
from retrieval.corpora.shelf import discard
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.live import LiveCorpora
from retrieval.postgres.tables import NEWS
from retrieval.service import AnswerService
from retrieval.values import SHARED, Audience
from tests.backends import on_disk
from tests.bot.sharing.eventually import eventually
from tests.postgres import Server
from tests.retrieval.samples import answering, write

pytestmark = on_disk

ONE = Audience(1)
NEVER = 3600.0


class Process:
    """A process that answers, and follows what others do; `heard` is set each time that what serves changed."""

    def __init__(self, settings: Settings) -> None:
        live = LiveCorpora()
        self.changed = asyncio.Event()
        live.watch(self.changed.set)
        self.service = AnswerService(settings, HashingEncoder(), answering(), live)

    def publish(self, corpus_id: int, edition: str) -> None:
        """Let a generation of one article serve on disk."""
        generations = self.service.corpora.place(corpus_id).generations
        with generations.lock(), generations.building() as made:
            number = generations.next_number()
            article = Article(id="own", title="Varn", body=f"The {edition} tower of Varn in server {corpus_id}.")
            manifest = write(made, [article], corpus_id=corpus_id, made=self.service.corpora.recipe(), number=number)
            generations.activate(made, manifest, None)

    def editions(self, audience: Audience) -> list[str]:
        """The second word of each article in sight."""
        return [each.body.split()[1] for each in self.service.articles(audience)]

    async def serves(self, editions: list[str], audience: Audience = ONE) -> None:
        """Return once these are in sight."""
        await _until(lambda: self.editions(audience) == editions, self.changed)


async def _until(true: Callable[[], bool], changed: asyncio.Event) -> None:
    async with asyncio.timeout(30):
        while not true():
            changed.clear()
            await changed.wait()


@pytest.fixture
async def process(hashing: Settings) -> AsyncIterator[Process]:
    """One that has opened the shared corpus and a server's."""
    made = Process(hashing)
    for corpus_id in (SHARED, 1):
        made.publish(corpus_id, "first")
    await made.service.at_hand(ONE)
    yield made
    await made.service.aclose()


@asynccontextmanager
async def following(url: str, process: Process, every: float = NEVER) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(follow_news(url, process.service, every))
    yield task
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def listening(server: Server) -> str:
    """The process of the server that serves the one who listens, waited for: its last statement was the look at itself."""
    listens = (
        "SELECT pid FROM pg_stat_activity WHERE application_name = 'footnote' AND query = 'SELECT 1' AND state = 'idle'"
    )
    async with asyncio.timeout(30):
        while not (found := await asyncio.to_thread(server.sql, listens)):
            continue
    return found


def tell(server: Server, url: str, payload: str) -> None:
    server.sql(f"SELECT pg_notify('{NEWS}', '{payload}')", url.rpartition("/")[2])


async def test_what_is_told_serves(url: str, server: Server, process: Process) -> None:
    """Law: a generation that is told of serves at once, whatever else is told; a corpus that is gone serves no more."""
    async with following(url, process):
        await listening(server)
        process.publish(1, "second")
        for payload in ("", "x", "-1", "9" * 30, "12", "1"):
            tell(server, url, payload)
        await process.serves(["first", "second"])
        discard(process.service.corpora.place(1))
        tell(server, url, "1")
        await process.serves(["first"])
        assert not process.service.corpora.serves(12)


async def test_what_was_missed_serves_after_a_reconnect(
    url: str, server: Server, process: Process, caplog: pytest.LogCaptureFixture
) -> None:
    """Law: what was let serve while the connection was down is seen without being told, and the log says so once."""
    async with following(url, process):
        await listening(server)
        server.sql("ALTER ROLE footnote NOLOGIN")
        server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'footnote'")
        process.publish(1, "second")
        process.publish(SHARED, "second")
        tell(server, url, "1")
        await eventually(lambda: "does not tell of changed articles" in caplog.text)
        server.sql("ALTER ROLE footnote LOGIN")
        await process.serves(["second", "second"])
        assert caplog.text.count("does not tell of changed articles") == 1
        assert caplog.text.count("tells of changed articles again") == 1


async def test_what_nobody_told_serves_after_a_while(url: str, process: Process) -> None:
    """Law: news that does not come is made up for by looking, also of a server that had nothing."""
    await process.service.at_hand(Audience(2))
    async with following(url, process, every=0.1):
        process.publish(1, "second")
        await process.serves(["first", "second"])
        process.publish(2, "new")
        async with asyncio.timeout(30):
            # Each that asks looks itself once what was not there is looked for again.
            while len((await process.service.at_hand(Audience(2))).articles) < 2:
                await asyncio.to_thread(process.service.corpora.place(2).generations.current)
