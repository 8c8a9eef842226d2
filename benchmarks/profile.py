"""`python -m benchmarks.profile`: where the time of a question goes, stage by stage, and how little of it is not a model's.

Milliseconds of CPU time of the whole process, all threads together, medians over questions that are all different. Questions are
asked of the service one at a time: over a hundred articles made of the shipped one's words and, where PUBLIC_SETS names the public
sets, over theirs, whole and one article at a time; without the selector and with it.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

from benchmarks.articles import write_articles
from config.settings import Settings, load_settings
from corpus.folder import read_folder
from corpus.values import Article
from retrieval.answering.answering import Answering, load_answering
from retrieval.building.assembling import temporary_generation
from retrieval.encoders import Encoder, load_encoder
from retrieval.fitting.files import read_jsonl
from retrieval.generations.generation import Generation
from retrieval.generations.live import LiveCorpora
from retrieval.needs import needs_of
from retrieval.ranking.evidence import ask_for
from retrieval.service import AnswerService
from retrieval.values import Audience, Question

# What is timed: each of these without the others that it calls. Names as they are looked up when they are called.
STAGES = {
    "needs": (
        "retrieval.waiting:texts_of",
        "retrieval.answering.answering:needs_of",
        "retrieval.answering.answering:missing_of",
    ),
    "encode": ("retrieval.waiting:encode_together",),
    "vector search": ("retrieval.stores.faiss_flat:FaissIndex.search",),
    "lexical": (
        "retrieval.ranking.ranking:Lookup.__init__",
        "retrieval.ranking.ranking:Lookup.counts",
        "retrieval.ranking.ranking:Lookup.bm25",
        "retrieval.ranking.ranking:Lookup.holds",
    ),
    "candidates": ("retrieval.ranking.ranking:_candidates",),
    "features": (
        "retrieval.ranking.ranking:_by_passage",
        "retrieval.ranking.ranking:_coverage",
        "retrieval.ranking.ranking:_offer",
    ),
    "model": ("retrieval.answering.answering:rank",),
    "selector: windows": ("retrieval.answering.answering:select",),
    "selector: tokenising": ("retrieval.selectors.onnx:WindowEncoder.encode",),
    "selector: run": ("retrieval.selectors.onnx:OnnxSelector._run",),
    "selector: reading": ("retrieval.selectors.onnx:_reading",),
    "confidence": ("retrieval.answering.answering:signals", "retrieval.answering.answering:selected_signals"),
    "rivals": ("retrieval.answering.answering:rivals_of",),
    "citing": ("retrieval.answering.answering:_choose",),
    "answering": ("retrieval.answering.answering:Answering.answer",),
}
FORWARD = ("encode", "selector: run")
ARTICLES, QUESTIONS, READ = 100, 100, 40
_ASKED = (
    "Why did BlackBerry leave Pakistan in {}?",
    "When were {} employees told?",
    "Who said that {} countries were asked?",
    "How many of {} users were there?",
    "What did the government ask of BlackBerry on day {}?",
)


@dataclass(frozen=True, slots=True)
class Case:
    """Questions, each of all articles or of one."""

    name: str
    asked: Sequence[tuple[Question, str | None]]


class Clock:
    """CPU time by stage; what a stage calls that is one itself is not counted to it."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inner = [0.0]

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Time every stage until the end of a `with`."""
        before: list[tuple[Any, str, Any]] = []
        for stage, places in STAGES.items():
            for place in places:
                module, _, path = place.partition(":")
                *owners, name = path.split(".")
                owner = importlib.import_module(module)
                for each in owners:
                    owner = getattr(owner, each)
                before.append((owner, name, getattr(owner, name)))
                setattr(owner, name, self._timed(stage, getattr(owner, name)))
        try:
            yield
        finally:
            for owner, name, function in reversed(before):
                setattr(owner, name, function)

    def _timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def timed(*given: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            began = time.process_time()
            try:
                return function(*given, **named)
            finally:
                whole = time.process_time() - began
                self.spent[stage] += whole - self._inner.pop()
                self._inner[-1] += whole

        return timed


async def measure(service: AnswerService, case: Case) -> dict[str, float]:
    """Milliseconds of each stage, of what lies between them, and of the whole."""
    rows: list[dict[str, float]] = []
    clock = Clock()
    with clock.watching():
        for question, article_id in case.asked:
            clock.spent.clear()
            began = time.process_time()
            await service.ask(Audience(), question, article_id=article_id)
            whole = time.process_time() - began
            rows.append({**clock.spent, "the hop and back": whole - sum(clock.spent.values()), "whole": whole})
    spent = {stage: [row.get(stage, 0.0) * 1000 for row in rows] for stage in (*STAGES, "the hop and back", "whole")}
    return {stage: statistics.median(each) for stage, each in spent.items()} | {
        "besides the models": statistics.median(
            row["whole"] * 1000 - sum(row.get(stage, 0.0) * 1000 for stage in FORWARD) for row in rows
        )
    }


async def profile(
    settings: Settings, encoder: Encoder, answering: Answering, generation: Generation, case: Case
) -> dict[str, float]:
    """What `measure` finds of a service of its own, after a third as many questions that are not counted."""
    # Two cases may ask the same.
    for kept in (needs_of, ask_for):
        kept.cache_clear()
    live = LiveCorpora()
    live.put(generation)
    service = AnswerService(settings, encoder, answering, live)
    await service.warm()
    warming = len(case.asked) // 4
    for question, article_id in case.asked[:warming]:
        await service.ask(Audience(), question, article_id=article_id)
    found = await measure(service, Case(case.name, case.asked[warming:]))
    await service.aclose()
    return found


def corpora() -> Iterator[tuple[list[Article], list[Case]]]:
    """The articles of each corpus and what is asked of them."""
    with tempfile.TemporaryDirectory(prefix="footnote-profile-") as name:
        write_articles(Path(name), ARTICLES)
        made = [Question(_ASKED[n % len(_ASKED)].format(n)) for n in range(QUESTIONS)]
        yield [*read_folder(Path(name), 2**20).articles], [Case("100 articles", [(each, None) for each in made])]
    sets = os.environ.get("PUBLIC_SETS")
    for name in ("xquad_en", "squad2") if sets else ():
        folder = Path(sets or "") / name
        docs = {doc["doc_id"]: doc for doc in read_jsonl(folder / "docs.jsonl")}
        ids = {doc_id: f"d{number}" for number, doc_id in enumerate(docs)}
        rows = [*read_jsonl(folder / "questions.jsonl")]
        rows = rows[:: max(1, len(rows) // QUESTIONS)][:QUESTIONS]
        yield (
            [Article(ids[doc_id], doc["title"], doc["text"]) for doc_id, doc in docs.items()],
            [
                Case(name, [(Question(row["question"]), None) for row in rows]),
                Case(f"{name}, one article", [(Question(row["question"]), ids[row["doc_id"]]) for row in rows]),
            ],
        )


def main() -> int:
    """Print a table for each case."""
    settings = load_settings(env_file=None)
    encoder, answering = load_encoder(settings), load_answering(settings)
    plain = replace(answering, selector=None, threshold=answering.model.plain.threshold)
    sys.stdout.write("ms of CPU a question\n")
    for articles, cases in corpora():
        with temporary_generation(articles, encoder) as generation:
            for case in cases:
                read = Case(case.name, case.asked[:READ])
                without = asyncio.run(profile(settings, encoder, plain, generation, case))
                show(case.name, without, asyncio.run(profile(settings, encoder, answering, generation, read)))
    return 0


def show(name: str, without: dict[str, float], read: dict[str, float]) -> None:
    """A line for each stage, without the selector and with it."""
    sys.stdout.write(f"\n{name:24} without  with the selector\n")
    for stage, spent in without.items():
        sys.stdout.write(f"{stage:24} {spent:7.2f} {read[stage]:8.2f}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
