"""`python -m benchmarks.drawing`: how long a picture of a timeline takes, what it weighs, and the memory of the process that draws.

The first picture is that of a machine which has drawn none yet: matplotlib lists the fonts. The page is one of hand-made
events, as many as are ever drawn, each with the longest texts.
"""

from __future__ import annotations

import asyncio
import resource
import statistics
import sys
import tempfile
import time
from typing import Any

from benchmarks.figures import figure, show
from bot.drawing import draw_timeline
from bot.drawing.describing import MOST_EVENTS
from bot.drawing.process import forget_pictures
from tests.bot.drawing.pages import Told, page_of

ROUNDS = 10


async def measure() -> list[dict[str, Any]]:
    """Milliseconds of the first picture, of later ones and of one that is kept; bytes; and the child's memory at most."""
    page = page_of(
        [Told(f"Event {at}: {'many more words ' * 20}", "2015-07-01", None, "month") for at in range(MOST_EVENTS)]
    )
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="footnote-bench-") as name:
        tempfile.tempdir = name
        try:
            first, picture = await _timed(page)
            later = []
            for _ in range(ROUNDS):
                forget_pictures()
                later.append((await _timed(page))[0])
            kept, _ = await _timed(page)
        finally:
            tempfile.tempdir = before
    # Of the largest child, and of no less than this process, from which each is forked.
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        figure("first picture", first, "ms", 1),
        figure("later pictures p50", statistics.median(later), "ms", ROUNDS),
        figure("later pictures at most", max(later), "ms", ROUNDS),
        figure("a picture that is kept", kept, "ms", 1),
        figure("picture's bytes", len(picture) / 1024, "KiB", 1),
        figure("drawing process's memory at most", memory, "MB", ROUNDS + 1),
    ]


async def _timed(page: Any) -> tuple[float, bytes]:
    began = time.perf_counter()
    picture = await draw_timeline(page, dark=True)
    return (time.perf_counter() - began) * 1000, picture


def main() -> int:
    """Measure and show."""
    show(asyncio.run(measure()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
