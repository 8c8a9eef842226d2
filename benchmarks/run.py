"""`make bench`: Footnote beside other systems, what a rebuild costs, how soon Discord hears of it, and what pictures and reading take.

Writes benchmarks/results.json, a list of {"system", "metric", "value", "unit", "n"}, a plot of it, results.png, and README's table;
with --quick a little of it all into var/bench, to see whether it works. The comparison and the reading need the public sets
that PUBLIC_SETS names; the other articles are made of the words of the shipped one, so that those figures can be had anywhere.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import drawing, plot, reading, wire
from benchmarks.articles import write_articles
from benchmarks.compare import compare
from benchmarks.figures import figure, show
from benchmarks.systems.footnote import settings_in
from benchmarks.table import put_table, table_of, this_machine
from retrieval.build import build
from retrieval.building.progress import Event
from retrieval.corpora.places import place_of

ARTICLES = 200
HERE = Path(__file__).parent
README, QUICK = HERE.parent / "README.md", Path("var", "bench")


def main() -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a little of it all, into var/bench")
    quick = parser.parse_args().quick
    sets = Path(os.environ.get("PUBLIC_SETS", ""))
    compared = compare(sets, quick=quick)
    if compared and not quick:
        table = table_of(compared, dt.datetime.now(tz=dt.UTC).date(), this_machine())
        README.write_text(put_table(README.read_text("utf-8"), table), "utf-8")
    news = sets / "news_articles.jsonl"
    alone: list[Callable[[], list[dict[str, Any]]]] = [lambda: _rebuild(ARTICLES // 20 if quick else ARTICLES)]
    if not quick:
        alone += [lambda: asyncio.run(wire.measure()), lambda: asyncio.run(drawing.measure())]
        alone += [lambda: reading.measure(news)] if news.is_file() else []
    results = compared
    for measure in alone:
        # What was measured before stays where the next fails: it took a quarter of an hour.
        _write(results, QUICK if quick else HERE)
        results = [*results, *measure()]
    _write(results, QUICK if quick else HERE)
    show(results)
    print("\nFootnote over the others")
    show([each for each in results if each["unit"] == "ratio"])
    return 0


def _write(results: list[dict[str, Any]], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    plot.draw(results, folder / "results.png")


def _rebuild(articles: int) -> list[dict[str, Any]]:
    """Seconds of a full build and of one after a single article changed; loading the model is left out of both."""
    with tempfile.TemporaryDirectory(prefix="footnote-bench-") as name:
        folder = Path(name) / "articles"
        write_articles(folder, articles)
        settings = settings_in(Path(name))
        full = _timed_build(settings)
        (folder / "0.txt").write_text((folder / "0.txt").read_text("utf-8") + "\nOne more line.", "utf-8")
        one = _timed_build(settings)
    return [
        figure("full build", full, "s", articles),
        figure("rebuild after one change", one, "s", articles),
        figure("rebuild share", one / full * 100, "%", articles),
    ]


def _timed_build(settings: Any) -> float:
    stages: dict[str, float] = {}

    def note(event: Event) -> None:
        if event["event"] == "stage":
            stages[event["stage"]] = event["seconds"]

    build(settings, place_of(settings, 0), note)
    return sum(seconds for stage, seconds in stages.items() if not stage.startswith("load_"))


if __name__ == "__main__":
    sys.exit(main())
