"""`python -m benchmarks.drawing`: how long a picture of a timeline takes, and what it weighs.

The first picture is that of a machine which has drawn none yet: matplotlib lists the fonts. The page is one of hand-made
events, as many as are ever drawn, each with the longest texts.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import statistics
import sys
import tempfile
import time
from typing import Any

from benchmarks.figures import figure, show
from bot.drawing import draw_timeline
from bot.drawing.cache import PictureCache
from bot.drawing.describing import MOST_EVENTS
from corpus.timeline.values import Place, TimelineEvent
from corpus.values import Article, Span
from retrieval.facts.values import Dated, DatedEvent, TimelinePage

ROUNDS = 10


async def measure() -> list[dict[str, Any]]:
    """Milliseconds of the first picture, of later ones and of one that is kept; and bytes."""
    page, cache = _page(), PictureCache()
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="footnote-bench-") as name:
        tempfile.tempdir = name
        try:
            first, picture = await _timed(page, cache)
            later = [(await _timed(page, PictureCache()))[0] for _ in range(ROUNDS)]
            kept, _ = await _timed(page, cache)
        finally:
            tempfile.tempdir = before
    return [
        figure("first picture", first, "ms", 1),
        figure("later pictures p50", statistics.median(later), "ms", ROUNDS),
        figure("later pictures at most", max(later), "ms", ROUNDS),
        figure("a picture that is kept", kept, "ms", 1),
        figure("picture's bytes", len(picture) / 1024, "KiB", 1),
    ]


def _page() -> TimelinePage:
    words = [f"Event {at}: {'many more words ' * 20}" for at in range(MOST_EVENTS)]
    article = Article("a", "Many words", "\n".join(words), "Somebody")
    events, start = [], 0
    for each in words:
        clause = Span(start, start + len(each))
        day = dt.date(2015, 7, 1)
        event = TimelineEvent(
            day, None, "month", "stated", None, "past", Span(start, start + 5), clause, (Place(clause, 1),), ()
        )
        events.append(DatedEvent(article, 0, event, ()))
        start = clause.end + 1
    return TimelinePage(tuple(events), 0, len(events), Dated(len(events), None, None))


async def _timed(page: TimelinePage, cache: PictureCache) -> tuple[float, bytes]:
    began = time.perf_counter()
    picture = await draw_timeline(page, dark=True, cache=cache)
    return (time.perf_counter() - began) * 1000, picture


def main() -> int:
    """Measure and show."""
    show(asyncio.run(measure()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
