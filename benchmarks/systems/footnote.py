"""Footnote as the bot has it."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.systems import AskMany, Text
from benchmarks.systems.askers import gathered
from bot.bootstrap import make_service
from bot.running import SWITCH_INTERVAL
from config.settings import Settings, load_settings
from retrieval.build import build
from retrieval.building.progress import Event
from retrieval.corpora.places import place_of
from retrieval.service import AnswerService
from retrieval.values import SHARED, Audience, Question, cited_in

EVERYONE = Audience()


def settings_in(home: Path, *, selector: str = "footnote") -> Settings:
    """The default settings with everything in `home`."""
    settings = load_settings(env_file=None)
    return settings.model_copy(
        update={
            "data_dir": home / "data",
            "corpus": settings.corpus.model_copy(update={"path": home / "articles"}),
            "selector": settings.selector.model_copy(update={"model": selector}),
        }
    )


class Footnote:
    """With the selector, as it is shipped; what it finds are the excerpts it cites, or the nearest where it says no."""

    selector = "footnote"

    def __init__(self, home: Path) -> None:
        self._settings = settings_in(home, selector=self.selector)
        self._service: AnswerService | None = None
        self._loop = asyncio.new_event_loop()

    def build(self, articles: Sequence[Text], passages: Sequence[Text] | None) -> dict[str, float]:
        """Passages are its own, always; the stages are the builder's."""
        folder = self._settings.corpus.path
        assert folder is not None
        folder.mkdir(parents=True)
        records = [{"id": each.article, "title": each.title, "text": each.text} for each in articles]
        (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
        seconds: dict[str, float] = {}

        def note(event: Event) -> None:
            if event["event"] == "stage":
                seconds[event["stage"]] = event["seconds"]

        build(self._settings, place_of(self._settings, SHARED), note)
        return seconds

    def open(self) -> None:
        """As the bot does at its start."""
        sys.setswitchinterval(SWITCH_INTERVAL)
        self._loop.run_until_complete(self._open())

    async def _open(self) -> None:
        self._service = make_service(self._settings)
        await self._service.corpora.open(SHARED)
        await self._service.warm()

    def ask(self, question: str) -> list[Text]:
        """One question."""
        return self._loop.run_until_complete(self._ask(question))

    async def _ask(self, question: str) -> list[Text]:
        assert self._service is not None
        outcome = await self._service.ask(EVERYONE, Question(question))
        excerpts = (each.excerpt for each in cited_in(outcome))
        return [Text(each.article_id, each.text, start=each.span.start) for each in excerpts]

    @property
    def ways(self) -> Mapping[str, AskMany]:
        """Tasks of one event loop, as people on Discord are."""
        return {"tasks": lambda questions: self._loop.run_until_complete(gathered(self._ask, questions))}

    def texts(self) -> tuple[list[Text], list[Text]]:
        """The sentences and the passages that the generation on disk holds vectors of."""
        recipe = make_service(self._settings).corpora.recipe()
        generation = place_of(self._settings, SHARED).generations.open(recipe).generation
        assert generation is not None
        rows = generation.sentences.tolist()
        bodies = [(article.id, article.body) for article in generation.articles]
        sentences = [_cut(bodies[row], start, end) for row, _, start, end in rows]
        passages = [
            _cut(bodies[row], rows[first][2], rows[last][3]) for row, first, last in generation.passages.tolist()
        ]
        return sentences, passages


class BareFootnote(Footnote):
    """Without the selector; it serves the same generation."""

    selector = "none"


def _cut(article: tuple[str, str], start: int, end: int) -> Text:
    name, body = article
    return Text(name, body[start:end], start=start)
