"""`make bench`: how fast questions are answered, one at a time and together, what a rebuild costs, and how soon Discord hears of it.

Writes benchmarks/results.json, a list of {"system", "metric", "value", "unit", "n"}, and a plot of it, results.png. The articles are made of the words of
the shipped one, so that the figures can be had anywhere, except those of reading, which need the public sets that PUBLIC_SETS names; they say nothing about quality, which is what `make evaluate` is for.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import drawing, plot, reading, wire
from benchmarks.articles import write_articles
from benchmarks.figures import figure, show
from bot.bootstrap import make_service
from config.settings import load_settings
from retrieval.build import build
from retrieval.places import place_of
from retrieval.progress import Event
from retrieval.values import Audience, Question

ARTICLES, QUESTIONS, ROUNDS = 200, 1000, 3
EVERYONE = Audience()


def main() -> int:
    """Measure and write."""
    with tempfile.TemporaryDirectory(prefix="footnote-bench-") as name:
        results = [*_rebuild(Path(name)), *asyncio.run(_questions(Path(name))), *asyncio.run(wire.measure())]
        results += asyncio.run(drawing.measure())
    news = Path(os.environ.get("PUBLIC_SETS", "")) / "news_articles.jsonl"
    if news.is_file():
        results += reading.measure(news)
    file = Path(__file__).with_name("results.json")
    file.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    plot.draw(results, file.with_suffix(".png"))
    show(results)
    return 0


def _settings(home: Path) -> Any:
    settings = load_settings(env_file=None)
    section = settings.corpus.model_copy(update={"path": home / "articles"})
    return settings.model_copy(update={"data_dir": home / "data", "corpus": section})


def _rebuild(home: Path) -> list[dict[str, Any]]:
    """Seconds of a full build and of one after a single article changed; loading the model is left out of both."""
    folder = home / "articles"
    write_articles(folder, ARTICLES)
    settings = _settings(home)
    full = _timed_build(settings)
    (folder / "0.txt").write_text((folder / "0.txt").read_text("utf-8") + "\nOne more line.", "utf-8")
    one = _timed_build(settings)
    return [
        figure("full build", full, "s", ARTICLES),
        figure("rebuild after one change", one, "s", ARTICLES),
        figure("rebuild share", one / full * 100, "%", ARTICLES),
    ]


def _timed_build(settings: Any) -> float:
    stages: dict[str, float] = {}

    def note(event: Event) -> None:
        if event["event"] == "stage":
            stages[event["stage"]] = event["seconds"]

    build(settings, place_of(settings, 0), note)
    return sum(seconds for stage, seconds in stages.items() if not stage.startswith("load_"))


async def _questions(home: Path) -> list[dict[str, Any]]:
    """Milliseconds a question alone, and questions a second one at a time and all at once, in turn, median of rounds."""
    service = make_service(_settings(home))
    await service.open(0)
    await service.warm()
    questions = [
        Question(f"Why did BlackBerry leave Pakistan, asked for the {number}th time?") for number in range(QUESTIONS)
    ]
    singly, together, waits = [], [], []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for question in questions[: QUESTIONS // 5]:
            asked = time.perf_counter()
            await service.ask(EVERYONE, question)
            waits.append((time.perf_counter() - asked) * 1000)
        singly.append(QUESTIONS // 5 / (time.perf_counter() - began))
        began = time.perf_counter()
        await asyncio.gather(*(service.ask(EVERYONE, question) for question in questions))
        together.append(QUESTIONS / (time.perf_counter() - began))
    await service.aclose()
    cuts = statistics.quantiles(waits, n=20)
    return [
        figure("question p50", statistics.median(waits), "ms", len(waits)),
        figure("question p95", cuts[18], "ms", len(waits)),
        figure("one at a time", statistics.median(singly), "questions/s", ROUNDS),
        figure("1,000 at once", statistics.median(together), "questions/s", ROUNDS),
        figure("at once over one at a time", statistics.median(together) / statistics.median(singly), "ratio", ROUNDS),
    ]


if __name__ == "__main__":
    sys.exit(main())
