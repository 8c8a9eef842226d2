"""A corpus that is written anew again and again in PostgreSQL while it is asked: every answer must be of one edition, and whole."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.bootstrap import make_service
from bot.sharing.news import follow_news
from config.settings import Settings
from corpus.values import Article
from retrieval.corpora.places import place_of
from retrieval.generations.manifest import Recipe
from retrieval.service import AnswerService
from retrieval.values import Answer, Audience, Question
from tests.retrieval.samples import activate

GUILD = 2**61 + 3
_CITED = 5


@dataclass
class Seen:
    """How many answers were of which edition, how long each took to write, of how many passages, and what was wrong."""

    editions: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    passages: int = 0
    wrong: list[str] = field(default_factory=list)


def edition(number: int, articles: int, paragraphs: int) -> list[Article]:
    """Articles that say of every sentence which edition it is of."""
    return [
        Article(
            id=f"log-{at}",
            title=f"The log of keeper {at}",
            body="\n\n".join(
                f"In edition {number} keeper {at} of Varn counted {paragraph} ships before the storm, as he wrote."
                for paragraph in range(paragraphs)
            ),
        )
        for at in range(articles)
    ]


async def ask_while_it_is_written(
    settings: Settings, cache: Path, *, editions: int, articles: int, paragraphs: int, askers: int = 4
) -> Seen:
    """Ask through one process's service, which hears of editions by the database, what another writes; `settings` are of the writer."""
    writer = place_of(settings, GUILD).generations
    service = make_service(settings.model_copy(update={"data_dir": cache}))
    recipe = service.corpora.recipe()
    before = await asyncio.to_thread(_write, writer, 1, articles, paragraphs, None, recipe)
    seen = Seen()
    news = asyncio.create_task(follow_news(str(settings.database.url), service))
    try:
        await service.at_hand(Audience(GUILD))
        asking = [asyncio.create_task(_ask(service, seen, editions, at)) for at in range(askers)]
        for number in range(2, editions + 1):
            began = time.perf_counter()
            before = await asyncio.to_thread(_write, writer, number, articles, paragraphs, before, recipe)
            seen.seconds.append(time.perf_counter() - began)
        # Each goes on until it has an answer of the last one, or one that is wrong.
        await asyncio.gather(*asking)
        seen.passages = writer.manifest(before).counts["passages"]
    finally:
        news.cancel()
        await service.aclose()
    return seen


def _write(writer: object, number: int, articles: int, paragraphs: int, last_good: str | None, made: Recipe) -> str:
    return activate(writer, edition(number, articles, paragraphs), last_good=last_good, made=made, corpus_id=GUILD)  # type: ignore[arg-type]


async def _ask(service: AnswerService, seen: Seen, last: int, seed: int) -> None:
    at = seed
    while not seen.wrong:
        at += 1
        # Never the same question: what was asked before is remembered.
        outcome = await service.ask(
            Audience(GUILD), Question(f"How many ships did keeper {at} count before the storm?")
        )
        if not isinstance(outcome, Answer):
            seen.wrong.append(f"no answer: {outcome.reason}")
            continue
        texts = [each.excerpt.text for each in outcome.citations]
        numbers = {text.partition("In edition ")[2].partition(" ")[0] for text in texts}
        if len(numbers) != 1 or len(outcome.generations) != 1 or not texts[0].startswith("In edition"):
            seen.wrong.append(f"editions {sorted(numbers)} in one answer")
        else:
            number = int(numbers.pop())
            seen.editions[number] += 1
            if number == last:
                return
