"""A server where Footnote knows two articles with dates, quotations and a card, and draws at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from simcord.results import ResponseMessage

from bot.drawing.cache import PictureCache
from bot.readiness import Readiness
from corpus.card import Fact, SourceUse
from corpus.facts import NO_FACTS, Facts
from corpus.quotes import Quote
from corpus.timeline import Place, TimelineEvent
from corpus.values import Article, Span
from retrieval.facts.values import TimelinePage
from tests.bot.asking.conftest import MakeRoom, Room
from tests.bot.asking.conftest import room as _room
from tests.retrieval.samples import generation_of

room = _room
PNG = b"\x89PNG\r\n\x1a\n and so on"
YEARS = range(1990, 2010)
HARBOUR = Article(
    "harbour",
    "The harbour of Ansel",
    "\n".join(
        f"In {year} pier {year - 1989} was rebuilt. “We keep pier {year - 1989},” said Ida Holm." for year in YEARS
    ),
    publisher="Ansel Courier",
    url="https://news.example/harbour",
    published=dt.date(2012, 3, 1),
    published_basis="stated",
)
MILL = Article("mill", "The mill", "The mill burned down in 1902. The miller said nobody was hurt.")


def span(article: Article, words: str) -> Span:
    """Where words stand in an article."""
    start = article.body.index(words)
    return Span(start, start + len(words))


def year_event(article: Article, clause: str, year: int) -> TimelineEvent:
    """Something that happened in a year."""
    where, phrase = span(article, clause), span(article, f"{year}")
    days = dt.date(year, 1, 1), dt.date(year, 12, 31)
    return TimelineEvent(*days, "year", "stated", None, "past", phrase, where, (Place(where, 1),), ("Ansel",))


def quoted(article: Article, content: str, speaker: str, kind: Any = "direct") -> Quote:
    """Something that somebody said."""
    where = span(article, content)
    return Quote(kind, where, span(article, speaker), speaker, None, None, False, where, 1)


_FIRST = span(HARBOUR, "In 1990 pier 1 was rebuilt.")
FACTS = {
    HARBOUR: Facts(
        tuple(year_event(HARBOUR, f"In {year} pier {year - 1989} was rebuilt.", year) for year in YEARS),
        tuple(quoted(HARBOUR, f"We keep pier {year - 1989},", "Ida Holm") for year in YEARS),
        replace(
            NO_FACTS.card,
            what=Fact(_FIRST, 1, span(HARBOUR, "was rebuilt")),
            named=(SourceUse("Ida Holm", (_FIRST,)),),
        ),
    ),
    MILL: Facts(
        (year_event(MILL, "The mill burned down in 1902.", 1902),),
        (quoted(MILL, "nobody was hurt", "The miller", "indirect"),),
        NO_FACTS.card,
    ),
}


class Drawn:
    """Stands for the drawing: keeps what was to be drawn, and gives a picture or fails."""

    def __init__(self) -> None:
        self.pages: list[TimelinePage] = []
        self.failing: BaseException | None = None

    async def __call__(self, page: TimelinePage, *, dark: bool, cache: PictureCache) -> bytes:
        assert dark
        self.pages.append(page)
        if self.failing is not None:
            raise self.failing
        return PNG


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """What is drawn."""
    drawing = Drawn()
    monkeypatch.setattr("bot.timeline.pictures.draw_timeline", drawing)
    return drawing


def serve(room: Room, *articles: Article, corpus_id: int = 0) -> None:
    """Let articles with their facts serve from now on."""
    folder = room.folder / f"f{len(list(room.folder.iterdir()))}"
    room.live.put(generation_of(folder, articles, corpus_id=corpus_id, facts=[FACTS[each] for each in articles]))


class NotYet(Readiness):
    """Not ready, and nobody waits for it: time is simulated."""

    async def wait(self, seconds: float | None = None) -> bool:
        assert seconds is not None
        return False


MakeLibrary = Callable[..., AbstractAsyncContextManager[Room]]


@pytest.fixture
def library(room: MakeRoom, drawn: Drawn) -> MakeLibrary:
    """Makes a room with articles and their facts, both unless others are given."""

    @asynccontextmanager
    async def make(*articles: Article, **settings: Any) -> AsyncIterator[Room]:
        async with room((), **settings) as made:
            serve(made, *(articles or FACTS))
            yield made

    return make


async def slash(room: Room, command: str, /, **options: Any) -> ResponseMessage:
    """What Alice's command comes to; `from_` stands for the option `from`."""
    given = {name.rstrip("_"): value for name, value in options.items()}
    result = await room.alice.slash(room.channel, command, **given)
    assert result.response is not None
    return result.response
