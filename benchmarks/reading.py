"""`python -m benchmarks.reading`: what it takes to read an article, step by step, over the news articles that PUBLIC_SETS holds."""

from __future__ import annotations

import datetime as dt
import json
import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.figures import figure, show
from corpus.card import make_card
from corpus.dates import find_dates
from corpus.names import find_names
from corpus.parse import Parse
from corpus.parser import parse_all
from corpus.quotes import find_quotes
from corpus.timeline import find_events
from corpus.values import Article

_ROUNDS = 5
Clock = Callable[[str], Any]


def measure(file: Path) -> list[dict[str, Any]]:
    """Milliseconds a thousand words of each step, median of rounds, with a grammar parse and without, and of the parse."""
    articles = [_article(json.loads(line)) for line in file.read_text("utf-8").splitlines()]
    words = sum(article.words for article in articles)
    list(parse_all(["A first text loads the model."]))
    began = time.process_time()
    parses = list(parse_all(article.body for article in articles))
    results = [figure("parse, 1,000 words", (time.process_time() - began) * 1e6 / words, "ms", words)]
    for label, given in (("", parses), (" without a parse", [None] * len(articles))):
        times: dict[str, list[float]] = defaultdict(list)
        for _ in range(_ROUNDS):
            for step, seconds in _round(articles, given).items():
                times[step].append(seconds * 1e6 / words)
        results += [
            figure(f"{step}, 1,000 words{label}", statistics.median(each), "ms", words) for step, each in times.items()
        ]
    return results


def _article(record: dict[str, Any]) -> Article:
    published = dt.date.fromisoformat(record["date"]) if record["date"] else None
    return Article("any", record["title"], record["text"], published=published)


def _round(articles: list[Article], parses: list[Any]) -> dict[str, float]:
    """Seconds of each step over all articles."""
    seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def clock(step: str) -> Iterator[None]:
        began = time.process_time()
        yield
        seconds[step] += time.process_time() - began

    for article, parse in zip(articles, parses, strict=True):
        _read(article, parse, clock)
    return seconds


def _read(article: Article, parse: Parse | None, clock: Clock) -> None:
    """As corpus.facts.read_facts does, each step by the clock."""
    with clock("names"):
        names = find_names(article.body, parse)
    with clock("dates"):
        dates = find_dates(article.body, article.published, parse)
    with clock("events"):
        events = find_events(article, dates, names, parse)
    with clock("quotations"):
        quotes = find_quotes(article.body, names, parse)
    with clock("card"):
        make_card(article, names, events, quotes, parse)


def main() -> int:
    """Print the figures; 1 where there are no articles."""
    file = Path(os.environ.get("PUBLIC_SETS", "")) / "news_articles.jsonl"
    if not file.is_file():
        sys.stderr.write("there are no articles to measure on: name the folder of the public sets with PUBLIC_SETS=…\n")
        return 1
    show(measure(file))
    return 0


if __name__ == "__main__":
    sys.exit(main())
