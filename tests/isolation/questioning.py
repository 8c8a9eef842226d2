"""Questions from both servers and from direct messages in any order, many at once, and whether what came of one is another's."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from config.settings import Settings
from retrieval.build import build
from retrieval.corpora.places import place_of
from retrieval.errors import UnknownArticle
from retrieval.service import AnswerService
from retrieval.values import SHARED, Answer, Audience, Question
from tests.isolation.twins import TWINS, YEARS, Twin, marks_in, write_all

# Everything is answered, without a model, and nobody is put off.
OPEN = {
    "FOOTNOTE_ENCODER__MODEL": "hashing",
    "FOOTNOTE_SELECTOR__MODEL": "none",
    "FOOTNOTE_ANSWER__THRESHOLD": "0",
    "FOOTNOTE_LIMITS__PER_PERSON": "100000",
    "FOOTNOTE_LIMITS__PER_SERVER": "100000",
    "FOOTNOTE_LIMITS__PRESSES": "100000",
}
AT_ONCE = 256
_ASKED = (
    "Who opened the {} pier of Ansel{}?",
    "Why was the {} pier opened{}?",
    "When was the {} pier painted again{}?",
    "What did Ida {} say{}?",
    "How many debtors does the {} ledger name{}?",
    "Where was the {} ledger found{}?",
    "Who watered the {} garden at night{}?",
    "What does the {} Courier write about Ansel{}?",
    "{} pier number{}",
)


@dataclass(frozen=True, slots=True)
class Deed:
    """A question, who asks it (None in direct messages), and the article that it is about alone."""

    twin: Twin | None
    text: str
    article_id: str | None


@dataclass
class Tally:
    """`outcomes` counts what came of them; `seen` those in which a server was shown its own articles."""

    outcomes: Counter[str] = field(default_factory=Counter)
    seen: int = 0
    leaks: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(self.outcomes.values())


def deeds(count: int, seed: int = 3, *, foreign: bool = True) -> Iterator[Deed]:
    """Questions by chance; half of them name a server's word, which with `foreign` may be another's than the asker's."""
    chance = random.Random(seed)
    articles = [None, None, None, None, "pier", "garden", *(twin.own_id for twin in TWINS)]
    for _ in range(count):
        who = chance.choice([*TWINS, None])
        named = TWINS if foreign else [who] if who else []
        word = chance.choice(["", "", *(twin.word for twin in named)])
        when = chance.choice(["", "", f" in {chance.choice(YEARS)}"])
        text = " ".join(chance.choice(_ASKED).format(word, when).split())
        yield Deed(who, text, chance.choice(articles))


def build_all(settings: Settings) -> None:
    """The articles of every corpus and their generations."""
    write_all(Path(settings.data_dir) / "corpora")
    for corpus_id in (SHARED, *(twin.guild_id for twin in TWINS)):
        build(settings, place_of(settings, corpus_id), lambda event: None)


async def open_all(service: AnswerService) -> None:
    for corpus_id in (SHARED, *(twin.guild_id for twin in TWINS)):
        assert await service.corpora.open(corpus_id) == ()


async def ask_all(
    service: AnswerService, count: int, bind: Callable[[Twin | None], Audience] | None = None, seed: int = 3
) -> Tally:
    """Ask `count` questions, many at once; `bind` is how a front end makes an audience of who asks."""
    tally, room = Tally(), asyncio.Semaphore(AT_ONCE)
    bound = bind or (lambda twin: Audience(None if twin is None else twin.guild_id))

    async def ask(deed: Deed) -> None:
        async with room:
            await _ask(service, deed, bound(deed.twin), tally)

    await asyncio.gather(*(ask(deed) for deed in deeds(count, seed)))
    return tally


async def _ask(service: AnswerService, deed: Deed, audience: Audience, tally: Tally) -> None:
    try:
        outcome = await service.ask(audience, Question(deed.text), article_id=deed.article_id)
    except UnknownArticle:
        tally.outcomes["unknown article"] += 1
        return
    shown = outcome.citations if isinstance(outcome, Answer) else outcome.nearest
    tally.outcomes["answer" if isinstance(outcome, Answer) else "no answer"] += 1
    # The question itself may name the other's word.
    told = f"{shown} {outcome.generations}"
    tally.seen += deed.twin is not None and deed.twin.word in told
    for twin in TWINS:
        if twin != deed.twin and (marks := marks_in(told, twin)):
            tally.leaks.append(f"{deed}: {marks}")
    allowed = {SHARED} if deed.twin is None else {SHARED, deed.twin.guild_id}
    tally.leaks += [f"{deed}: corpus {each.corpus_id}" for each in shown if each.corpus_id not in allowed]
